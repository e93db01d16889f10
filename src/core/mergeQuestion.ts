import { headingKey, newestOnly, sectionKey, withoutDoubles } from './doubledSections.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { frontMatterFirst } from './frontMatterFirst.ts';
import { markdownLines, type MarkdownLine } from './markdownLines.ts';
import { mergeLines } from './mergeLines.ts';
import { escapeOpenBlocks, unescapeLines } from './messageText.ts';
import { interleaved } from './messageOrder.ts';
import { marksIn } from './messageSource.ts';
import { sectionWords, splitSections } from './questionSections.ts';
import { isBareAnswer, isDated, needsWords } from './sectionHeading.ts';

/**
 * Puts two versions of a question's file together, message by message. Every message that one side has is there once, unless the other side changed or
 * deleted it since `base`; of one that both changed, both versions are there. Front matter, title and what stands below them are merged by line. New
 * messages of both sides go by time, an answer without a time stays behind what it follows, and an empty `## Answer` stays the last. Line ends are those of
 * `ours`. Without a base, or with one side's text as the other's base, it does what is left of that; merging again changes nothing.
 */
export function mergeQuestion(base: string | undefined, ours: string, theirs: string): string {
	if (ours === theirs || theirs === base) return ours;
	if (ours === base) return theirs;
	const [our, their] = [readParts(ours), readParts(theirs)];
	const was = base === undefined ? undefined : readParts(base);
	const messages = mergeMessages(was?.messages ?? [], our.messages, their.messages);
	const opening = mergeLines(was?.opening, our.opening, their.opening);
	const merged: Parts = {
		head: mergeHead(was?.head, our.head, their.head),
		opening: opening.clashed ? closedBlocks(opening.lines) : opening.lines,
		messages,
		...emptyAnswer(was, our, their),
	};
	// What adds nothing leaves the other as it was written, to the last blank.
	if (isSame(merged, our)) return ours;
	return isSame(merged, their) ? theirs : written(merged, ours);
}

interface Parts {
	/** What stands between the two `---`; empty where there are none. */
	readonly head: readonly string[];
	/** All above the first message. */
	readonly opening: readonly string[];
	readonly messages: readonly MergeMessage[];
	/** The bare `## Answer` with nothing below it, at the end of the file. */
	readonly answer?: readonly string[];
}

interface MergeMessage {
	/** The same for the same message on both sides. */
	readonly id: string;
	/** See `headingKey`. */
	readonly family: string;
	/** Asks on, so that there has to be a place for an answer. */
	readonly asks: boolean;
	readonly at?: string;
	readonly lines: readonly string[];
	/** Below its heading. */
	readonly body: readonly MarkdownLine[];
}

function readParts(text: string): Parts {
	const { yaml = '', body } = splitFrontMatter(frontMatterFirst(text.replace(/\r\n/g, '\n')).text);
	const [opening, ...rest] = splitSections(markdownLines(body)).sections;
	const sections = rest.map(({ head, heading, lines }) => {
		const section = { ...head, lines };
		return { ...section, heading, markdown: sectionWords(section) };
	});
	const counts = new Map<string, number>();
	const messages = withoutDoubles(sections)
		.filter((section) => section.markdown !== '' || !needsWords(section) || section.who !== undefined)
		.map((section): MergeMessage => {
			const key = sectionKey(section);
			const nth = counts.get(key) ?? 0;
			counts.set(key, nth + 1);
			return {
				id: `${key}\n${nth}`,
				family: headingKey(section),
				asks: section.kind === 'reply' || section.kind === 'reopened',
				...(isDated(section) && section.at !== undefined && { at: section.at }),
				lines: rawLines(section.heading, section.lines),
				body: section.lines,
			};
		});
	const last = sections.at(-1);
	return {
		head: yaml.trimEnd() === '' ? [] : yaml.trimEnd().split('\n'),
		opening: rawLines(undefined, opening.lines),
		messages,
		...(last && isBareAnswer(last) && last.markdown === '' && { answer: rawLines(last.heading, last.lines) }),
	};
}

/** The lines as they stand in the file, without blank ones at the end; what was never closed must not swallow what comes behind it from the other side. */
function rawLines(heading: MarkdownLine | undefined, lines: readonly MarkdownLine[]): readonly string[] {
	const texts = [...(heading ? [heading.text] : []), ...escapeOpenBlocks(lines)];
	return texts.slice(0, texts.findLastIndex((line) => line.trim() !== '') + 1);
}

function closedBlocks(lines: readonly string[]): readonly string[] {
	return escapeOpenBlocks(markdownLines(lines.join('\n')));
}

