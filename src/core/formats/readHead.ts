import { splitFrontMatter } from '../frontMatter.ts';
import type { ProblemSink } from '../mapReader.ts';
import { markdownLines, type MarkdownLine } from '../markdownLines.ts';
import { withUnderlinedHeadings } from '../underlinedHeadings.ts';
import { readYamlMap, readYamlValue } from '../yamlProblems.ts';
import type { YamlMap, YamlValue } from '../yamlValue.ts';
import { readBulletHeader } from './bulletHeader.ts';
import { readFieldList } from './fieldList.ts';
import type { Header } from './header.ts';
import { mediaWikiLines } from './mediaWikiLines.ts';
import { readMailHeader } from './mailHeader.ts';
import { rstLines } from './rstLines.ts';
import type { HeadKind, Markup } from './specFormat.ts';

/** The head of a file, of whichever kind it is. */
export interface Head extends Header {
	/** The whole of a YAML file, a list too. */
	readonly root?: YamlValue;
}

/** The first head of `kinds` that the file has; without one the whole file is body. What is wrong in it goes to `sink`. */
export function readHead(kinds: readonly HeadKind[], text: string, sink: ProblemSink): Head {
	for (const kind of kinds) {
		const head = readKind(kind, text, sink);
		if (head) return head;
	}
	// Nobody reads front matter as prose, whatever else the format is.
	const { body, bodyLine } = splitFrontMatter(text);
	return { body, bodyLine };
}

function readKind(kind: HeadKind, text: string, sink: ProblemSink): Head | undefined {
	switch (kind) {
		case 'front-matter':
			return readFrontMatter(text, sink);
		case 'fields':
			return withMap(readMailHeader(text));
		case 'bullets':
			return withMap(readBulletHeader(text));
		case 'field-list':
			return withMap(readFieldList(text));
		case 'yaml':
			return isYamlFile(sink.file) ? readYamlFile(text, sink) : undefined;
		case 'none':
			return undefined;
	}
}

/** The markup of a file: what its name says, else that of the format. */
export function markupOf(path: string, format: Markup): Markup {
	const ending = /\.(mediawiki|rst|md|markdown)$/i.exec(path)?.[1]?.toLowerCase();
	if (ending === 'mediawiki' || ending === 'rst') return ending;
	return ending === undefined ? format : 'markdown';
}

/** The lines of a body as Markdown, numbered from `firstLine`. */
export function bodyLines(markup: Markup, body: string, firstLine: number): readonly MarkdownLine[] {
	if (markup === 'mediawiki') return mediaWikiLines(body, firstLine);
	return markup === 'rst' ? rstLines(body, firstLine) : withUnderlinedHeadings(markdownLines(body, { firstLine }));
}

export function isYamlFile(path: string): boolean {
	return /\.ya?ml$/i.test(path);
}

function withMap(header: Header): Header | undefined {
	return header.map && header;
}

function readFrontMatter(text: string, sink: ProblemSink): Head | undefined {
	const parts = splitFrontMatter(text);
	if (parts.unclosed) {
		const line = parts.yamlLine - 1;
		const range = { start: { line, column: 1 }, end: { line, column: 4 } };
		sink.add({ code: 'front-matter.unclosed', severity: 'error', file: sink.file, range, facts: {} });
	}
	if (parts.yaml === undefined) return undefined;
	const map: YamlMap | undefined = readYamlMap(parts.yaml, parts.yamlLine, sink);
	return { ...(map && { map }), body: parts.body, bodyLine: parts.bodyLine };
}

function readYamlFile(text: string, sink: ProblemSink): Head {
	const root = readYamlValue(text.replace(/^\uFEFF/, ''), 1, sink);
	return { ...(root && { root }), ...(root?.kind === 'map' && { map: root }), body: '', bodyLine: 1 };
}
