import { isDigitCode, isWordCode } from './wordBoundary.ts';

/**
 * Many keys, found at a place of a text in one walk. Compared are tokens: runs of letters in any case, runs of digits without leading zeros, and
 * single characters. A blank of a key stands for blanks (a line break at most), a separator such as `-`, `#`, `: ` or ` #`, or, between letters and
 * digits, for nothing: `RFC 389` is found as `RFC #0389`, `rfc-389`, `RFC389`.
 */
export interface KeyTrie<Key> {
	add(text: string, key: Key): void;
	/** The longest key at `at` that `accepts`; of equal ones the one added first. */
	longestAt(text: string, at: number, accepts: Accepts<Key>): { readonly key: Key; readonly end: number } | undefined;
	/** Whether some key can begin with the UTF-16 unit `code`. */
	canBegin(code: number): boolean;
}

export type Accepts<Key> = (key: Key, end: number) => boolean;

/** Nearly all nodes have one way on: only the second one makes a table. */
interface Node<Key> {
	token: string;
	way: Node<Key> | undefined;
	ways: Map<string, Node<Key>> | undefined;
	keys: readonly Key[];
}

const GAP = '\0';
/** Blanks that a gap may swallow; a text of blanks alone must not cost more. */
const GAP_LIMIT = 40;

export function createKeyTrie<Key>(): KeyTrie<Key> {
	const root = newNode<Key>();
	const beginnings = new Uint8Array(128);
	const others = new Set<number>();

	function longest(node: Node<Key>, text: string, at: number, accepts: Accepts<Key>): Found<Key> | undefined {
		let best: Found<Key> | undefined;
		const gap = wayOn(node, GAP);
		if (gap) {
			const end = gapEnd(text, at);
			if (end !== undefined) best = longest(gap, text, end, accepts);
		}
		const end = tokenEnd(text, at);
		const next = end > at ? wayOn(node, tokenOf(text, at, end)) : undefined;
		const found = next && longest(next, text, end, accepts);
		if (found && (!best || found.end > best.end)) best = found;
		if (best) return best;
		const key = node.keys.find((candidate) => accepts(candidate, at));
		return key === undefined ? undefined : { key, end: at };
	}

	return {
		add(text, key) {
			let node = root;
			for (const token of tokensOf(text)) node = wayOn(node, token) ?? newWay(node, token);
			if (node !== root) node.keys = [...node.keys, key];
			const first = text.trim().slice(0, 1);
			for (const char of isDigitCode(first.charCodeAt(0)) ? '0123456789' : first.toLowerCase() + first.toUpperCase()) {
				const code = char.charCodeAt(0);
				if (code < 128) beginnings[code] = 1;
				else others.add(code);
			}
		},
		longestAt: (text, at, accepts) => longest(root, text, at, accepts),
		canBegin: (code) => (code < 128 ? beginnings[code] === 1 : others.has(code)),
	};
}

const NO_KEYS: readonly never[] = [];

function newNode<Key>(): Node<Key> {
	return { token: '', way: undefined, ways: undefined, keys: NO_KEYS };
}

function wayOn<Key>({ token: only, way, ways }: Node<Key>, token: string): Node<Key> | undefined {
	return ways ? ways.get(token) : token === only ? way : undefined;
}

function newWay<Key>(node: Node<Key>, token: string): Node<Key> {
	const next = newNode<Key>();
	if (!node.way) {
		node.token = token;
		node.way = next;
	} else {
		node.ways ??= new Map([[node.token, node.way]]);
		node.ways.set(token, next);
	}
	return next;
}

interface Found<Key> {
	readonly key: Key;
	readonly end: number;
}

function tokensOf(text: string): readonly string[] {
	const tokens: string[] = [];
	const trimmed = text.trim();
	const loose = /\s/.test(trimmed) ? trimmed.replaceAll(/[-#:_]?\s+[-#:_]?\s*#?/g, GAP) : trimmed;
	for (let at = 0; at < loose.length;) {
		const end = tokenEnd(loose, at);
		tokens.push(tokenOf(loose, at, end));
		at = end;
	}
	return tokens;
}

function tokenEnd(text: string, at: number): number {
	if (at >= text.length) return at;
	const code = text.charCodeAt(at);
	if (!isWordCode(code) || code === UNDERSCORE) return at + 1;
	const digits = isDigitCode(code);
	let end = at + 1;
	for (; end < text.length; end++) {
		const next = text.charCodeAt(end);
		if (isDigitCode(next) !== digits || next === UNDERSCORE || !isWordCode(next)) break;
	}
	return end;
}

const UNDERSCORE = 95;

function tokenOf(text: string, at: number, end: number): string {
	const token = text.slice(at, end);
	return isDigitCode(token.charCodeAt(0)) ? token.replace(/^0+(?=.)/, '') : token.toLowerCase();
}

function gapEnd(text: string, at: number): number | undefined {
	let end = skipBlanks(text, at);
	if (end - at <= GAP_LIMIT && '-#:_/'.includes(text[end] ?? ' ')) end = skipBlanks(text, end + 1);
	if (text[end] === '#') end++;
	if (end > at) return end - at > GAP_LIMIT ? undefined : end;
	const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
	return isWordCode(before) && isWordCode(after) && isDigitCode(before) !== isDigitCode(after) ? at : undefined;
}

/** Past blanks and one line break at most: a paragraph ends every key. */
function skipBlanks(text: string, at: number): number {
	let end = at;
	let breaks = 0;
	for (; end < text.length && end - at <= GAP_LIMIT; end++) {
		const char = text[end] ?? '';
		if (char === '\n' && ++breaks > 1) break;
		if (!/\s/.test(char)) break;
	}
	return end;
}
