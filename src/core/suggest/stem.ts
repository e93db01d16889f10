/**
 * The part of a small-letter English word that its forms share: `retry`, `retries` and `retried` are one. Light on purpose: only plurals, `-ing`, `-ed`,
 * `-ion` and `-ment` are taken off, so that two words of different meaning seldom meet. Words of other languages and names come back nearly as they are.
 */
export function stem(word: string): string {
	if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
	let short = withoutPlural(word);
	if (/[aeiouy].*ing$/.test(short) && short.length > 5) short = short.slice(0, -3);
	else if (short.endsWith('ied') && short.length > 4) short = `${short.slice(0, -3)}y`;
	else if (/[aeiouy].*[^e]ed$/.test(short) && short.length > 4) short = short.slice(0, -2);
	if (/(?:[st]ion|ment)$/.test(short) && short.length > 7) short = short.replace(/(?:ion|ment)$/, '');
	if (/([bdgmnprt])\1$/.test(short)) return short.slice(0, -1);
	if (short.length > 4) return short.replace(/e$/, '').replace(/i$/, 'y');
	return short;
}

function withoutPlural(word: string): string {
	if (/(?:ss|us|is)$/.test(word)) return word;
	if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
	if (/(?:ch|sh|x|ss|z)es$/.test(word)) return word.slice(0, -2);
	return word.endsWith('s') ? word.slice(0, -1) : word;
}
