/**
 * A Markdown text on one line as the words that a reader of the page sees: `[Ana](https://…)` is `Ana`, `**Draft**` is `Draft`. Brackets that
 * are no link stay. Takes time linear in the text.
 */
export function plainWords(markdown: string): string {
	const withoutLinks = withoutComments(markdown).replace(INLINE_LINK, '$1').replace(REFERENCE, '$1');
	const words = withoutLinks
		.split(/(`+[^`]*`+)/)
		.map((part, index) => (index % 2 === 1 ? part.replaceAll('`', '').trim() : withoutEmphasis(part)))
		.join('');
	return words.replace(/\s+/g, ' ').trim();
}

/** An address may have brackets in it, one level deep. */
const INLINE_LINK = /!?\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*){0,4}\)/g;
const REFERENCE = /!?\[([^[\]]+)\]\[[^[\]]*\]/g;

function withoutEmphasis(text: string): string {
	return text
		.replace(/\*\*([^*]*)\*\*/g, '$1')
		.replace(/\*(?=\S)([^*]*)\*/g, '$1')
		.replace(/(?<![\p{L}\d_])(_{1,2})(?=[^\s_])([^_]*)\1(?![\p{L}\d_])/gu, '$2')
		.replace(/<(https?:[^<>\s]*)>/g, '$1')
		.replace(/\\(?=[!-/:-@[-`{-~])/g, '');
}

function withoutComments(text: string): string {
	const pieces: string[] = [];
	let from = 0;
	for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', from)) {
		const close = text.indexOf('-->', open + 4);
		if (close < 0) break;
		pieces.push(text.slice(from, open));
		from = close + 3;
	}
	return pieces.join('') + text.slice(from);
}
