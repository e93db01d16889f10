// The README as it is packed: with the pictures that are in the package, and without the others, which would make it twice as large.

/**
 * Leaves out pictures that are not packed. A row of a table that has such a picture first becomes an item of a list.
 * @param {string} readme
 * @param {(path: string) => boolean} isPacked
 */
export function packedReadme(readme, isPacked) {
	const rows = readme.split('\n').map((line) => {
		const [, path, words] = /^\| !\[[^\]]*\]\(([^)]+)\) \| (.*) \|$/.exec(line) ?? [];
		return path !== undefined && !isPacked(path) ? `- ${words}` : line;
	});
	const isHead = (/** @type {number} */ at) =>
		/^\| \| \|$/.test(rows[at] ?? '') && (rows[at + 2] ?? '').startsWith('- ');
	return rows
		.filter((_, at) => !isHead(at) && !isHead(at - 1))
		.join('\n')
		.replace(/!\[([^\]]*)\]\(([^):]+)\)\n?/g, (image, _words, path) => (isPacked(path) ? image : ''));
}
