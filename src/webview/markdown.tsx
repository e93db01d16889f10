import { h } from 'preact';
import type { ComponentChild, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import MarkdownIt from 'markdown-it';
import type { MarkdownIt as Parser, StateBlock, StateInline, Token } from 'markdown-it';

/** Longest text that is laid out, in characters; the rest is in the file. */
export const MARKDOWN_LIMIT = 20_000;

/** One paragraph, list, table, … and how much text is in it, in characters. */
export interface MarkdownBlock {
	readonly nodes: readonly ComponentChild[];
	readonly length: number;
	readonly heading: boolean;
}

/** Text of a repository, laid out. Headings start at `level` (3 to 6). */
export function Markdown({ text, level = 4 }: { text: string; level?: number }): VNode {
	const blocks = useMemo(() => markdownBlocks(text, level), [text, level]);
	return <div class="markdown">{blocks.map(({ nodes }) => nodes)}</div>;
}

/**
 * Reads Markdown into elements, and never into any other than: p, ul, ol, li, strong, em, s, code, pre, blockquote, h3 to h6, table parts, hr, br, and
 * links to http, https and mailto. Markup in the text stays text, comments are left out, and of an image its description remains.
 */
export function markdownBlocks(text: string, level: number): readonly MarkdownBlock[] {
	const tokens = createParser().parse(text.slice(0, MARKDOWN_LIMIT), {});
	const levels = headingLevels(tokens, level);
	const blocks: MarkdownBlock[] = [];
	let start = 0;
	for (const [index, token] of tokens.entries()) {
		if (token.level !== 0 || token.nesting === 1) continue;
		const group = tokens.slice(start, index + 1);
		start = index + 1;
		blocks.push({
			nodes: toNodes(group, levels),
			length: group.reduce((sum, { content }) => sum + content.length, 0),
			heading: token.type === 'heading_close',
		});
	}
	if (text.length > MARKDOWN_LIMIT) {
		blocks.push({ nodes: [<p class="quiet">The text goes on in the file.</p>], length: 0, heading: false });
	}
	return blocks;
}

function createParser(): Parser {
	const parser = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 });
	// Without a scheme "checkout.md" would become a link to a domain of Moldova.
	parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
	parser.block.ruler.before('paragraph', 'comment', skipCommentLines, { alt: ['paragraph'] });
	parser.inline.ruler.before('text', 'comment', skipComment);
	return parser;
}

/** Elements that stand for a token's `tag` as they are. */
const PLAIN = new Set('p ul ol li strong em s blockquote table thead tbody tr th td'.split(' '));

interface Open {
	readonly token?: Token;
	readonly children: ComponentChild[];
}

function toNodes(tokens: readonly Token[], levels: ReadonlyMap<string, string>): readonly ComponentChild[] {
	const root: Open = { children: [] };
	const open: Open[] = [];
	const add = (child: ComponentChild) => void (open.at(-1) ?? root).children.push(child);
	for (const token of tokens) {
		// The paragraphs of a tight list.
		if (token.hidden) continue;
		if (token.nesting === 1) open.push({ token, children: [] });
		else if (token.nesting === 0) add(leaf(token, levels));
		else {
			const closed = open.pop();
			if (closed?.token) add(element(closed.token, closed.children, levels));
		}
	}
	return root.children;
}

function element(token: Token, children: ComponentChild[], levels: ReadonlyMap<string, string>): ComponentChild {
	const heading = levels.get(token.tag);
	if (heading) return h(heading, {}, children);
	if (token.tag === 'a') {
		const href = safeHref(token.attrGet('href'));
		return href ? h('a', { href, title: href }, children) : children;
	}
	if (!PLAIN.has(token.tag)) return children;
	if (token.tag === 'ol') {
		const start = Number(token.attrGet('start') ?? 1);
		return h('ol', Number.isSafeInteger(start) && start !== 1 ? { start } : {}, children);
	}
	if (token.tag === 'table') {
		// A wide table scrolls by itself, also by keyboard.
		return (
			<div class="table" role="group" aria-label="Table" tabIndex={0}>
				<table>{children}</table>
			</div>
		);
	}
	const align = /text-align:(center|right)/.exec(String(token.attrGet('style')))?.[1];
	return h(token.tag, align ? { class: `align-${align}` } : {}, children);
}

function leaf(token: Token, levels: ReadonlyMap<string, string>): ComponentChild {
	switch (token.type) {
		case 'inline':
			return [...toNodes(token.children ?? [], levels)];
		case 'softbreak':
			return '\n';
		case 'hardbreak':
			return <br />;
		case 'hr':
			return <hr />;
		case 'code_inline':
			return <code>{token.content}</code>;
		case 'code_block':
		case 'fence':
			return (
				<pre>
					<code>{token.content.replace(/\n$/, '')}</code>
				</pre>
			);
		case 'image':
			return token.children?.map(({ content }) => content).join('');
		default:
			return token.content;
	}
}

/** The address as the browser understands it; undefined for every scheme but http, https and mailto, and for what has none. */
function safeHref(href: string | number | null): string | undefined {
	if (typeof href !== 'string' || !URL.canParse(href)) return undefined;
	const url = new URL(href);
	return url.protocol === 'https:' || url.protocol === 'http:' || url.protocol === 'mailto:' ? url.href : undefined;
}

/** Maps the heading levels that occur to neighbouring ones from `first` on, so that the outline of the page has no gaps. */
function headingLevels(tokens: readonly Token[], first: number): ReadonlyMap<string, string> {
	const used = new Set(tokens.filter(({ type }) => type === 'heading_open').map(({ tag }) => tag));
	return new Map([...used].sort().map((tag, index) => [tag, `h${Math.min(6, Math.max(3, first) + index)}`]));
}

/** A comment that fills whole lines, blank ones included. */
function skipCommentLines(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
	const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
	if (!state.src.startsWith('<!--', start)) return false;
	const end = state.src.indexOf('-->', start + 4);
	if (end < 0) return false;
	let line = startLine;
	while (line < endLine && (state.eMarks[line] ?? 0) < end) line++;
	if (line >= endLine || state.src.slice(end + 3, state.eMarks[line]).trim() !== '') return false;
	if (!silent) state.line = line + 1;
	return true;
}

/** A comment within a paragraph. */
function skipComment(state: StateInline): boolean {
	if (!state.src.startsWith('<!--', state.pos)) return false;
	const end = state.src.indexOf('-->', state.pos + 4);
	if (end < 0) return false;
	state.pos = end + 3;
	return true;
}
