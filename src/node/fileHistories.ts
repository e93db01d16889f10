import { Failure } from '../core/failure.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { readBlameFamily } from './blameFamily.ts';
import type { BlameStorage } from './blameStorage.ts';
import type { CodePlaces } from './codePlaces.ts';
import { readFileHistory } from './fileHistory.ts';
import type { FileHistoryDeps, HistoryQuestion, ReadHistory } from './fileHistory.ts';
import { isObjectId } from './git.ts';
import { createSharedWork } from './sharedWork.ts';

export interface FileHistories {
	/** As `CodeRepos.history`; `root` is the real path of the working tree. */
	read(
		root: string,
		path: RepoPath,
		commit: string,
		signal: AbortSignal,
		onPartial?: (partial: FileHistory) => void,
	): Promise<FileHistory | undefined>;
}

export interface FileHistoriesDeps extends FileHistoryDeps {
	readonly places: Pick<CodePlaces, 'commonDir' | 'blameSettings'>;
	/** Blames of earlier sessions; without it, none is kept. */
	readonly storage?: BlameStorage;
}

/** How many files' histories stay in memory. */
const REMEMBERED = 50;

/**
 * Blame with a memory, on disk for the next session. What is remembered belongs to one commit, because the same content can have two histories; for
 * another commit only the part of history between the two is blamed, and lines older than that take their answer from the memory, so that a new commit
 * or a pull costs milliseconds. The result is the same as from scratch. Failures and cancelled work are not remembered.
 */
export function createFileHistories(deps: FileHistoriesDeps): FileHistories {
	const { places, storage } = deps;
	/** By family and commit. */
	const memory = new Map<string, ReadHistory & { readonly family: string }>();
	const work = createSharedWork<FileHistory | undefined>();
	const listeners = new Map<string, Set<(partial: FileHistory) => void>>();

	const remember = (family: string, read: ReadHistory) => {
		const key = keyOf(family, read.history.commit);
		// Newest last, so that the oldest is dropped first.
		memory.delete(key);
		memory.set(key, { ...read, family });
		for (const old of memory.keys()) {
			if (memory.size <= REMEMBERED) break;
			memory.delete(old);
		}
	};

	const olderOf = async (family: string): Promise<HistoryQuestion['older']> => {
		const known = [...memory.values()].findLast((entry) => entry.family === family);
		return known ? { ...known.history, blob: known.blob } : storage?.read(family);
	};

	return {
		async read(root, path, commit, signal, onPartial) {
			if (!isObjectId(commit)) throw new Failure('unknown-ref', commit);
			const family = await readBlameFamily(places, root, path);
			const key = keyOf(family.key, commit);
			const known = memory.get(key);
			if (known) {
				remember(family.key, known);
				return known.history;
			}
			const told = listeners.get(key) ?? new Set();
			listeners.set(key, told);
			if (onPartial) told.add(onPartial);
			try {
				return await work.run(key, signal, async (stop) => {
					const question = { root, path, commit, family };
					const tell = (partial: FileHistory) => told.forEach((listener) => listener(partial));
					const older = await olderOf(family.key);
					const read = await readFileHistory(deps, { ...question, older }, stop, tell);
					if (!read) return undefined;
					remember(family.key, read);
					if (older?.commit !== commit) storage?.write(family.key, { ...read.history, blob: read.blob });
					return read.history;
				});
			} finally {
				if (onPartial) told.delete(onPartial);
				if (told.size === 0 && listeners.get(key) === told) listeners.delete(key);
			}
		},
	};
}

function keyOf(family: string, commit: string): string {
	return `${family}\0${commit}`;
}
