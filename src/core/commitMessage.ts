import { readConstraintLines } from './constraintLines.ts';
import { readIdList } from './idList.ts';
import type { CommitMention, CommitNaming, Relation } from './link.ts';
import type { KeyHit, KeyIndex } from './objectiveKeys.ts';
import { continuesList, relationBefore, relationOf } from './relation.ts';
import { parseTrailers } from './trailers.ts';

/** A line of the message, with what is special about it. */
interface MessageLine {
	readonly text: string;
	readonly start: number;
	readonly where: CommitMention['where'];
	/** The key of the trailer that it belongs to. */
	readonly trailerKey?: string;
}

/** Longer messages are read up to here. */
const MESSAGE_LIMIT = 100_000;
/** Lines that may continue an `Objective:` line. */
const CONTINUATION_LIMIT = 20;
/** Words around a mention are cut to this length. */
const WORDS_LIMIT = 100;

/**
 * Which objectives a commit's message names, and how: `Objective: CHK-1` in a line of its own, any known key after a verb (`Implements: blueprint x`,
 * `Part of CHK-1`, `Fixes #381`) or alone (`(KIP-932)`, an address). `Objective: none (reason)` says that the work serves no objective on purpose.
 *
 * First are those that an `Objective:` line names, then by how much relation and place say together: a trailer more than the subject, the subject more
 * than the body. What a revert names it takes back, so that it is only `related`.
 */
export function readCommitMessage(message: string, keys: KeyIndex): CommitNaming {
	const text = message.slice(0, MESSAGE_LIMIT).replaceAll('\r\n', '\n');
	const lines = linesOf(text);
	const explicit = readObjectiveLines(text, lines, keys);
	const isRevert = /^(?:\[[^\]]*\]\s*)*reverts?\b(?!\s+"revert\b)/i.test(text.trimStart());
	const found: RankedMention[] = [...explicit.mentions];
	let previous: { readonly end: number; readonly relation: Relation } | undefined;
	let at = 0;
	for (const hit of keys.scan(text)) {
		while ((lines[at + 1]?.start ?? Infinity) <= hit.start) at++;
		const line = lines[at];
		if (!line || explicit.lines.has(line) || isAboutPeople(line.trailerKey)) continue;
		let before = relationBefore(text, hit.start);
		if (!before && previous && continuesList(text.slice(previous.end, hit.start))) {
			before = { relation: previous.relation, start: hit.start, announces: true };
		}
		const byTrailer = line.trailerKey === undefined ? undefined : relationOf(line.trailerKey);
		if (hit.strength === 'weak' && !before?.announces && byTrailer === undefined && !isProperName(hit, before))
			continue;
		const relation = before && before.relation !== 'mentions' ? before.relation : (byTrailer ?? 'mentions');
		previous = { end: hit.end, relation };
		const said = isRevert ? 'related' : relation;
		found.push({
			objective: hit.objective,
			relation: said,
			words: wordsAround(text, before?.start ?? hit.start, hit.end, line),
			where: line.where,
			rank: RANKS[said][line.where],
		});
	}
	const mentions = strongestFirst(found);
	const constraints = mentions.length > 0 && !isRevert ? readConstraintLines(text) : [];
	const said = { mentions, ...(constraints.length > 0 ? { constraints } : {}) };
	return explicit.none && explicit.mentions.length === 0 ? { ...said, none: explicit.none } : said;
}

type RankedMention = CommitMention & { readonly rank: number };

const OBJECTIVE_LINE_RANK = 100;

/** A key in the subject says what the commit is about, even without a verb; a `related` is never more than an aside. */
const RANKS: Readonly<Record<Relation, Readonly<Record<CommitMention['where'], number>>>> = {
	implements: { trailer: 12, subject: 11, body: 9 },
	partially: { trailer: 10, subject: 8, body: 7 },
	mentions: { trailer: 5, subject: 6, body: 3 },
	related: { trailer: 4, subject: 2, body: 1 },
};

function strongestFirst(found: readonly RankedMention[]): readonly CommitMention[] {
	const strongest = new Map<string, RankedMention>();
	for (const mention of found) {
		const other = strongest.get(mention.objective);
		if (!other || other.rank < mention.rank) strongest.set(mention.objective, mention);
	}
	return [...strongest.values()]
		.sort((one, other) => other.rank - one.rank)
		.map(({ objective, relation, words, where }) => ({ objective, relation, words, where }));
}

