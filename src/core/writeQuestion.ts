import { codeKeys } from './anchorKeys.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { markdownLines, type MarkdownLine } from './markdownLines.ts';
import { mendQuestion } from './mendQuestion.ts';
import { escapeMessage, escapeOpenBlocks, plainMessage } from './messageText.ts';
import { messageHash, sourceLine, takenLine } from './messageSource.ts';
import type { Person } from './objective.ts';
import { formatPerson } from './people.ts';
import type { QuestionDraft } from './question.ts';
import { cutLine, escapeTitle, placeLine, plainTitle, questionPath } from './questionFormat.ts';
import { isBareAnswer } from './sectionHeading.ts';
import { markLines } from './sectionMarks.ts';
import type { RepoPath } from './repoPath.ts';
import { writeYaml } from './yamlDocument.ts';

export interface QuestionFacts {
	/** `q-7f3k2a`: unique in the spec repo. */
	readonly id: string;
	readonly askedBy: Person;
	/** ISO 8601, UTC. */
	readonly askedAt: string;
	/** Info string of the fence, such as `ts`. */
	readonly language: string;
	/** Folder of the questions in the spec repo. */
	readonly folder: string;
	/** Address of the lines at their commit, where it is known. */
	readonly link?: string;
}

/** The file that asks a question: front matter for the tools, the rest for the PM. `readQuestion` gives the same question back. */
export function writeQuestion(
	draft: QuestionDraft,
	facts: QuestionFacts,
): { readonly path: RepoPath; readonly text: string } {
	const { anchor } = draft;
	const frontMatter = writeYaml({
		id: facts.id,
		...(draft.objective !== undefined && { objective: draft.objective }),
		asked_by: formatPerson(facts.askedBy),
		asked_at: facts.askedAt,
		...(draft.to && { to: draft.to.key ?? formatPerson(draft.to) }),
		code: codeKeys(anchor),
	});
	const why = escapeMessage(draft.whyItMatters);
	const cut = cutLine(anchor, facts.link);
	const parts = [
		`---\n${frontMatter}---\n# ${escapeTitle(draft.title) || 'Question'}`,
		placeLine(anchor, facts.link),
		...(anchor.quote === '' ? [] : [quoteBlock(anchor.quote, facts.language)]),
		...(cut === undefined ? [] : [cut]),
		...(why === '' ? [] : [`## Why it matters\n\n${why}`]),
		EMPTY_ANSWER,
	];
	return { path: questionPath(draft, facts), text: `${parts.join('\n\n')}\n` };
}

