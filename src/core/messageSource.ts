import { markdownLines } from './markdownLines.ts';
import type { MarkdownLine } from './markdownLines.ts';

/**
 * A message that was taken over from a channel ends with the address of the comment, as a Markdown comment that readers of the page do not see. By it the
 * same comment is never taken over twice. What a person types cannot be one: `escapeMessage` takes the meaning of every comment away.
 */
export function sourceLine(address: string): string {
	return `<!-- ${address.replace(/[\s<>\p{Cc}]|--/gu, encodeURIComponent)} -->`;
}

/** The address, or undefined where the section was written here. */
export function sourceOf(lines: readonly MarkdownLine[]): string | undefined {
	const found = lines.findLast(({ kind, text }) => kind === 'comment' && SOURCE.test(text));
	return found && SOURCE.exec(found.text)?.[1];
}

/** Whether a question's file holds a message with this source. */
export function hasSource(text: string, address: string): boolean {
	const line = sourceLine(address);
	return text.includes(line) && markdownLines(text).some((one) => one.kind === 'comment' && one.text.trim() === line);
}

const SOURCE = /^<!-- (https?:\/\/\S{1,2000}) -->\s*$/;