/** Of a key that both changed ours counts; theirs stays beside it as a comment, because a key may stand there once. A head that one side lost is kept. */
function mergeHead(
	was: readonly string[] | undefined,
	our: readonly string[],
	their: readonly string[],
): readonly string[] {
	if (our.length === 0 || their.length === 0) return our.length === 0 ? their : our;
	return mergeLines(was, our, their, (ours, theirs) => {
		const there = new Set(ours.map(uncommented));
		return [...ours, ...theirs.filter((line) => !there.has(uncommented(line))).map(commented)];
	}).lines;
}

function commented(line: string): string {
	return line.trim() === '' || line.startsWith('#') ? line : `# ${line}`;
}

function uncommented(line: string): string {
	return line.replace(/^# ?/, '').trimEnd();
}

function mergeMessages(
	was: readonly MergeMessage[],
	our: readonly MergeMessage[],
	their: readonly MergeMessage[],
): readonly MergeMessage[] {
	const bothChanged = mergedMessages(was, our, their);
	const marked = new Map(their.map((message) => [message.id, message]));
	const settled = (message: MergeMessage) => {
		const other = marked.get(message.id);
		const isBehind = other && marksIn(other.body) > marksIn(message.body);
		return bothChanged.get(message.id) ?? (isBehind ? other : message);
	};
	const [before, ours, theirs] = [idsOf(was), idsOf(our), idsOf(their)];
	// One that the other side had before and has no more was changed or deleted there.
	const stays = ({ id }: MergeMessage, other: ReadonlySet<string>) =>
		bothChanged.has(id) || other.has(id) || !before.has(id);
	const both = interleaved(
		our.filter((message) => stays(message, theirs)).map(settled),
		their.filter((message) => stays(message, ours)).map(settled),
	);
	const texts = both.map((message) => ({ message, lines: message.body, markdown: unescapeLines(message.body) }));
	return newestOnly(texts).map(({ message }) => message);
}

/** What both sides changed in different lines, by the ids that it has on both. */
function mergedMessages(
	was: readonly MergeMessage[],
	our: readonly MergeMessage[],
	their: readonly MergeMessage[],
): ReadonlyMap<string, MergeMessage> {
	const merged = new Map<string, MergeMessage>();
	const [ours, theirs] = [familiesOf(our), familiesOf(their)];
	for (const [family, old] of familiesOf(was)) {
		const [our = [], their = []] = [ours.get(family), theirs.get(family)];
		if (our.length !== old.length || their.length !== old.length) continue;
		for (const [index, before] of old.entries()) {
			const [mine, other] = [our[index], their[index]];
			if (!mine || !other || new Set([before, mine, other].map(versionOf)).size < 3) continue;
			const { lines, clashed } = mergeLines(before.lines, mine.lines, other.lines);
			if (clashed) continue;
			const section = splitSections(markdownLines(lines.join('\n'))).sections[1];
			const body = section?.lines ?? [];
			const words = section ? sectionWords({ ...section.head, lines: body }) : '';
			const message = { ...mine, id: `${family}\n${words}\n0`, lines: closedBlocks(lines), body };
			merged.set(mine.id, message).set(other.id, message);
		}
	}
	return merged;
}

/** What is hidden in a message is a change as well. */
function versionOf({ id, body }: MergeMessage): string {
	return `${id}\n${marksIn(body)}`;
}

function familiesOf(messages: readonly MergeMessage[]): ReadonlyMap<string, readonly MergeMessage[]> {
	const families = new Map<string, MergeMessage[]>();
	for (const message of messages) {
		const family = families.get(message.family);
		if (family) family.push(message);
		else families.set(message.family, [message]);
	}
	return families;
}

/** The place for the next answer: gone where one side has filled it, unless the other has asked on meanwhile. */
function emptyAnswer(was: Parts | undefined, our: Parts, their: Parts): Pick<Parts, 'answer'> {
	const [mine, other] = our.answer ? [our, their] : [their, our];
	if (!mine.answer) return {};
	const before = idsOf(was?.messages ?? []);
	const isNeeded = other.answer || !was?.answer || mine.messages.some(({ id, asks }) => asks && !before.has(id));
	return isNeeded ? { answer: mine.answer } : {};
}

function idsOf(messages: readonly MergeMessage[]): ReadonlySet<string> {
	return new Set(messages.map(({ id }) => id));
}

function isSame(one: Parts, other: Parts): boolean {
	const shape = ({ head, opening, messages, answer }: Parts) =>
		JSON.stringify([head, opening, messages.map(({ id, body }) => [id, marksIn(body)]), answer !== undefined]);
	return shape(one) === shape(other);
}

function written({ head, opening, messages, answer }: Parts, like: string): string {
	const top = head.length === 0 ? opening : ['---', ...head, '---', ...opening];
	const blocks = [top, ...messages.map(({ lines }) => lines), answer ?? []].filter((lines) => lines.length > 0);
	const text = `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
	return `${like.startsWith('\uFEFF') ? '\uFEFF' : ''}${like.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text}`;
}