/** A further section of a question's file: `## Reply by Ana Ruiz, 2026-11-03 10:00 UTC` and the message. Ends with a newline. */
export function questionSection(section: {
	readonly kind: 'answer' | 'reply' | 'resolved' | 'reopened';
	readonly author: Person;
	/** ISO 8601, UTC. */
	readonly at: string;
	readonly markdown: string;
	/** Where it was taken over from: see `sourceLine`. */
	readonly source?: string;
	/** When what was taken over was written or edited last, where that is known. ISO 8601, UTC. */
	readonly editedAt?: string;
}): string {
	const kind = `${section.kind.charAt(0).toUpperCase()}${section.kind.slice(1)}`;
	const name = plainTitle(section.author.name).replace(/[<>#]/g, '').slice(0, 100).trim() || 'somebody';
	// Without words only the time tells two of them apart: resolved, opened again and resolved within a minute.
	const time = section.at.slice(11, section.markdown.trim() === '' ? 19 : 16);
	const heading = `## ${kind} by ${name}, ${section.at.slice(0, 10)} ${time} UTC`;
	const parts = [heading, escapeMessage(section.markdown), takenFrom(section)].filter((part) => part !== '');
	return `${parts.join('\n\n')}\n`;
}

/** The lines that say from where a message was taken over, and which text of it; empty for any other message. */
export function takenFrom({
	source,
	editedAt,
	markdown,
}: {
	readonly source?: string;
	readonly editedAt?: string;
	readonly markdown: string;
}): string {
	if (source === undefined) return '';
	const taken = editedAt === undefined ? [] : [takenLine({ at: editedAt, hash: messageHash(markdown) })];
	return [sourceLine(source), ...taken].join('\n');
}

/**
 * The file with the section at its end, and an empty `## Answer` below a reply, so that the PM always writes at the end. An empty `## Answer`
 * that stands there stays the last: what the PM writes under it meanwhile merges without conflict. A section that is there already is not added
 * again, and the file's line ends are kept. A merge conflict that somebody committed is mended on the way.
 */
export function appendSection(current: string, section: string): string {
	const block = plainMessage(section);
	const mended = mendQuestion(current).text;
	const text = mended.replace(/\r\n/g, '\n');
	if (hasBlock(text, block)) return mended;
	const { body } = splitFrontMatter(text);
	const lines = markdownLines(body);
	const answer = emptyAnswerAt(lines);
	const mayCloseBlocks = /^[ \t]*(?:```|~~~)|-->/m.test(block);
	const texts = mayCloseBlocks ? escapeOpenBlocks(lines) : lines.map((line) => line.text);
	const before = text.slice(0, text.length - body.length) + texts.slice(0, answer).join('\n');
	const after =
		answer < lines.length ? texts.slice(answer).join('\n').trimEnd() : asksForAnswer(block) ? EMPTY_ANSWER : '';
	const whole = [before.trimEnd(), block, after].filter((part) => part !== '').join('\n\n');
	return `${whole}\n`.replaceAll('\n', current.includes('\r\n') ? '\r\n' : '\n');
}

const EMPTY_ANSWER = '## Answer';

/** The quoted code in a fence that is longer than any run of backticks in it. */
export function quoteBlock(quote: string, language: string): string {
	const text = quote.replace(/\r\n?/g, '\n').replaceAll('\0', '');
	const longest = [...text.matchAll(/`{3,}/g)].reduce((most, [ticks]) => Math.max(most, ticks.length), 2);
	const fence = '`'.repeat(longest + 1);
	return `${fence}${language.replace(/[^\w+#.-]/g, '').slice(0, 40)}\n${text}\n${fence}`;
}

/**
 * Whether the section stands in the file as a whole: nothing of another message directly below it. Of one that is its heading alone the heading is enough,
 * because a merge may have put another's words there.
 */
function hasBlock(text: string, block: string): boolean {
	if (!block.includes('\n')) return text.split('\n').includes(block);
	for (let at = text.indexOf(block); at >= 0; at = text.indexOf(block, at + 1)) {
		const startsLine = at === 0 || text[at - 1] === '\n';
		const next = text
			.slice(at + block.length)
			.match(/^[^\S\n]*(?:\n(?:[^\S\n]*\n)*|$)(?<line>[^\n]{0,300}(?:\n[^\n]{0,300})?)/);
		if (startsLine && next && (next.groups?.['line'] === '' || startsSection(next.groups?.['line'] ?? ''))) return true;
	}
	return false;
}

/** Index of the bare `## Answer` with nothing but blank lines and comments below it, or the number of lines. */
function emptyAnswerAt(lines: readonly MarkdownLine[]): number {
	const marked = markLines(lines);
	const index = marked.findLastIndex(({ line }) => line.kind !== 'blank' && line.kind !== 'comment');
	const mark = marked[index]?.mark;
	return mark && isBareAnswer(mark.head) ? index : lines.length;
}

function asksForAnswer(block: string): boolean {
	const [heading] = markLines(markdownLines(block.split('\n', 1)[0] ?? ''));
	const kind = heading?.mark?.head.kind;
	return kind === 'reply' || kind === 'reopened';
}

function startsSection(text: string): boolean {
	return markLines(markdownLines(text))[0]?.mark !== undefined;
}
