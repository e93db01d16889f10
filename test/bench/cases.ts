import { parse } from 'yaml';
import { performance } from 'node:perf_hooks';
import { createObjectiveSearch } from '../../src/app/objectiveSearch.ts';
import type { SpecTree } from '../../src/app/ports.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { assembleSnapshot } from '../../src/core/assembleSnapshot.ts';
import { inTurns } from '../../src/app/inTurns.ts';
import { linkRulesInSteps } from '../../src/core/linkRules.ts';
import { createPatternIndex } from '../../src/core/patterns.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { createTurns } from '../../src/node/turns.ts';
import { nativeObjective } from '../support/nativeObjective.ts';
import { SPEC_FORMATS, type SpecFormat, specRepoOf } from '../support/specFormats.ts';

/** Something whose speed matters. */
export interface Case {
	readonly name: string;
	/** What is counted: `objectives`, `paths`. */
	readonly things: string;
	/** Makes everything ready; what it returns is measured once, and says how many things it saw. */
	readonly prepare: () => Promise<() => unknown> | (() => unknown);
	readonly count: number;
}

const NATIVE = 5_000;
const OTHERS = 1_000;
const PATHS = 100_000;
const signal = new AbortController().signal;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
/** As they are typed: an id, a word, a name, a mistake, and words that are in every objective. */
const QUERIES = [1, 2, 3, 4, 5, 6, 7, 8]
	.map((length) => 'CHK-4321'.slice(0, length))
	.concat(['ch', 'che', 'chec', 'check', 'checko', 'checkout', 'checkout m', 'checkout mar', 'checkout maria'])
	.concat(['chekcout', 'the', 'payment', 'no such word']);

/** The first of them is the yardstick of all others. */
export const CASES: readonly Case[] = [
	{
		name: 'yardstick: yaml alone',
		things: 'front matters',
		count: NATIVE,
		prepare: () => overFrontMatters((text) => parse(text) as unknown),
	},
	{
		name: 'yardstick: split at ---',
		things: 'files',
		count: NATIVE,
		prepare() {
			const texts = nativeTexts();
			return () => texts.map(frontMatterOf);
		},
	},
	{
		name: 'yardstick: JSON of the same data',
		things: 'front matters',
		count: NATIVE,
		prepare() {
			const texts = nativeTexts().map((text) => JSON.stringify(parse(frontMatterOf(text))));
			return () => texts.map((text) => JSON.parse(text) as unknown);
		},
	},
	...SPEC_FORMATS.map((format) => coldRead(format, format.name === 'native' ? NATIVE : OTHERS)),
	{
		name: 'read again, 1 file changed',
		things: 'objectives',
		count: NATIVE,
		async prepare() {
			const reader = hostedReader();
			const files = specRepoOf(native(), NATIVE);
			await reader.read(treeOf(files), signal);
			const changed = treeOf({ ...files, 'objectives/0/CHK-0.md': nativeObjective(NATIVE) });
			return () => reader.read(changed, signal);
		},
	},
	{
		name: 'put the snapshot together',
		things: 'objectives',
		count: NATIVE,
		async prepare() {
			const snapshot = await nativeSnapshot();
			return () => assembleSnapshot(snapshot);
		},
	},
	{
		name: 'make the rules of links',
		things: 'objectives',
		count: NATIVE,
		async prepare() {
			const snapshot = await nativeSnapshot();
			const turns = createTurns();
			return async () =>
				inTurns(linkRulesInSteps(snapshot, { repoName: 'acme/web-shop', specName: 'acme/specs' }), turns);
		},
	},
	{
		name: 'match paths with 1,000 objectives',
		things: 'paths',
		count: PATHS,
		async prepare() {
			const { objectives } = await nativeSnapshot();
			const code = (at: number) => objectives.slice(at, at + 3).flatMap((objective) => objective.code);
			// Six patterns each.
			const rich = objectives.slice(0, OTHERS).map((objective, at) => ({ ...objective, code: code(3 * at) }));
			const paths = Array.from({ length: PATHS }, (_, index) => codePath(index));
			return () => {
				const index = createPatternIndex(rich, 'acme/web-shop');
				return paths.map((path) => index.match(path).length);
			};
		},
	},
	{
		name: 'match paths with 10,000 patterns',
		things: 'paths',
		count: PATHS,
		async prepare() {
			const { objectives } = await nativeSnapshot();
			const paths = Array.from({ length: PATHS }, (_, index) => codePath(index));
			return () => {
				const index = createPatternIndex(objectives, 'acme/web-shop');
				return paths.map((path) => index.match(path).length);
			};
		},
	},
	{
		name: 'build the search',
		things: 'objectives',
		count: NATIVE,
		async prepare() {
			const snapshot = await nativeSnapshot();
			const search = hostedSearch();
			return async () => {
				await search.prepare(snapshot);
				return search;
			};
		},
	},
	{
		name: 'search 5,000',
		things: 'queries',
		count: QUERIES.length,
		async prepare() {
			const snapshot = await nativeSnapshot();
			const search = hostedSearch();
			await search.prepare(snapshot);
			return async () => {
				for (const query of QUERIES) {
					await search.search(snapshot, query, 50);
					// As between two keystrokes.
					await pause();
				}
			};
		},
	},
];

