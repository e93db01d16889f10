import { type Glob, compileGlob, globMatches } from './glob.ts';
import { type PatternSyntax, toBytes } from './patternSyntax.ts';
import { type Steps, finish } from './steps.ts';

/** One pattern of a list. Patterns with the same `list` form one .gitignore; a higher `order` stands later in it. */
export interface ListedPattern<Value> {
	readonly list: number;
	readonly order: number;
	/** Where it stands in an answer: a lower one comes first. */
	readonly rank: number;
	readonly syntax: PatternSyntax;
	/** What is answered where this pattern decided. */
	readonly value: Value;
}

/** Many .gitignore lists, asked at once. */
export interface ListIndex<Value> {
	/** For each list in which the file at `path` is matched in the end, the value of the pattern that decided, in order of rank. */
	deciding(path: string): readonly Value[];
}

/** What is known of one folder: shared by all that is below it. */
interface Folder<Value> {
	/** The patterns that matched a folder on the way down, in order of rank. Nothing below can be taken out again. */
	readonly decided: readonly ListedPattern<Value>[];
	readonly values: readonly Value[];
	/** The lists of `decided`. */
	readonly lists: ReadonlySet<number>;
	/** Patterns with wildcards that can still decide something below. */
	readonly candidates: readonly Candidate<Value>[];
}

/** The wildcard part of a pattern, to be compared with a path from `from` on. */
interface Candidate<Value> {
	readonly pattern: ListedPattern<Value>;
	readonly glob: Glob;
	readonly from: number;
	/** The literal folder with which it begins, `/` included; every path that it matches lies below. */
	readonly folder: string;
	/** A path of more names is out of its reach: only `**` crosses a slash. */
	readonly deepest: number;
}

const NONE: readonly never[] = [];
const PATTERNS_PER_STEP = 20;
/** Folders remembered; beyond that the memory starts anew. */
const FOLDER_LIMIT = 50_000;

/**
 * Sorts `patterns` by what is literal in them, so that a path meets only those that can match: whole paths, names, beginnings and endings of names
 * through hash tables, the others from the folder on with which they begin.
 */
export function createListIndex<Value>(patterns: readonly ListedPattern<Value>[]): ListIndex<Value> {
	return finish(listIndexInSteps(patterns));
}

/** `createListIndex`, some patterns at each step. */
export function* listIndexInSteps<Value>(patterns: readonly ListedPattern<Value>[]): Steps<ListIndex<Value>> {
	return listIndex(yield* sortPatterns(patterns));
}

function listIndex<Value>(tables: Tables<Value>): ListIndex<Value> {
	const root: Folder<Value> = { decided: [], values: [], lists: new Set(), candidates: tables.anywhere };
	const folders = new Map<string, Folder<Value>>();

	function folderAt(path: string): Folder<Value> {
		const known = folders.get(path);
		if (known) return known;
		const slash = path.lastIndexOf('/');
		const parent = slash < 0 ? root : folderAt(path.slice(0, slash));
		const decided = withDecided(parent.decided, undecided(parent, matchesAt(parent, path)));
		const lists = decided === parent.decided ? parent.lists : new Set(decided.map((pattern) => pattern.list));
		const named = (tables.belowName.get(path.slice(slash + 1)) ?? NONE).filter(({ folder: top }) =>
			path.startsWith(top),
		);
		const more = [...(tables.below.get(path) ?? NONE), ...named];
		const depth = path.split('/').length;
		const isOpen = ({ pattern, deepest }: Candidate<Value>) => deepest > depth && !lists.has(pattern.list);
		const open = [...parent.candidates, ...more].filter(isOpen);
		const same = more.length === 0 && open.length === parent.candidates.length;
		const folder: Folder<Value> = {
			decided,
			values: decided === parent.decided ? parent.values : decided.map((pattern) => pattern.value),
			lists,
			candidates: same ? parent.candidates : open,
		};
		if (folders.size >= FOLDER_LIMIT) folders.clear();
		folders.set(path, folder);
		return folder;
	}

	function matchesAt(parent: Folder<Value>, path: string): ListedPattern<Value>[] {
		const name = path.slice(path.lastIndexOf('/') + 1);
		const found = [...(tables.paths.get(path) ?? NONE), ...(tables.names.get(name) ?? NONE)];
		const compare = (candidates: readonly Candidate<Value>[] | undefined, text: string): void => {
			for (const { pattern, glob, from } of candidates ?? NONE) {
				if (text.endsWith(glob.tail) && globMatches(glob, text, from)) found.push(pattern);
			}
		};
		compare(tables.nameEndings.get(name.slice(-1)), name);
		compare(tables.nameBeginnings.get(name.slice(0, 1)), name);
		compare(tables.otherNames, name);
		compare(parent.candidates, path);
		return found;
	}

	return {
		deciding(path) {
			const bytes = toBytes(path);
			const slash = bytes.lastIndexOf('/');
			const parent = slash < 0 ? root : folderAt(bytes.slice(0, slash));
			const matches = matchesAt(parent, bytes).filter((pattern) => !pattern.syntax.folderOnly);
			const decided = withDecided(parent.decided, undecided(parent, matches));
			return decided === parent.decided ? parent.values : decided.map((pattern) => pattern.value);
		},
	};
}

