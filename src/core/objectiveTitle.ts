/**
 * A title without the id that its heading begins with: `Jump to date` for `MSC3030: Jump to date`, `KEP-1287 - x`, `RFC 389. x`, `ADR 5: x`, `12. x`. A
 * number that is the id's by chance stays: `3 ways to pay`, `3-D Secure`, `Phase 3: roll-out`.
 */
export function withoutIdPrefix(title: string, id: string): string {
	const number = /0*(\d+)$/.exec(id)?.[1];
	if (number === undefined) return title;
	const found = new RegExp(
		`^\\[?(?<word>[A-Za-z]{2,12})?[- #]{0,2}(?<zeros>0*)${number}\\]?(?<mark>\\s*[:.–—|-]\\s*|\\s+)(?=\\S)`,
	).exec(title);
	if (!found) return title;
	const { word = '', zeros = '', mark = '' } = found.groups ?? {};
	const isId = word === '' ? zeros !== '' || /[:.–—|-]\s/.test(mark) : isPrefixOf(id, word);
	return isId ? title.slice(found[0].length) : title;
}

/** Whether the word is what the id begins with, or what its one letter stands for: `Goal` for `G-1`. */
function isPrefixOf(id: string, word: string): boolean {
	const own = /^[A-Za-z]+/.exec(id)?.[0].toLowerCase() ?? '';
	return word.toLowerCase() === own || (own.length === 1 && word.toLowerCase().startsWith(own));
}
