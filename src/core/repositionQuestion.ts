import { codeKeys, isSameAnchor } from './anchorKeys.ts';
import { defined } from './defined.ts';
import { splitFrontMatter, type FrontMatter } from './frontMatter.ts';
import { frontMatterFirst } from './frontMatterFirst.ts';
import { createProblemSink, keyName } from './mapReader.ts';
import { markdownLines, type MarkdownLine } from './markdownLines.ts';
import type { Anchor, Question } from './question.ts';
import { cutLine, linkIn, placeLine } from './questionFormat.ts';
import { quoteStart } from './questionOpening.ts';
import { splitSections } from './questionSections.ts';
import { CODE_KEYS, QUESTION_KEYS, readQuestion } from './readQuestion.ts';
import type { RepoPath } from './repoPath.ts';
import { applyEdits, insertion, lineAfter, linesOf, type TextEdit, type TextLines } from './textEdit.ts';
import { quoteBlock } from './writeQuestion.ts';
import { writeYaml } from './yamlDocument.ts';
import { readYamlMap } from './yamlProblems.ts';
import type { YamlEntry, YamlMap } from './yamlValue.ts';
import { yamlWord } from './yamlWord.ts';

/**
 * A question's file with its code at another place: `code:` and the quoted code are those of `anchor`, whose quote says something; all else stays as it
 * was written. The same text where the question is there already. `language` is the fence's info string, `link` the address of the lines, where it is known. Undefined where the file says its place in a way
 * that cannot be changed without changing something else, such as front matter that cannot be read.
 */
export function repositionQuestion(
	current: string,
	{ anchor, language, link }: { readonly anchor: Anchor; readonly language: string; readonly link?: string },
): string | undefined {
	const mark = current.startsWith('\uFEFF') ? '\uFEFF' : '';
	const text = frontMatterFirst(current).text.slice(mark.length);
	const before = read(text);
	if (!before) return undefined;
	if (before.anchor && isSameAnchor(before.anchor, anchor)) return current;
	const lines = linesOf(text);
	const parts = splitFrontMatter(text);
	const quote = quoteEdits(parts, lines, { former: before.anchor, anchor, language, ...defined({ link }) });
	// The smallest change first; each has to prove that it changes the place and nothing else.
	for (const place of [keyEdits, codeEdit]) {
		const edits = place(parts, lines, codeKeys(anchor));
		const next = edits && applyEdits(text, withEnds([...edits, ...quote], lines));
		const after = next === undefined ? undefined : read(next);
		if (after?.anchor && isSameAnchor(after.anchor, anchor) && isOtherwiseSame(before, after)) return `${mark}${next}`;
	}
	return undefined;
}

/** Without a map of people: names are compared as they are written. */
function read(text: string): Question | undefined {
	return readQuestion({ path: 'question.md' as RepoPath, text, people: [] }).value;
}

function isOtherwiseSame(one: Question, other: Question): boolean {
	const facts = ({ anchor: _place, whyItMatters = '', ...rest }: Question) =>
		JSON.stringify([rest, whyItMatters.replace(/\n{2,}/g, '\n\n')]);
	return facts(one) === facts(other);
}

type Keys = Readonly<Record<string, string>>;

/** Changes of single values below `code:`; a key that is new stands where `writeQuestion` would have it. */
function keyEdits(parts: FrontMatter, lines: TextLines, keys: Keys): readonly TextEdit[] | undefined {
	const code = codeEntry(parts)?.value;
	if (code?.kind !== 'map' || !isOwn(code)) return undefined;
	const isBlock = code.entries.every(({ keyRange: { start } }) =>
		isBlank(lines.at(start.line).slice(0, start.column - 1)),
	);
	const word = isBlock ? blockWord : yamlWord;
	const written = new Map(code.entries.map((entry) => [keyName(entry.key, CODE_KEYS) ?? '', entry]));
	const edits: TextEdit[] = [];
	const added = new Map<YamlEntry, string[]>();
	let above = written.get('path');
	for (const key of Object.keys(CODE_KEYS)) {
		const entry = written.get(key);
		const wanted = keys[key];
		if (wanted !== undefined && !entry) {
			if (!above) return undefined;
			added.set(above, [...(added.get(above) ?? []), `${key}: ${word(wanted)}`]);
		} else if (wanted === undefined && entry) edits.push(isBlock ? withoutEntry(entry) : replaced(entry, '""'));
		else if (wanted !== undefined && entry) {
			above = entry;
			if (entry.value.kind !== 'scalar' || entry.value.text !== wanted) edits.push(replaced(entry, word(wanted)));
		}
	}
	for (const [{ keyRange, value }, texts] of added) {
		const { line, column } = value.range.end;
		const indent = ' '.repeat(keyRange.start.column - 1);
		edits.push(
			isBlock
				? lineAfter(lines, line, texts.map((text) => indent + text).join('\n'))
				: insertion(line, column, texts.map((text) => `, ${text}`).join('')),
		);
	}
	return edits;
}

function replaced({ keyRange, value: { range } }: YamlEntry, word: string): TextEdit {
	const { line, column } = keyRange.end;
	// Behind a key without a value the range is the key's.
	const isMissing = range.end.line === line && range.end.column <= column;
	return isMissing ? insertion(line, column + 1, ` ${word}`) : { range, text: word };
}

