import { adfInline } from './adfInline.ts';
import { LIST_ITEM, markdownLines } from '../markdownLines.ts';
import type { MarkdownLine } from '../markdownLines.ts';

/** The Atlassian Document Format, in which Jira keeps its texts. */
export interface AdfNode {
	readonly type: string;
	readonly text?: string;
	readonly marks?: readonly AdfMark[];
	readonly attrs?: Readonly<Record<string, unknown>>;
	readonly content?: readonly AdfNode[];
}

export interface AdfMark {
	readonly type: 'strong' | 'em' | 'code' | 'link';
	readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface AdfDocument {
	readonly version: 1;
	readonly type: 'doc';
	readonly content: readonly AdfNode[];
}

/** Lists inside of lists; what is deeper is text. */
const DEEPEST = 5;

/**
 * Markdown as a document of Jira: paragraphs, headings, lists, code, bold, italic, hard breaks and links to web pages. Everything else is text as it was
 * typed: nothing in it mentions anybody, embeds or loads anything. Takes time linear in the text.
 */
export function adfDocument(markdown: string): AdfDocument {
	const text = markdown.replace(/(?![\n\t\r])\p{Cc}|\p{Cs}/gu, '');
	return { version: 1, type: 'doc', content: blocksOf(text, 0) };
}

function blocksOf(markdown: string, depth: number): readonly AdfNode[] {
	const lines = markdownLines(markdown, { comments: 'as-text' });
	const blocks: AdfNode[] = [];
	let paragraph: string[] = [];
	const endParagraph = () => {
		if (paragraph.length > 0) blocks.push({ type: 'paragraph', content: adfInline(paragraph.join('\n')) });
		paragraph = [];
	};
	let at = 0;
	while (at < lines.length) {
		const line = lines[at] as MarkdownLine;
		const mark = depth < DEEPEST && isItem(line) ? LIST_ITEM.exec(line.text)?.[0] : undefined;
		if (mark !== undefined) {
			endParagraph();
			const list = listAt(lines, at, depth);
			blocks.push(list.node);
			at = list.end;
			continue;
		}
		at++;
		if (line.kind === 'fence' && line.part === 'open') {
			endParagraph();
			const end = endOfFence(lines, at);
			const indent = /^ */.exec(line.text)?.[0].length ?? 0;
			const code = lines.slice(at, end).map(({ text }) => withoutIndent(text, indent));
			blocks.push(codeBlock(code.join('\n'), /(?:`{3,}|~{3,})\s*([\w+#.-]{1,30})/.exec(line.text)?.[1]));
			at = end + 1;
		} else if (line.kind === 'heading') {
			endParagraph();
			const content = adfInline(line.title);
			// Jira has no headings in lists.
			blocks.push(
				depth > 0 ? { type: 'paragraph', content } : { type: 'heading', attrs: { level: line.level }, content },
			);
		} else if (line.kind === 'blank') endParagraph();
		else paragraph.push(line.text.trimStart());
	}
	endParagraph();
	return blocks;
}

function isItem(line: MarkdownLine): boolean {
	return (line.kind === 'text' || (line.kind === 'fence' && line.part === 'open')) && LIST_ITEM.test(line.text);
}

function endOfFence(lines: readonly MarkdownLine[], from: number): number {
	let end = from;
	for (let line = lines[end]; line?.kind === 'fence' && line.part === 'content'; line = lines[end]) end++;
	return end;
}

function codeBlock(code: string, language: string | undefined): AdfNode {
	return {
		type: 'codeBlock',
		...(language === undefined ? {} : { attrs: { language } }),
		// Jira takes no empty text.
		...(code === '' ? {} : { content: [{ type: 'text', text: code }] }),
	};
}

/** The list that begins at line `from`, and the line behind it. */
function listAt(lines: readonly MarkdownLine[], from: number, depth: number): { node: AdfNode; end: number } {
	const kindOf = (text: string) => /^ {0,3}(?:([-*+])|\d+([.)]))/.exec(text)?.slice(1).join('');
	const first = lines[from]?.text ?? '';
	const items: AdfNode[] = [];
	let at = from;
	for (let line = lines[at]; line && isItem(line) && kindOf(line.text) === kindOf(first); line = lines[at]) {
		const mark = LIST_ITEM.exec(line.text)?.[0] ?? '';
		const indent = Math.min(mark.length, mark.trimEnd().length + 4);
		const end = endOfItem(lines, at, mark.trimEnd().length + 1);
		const inside = lines.slice(at + 1, end).map(({ text }) => withoutIndent(text, indent));
		const content = blocksOf([line.text.slice(mark.length), ...inside].join('\n'), depth + 1);
		const begins = content[0]?.type === 'paragraph' || content[0]?.type === 'codeBlock';
		items.push({ type: 'listItem', content: begins ? content : [{ type: 'paragraph', content: [] }, ...content] });
		at = end;
	}
	const number = /^ *(\d+)/.exec(first)?.[1];
	return {
		node:
			number === undefined
				? { type: 'bulletList', content: items }
				: { type: 'orderedList', attrs: { order: Number(number) }, content: items },
		end: at,
	};
}

/** The line behind an item: it goes on with what is indented, with its fence, and with lines that follow its text without a blank one. */
function endOfItem(lines: readonly MarkdownLine[], from: number, indent: number): number {
	let end = from + 1;
	for (let at = from + 1; at < lines.length; at++) {
		const line = lines[at] as MarkdownLine;
		if (line.kind === 'blank') continue;
		const isInside = line.text.length - line.text.trimStart().length >= indent;
		const isInFence = line.kind === 'fence' && line.part !== 'open';
		const goesOn = at === end && line.kind === 'text' && lines[at - 1]?.kind !== 'fence' && !isItem(line);
		if (!isInside && !isInFence && !goesOn) break;
		end = at + 1;
	}
	// Blank lines between two items belong to neither, and part no list.
	if (end < lines.length && lines[end]?.kind === 'blank') {
		let next = end;
		while (lines[next]?.kind === 'blank') next++;
		const following = lines[next];
		if (following && isItem(following)) return next;
	}
	return end;
}

function withoutIndent(text: string, indent: number): string {
	const blanks = /^ */.exec(text)?.[0].length ?? 0;
	return text.slice(Math.min(blanks, indent));
}
