/** Rows as aligned lines, two spaces between the columns; the last column is as long as it is. Cells are made safe for a terminal. */
export function textTable(rows: readonly (readonly string[])[]): readonly string[] {
	const cells = rows.map((row) => row.map(safeText));
	const widths: number[] = [];
	for (const row of cells) {
		for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
	}
	return cells.map((row) =>
		row
			.map((cell, column) => cell + ' '.repeat(column < row.length - 1 ? (widths[column] ?? 0) - widthOf(cell) : 0))
			.join('  ')
			.trimEnd(),
	);
}

/** Text of a repository as one line that cannot steer a terminal: no escape sequence, no control character, no turned direction. */
export function safeText(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
		.replace(/\p{Cc}/gu, '\ufffd')
		.trim();
}

/** Columns of a terminal: East Asian wide characters and emoji take two. */
function widthOf(text: string): number {
	let width = 0;
	for (const character of text) {
		if (!/\p{Mark}/u.test(character)) width += WIDE.test(character) ? 2 : 1;
	}
	return width;
}

const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
