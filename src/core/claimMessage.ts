import { defined } from './defined.ts';
import { withoutDoubles } from './doubledSections.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { markdownLines } from './markdownLines.ts';
import { mendQuestion } from './mendQuestion.ts';
import { claimLine, claimsIn, type MessageClaim } from './messageSource.ts';
import type { Message } from './question.ts';
import { sectionWords, splitSections, type SplitSection } from './questionSections.ts';
import { isSameQuestion } from './sameQuestion.ts';
import { readByline } from './sectionByline.ts';
import { needsWords } from './sectionHeading.ts';
import { applyEdits, lineAfter, linesOf } from './textEdit.ts';
import { textHash } from './textHash.ts';

export interface QuestionClaim extends MessageClaim {
	/** Id of the question. */
	readonly question: string;
}

/**
 * The markers of a question's messages, in their order: by what they say and when, and of those that say the same by which of them it is. Not by whom: a
 * name is read with the help of tandem.yml.
 */
export function messageMarkers(
	question: string,
	messages: readonly Pick<Message, 'kind' | 'at' | 'markdown'>[],
): readonly string[] {
	const counts = new Map<string, number>();
	return messages.map(({ kind, at = '', markdown }) => {
		const said = [question, kind, at, markdown].join('\n');
		const nth = counts.get(said) ?? 0;
		counts.set(said, nth + 1);
		return `a-${textHash(`${said}\n${nth}`)}`;
	});
}

/**
 * A question's file in which the message with this marker says that this window posts it. The same text where another window does, where no message says
 * what the marker stands for, where anything else would change with it, and in a conflict.
 */
export function claimMessage(current: string, claim: QuestionClaim): string {
	if (mendQuestion(current).conflictLine !== undefined) return current;
	const mark = current.startsWith('\uFEFF') ? '\uFEFF' : '';
	const text = current.slice(mark.length);
	const { body, bodyLine } = splitFrontMatter(text);
	const lines = markdownLines(body, { firstLine: bodyLine });
	if (claimsIn(lines).some(({ marker }) => marker === claim.marker)) return current;
	const messages = messagesOf(splitSections(lines).sections);
	const index = messageMarkers(claim.question, messages).indexOf(claim.marker);
	const { heading, lines: said = [] } = messages[index] ?? {};
	if (!heading || claimsIn(said).length > 0) return current;
	const next = applyEdits(text, [lineAfter(linesOf(text), heading.line, claimLine(claim))]);
	// It would end a comment that somebody forgot to close.
	return isSameQuestion(text, next, ({ posted: _posted, ...said }) => said) ? mark + next : current;
}

/** Whether it is this window that posts the message, and no other one wants to. */
export function isClaimed(text: string, { marker, nonce }: MessageClaim): boolean {
	const nonces = claimsIn(markdownLines(text)).flatMap((claim) => (claim.marker === marker ? [claim.nonce] : []));
	return nonces.length > 0 && nonces.every((other) => other === nonce);
}

/** As `readQuestion` reads them without knowing people: what it reads otherwise with them is not posted. */
function messagesOf(sections: readonly SplitSection[]) {
	const said = sections.map(({ head, heading, lines }) => {
		const section = { ...head, lines };
		return { ...section, heading, markdown: sectionWords(section) };
	});
	return withoutDoubles(said).flatMap((section) => {
		const { kind, heading, lines } = section;
		if (kind === 'opening' || kind === 'why') return [];
		const { at, markdown } = readByline(section, []);
		return markdown === '' && needsWords(section) ? [] : [{ kind, heading, lines, markdown, ...defined({ at }) }];
	});
}
