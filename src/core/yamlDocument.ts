import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify, type Document, type Node } from 'yaml';
import type { TextPosition, TextRange } from './textRange.ts';
import { parsePlainYaml } from './yamlPlain.ts';
import { plainText, type YamlEntry, type YamlValue } from './yamlValue.ts';

/** An error of YAML itself, in plain words and with its place in the file. */
export interface YamlError {
	readonly kind: 'syntax' | 'too-complex';
	readonly message: string;
	readonly range: TextRange;
}

export interface YamlDocument {
	/** Absent for an empty text, and for one that is too large or too complex to be read. After errors it holds what could still be read. */
	readonly root?: YamlValue;
	readonly errors: readonly YamlError[];
}

/** Characters of one YAML text. A thousand people in `tandem.yml` take a tenth of it. */
export const YAML_LIMIT = 256 * 1024;
/** Values, each alias counted as often as what it stands for. */
const VALUE_LIMIT = 50_000;
const DEPTH_LIMIT = 64;
const ERROR_LIMIT = 20;

/**
 * Reads one YAML text whose first line is line `firstLine` of its file. Never throws, and takes time linear in the text: size, depth and
 * aliases that multiply are bounded.
 */
export function parseYaml(text: string, firstLine: number): YamlDocument {
	const root = parsePlainYaml(text, firstLine);
	return root ? { root, errors: [] } : parseAnyYaml(text, firstLine);
}

/** `parseYaml` by the library alone. */
export function parseAnyYaml(text: string, firstLine: number): YamlDocument {
	if (text.length > YAML_LIMIT) {
		const message = `it has ${text.length} characters, more than the ${YAML_LIMIT} that are read`;
		return { errors: [{ kind: 'too-complex', message, range: lineStart(firstLine) }] };
	}
	if (isDeep(text)) return { errors: [tooComplex(lineStart(firstLine))] };
	const document = compose(text);
	if (!document) return { errors: [tooComplex(lineStart(firstLine))] };
	const positionOf = createPositions(text, firstLine);
	const rangeOf = (start: number, end: number): TextRange => ({
		start: positionOf(start),
		end: positionOf(Math.max(start, end)),
	});
	const exhausted = document.errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
	const builder = createBuilder(rangeOf);
	const root = exhausted || !document.contents ? undefined : builder.build(document.contents, 0);
	if (exhausted || builder.tooComplex()) {
		const at = exhausted ? exhausted.pos[0] : 0;
		return { errors: [tooComplex(rangeOf(at, at))] };
	}
	const errors = document.errors.slice(0, ERROR_LIMIT).map((error): YamlError => ({
		kind: 'syntax',
		message: PLAIN_WORDS[error.code] ?? error.message,
		range: rangeOf(error.pos[0], Math.min(error.pos[1], text.length)),
	}));
	return root === undefined ? { errors } : { root, errors };
}

/** Writes a flat or nested map as YAML that reads back as the same strings, whatever they contain. Ends with a newline. */
export function writeYaml(value: WritableYaml): string {
	return stringify(value, { lineWidth: 0, indent: 2 });
}

export interface WritableYaml {
	readonly [key: string]: string | WritableYaml;
}

const PLAIN_WORDS: Readonly<Record<string, string>> = {
	BLOCK_AS_IMPLICIT_KEY: 'a second ": " on one line; put the text after the first one in quotes',
	TAB_AS_INDENT: 'a tab cannot indent; use spaces',
	BAD_SCALAR_START: 'a value cannot start with this character; put the value in quotes',
	UNEXPECTED_TOKEN: 'there is text after the end of the value; put the whole value in quotes',
	MULTILINE_IMPLICIT_KEY: 'a key must be followed by ": " on its own line',
	MISSING_CHAR: 'a closing quote, bracket or ":" is missing',
	BAD_INDENT: 'the indentation does not fit the lines above',
	MULTIPLE_DOCS: 'only what stands before the second "---" is read',
};

