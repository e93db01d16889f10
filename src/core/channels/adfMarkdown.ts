import { BARE_ADDRESS } from './adfInline.ts';

/** As much of a document is read; Jira's own limits are far below. */
const DEEPEST = 40;
const MOST_NODES = 20_000;

/**
 * A document of Jira as Markdown, whatever it holds: what Markdown has no form for gives its text, mentions are `@Name`, files `[attachment]`. Never throws,
 * and takes time linear in what is read.
 */
export function adfMarkdown(document: unknown): string {
	const budget = { nodes: MOST_NODES };
	return blocks([document], DEEPEST, budget)
		.join('\n\n')
		.replace(/(?![\n\t])\p{Cc}/gu, '');
}

interface Node {
	readonly type: string;
	readonly text: string;
	readonly attrs: Readonly<Record<string, unknown>>;
	readonly content: readonly unknown[];
	readonly marks: readonly unknown[];
}

interface Budget {
	nodes: number;
}

const INLINE = new Set(
	'text hardBreak mention emoji date status inlineCard placeholder mediaInline inlineExtension'.split(' '),
);

function nodeOf(value: unknown): Node {
	const map = recordOf(value);
	return {
		type: textOf(map['type']),
		text: textOf(map['text']),
		attrs: recordOf(map['attrs']),
		content: listOf(map['content']),
		marks: listOf(map['marks']),
	};
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** Blocks without blank lines between them. Inline nodes that stand alone are a paragraph. */
function blocks(values: readonly unknown[], depth: number, budget: Budget): readonly string[] {
	const made: string[] = [];
	let inline: Node[] = [];
	const endParagraph = () => {
		const text = inlineText(inline);
		if (text !== '') made.push(text);
		inline = [];
	};
	for (const value of values) {
		if (budget.nodes-- <= 0) break;
		const node = nodeOf(value);
		if (INLINE.has(node.type) || (node.content.length === 0 && node.text !== '')) inline.push(node);
		else {
			endParagraph();
			if (depth > 0) made.push(...block(node, depth - 1, budget).filter((text) => text !== ''));
		}
	}
	endParagraph();
	return made;
}

function block(node: Node, depth: number, budget: Budget): readonly string[] {
	const { type, attrs, content } = node;
	switch (type) {
		case 'heading': {
			const level = typeof attrs['level'] === 'number' ? Math.min(Math.max(Math.trunc(attrs['level']), 1), 6) : 1;
			const title = blocks(content, depth, budget).join(' ').replace(/\\?\n/g, ' ');
			// Marks at the end of a heading belong to its form.
			return [title === '' ? '' : `${'#'.repeat(level || 1)} ${title.replace(/(?<!\\)#+$/, '\\$&')}`];
		}
		case 'bulletList':
		case 'decisionList':
		case 'taskList':
			return [items(content, () => '-', depth, budget)];
		case 'orderedList': {
			const first = typeof attrs['order'] === 'number' && attrs['order'] >= 0 ? Math.trunc(attrs['order']) : 1;
			return [items(content, (index) => `${Math.min(first + index, 999_999_999)}.`, depth, budget)];
		}
		case 'codeBlock': {
			const code = content.map((child) => nodeOf(child).text).join('');
			const longest = Math.max(2, ...(code.match(/`+/g) ?? []).slice(0, 10_000).map(({ length }) => length));
			const language = /^[\w+#.-]{1,30}$/.exec(textOf(attrs['language']))?.[0] ?? '';
			const fence = '`'.repeat(longest + 1);
			return [`${fence}${language}\n${code.replace(/\r\n?/g, '\n')}\n${fence}`];
		}
		case 'blockquote':
		case 'panel': {
			const quoted = blocks(content, depth, budget).join('\n\n');
			return [quoted === '' ? '' : indented(quoted, '> ', '> ')];
		}
		case 'rule':
			return ['---'];
		case 'media':
			return ['[attachment]'];
		case 'blockCard':
		case 'embedCard':
			return [inlineText([node])];
		case 'tableRow':
			return [`| ${content.map((cell) => cellText(cell, depth, budget)).join(' | ')} |`];
		case 'table':
			return [blocks(content, depth, budget).join('\n')];
		case 'expand':
		case 'nestedExpand':
			return [escaped(textOf(attrs['title'])), ...blocks(content, depth, budget)];
		default:
			return blocks(content, depth, budget);
	}
}

function cellText(cell: unknown, depth: number, budget: Budget): string {
	return blocks([cell], depth, budget).join(' ').replace(/\\?\n/g, ' ').replaceAll('|', '\\|');
}

function items(values: readonly unknown[], mark: (index: number) => string, depth: number, budget: Budget): string {
	return values
		.map((value, index) => {
			const { type, attrs } = nodeOf(value);
			const box = type === 'taskItem' ? (attrs['state'] === 'DONE' ? '[x] ' : '[ ] ') : '';
			const prefix = `${mark(index)} `;
			return indented(`${box}${blocks([value], depth, budget).join('\n\n')}`, prefix, ' '.repeat(prefix.length));
		})
		.join('\n');
}

function indented(text: string, first: string, rest: string): string {
	return text
		.split('\n')
		.map((line, index) => (index === 0 ? `${first}${line}` : line === '' ? rest.trimEnd() : `${rest}${line}`))
		.join('\n');
}

/** A paragraph: nothing in its texts is markup, and marks that would run into each other are left out rather than guessed. */
function inlineText(nodes: readonly Node[]): string {
	const parts: string[] = [];
	let isBlank = false;
	let isStrong = false;
	let isInAddress = false;
	const last = () => (isBlank ? ' ' : (parts.at(-1)?.at(-1) ?? '\n'));
	const add = (text: string) => {
		if (text === '') return;
		const word = text.slice(text.lastIndexOf(' ') + 1);
		isInAddress = word.includes('://') || (isInAddress && !isBlank && word === text);
		if (isBlank && parts.length > 0 && parts.at(-1) !== '\\\n') parts.push(' ');
		isBlank = false;
		parts.push(text);
	};
	const endStrong = () => {
		if (isStrong) parts.push('**');
		isStrong = false;
	};
	for (const [index, node] of nodes.entries()) {
		const names = node.marks.map((mark) => textOf(recordOf(mark)['type']));
		const href = node.marks.map((mark) => webAddress(recordOf(recordOf(mark)['attrs'])['href'])).find(Boolean);
		const text = node.type === 'text' || !INLINE.has(node.type) ? node.text.replace(/\s+/g, ' ') : '';
		const words = text.trim();
		if (node.type === 'hardBreak') {
			endStrong();
			isBlank = false;
			if (last() !== '\n') parts.push('\\\n');
			continue;
		}
		if (text.startsWith(' ')) isBlank = true;
		if (words === '') {
			if (text === '') {
				endStrong();
				add(other(node));
			}
			continue;
		}
		if (names.includes('code') || href !== undefined) {
			endStrong();
			const shown = names.includes('code') && last() !== '`' ? codeSpan(words) : escaped(words, true);
			add(href === undefined ? shown : href === words ? `<${href}>` : `[${shown}](${href})`);
		} else {
			if (isStrong && !names.includes('strong')) endStrong();
			if (!isStrong && names.includes('strong') && !/[*\p{L}\p{N}]/u.test(last())) {
				add('**');
				isStrong = true;
			}
			const isInside = parts.length > 0 && parts.at(-1) !== '\\\n';
			const next = text.endsWith(' ') ? ' ' : (nodes[index + 1]?.text ?? '');
			const isEm =
				names.includes('em') &&
				(isBlank || !isInAddress) &&
				!words.includes('://') &&
				!/[\p{L}\p{N}_]/u.test(last()) &&
				!/^[\p{L}\p{N}_]/u.test(next);
			add(isEm ? `_${escaped(words, true)}_` : escaped(words, isInside));
		}
		isBlank = text.endsWith(' ');
	}
	endStrong();
	while (parts.at(-1) === '\\\n') parts.pop();
	return parts.join('');
}

function other({ type, attrs, text, content }: Node): string {
	switch (type) {
		case 'mention':
			return escaped(`@${textOf(attrs['text']).replace(/^@/, '') || 'somebody'}`, true);
		case 'emoji':
			return escaped(textOf(attrs['text']) || textOf(attrs['shortName']), true);
		case 'date': {
			const time = new Date(Number(attrs['timestamp']));
			return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
		}
		case 'inlineCard':
		case 'blockCard':
		case 'embedCard': {
			const href = webAddress(attrs['url']);
			return href === undefined ? '' : `<${href}>`;
		}
		case 'mediaInline':
			return '[attachment]';
		default:
			return escaped(textOf(attrs['text']) || text || (content.length > 0 ? '…' : ''), true);
	}
}

function webAddress(value: unknown): string | undefined {
	const text = textOf(value);
	if (!/^https?:\/\//i.test(text) || text.length > 4000) return undefined;
	const encode = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
	return text.replace(/[\s()<>\\"`]/g, (char) => (char.charCodeAt(0) < 256 ? encode(char) : ''));
}

function codeSpan(code: string): string {
	const fence = '`'.repeat(Math.max(0, ...(code.match(/`+/g) ?? []).slice(0, 1000).map(({ length }) => length)) + 1);
	return code.includes('`') ? `${fence} ${code} ${fence}` : `\`${code}\``;
}

const ACTIVE = new RegExp(
	`${BARE_ADDRESS}|${/[\\`*[\]]|<(?=[A-Za-z/!?])|~(?=~)|&(?=#|\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u.source}`,
	'giu',
);

/** Text of which Markdown makes nothing else. `isInside`: something stands before it on its line. */
function escaped(text: string, isInside = false): string {
	const safe = text.replace(ACTIVE, (found) => (found.length > 1 ? found : `\\${found}`));
	return isInside
		? safe
		: safe.replace(/^(?:[#>=+~-]|\d{1,9}(?=[.)]))/, (mark) => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}
