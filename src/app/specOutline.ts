import { bodyLines, isYamlFile, markupOf } from '../core/formats/readHead.ts';
import { headingWords } from '../core/markdownLines.ts';
import type { MarkdownLine } from '../core/markdownLines.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { readSpecHeader } from '../core/specHeader.ts';
import type { SpecHeader } from '../core/specHeader.ts';
import type { LineRange } from '../core/textRange.ts';
import type { YamlMap } from '../core/yamlValue.ts';
import { formatOf, objectivesIn, titleLine } from './specFile.ts';
import { findKey } from './specKeys.ts';

/** One line of the outline of an objective's file, with the lines that it stands for. */
export interface OutlineItem {
	readonly kind: 'objective' | 'key-result' | 'section';
	readonly name: string;
	readonly detail: string;
	readonly lines: LineRange;
	/** Where it is named; one of `lines`. */
	readonly line: number;
	readonly children: readonly OutlineItem[];
}

/** The outline of a file as it is being written: its objectives, with their key results and sections. */
export function specOutline(path: RepoPath, text: string, snapshot: SpecSnapshot): readonly OutlineItem[] {
	const header = readSpecHeader(path, text);
	const rows = text.split(/\r\n|\n|\r/);
	const last = rows.length;
	const { last: headEnd } = header.lines;
	const markup = markupOf(path, formatOf(snapshot, path)?.markup ?? 'markdown');
	const body = isYamlFile(path) ? [] : bodyLines(markup, rows.slice(headEnd).join('\n'), headEnd + 1);
	const headings = body.filter(({ kind }) => kind === 'heading');
	const known = objectivesIn(snapshot, path);
	const starts = known.map((objective) => ({ ...objective, line: titleLine(objective, rows) }));
	const [only] = starts;
	if (starts.length > 1) {
		return starts.map(({ id, title, line }, index): OutlineItem => {
			const lines = { first: line, last: Math.max(line, (starts[index + 1]?.line ?? last + 1) - 1) };
			const own = headings.filter((one) => one.line > lines.first && one.line <= lines.last);
			return { kind: 'objective', name: title, detail: id, lines, line, children: sections(own, lines.last) };
		});
	}
	const id = textAt(header, 'id') ?? only?.id ?? '';
	const title = textAt(header, 'title') ?? only?.title ?? '';
	if (id === '' && title === '') return sections(headings, last);
	const words = headingWords(title);
	// The title as a heading is the objective itself; what is below it belongs to that.
	const others = headings.filter((one) => one.kind !== 'heading' || headingWords(one.title) !== words);
	return [
		{
			kind: 'objective',
			name: title || id,
			detail: title === '' ? '' : id,
			lines: { first: 1, last },
			line: only?.line ?? 1,
			children: [...keyResults(header), ...sections(others, last)],
		},
	];
}

function textAt({ map }: SpecHeader, name: string): string | undefined {
	const entry = map?.entries.find(({ key }) => findKey('objective', [key])?.name === name);
	return entry?.value.kind === 'scalar' && entry.value.text !== '' ? entry.value.text : undefined;
}

function keyResults({ map }: SpecHeader): readonly OutlineItem[] {
	const entry = map?.entries.find(({ key }) => findKey('objective', [key])?.name === 'key_results');
	if (entry?.value.kind !== 'list') return [];
	return entry.value.items.flatMap((item): readonly OutlineItem[] => {
		const text = (name: string) => (item.kind === 'map' ? keyResultText(item, name) : undefined);
		const name = item.kind === 'scalar' ? item.text : (text('metric') ?? text('id') ?? '');
		if (name === '') return [];
		const { start, end } = item.range;
		const target = text('target');
		const detail = [text('current'), target && `of ${target}`, text('unit')].filter((part) => part).join(' ');
		const lines = { first: start.line, last: Math.max(start.line, end.line) };
		return [{ kind: 'key-result', name, detail, lines, line: start.line, children: [] }];
	});
}

function keyResultText(item: YamlMap, name: string): string | undefined {
	const entry = item.entries.find(({ key }) => findKey('objective', ['key_results', key])?.name === name);
	return entry?.value.kind === 'scalar' && entry.value.text !== '' ? entry.value.text : undefined;
}

/** Headings as a tree; each reaches up to the next one that is not below it. */
function sections(headings: readonly MarkdownLine[], last: number): readonly OutlineItem[] {
	const items: OutlineItem[] = [];
	for (let at = 0; at < headings.length;) {
		const heading = headings[at];
		if (heading?.kind !== 'heading') break;
		let next = at + 1;
		for (let other = headings[next]; other?.kind === 'heading' && other.level > heading.level; other = headings[next])
			next++;
		const end = (headings[next]?.line ?? last + 1) - 1;
		items.push({
			kind: 'section',
			name: heading.title || '(no words)',
			detail: '',
			lines: { first: heading.line, last: Math.max(heading.line, end) },
			line: heading.line,
			children: sections(headings.slice(at + 1, next), end),
		});
		at = next;
	}
	return items;
}