/**
 * Whether brackets or list marks are nested far beyond `DEPTH_LIMIT`. The library finds that out by running out of stack, which takes seconds where
 * the stack is large. Brackets in quotes count too: nobody leaves that many open.
 */
function isDeep(text: string): boolean {
	let open = 0;
	for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
		if (bracket === '[' || bracket === '{') open++;
		else open = Math.max(0, open - 1);
		if (open > 4 * DEPTH_LIMIT) return true;
	}
	return /(?:[-?][ \t]+){200}/.test(text);
}

/** Undefined for what is nested so deeply that the library ran out of stack. */
function compose(text: string): Document | undefined {
	try {
		// The failsafe schema leaves every scalar a string. Unique keys are checked by the reader of the map: the library compares each with each.
		return parseDocument(text, {
			schema: 'failsafe',
			uniqueKeys: false,
			strict: false,
			prettyErrors: false,
			logLevel: 'silent',
		});
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function tooComplex(range: TextRange): YamlError {
	return { kind: 'too-complex', message: 'it is nested too deeply, or its aliases multiply', range };
}

/** Turns the library's nodes into values; an anchor is built once and shared, so that aliases cost no memory. */
function createBuilder(rangeOf: (start: number, end: number) => TextRange) {
	const anchors = new Map<string, { value: YamlValue; weight: number }>();
	let weight = 0;
	let deepest = 0;

	function build(node: unknown, depth: number): YamlValue {
		weight++;
		deepest = Math.max(deepest, depth);
		const [start, end] = (node as Node | null)?.range ?? [0, 0];
		const range = rangeOf(start, end);
		const nothing: YamlValue = { kind: 'scalar', text: '', range };
		if (depth > DEPTH_LIMIT || weight > VALUE_LIMIT) return nothing;
		if (isAlias(node)) {
			const anchor = anchors.get(node.source);
			weight += anchor?.weight ?? 0;
			return anchor ? { ...anchor.value, range } : nothing;
		}
		const before = weight;
		const value = buildPlain(node, range, depth) ?? nothing;
		const name = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
		if (name) anchors.set(name, { value, weight: weight - before });
		return value;
	}

	function buildPlain(node: unknown, range: TextRange, depth: number): YamlValue | undefined {
		if (isScalar(node)) {
			const text = typeof node.value === 'string' ? node.value : '';
			return { kind: 'scalar', text: node.type === 'PLAIN' ? plainText(text) : text, range };
		}
		if (isSeq(node)) {
			const items = node.items.map((item) => build(item, depth + 1));
			return { kind: 'list', items, range: node.flow ? range : upTo(range, items.at(-1)) };
		}
		if (isMap(node)) {
			const entries = node.items.map((pair): YamlEntry => {
				const key = build(pair.key, depth + 1);
				const value: YamlValue =
					pair.value == null ? { kind: 'scalar', text: '', range: key.range } : build(pair.value, depth + 1);
				return { key: key.kind === 'scalar' ? key.text : '', keyRange: key.range, value };
			});
			return { kind: 'map', entries, range: node.flow ? range : upTo(range, entries.at(-1)?.value) };
		}
		return undefined;
	}

	return { build, tooComplex: () => weight > VALUE_LIMIT || deepest > DEPTH_LIMIT };
}

/** A block ends where its last value ends; the library counts the line break and a comment behind that too. */
function upTo({ start, end }: TextRange, last: YamlValue | undefined): TextRange {
	return { start, end: last?.range.end ?? end };
}

/** The place of an offset of `text`, whose first line is line `firstLine`. */
function createPositions(text: string, firstLine: number): (offset: number) => TextPosition {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return (offset) => {
		let [low, high] = [0, starts.length];
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle;
		}
		// Of a Windows line end both characters are behind the line.
		const inLineEnd = text[offset - 1] === '\r' && (text[offset] ?? '\n') === '\n';
		return { line: firstLine + low, column: offset - (starts[low] ?? 0) + (inLineEnd ? 0 : 1) };
	};
}

function lineStart(line: number): TextRange {
	return { start: { line, column: 1 }, end: { line, column: 1 } };
}
