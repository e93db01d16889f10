import { markdownLines } from './markdownLines.ts';
import type { MarkdownLine } from './markdownLines.ts';
import { plainMessage } from './messageText.ts';
import { textHash } from './textHash.ts';

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

/** Which text of its comment a message is. */
export interface TakenOver {
	/** When the comment was written or edited last. ISO 8601, UTC. */
	readonly at: string;
	/** Of the text: see `messageHash`. */
	readonly hash: string;
}

/**
 * The line below `sourceLine`: one of its own, since windows that do not know it know the comment by the line above all the same. A message that is not this
 * text any more was changed by a person.
 */
export function takenLine({ at, hash }: TakenOver): string {
	return `<!-- as of ${at} ${hash} -->`;
}

export function takenOf(lines: readonly MarkdownLine[]): TakenOver | undefined {
	const source = lines.findLastIndex(({ kind, text }) => kind === 'comment' && SOURCE.test(text));
	const below = source < 0 ? undefined : lines[source + 1];
	const [, at, hash] = (below?.kind === 'comment' && TAKEN.exec(below.text)) || [];
	return at === undefined || hash === undefined ? undefined : { at, hash };
}

/** By which a message of the file is known in a channel, and whose window is to post it there. */
export interface MessageClaim {
	/** `a-1m4zavz2f8k` */
	readonly marker: string;
	/** Another one for each window that wants to post it. */
	readonly nonce: string;
}

/** The line below the heading of a message that somebody wrote into the file: its first one in the spec repo says whose window posts the message. */
export function claimLine({ marker, nonce }: MessageClaim): string {
	return `<!-- posted ${marker} ${nonce} -->`;
}

export function claimsIn(lines: readonly MarkdownLine[]): readonly MessageClaim[] {
	return lines.flatMap(({ kind, text }) => {
		const [, marker, nonce] = (kind === 'comment' && CLAIM.exec(text)) || [];
		return marker === undefined || nonce === undefined ? [] : [{ marker, nonce }];
	});
}

/** How many lines of a message are ours and hidden. */
export function marksIn(lines: readonly MarkdownLine[]): number {
	const marks = [SOURCE, TAKEN, CLAIM];
	return lines.filter(({ kind, text }) => kind === 'comment' && marks.some((mark) => mark.test(text))).length;
}

export function messageHash(markdown: string): string {
	return textHash(plainMessage(markdown));
}

/** Whether the message is still the text that was taken over last. */
export function isAsTaken(markdown: string, taken: TakenOver): boolean {
	return messageHash(markdown) === taken.hash;
}

const TAKEN = /^<!-- as of (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ([0-9a-z]{8,16}) -->\s*$/;
const CLAIM = /^<!-- posted (a-[0-9a-z]{8,16}) ([0-9a-z]{6,16}) -->\s*$/;
const SOURCE = /^<!-- (https?:\/\/\S{1,2000}) -->\s*$/;
