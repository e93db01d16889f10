import type { AdfMark, AdfNode } from './adf.ts';

/** An address in a text that is no markup, to where a sentence would end it. */
export const BARE_ADDRESS = /https?:\/\/[^\s<>`*\\[\]]*[^\s<>`*\\[\]_.,;:!?'")]/.source;

/** What is more than text in a paragraph. */
const TOKEN = new RegExp(
	[
		/\\\n|(?<! ) {2,}\n|\n/.source,
		/\\[!-/:-@[-`{-~]/.source,
		/(?<!`)(?<ticks>`+)(?!`)(?<code>[^]+?)(?<!`)\k<ticks>(?!`)/.source,
		/\[(?<label>(?:[^[\]\\]|\\.)*)\]\((?<target>https?:\/\/[^\s()<>\\]+)\)/.source,
		/<(?<address>https?:\/\/[^\s<>\\]+)>/.source,
		`(?<bare>${BARE_ADDRESS})`,
		/(?<run>\*+|_+)/.source,
	].join('|'),
	'gi',
);

type Piece =
	| { readonly kind: 'node'; readonly node: AdfNode }
	| {
			readonly kind: 'run';
			readonly text: string;
			readonly mark?: 'strong' | 'em';
			opens?: boolean;
			isPaired?: boolean;
	  };

/** The Markdown of a paragraph or heading as nodes of Jira. What is no pair, no link to a web page and no code stays text. */
export function adfInline(markdown: string): readonly AdfNode[] {
	const pieces: Piece[] = [];
	const open: Extract<Piece, { kind: 'run' }>[] = [];
	const add = (text: string, marks: readonly AdfMark[] = []) => {
		if (text !== '')
			pieces.push({ kind: 'node', node: { type: 'text', text, ...(marks.length > 0 ? { marks } : {}) } });
	};
	let from = 0;
	for (const match of markdown.matchAll(TOKEN)) {
		const [token] = match;
		const { code, label, target, address, bare, run } = match.groups ?? {};
		add(markdown.slice(from, match.index));
		from = match.index + token.length;
		if (code !== undefined) add(spanText(code), [{ type: 'code' }]);
		else if (target !== undefined) addLink(label ?? '', target);
		else if (address !== undefined || bare !== undefined) {
			const href = address ?? bare ?? '';
			add(href, [link(href)]);
		} else if (run !== undefined) addRun(run, markdown[match.index - 1] ?? ' ', markdown[from] ?? ' ');
		else if (token === '\n') add(' ');
		else if (token.endsWith('\n')) pieces.push({ kind: 'node', node: { type: 'hardBreak' } });
		else add(token.slice(1));
	}
	add(markdown.slice(from));
	return marked(pieces);

	function addLink(label: string, target: string): void {
		const nodes = adfInline(label);
		for (const { type, text = '', marks = [] } of nodes) {
			if (type === 'text') add(text, [...marks.filter((mark) => mark.type === 'code'), link(target)]);
		}
		if (nodes.length === 0) add(target, [link(target)]);
	}

	/** Closes what is open, innermost first, and opens what is left. */
	function addRun(run: string, before: string, after: string): void {
		const isWord = (char: string) => /[\p{L}\p{N}]/u.test(char);
		const closes = !/\s/.test(before) && !(run.startsWith('_') && isWord(after));
		const opens = !/\s/.test(after) && !(run.startsWith('_') && isWord(before));
		let left = run.length;
		while (closes && left > 0) {
			const last = open.at(-1);
			if (!last || last.text[0] !== run[0] || last.text.length > left) break;
			open.pop();
			last.isPaired = true;
			pieces.push({
				kind: 'run',
				text: last.text,
				opens: false,
				isPaired: true,
				...(last.mark ? { mark: last.mark } : {}),
			});
			left -= last.text.length;
		}
		const marks =
			opens && left <= 3 ? ([...(left > 1 ? ['strong'] : []), ...(left % 2 === 1 ? ['em'] : [])] as const) : [];
		if (marks.length === 0) return add(run.slice(0, left));
		for (const mark of marks as readonly ('strong' | 'em')[]) {
			const piece: Piece = { kind: 'run', text: (run[0] ?? '').repeat(mark === 'strong' ? 2 : 1), mark, opens: true };
			pieces.push(piece);
			open.push(piece);
		}
	}
}

function marked(pieces: readonly Piece[]): readonly AdfNode[] {
	const nodes: AdfNode[] = [];
	const depth = { strong: 0, em: 0 };
	for (const piece of pieces) {
		if (piece.kind === 'run' && piece.isPaired && piece.mark) depth[piece.mark] += piece.opens ? 1 : -1;
		else {
			const node: AdfNode = piece.kind === 'node' ? piece.node : { type: 'text', text: piece.text };
			const marks = node.marks ?? [];
			// Jira takes code that is a link, but none that is bold.
			const isCode = marks.some(({ type }) => type === 'code');
			const all: readonly AdfMark[] = [
				...marks,
				...(depth.strong > 0 && !isCode ? [{ type: 'strong' } as const] : []),
				...(depth.em > 0 && !isCode ? [{ type: 'em' } as const] : []),
			];
			append(nodes, node.type === 'text' && all.length > 0 ? { ...node, marks: all } : node);
		}
	}
	return nodes;
}

/** Texts with the same marks become one. */
function append(nodes: AdfNode[], node: AdfNode): void {
	const last = nodes.at(-1);
	const isSame =
		last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks);
	if (isSame) nodes[nodes.length - 1] = { ...last, text: `${last.text}${node.text}` };
	else nodes.push(node);
}

function spanText(code: string): string {
	const line = code.replace(/\n/g, ' ');
	return /^ .*[^ ].* $/.test(line) ? line.slice(1, -1) : line;
}

function link(href: string): AdfMark {
	return { type: 'link', attrs: { href } };
}