/** Of the lists that `parent` left open: the last pattern of each that matches, where it does not exclude. */
function undecided<Value>(parent: Folder<Value>, matches: readonly ListedPattern<Value>[]): ListedPattern<Value>[] {
	// Most paths meet nothing, or one pattern.
	if (matches.length === 0) return [];
	const last = new Map<number, ListedPattern<Value>>();
	for (const pattern of matches) {
		if (parent.lists.has(pattern.list)) continue;
		const other = last.get(pattern.list);
		if (!other || other.order < pattern.order) last.set(pattern.list, pattern);
	}
	return [...last.values()].filter((pattern) => !pattern.syntax.negative);
}

/** Both in order of rank; `decided` itself where there is nothing new. */
function withDecided<Value>(
	decided: readonly ListedPattern<Value>[],
	fresh: ListedPattern<Value>[],
): readonly ListedPattern<Value>[] {
	if (fresh.length === 0) return decided;
	const merged: ListedPattern<Value>[] = [];
	let at = 0;
	for (const pattern of fresh.sort((one, other) => one.rank - other.rank)) {
		for (let next = decided[at]; next && next.rank < pattern.rank; next = decided[++at]) merged.push(next);
		merged.push(pattern);
	}
	return [...merged, ...decided.slice(at)];
}

interface Tables<Value> {
	/** Whole literal paths. */
	readonly paths: ReadonlyMap<string, readonly ListedPattern<Value>[]>;
	/** Literal names, at any depth. */
	readonly names: ReadonlyMap<string, readonly ListedPattern<Value>[]>;
	/** Names that end literally (`*.ts`), by the last character. */
	readonly nameEndings: ReadonlyMap<string, readonly Candidate<Value>[]>;
	/** Names that only begin literally (`test_*`), by the first character. */
	readonly nameBeginnings: ReadonlyMap<string, readonly Candidate<Value>[]>;
	readonly otherNames: readonly Candidate<Value>[];
	/** By the literal folder with which they begin. */
	readonly below: ReadonlyMap<string, readonly Candidate<Value>[]>;
	/** Those that match only below a folder of some name (`**\/name/...`, `src/*\/name/*.ts`), by that name. */
	readonly belowName: ReadonlyMap<string, readonly Candidate<Value>[]>;
	/** Patterns whose first folder is a wildcard. */
	readonly anywhere: readonly Candidate<Value>[];
}

function* sortPatterns<Value>(patterns: readonly ListedPattern<Value>[]): Steps<Tables<Value>> {
	const paths = new Map<string, ListedPattern<Value>[]>();
	const names = new Map<string, ListedPattern<Value>[]>();
	const nameEndings = new Map<string, Candidate<Value>[]>();
	const nameBeginnings = new Map<string, Candidate<Value>[]>();
	const otherNames: Candidate<Value>[] = [];
	const below = new Map<string, Candidate<Value>[]>();
	const belowName = new Map<string, Candidate<Value>[]>();
	const anywhere: Candidate<Value>[] = [];
	for (const [index, pattern] of patterns.entries()) {
		if (index % PATTERNS_PER_STEP === 0) yield;
		const { anyDepth, body, literal } = pattern.syntax;
		if (literal === body.length) {
			add(anyDepth ? names : paths, body, pattern);
			continue;
		}
		const folder = anyDepth ? '' : body.slice(0, Math.max(0, body.lastIndexOf('/', literal - 1)));
		const from = folder === '' ? 0 : folder.length + 1;
		const glob = compileGlob(body.slice(from), literal - from);
		if (!glob) continue;
		const deepest = body.includes('**') ? Infinity : body.split('/').length;
		const candidate = { pattern, glob, from, deepest, folder: body.slice(0, from) };
		const nameBelow = anyDepth ? undefined : requiredFolder(body.slice(from));
		if (anyDepth) {
			if (glob.tail !== '') add(nameEndings, glob.tail.slice(-1), candidate);
			else if (literal > 0) add(nameBeginnings, body.slice(0, 1), candidate);
			else otherNames.push(candidate);
		} else if (nameBelow !== undefined) add(belowName, nameBelow, candidate);
		else if (folder !== '') add(below, folder, candidate);
		else anywhere.push(candidate);
	}
	return { paths, names, nameEndings, nameBeginnings, otherNames, below, belowName, anywhere };
}

/** A folder's name that every path has in it which matches `body`, or undefined where there is none to be sure of. */
function requiredFolder(body: string): string | undefined {
	if (/[[\\]/.test(body)) return undefined;
	return body
		.split('/')
		.slice(0, -1)
		.find((name) => !/[*?]/.test(name));
}

function add<Value>(table: Map<string, Value[]>, key: string, value: Value): void {
	const values = table.get(key);
	if (values) values.push(value);
	else table.set(key, [value]);
}
