/**
 * A compiled wildcard pattern over a string of bytes (see `toBytes`): one number per step, a character code or one of the codes below.
 * It means what git's `wildmatch` means, but matches in polynomial time whatever the pattern is.
 */
export interface Glob {
	readonly steps: readonly number[];
	/** Tables of 256 flags for the bracket expressions; step `CLASS - n` stands for the n-th. */
	readonly classes: readonly Uint8Array[];
	/** What every match ends with; empty where the pattern ends with a wildcard. */
	readonly tail: string;
}

const ANY = -1;
const STAR = -2;
/** Any characters, slashes included. */
const DEEP = -3;
/** Nothing, or any characters up to and including a slash. */
const DEEP_SLASH = -4;
const CLASS = -10;

const NO_CLASSES: readonly Uint8Array[] = [];

const SLASH = 47;
const BACKSLASH = 92;

/**
 * Compiles `body`, a pattern without its `!` and its outer slashes, as bytes. `literal` is the length of the literal part at its start: git takes a
 * `**` right behind it as if it stood at the start. Undefined: the pattern can match nothing (a bracket left open, a backslash at the end).
 */
export function compileGlob(body: string, literal: number): Glob | undefined {
	const steps: number[] = [];
	let classes = NO_CLASSES;
	for (let at = 0; at < body.length; at++) {
		const char = body[at];
		if (char === '?') steps.push(ANY);
		else if (char === '\\') {
			if (++at === body.length) return undefined;
			steps.push(body.charCodeAt(at));
		} else if (char === '[') {
			const read = readClass(body, at);
			if (!read) return undefined;
			steps.push(CLASS - classes.length);
			classes = [...classes, read.table];
			at = read.end;
		} else if (char === '*') {
			const first = at;
			while (body[at + 1] === '*') at++;
			steps.push(starStep(body, first, at, literal));
			if (steps.at(-1) === DEEP_SLASH) at++;
		} else steps.push(body.charCodeAt(at));
	}
	let from = steps.length;
	while (from > 0 && (steps[from - 1] ?? ANY) >= 0) from--;
	return { steps, classes, tail: String.fromCharCode(...steps.slice(from)) };
}

/** Whether `text` from `start` to its end is matched as a whole. Only `**` crosses a slash. */
export function globMatches(glob: Glob, text: string, start: number): boolean {
	const { steps, classes } = glob;
	const end = text.length;
	let step = 0;
	let at = start;
	// Going back to the last star is enough: an earlier one cannot reach anything that the last one, begun as early as can be, does not.
	let star = -1;
	let starAt = 0;
	let deep = -1;
	let deepAt = 0;
	let bySegment = false;
	for (;;) {
		const code = steps[step];
		if (code === undefined) {
			if (at === end) return true;
		} else if (code === STAR) {
			star = ++step;
			starAt = at;
			continue;
		} else if (code === DEEP || code === DEEP_SLASH) {
			deep = ++step;
			if (code === DEEP && deep === steps.length) return true;
			deepAt = at;
			bySegment = code === DEEP_SLASH;
			star = -1;
			continue;
		} else if (at < end && accepts(code, text.charCodeAt(at), classes)) {
			step++;
			at++;
			continue;
		}
		if (star >= 0 && starAt < end && text.charCodeAt(starAt) !== SLASH) {
			at = ++starAt;
			step = star;
		} else if (deep >= 0) {
			if (bySegment) {
				const slash = text.indexOf('/', deepAt);
				if (slash < 0) return false;
				deepAt = slash + 1;
			} else if (deepAt++ >= end) return false;
			at = deepAt;
			step = deep;
			star = -1;
		} else return false;
	}
}

function accepts(code: number, char: number, classes: readonly Uint8Array[]): boolean {
	if (code >= 0) return code === char;
	if (char === SLASH) return false;
	return code === ANY || classes[CLASS - code]?.[char] === 1;
}

/** `**` crosses slashes only where it fills a segment; otherwise it is a `*`. */
function starStep(body: string, first: number, last: number, literal: number): number {
	if (first === last) return STAR;
	if (first !== literal && body[first - 1] !== '/') return STAR;
	if (last + 1 === body.length) return DEEP;
	if (body[last + 1] === '/') return DEEP_SLASH;
	return body[last + 1] === '\\' && body[last + 2] === '/' ? DEEP : STAR;
}

/** Reads `[...]` at `open`: which bytes it accepts, and where its `]` is. A `]` that stands first is a member. */
function readClass(body: string, open: number): { table: Uint8Array; end: number } | undefined {
	const table = new Uint8Array(256);
	let at = open + 1;
	const negated = body[at] === '!' || body[at] === '^';
	if (negated) at++;
	// The start of a possible range; 0 where what stands before `-` cannot start one.
	let previous = 0;
	for (let first = true; ; first = false, at++) {
		const char = body[at];
		if (char === undefined) return undefined;
		if (char === ']' && !first) break;
		if (char === '[' && body[at + 1] === ':') {
			const close = body.indexOf(']', at + 2);
			if (close < 0) return undefined;
			if (close > at + 2 && body[close - 1] === ':') {
				const members = CHARACTER_CLASSES[body.slice(at + 2, close - 1)];
				if (!members) return undefined;
				for (let code = 0; code < 128; code++) if (members.test(String.fromCharCode(code))) table[code] = 1;
				previous = 0;
				at = close;
				continue;
			}
		}
		if (char === '-' && previous !== 0 && at + 1 < body.length && body[at + 1] !== ']') {
			at++;
			if (body.charCodeAt(at) === BACKSLASH && ++at === body.length) return undefined;
			for (let code = previous; code <= body.charCodeAt(at); code++) table[code] = 1;
			previous = 0;
			continue;
		}
		if (char === '\\' && ++at === body.length) return undefined;
		previous = body.charCodeAt(at);
		table[previous] = 1;
	}
	if (negated) for (let code = 0; code < 256; code++) table[code] = table[code] ? 0 : 1;
	return { table, end: at };
}

const CHARACTER_CLASSES: Readonly<Record<string, RegExp>> = {
	alnum: /[A-Za-z0-9]/,
	alpha: /[A-Za-z]/,
	blank: /[ \t]/,
	cntrl: /\p{Cc}/u,
	digit: /[0-9]/,
	graph: /[!-~]/,
	lower: /[a-z]/,
	print: /[ -~]/,
	punct: /[!-/:-@[-`{-~]/,
	space: /[ \t\n\v\f\r]/,
	upper: /[A-Z]/,
	xdigit: /[A-Fa-f0-9]/,
};
