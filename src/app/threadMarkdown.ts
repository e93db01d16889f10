import { markdownLines } from '../core/markdownLines.ts';

/** Longest text of a message that is shown, in characters; the rest is in the file. */
const LONGEST = 20_000;

/**
 * A message of a question's file for a Markdown renderer of the editor that takes no HTML and runs no command. A blank takes the meaning of an image away,
 * wherever it stands, since showing one would tell its server who reads. VS Code leaves out what looks like HTML; here it is shown as it was written, which
 * code such as `Map<string>` has a right to. What was cut off is said.
 */
export function threadMarkdown(text: string): string {
	const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n\nThe text goes on in the file.` : text;
	const lines = markdownLines(shown.replaceAll('![', '! ['), { comments: 'as-text' });
	return lines
		.map((line) =>
			line.kind === 'text' || line.kind === 'heading' ? line.text.replace(ANGLE, escapeAngle) : line.text,
		)
		.join('\n');
}

/** What was escaped, code between backticks, or an angle bracket. */
const ANGLE = /\\.|(?<!`)(`+)(?!`)[^`]+\1(?!`)|</g;

function escapeAngle(found: string, _ticks: unknown, at: number, line: string): string {
	return found === '<' && !/^<(?:https?:\/\/|mailto:)/.test(line.slice(at, at + 9)) ? '\\<' : found;
}

/** A title of a question's file as one bold line in which nothing is markup. What needs no backslash gets none: screen readers read the source. */
export function boldLine(title: string): string {
	const text = title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return text === '' ? '' : `**${text.replace(/[\\`*_~[\]<>&!|$#]/g, '\\$&')}**`;
}