interface ObjectiveLines {
	readonly mentions: readonly RankedMention[];
	readonly none?: CommitNaming['none'];
	/** The lines that were read here and say nothing else. */
	readonly lines: ReadonlySet<MessageLine>;
}

/** Reads every `Objective: ...` line, with the indented lines that continue it. */
function readObjectiveLines(text: string, lines: readonly MessageLine[], keys: KeyIndex): ObjectiveLines {
	const mentions: RankedMention[] = [];
	const read = new Set<MessageLine>();
	let none: CommitNaming['none'];
	// Few messages have such a line.
	if (!/objective/i.test(text)) return { mentions, none, lines: read };
	for (const [at, line] of lines.entries()) {
		const label = /^\s*(?:[-*]\s+)?(?:\*\*)?objectives?(?:\*\*)?\s*[:=](?:\*\*)?\s*/i.exec(line.text)?.[0];
		if (label === undefined || read.has(line)) continue;
		let end = at + 1;
		while (end - at < CONTINUATION_LIMIT && /^[ \t]+\S/.test(lines[end]?.text ?? '')) end++;
		const whole = lines.slice(at, end);
		const value = whole
			.map((part) => part.text.trim())
			.join(' ')
			.slice(label.trim().length)
			.trim();
		const words = shorten(`${label.trim()} ${value}`);
		const nothing = /^(?:none|n\/a|na|nil|no objective)(?=$|[\s(.,:;–—-])(?!-\w)(.*)$/i.exec(value);
		const list = readIdList(value, keys);
		if (nothing) none ??= { reason: reasonOf(nothing[1] ?? ''), words };
		else if (list.found.length === 0) continue;
		else {
			for (const { objective } of list.found) {
				mentions.push({ objective, relation: 'implements', words, where: line.where, rank: OBJECTIVE_LINE_RANK });
			}
		}
		for (const part of whole) read.add(part);
	}
	return { mentions, none, lines: read };
}

/** `(refactoring)`, `- refactoring`, `: refactoring` without what is around the reason. */
function reasonOf(text: string): string | undefined {
	const bare = text
		.trim()
		.replace(/^[-–—:;,.\s]+/, '')
		.trim();
	const reason = /^\(([^()]*)\)?\.?$/.exec(bare)?.[1]?.trim() ?? bare;
	return reason === '' ? undefined : reason;
}

function linesOf(text: string): readonly MessageLine[] {
	const trailerKeys = new Map<number, string>();
	for (const { key, line, lastLine } of parseTrailers(text)) {
		for (let number = line; number <= lastLine; number++) trailerKeys.set(number, key);
	}
	const lines: MessageLine[] = [];
	let start = 0;
	let hasSubject = false;
	for (const [number, line] of text.split('\n').entries()) {
		const trailerKey = trailerKeys.get(number);
		const where = trailerKey !== undefined ? 'trailer' : hasSubject ? 'body' : 'subject';
		lines.push({ text: line, start, where, trailerKey });
		hasSubject ||= line.trim() !== '';
		start += line.length + 1;
	}
	return lines;
}

/** `Reviewed-by: Grow Smith` names a person. */
function isAboutPeople(trailerKey: string | undefined): boolean {
	return trailerKey !== undefined && /-by$|^cc$|^change-id$/i.test(trailerKey) && relationOf(trailerKey) === undefined;
}

/** `Fixes GROW`: behind a verb a weak key counts if it cannot be an ordinary word of the sentence. */
function isProperName(hit: KeyHit, before: { readonly relation: Relation } | undefined): boolean {
	return before !== undefined && hit.words !== hit.words.toLowerCase();
}

function wordsAround(text: string, start: number, end: number, line: MessageLine): string {
	if (line.where === 'trailer' && line.text.length <= WORDS_LIMIT) return shorten(line.text);
	const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']' };
	// `(KIP-932)` whole, and no bracket left open in `Implement [RFC 698]`.
	const from = pairs[text[start - 1] ?? ''] === text[end] && end < text.length ? start - 1 : start;
	const opener = /[[(](?=[^\])]*$)/.exec(text.slice(from, end))?.[0] ?? '';
	return shorten(text.slice(from, end) + (pairs[opener] === text[end] ? text.slice(end, end + 1) : ''));
}

function shorten(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	return line.length > WORDS_LIMIT ? `${line.slice(0, WORDS_LIMIT - 1)}…` : line;
}
