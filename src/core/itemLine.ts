/** A text as one line that stays one item wherever it stands: nothing in it begins a heading, a list or a fence, or ends a comment. */
export function itemLine(text: string): string {
	const line = text
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.replaceAll('-->', '--\\>');
	if (/^(?:#{1,6}(?: |$)|>|`{3}|~{3}|=+$|[-+*](?: |$)|[-*_ ]+$|<!--|\[[^\]]*\]:|\|)/.test(line)) return `\\${line}`;
	return line.replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2');
}