function hostedSearch() {
	return createObjectiveSearch({ now: () => performance.now(), pause });
}

function coldRead(format: SpecFormat, count: number): Case {
	return {
		name: `read ${format.name}`,
		things: 'objectives',
		count,
		prepare() {
			const tree = treeOf(specRepoOf(format, count));
			return async () => {
				const snapshot = await hostedReader().read(tree, signal);
				if (snapshot.objectives.length < count)
					throw new Error(`${format.name}: only ${snapshot.objectives.length} of ${count} were read`);
				return snapshot;
			};
		},
	};
}

/** As the machine sets it up. */
function hostedReader() {
	return createSpecReader({ pause: createTurns() });
}

function treeOf(files: Readonly<Record<string, string>>): SpecTree {
	const bytes = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
	return {
		revision: { inPlace: false },
		entries: [...bytes].map(([path, content]) => ({ path, size: content.length, identity: identityOf(content) })),
		readBytes(paths) {
			const known = paths.filter((path) => bytes.has(path));
			return Promise.resolve(new Map(known.map((path) => [path, bytes.get(path) ?? Buffer.alloc(0)])));
		},
	};
}

/** As long as git's. */
function identityOf(content: Buffer): string {
	let hash = 0;
	for (const byte of content) hash = (Math.imul(hash, 31) + byte) | 0;
	return (hash >>> 0).toString(16).padStart(40, '0');
}

function native(): SpecFormat {
	const format = SPEC_FORMATS.find(({ name }) => name === 'native');
	if (!format) throw new Error('The native format is missing.');
	return format;
}

function nativeSnapshot(): Promise<SpecSnapshot> {
	return createSpecReader().read(treeOf(specRepoOf(native(), NATIVE)), signal);
}

function nativeTexts(): readonly string[] {
	return Array.from({ length: NATIVE }, (_, index) => nativeObjective(index));
}

function frontMatterOf(text: string): string {
	return text.slice(4, text.indexOf('\n---\n') + 1);
}

function overFrontMatters(work: (text: string) => unknown): () => unknown {
	const texts = nativeTexts().map(frontMatterOf);
	return () => texts.map(work);
}

/** In folders like those of the objectives' patterns, a third of them covered by one. */
function codePath(index: number): RepoPath {
	const area = ['checkout', 'delivery', 'search', 'accounts', 'pricing', 'returns', 'catalogue'][index % 7] ?? '';
	const name = `file${index % 13}.${index % 3 === 0 ? 'ts' : 'css'}`;
	const path = [
		`src/${area}/part${index % 15_000}/deep/${name}`,
		`apps/store/${area}/page${index}/${name}`,
		`lib/${area}/${index % 900}/${name}`,
	][index % 3];
	return path as RepoPath;
}
