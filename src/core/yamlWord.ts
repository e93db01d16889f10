/** How a value is written where it stands: bare, between quotes that are there already, or between brackets. */
export type ValueStyle = 'plain' | 'quoted' | 'flow';

/** `text` as it has to stand in YAML to be read as that text; without a style it may stand anywhere, also between brackets. */
export function yamlWord(text: string, style: ValueStyle = 'flow'): string {
	if (style === 'quoted') return text;
	const isPlain =
		/^[\p{L}\p{N}_./][^\p{C}\u2028\u2029]*$/u.test(text) &&
		!/: | #|[:\s]$/.test(text) &&
		!(style === 'flow' && /[,[\]{}]/.test(text)) &&
		!/^(?:null|true|false|yes|no|on|off)$/i.test(text);
	return isPlain ? text : JSON.stringify(text);
}
