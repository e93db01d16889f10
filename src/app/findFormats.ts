import { decodeText, SPEC_FILE_LIMIT } from '../core/decodeText.ts';
import { candidatesAmong, recogniseFormat, type Candidate } from '../core/formats/recogniseFormat.ts';
import { isDescribed, resolveFormats } from '../core/formats/resolveFormats.ts';
import type { FormatName, SpecFormat } from '../core/formats/specFormat.ts';
import { toRepoPath, type RepoPath } from '../core/repoPath.ts';
import type { FormatTable } from '../core/specConfig.ts';
import { inTurns } from './inTurns.ts';
import type { SpecEntry, SpecTree } from './ports.ts';

export interface FoundFormats {
	readonly formats: readonly SpecFormat[];
	/** Those that were recognised by looking, in the order of the tables. */
	readonly found: readonly FormatName[];
}

export interface FormatHost {
	readonly signal: AbortSignal;
	/** Lets others have their turn; awaited every now and then. */
	readonly breathe: () => Promise<void>;
}

export interface FormatFinder {
	/** The formats of the spec repo: as tandem.yml says, and where it is silent as some of its files look. Files that were looked into are not read again. */
	find(
		tree: SpecTree,
		entries: readonly SpecEntry[],
		tables: readonly FormatTable[],
		host: FormatHost,
	): Promise<FoundFormats>;
}

export function createFormatFinder(): FormatFinder {
	const answers = new Map<string, FormatName | undefined>();
	/** What was recognised last by paths and texts. */
	let latest: FormatName | undefined;
	let former:
		| { readonly paths: readonly RepoPath[]; readonly files?: string; readonly candidates: readonly Candidate[] }
		| undefined;

	/** Paths change seldom, and with every key press it is looked. */
	const candidatesOf = async (
		paths: readonly RepoPath[],
		files: readonly string[] | undefined,
		breathe: FormatHost['breathe'],
	) => {
		const key = files?.join('\n');
		if (former && former.files === key && isSame(former.paths, paths)) return former.candidates;
		const candidates = await inTurns(candidatesAmong(paths, files), breathe);
		former = { paths, candidates, ...(key !== undefined && { files: key }) };
		return candidates;
	};

	const look = async (
		tree: SpecTree,
		entries: ReadonlyMap<RepoPath, SpecEntry>,
		table: FormatTable | undefined,
		{ signal, breathe }: FormatHost,
	): Promise<FormatName | undefined> => {
		if (table && isDescribed(table)) return undefined;
		const candidates = await candidatesOf([...entries.keys()], table?.files, breathe);
		// Native objectives are never taken for something else.
		if (candidates.some(({ format }) => format === 'native')) return 'native';
		const samples = [...new Set(candidates.flatMap((candidate) => candidate.samples))];
		const readable = samples.filter((path) => (entries.get(path)?.size ?? Infinity) <= SPEC_FILE_LIMIT);
		if (readable.length === 0) return undefined;
		const key = JSON.stringify([
			candidates.map(({ format, count }) => [format, count]),
			readable.map((path) => [path, entries.get(path)?.identity]),
		]);
		if (answers.has(key)) return answers.get(key);
		const bytes = await tree.readBytes(readable, signal);
		const texts = new Map([...bytes].map(([path, content]) => [path, decodeText(path, content).value ?? '']));
		// While its only file is being rewritten, a repository stays what its paths still say; paths of tandem.yml say nothing.
		const before = table?.files ? undefined : candidates.find(({ format }) => format === latest)?.format;
		const answer = recogniseFormat(candidates, texts) ?? before;
		if (answer && !table?.files) latest = answer;
		answers.clear();
		answers.set(key, answer);
		return answer;
	};

	return {
		async find(tree, all, tables, host) {
			const entries = new Map<RepoPath, SpecEntry>();
			for (const entry of all) {
				const path = toRepoPath(entry.path);
				if (path === entry.path) entries.set(path, entry);
			}
			const recognised = new Map<FormatTable | undefined, FormatName>();
			for (const table of tables.length === 0 ? [undefined] : tables) {
				const name = await look(tree, entries, table, host);
				if (name) recognised.set(table, name);
			}
			return {
				formats: resolveFormats(tables, (table) => recognised.get(table)),
				found: [...recognised.values()],
			};
		},
	};
}

function isSame(one: readonly RepoPath[], other: readonly RepoPath[]): boolean {
	return one.length === other.length && one.every((path, index) => path === other[index]);
}
