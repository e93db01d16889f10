/** Text as it is compared when people search: small letters, without accents. `Élan` and `elan` are the same. */
export function foldText(text: string): string {
	// Most text is ASCII, for which taking marks apart would be most of the time.
	if (!/[^\x20-\x7e\s]/.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
}
