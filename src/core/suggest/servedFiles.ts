import type { RepoPath } from '../repoPath.ts';
import { createFading } from './fading.ts';
import type { Fading } from './fading.ts';

/** Which objectives the commits of a file, or of a folder, have named. Objectives are numbers. */
export interface Served {
	/**
	 * For each objective its share of the commits that named one, 0 to 1; older commits fade, and one more commit is counted as if it had named another,
	 * so that a single one is no proof.
	 */
	shares(time: number): readonly (readonly [objective: number, share: number])[];
	/** How many commits named the objective, faded or not. */
	commits(objective: number): number;
}

/** What past commits say of files and folders. */
export interface ServedFiles {
	add(files: readonly RepoPath[], objectives: readonly number[], time: number): void;
	/** Undefined: no commit of the file has named an objective. */
	file(path: RepoPath): Served | undefined;
	/** The same for everything in a folder; without a slash at its end. */
	folder(path: string): Served | undefined;
}

const DAY = 86_400;
/** A file is seldom touched, a folder often. */
const FILE_HALF_LIFE = 180 * DAY;
const FOLDER_HALF_LIFE = 90 * DAY;

export function createServedFiles(): ServedFiles {
	const files = new Map<string, Memory>();
	const folders = new Map<string, Memory>();
	return {
		add(paths, objectives, time) {
			for (const path of paths) remember(files, path, FILE_HALF_LIFE).add(objectives, time);
			const touched = new Set(paths.flatMap(foldersOf));
			for (const folder of touched) remember(folders, folder, FOLDER_HALF_LIFE).add(objectives, time);
		},
		file: (path) => files.get(path),
		folder: (path) => folders.get(path),
	};
}

/** The folders that a file is in, the innermost first. */
export function foldersOf(path: RepoPath): readonly string[] {
	const folders: string[] = [];
	for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.push(path.slice(0, end));
	return folders;
}

type Memory = Served & { add(objectives: readonly number[], time: number): void };

function remember(all: Map<string, Memory>, path: string, halfLife: number): Memory {
	const known = all.get(path);
	if (known) return known;
	const memory = createMemory(halfLife);
	all.set(path, memory);
	return memory;
}

function createMemory(halfLife: number): Memory {
	const byObjective = new Map<number, { readonly sum: Fading; count: number }>();
	return {
		add(objectives, time) {
			for (const objective of objectives) {
				const entry = byObjective.get(objective) ?? { sum: createFading(halfLife), count: 0 };
				byObjective.set(objective, entry);
				entry.sum.add(time);
				entry.count++;
			}
		},
		shares(time) {
			const sums = [...byObjective].map(([objective, { sum }]) => [objective, sum.at(time)] as const);
			const all = sums.reduce((total, [, sum]) => total + sum, 1);
			return sums.map(([objective, sum]) => [objective, sum / all] as const);
		},
		commits: (objective) => byObjective.get(objective)?.count ?? 0,
	};
}
