import { MASK } from '../anchors/quotedLines.ts';
import { joinSecrets, type FoundSecret } from './foundSecret.ts';

/** The text with a mask in place of each secret. It has as many lines as before, and nothing tells how long a secret was. */
export function maskSecrets(text: string, secrets: readonly FoundSecret[]): string {
	let masked = '';
	let done = 0;
	for (const { start, end } of joinSecrets(secrets)) {
		masked += text.slice(done, start) + text.slice(start, end).replace(/[^\r\n]+/g, maskLine);
		done = end;
	}
	return masked + text.slice(done);
}

/** Indentation stays, so that the rest reads as code. */
function maskLine(line: string): string {
	const indent = line.length - line.trimStart().length;
	return indent === line.length ? line : `${line.slice(0, indent)}${MASK}`;
}
