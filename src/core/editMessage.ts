import { splitFrontMatter } from './frontMatter.ts';
import { markdownLines } from './markdownLines.ts';
import { mendQuestion } from './mendQuestion.ts';
import { isAsTaken, sourceLine, sourceOf, takenOf } from './messageSource.ts';
import { escapeMessage, unescapeLines } from './messageText.ts';
import { splitSections } from './questionSections.ts';
import { isSameQuestion } from './sameQuestion.ts';
import { applyEdits, linesOf } from './textEdit.ts';
import { takenFrom } from './writeQuestion.ts';

/** What a comment says since its author edited it. */
export interface EditedComment {
	/** Its address. */
	readonly source: string;
	/** ISO 8601, UTC. */
	readonly editedAt: string;
	/** Its whole text. */
	readonly markdown: string;
}

/**
 * A question's file with the message that was taken over from this comment in its newest words. The same text where the message is as new already, where a
 * person changed it in the file (also by a hidden comment), where the file does not say what was taken over, and where anything else would change with it.
 */
export function editMessage(current: string, edited: EditedComment): string {
	if (mendQuestion(current).conflictLine !== undefined) return current;
	const mark = current.startsWith('\uFEFF') ? '\uFEFF' : '';
	const text = current.slice(mark.length);
	const { body, bodyLine } = splitFrontMatter(text);
	const { sections } = splitSections(markdownLines(body, { firstLine: bodyLine }));
	const isOf = (address: string | undefined) =>
		address !== undefined && sourceLine(address) === sourceLine(edited.source);
	const [section, another] = sections.filter(({ lines }) => isOf(sourceOf(lines)));
	const taken = section && takenOf(section.lines);
	if (!taken || another || !isAsTaken(unescapeLines(section.lines), taken)) return current;
	if (!(Date.parse(edited.editedAt) > Date.parse(taken.at))) return current;
	const [first] = section.lines;
	const hidden = section.lines.filter(({ kind }) => kind === 'comment');
	const last = hidden.at(-1);
	// Its address and what was taken over; any other comment is somebody's.
	if (!first || !last || hidden.length !== 2) return current;
	const lines = linesOf(text);
	const range = {
		start: { line: first.line, column: 1 },
		end: { line: last.line, column: lines.at(last.line).length + 1 },
	};
	const words = `\n${escapeMessage(edited.markdown)}\n\n${takenFrom(edited)}`.replaceAll('\n', lines.end);
	const next = applyEdits(text, [{ range, text: words }]);
	const isSame = isSameQuestion(text, next, (message) =>
		isOf(message.source) ? { ...message, markdown: '', taken: undefined } : message,
	);
	return isSame ? mark + next : current;
}
