import { assembleSnapshot } from '../core/assembleSnapshot.ts';
import { decodeText, SPEC_FILE_LIMIT, tooLargeProblem } from '../core/decodeText.ts';
import type { Objective } from '../core/objective.ts';
import { isIndexFile } from '../core/objectiveName.ts';
import { compilePathTemplate } from '../core/pathTemplate.ts';
import type { Problem, Read } from '../core/problem.ts';
import type { Question } from '../core/question.ts';
import { readObjective } from '../core/readObjective.ts';
import { readQuestion } from '../core/readQuestion.ts';
import { readSpecConfig } from '../core/readSpecConfig.ts';
import { toRepoPath, type RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { DEFAULT_SPEC_CONFIG, type SpecConfig } from '../core/specConfig.ts';
import type { SpecEntry, SpecTree } from './ports.ts';

export interface SpecReader {
	/**
	 * Reads the spec repo's content as it is in `tree`. Broken content becomes problems; only a failure of the tree itself, or `signal`, throws.
	 * What was read before and has the same identity is not read again.
	 */
	read(tree: SpecTree, signal: AbortSignal): Promise<SpecSnapshot>;
}

/** `pause` is awaited every fifty files or so, for a host that must stay responsive. */
export function createSpecReader(deps: { readonly pause?: () => Promise<void> } = {}): SpecReader {
	let known: ReadonlyMap<string, Parsed> = new Map();
	return {
		async read(tree, signal) {
			const former = known;
			const entries = [...tree.entries].sort((one, other) => (one.path < other.path ? -1 : 1));
			const { config, identity, problems } = await readConfig(tree, entries, signal);
			const wanted = wantedFiles(entries, config);
			const next = new Map<string, Parsed>();
			const missing: Wanted[] = [];
			for (const file of wanted.slice(0, FILE_LIMIT)) {
				const parsed = former.get(file.entry.path);
				if (parsed?.key === keyOf(file, identity)) next.set(file.entry.path, parsed);
				else missing.push(file);
			}
			for (const batch of batchesOf(missing)) {
				const bytes = await tree.readBytes(batch.map(readablePath).filter(isDefined), signal);
				for (const [index, file] of batch.entries()) {
					signal.throwIfAborted();
					if (index % FILES_PER_PAUSE === FILES_PER_PAUSE - 1) await deps.pause?.();
					const parsed = parseFile(file, bytes.get(file.entry.path), config);
					if (parsed) next.set(file.entry.path, { ...parsed, key: keyOf(file, identity) });
				}
			}
			signal.throwIfAborted();
			known = next;
			const parsed = wanted.flatMap((file) => next.get(file.entry.path) ?? []);
			return assembleSnapshot({
				revision: tree.revision,
				config,
				objectives: parsed.map(({ objective }) => objective).filter(isDefined),
				questions: parsed.map(({ question }) => question).filter(isDefined),
				problems: [...problems, ...tooManyFiles(wanted), ...parsed.flatMap((file) => file.problems)],
			});
		},
	};
}

/** Files that are read at most. */
export const FILE_LIMIT = 20_000;
const CONFIG_FILES = ['tandem.yml', 'tandem.yaml'];
const FILES_PER_PAUSE = 50;
const BATCH_FILES = 1000;
const BATCH_BYTES = 32 * 1024 * 1024;

interface Wanted {
	readonly entry: SpecEntry;
	readonly path: RepoPath;
	/** What the path template says, for an objective; absent for a question. */
	readonly captures?: Record<string, string>;
}

interface Parsed {
	/** What the result depends on: kind, content and, through it, the config. */
	readonly key: string;
	readonly objective?: Objective;
	readonly question?: Question;
	readonly problems: readonly Problem[];
}

async function readConfig(
	tree: SpecTree,
	entries: readonly SpecEntry[],
	signal: AbortSignal,
): Promise<{ config: SpecConfig; identity: string; problems: readonly Problem[] }> {
	const entry = CONFIG_FILES.map((name) => entries.find(({ path }) => path === name)).find(isDefined);
	if (!entry) return { config: DEFAULT_SPEC_CONFIG, identity: '', problems: [] };
	const bytes = entry.size > SPEC_FILE_LIMIT ? undefined : (await tree.readBytes([entry.path], signal)).get(entry.path);
	const { value: text, problems } = decode(entry, bytes);
	if (text === undefined) {
		const message = bytes ? 'it is no text file' : 'it is too large, or it vanished while it was read';
		const problem: Problem = { code: 'config.unreadable', severity: 'error', file: entry.path, facts: { message } };
		return { config: DEFAULT_SPEC_CONFIG, identity: entry.identity, problems: [problem] };
	}
	const read = readSpecConfig(text, entry.path);
	return { config: read.value, identity: entry.identity, problems: [...problems, ...read.problems] };
}

function wantedFiles(entries: readonly SpecEntry[], config: SpecConfig): readonly Wanted[] {
	const templates = config.objectives.files.map(compilePathTemplate);
	const folder = `${config.questions}/`;
	return entries.flatMap((entry): readonly Wanted[] => {
		const path = toRepoPath(entry.path);
		// A path that is not one of ours after cleaning (a backslash in a name) could not be asked for again.
		if (path !== entry.path) return [];
		if (path.startsWith(folder)) return path.endsWith('.md') && !isIndexFile(path) ? [{ entry, path }] : [];
		for (const template of templates) {
			const captures = template.match(path);
			if (captures) return [{ entry, path, captures }];
		}
		return [];
	});
}

/** In batches that fit into memory, whatever the repository holds. */
function batchesOf(files: readonly Wanted[]): readonly (readonly Wanted[])[] {
	const batches: Wanted[][] = [];
	let bytes = 0;
	for (const file of files) {
		const last = batches.at(-1);
		const size = readablePath(file) === undefined ? 0 : file.entry.size;
		if (!last || last.length >= BATCH_FILES || bytes + size > BATCH_BYTES) {
			batches.push([file]);
			bytes = size;
		} else {
			last.push(file);
			bytes += size;
		}
	}
	return batches;
}

function readablePath({ entry }: Wanted): string | undefined {
	return entry.size > SPEC_FILE_LIMIT ? undefined : entry.path;
}

/** Undefined for a file that vanished meanwhile. */
function parseFile(file: Wanted, bytes: Uint8Array | undefined, config: SpecConfig): Omit<Parsed, 'key'> | undefined {
	if (!bytes && readablePath(file) !== undefined) return undefined;
	const { path, captures } = file;
	const { value: text, problems } = decode(file.entry, bytes);
	if (text === undefined) return { problems };
	if (captures) {
		const read = readObjective({ path, text, config, captures });
		return { ...(read.value && { objective: read.value }), problems: [...problems, ...read.problems] };
	}
	const read = readQuestion({ path, text, people: config.people });
	return { ...(read.value && { question: read.value }), problems: [...problems, ...read.problems] };
}

function decode(entry: SpecEntry, bytes: Uint8Array | undefined): Read<string | undefined> {
	if (entry.size > SPEC_FILE_LIMIT) return { value: undefined, problems: [tooLargeProblem(entry.path, entry.size)] };
	return bytes ? decodeText(entry.path, bytes) : { value: undefined, problems: [] };
}

function keyOf({ entry, captures }: Wanted, configIdentity: string): string {
	return [captures ? 'objective' : 'question', entry.identity, configIdentity].join('\n');
}

function tooManyFiles(wanted: readonly Wanted[]): readonly Problem[] {
	const last = wanted[FILE_LIMIT];
	if (!last) return [];
	const facts = { limit: FILE_LIMIT, found: wanted.length };
	return [{ code: 'spec.too-many-files', severity: 'error', file: last.entry.path, facts }];
}

function isDefined<Value>(value: Value | undefined): value is Value {
	return value !== undefined;
}