/** The whole of `code:` anew, or for the first time. */
function codeEdit(parts: FrontMatter, lines: TextLines, keys: Keys): readonly TextEdit[] | undefined {
	const block = (indent: string, key = 'code') =>
		writeYaml({ [key]: keys })
			.trimEnd()
			.replace(/^/gm, indent);
	if (parts.yaml === undefined) return [insertion(1, 1, `---\n${block('')}\n---\n`)];
	const map = mapOf(parts);
	const entry = codeEntry(parts);
	const first = map?.entries[0];
	const indent = ' '.repeat((first?.keyRange.start.column ?? 1) - 1);
	if (!entry) {
		const last = parts.yamlLine + parts.yaml.trimEnd().split('\n').length - 1;
		return [
			isBlank(parts.yaml) ? insertion(parts.yamlLine, 1, `${block('')}\n`) : lineAfter(lines, last, block(indent)),
		];
	}
	const { line, column } = entry.keyRange.start;
	if (!isBlank(lines.at(line).slice(0, column - 1))) return undefined;
	const { end } = entry.value.range;
	// What ends at the beginning of a line ends with the line before it.
	const last = Math.max(line, end.column === 1 ? end.line - 1 : end.line);
	const range = { start: { line, column: 1 }, end: { line: last, column: lines.at(last).length + 1 } };
	return [{ range, text: block(indent, entry.key) }];
}

/** The quoted code and the line above it that says where it is. */
function quoteEdits(
	{ body, bodyLine }: FrontMatter,
	lines: TextLines,
	{
		former,
		anchor,
		language,
		link,
	}: {
		readonly former: Anchor | undefined;
		readonly anchor: Anchor;
		readonly language: string;
		readonly link?: string;
	},
): readonly TextEdit[] {
	const { title, opening } = openingOf(body);
	const inFile = (line: number) => bodyLine - 1 + line;
	const whole = (first: number, last: number, text: string): TextEdit => ({
		range: {
			start: { line: inFile(first), column: 1 },
			end: { line: inFile(last), column: lines.at(inFile(last)).length + 1 },
		},
		text,
	});
	const place = placeLine(anchor, link);
	const block = [quoteBlock(anchor.quote, language), cutLine(anchor, link)]
		.filter((part) => part !== undefined)
		.join('\n\n');
	const both = `${place}\n\n${block}`;
	const isPlace = ({ text }: MarkdownLine) => former !== undefined && text === placeLine(former, linkIn(text));
	const said = opening.find(isPlace)?.line;
	const cut = opening.find(({ text }) => former && text === cutLine(former, linkIn(text)))?.line;
	const start = former ? opening[quoteStart(opening, isPlace)]?.line : undefined;
	if (start !== undefined) {
		const close = opening.find((line) => line.line > start && line.kind === 'fence' && line.part === 'close')?.line;
		const end = Math.max(cut ?? start, close ?? start);
		return said === undefined ? [whole(start, end, both)] : [whole(said, said, place), whole(start, end, block)];
	}
	if (said !== undefined) return [whole(said, said, both)];
	if (title === undefined) return [insertion(inFile(1), 1, isBlank(body) ? `${both}\n` : `${both}\n\n`)];
	const goesOn = isBlank(lines.at(inFile(title + 1))) ? '' : '\n';
	return [lineAfter(lines, inFile(title), `\n${both}${goesOn}`)];
}

/** What stands under the title, and the title's line. */
function openingOf(body: string): { readonly title: number | undefined; readonly opening: readonly MarkdownLine[] } {
	const { title, sections } = splitSections(markdownLines(body));
	const [{ lines }] = sections;
	const under = lines.find((line) => title && line.line === title.line + 1);
	const isUnderlined = under?.kind === 'comment' && !under.text.includes('<!--');
	return {
		title: title && title.line + (isUnderlined ? 1 : 0),
		opening: lines.filter((line) => line !== title),
	};
}

function mapOf({ yaml, yamlLine }: FrontMatter): YamlMap | undefined {
	return yaml === undefined ? undefined : readYamlMap(yaml, yamlLine, createProblemSink(''));
}

function codeEntry(parts: FrontMatter): YamlEntry | undefined {
	return mapOf(parts)?.entries.find(({ key }) => keyName(key, QUESTION_KEYS) === 'code');
}

/** Whether the map is written here; what an alias stands for is written elsewhere, and others may stand for it, too. */
function isOwn({ entries, range: { start, end } }: YamlMap): boolean {
	return entries.every(({ keyRange }) => keyRange.start.line >= start.line && keyRange.start.line <= end.line);
}

function withoutEntry({ keyRange, value }: YamlEntry): TextEdit {
	const last = Math.max(keyRange.start.line, value.range.end.line);
	return { range: { start: { line: keyRange.start.line, column: 1 }, end: { line: last + 1, column: 1 } }, text: '' };
}

/** A value as it stands behind its key in a block. */
function blockWord(text: string): string {
	return writeYaml({ key: text }).slice('key: '.length).trimEnd();
}

function isBlank(text: string): boolean {
	return text.trim() === '';
}

/** New lines end as the file's do. */
function withEnds(edits: readonly TextEdit[], { end }: TextLines): readonly TextEdit[] {
	return edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, end) }));
}
