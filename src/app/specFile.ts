import { isNative } from '../core/formats/specFormat.ts';
import type { SpecFormat } from '../core/formats/specFormat.ts';
import type { Objective } from '../core/objective.ts';
import { compilePathTemplate } from '../core/pathTemplate.ts';
import { isQuestionFile } from '../core/questionFormat.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';

/** What a file of a spec repo holds. */
export type SpecFileKind = 'objective' | 'question' | 'settings';

/** What the file at `path` of the spec repo holds, also before it was read; undefined for one that means nothing to Tandem. */
export function specFileKind(snapshot: SpecSnapshot, path: RepoPath): SpecFileKind | undefined {
	if (path === 'tandem.yml' || path === 'tandem.yaml') return 'settings';
	const { config, objectives } = snapshot;
	if (path.startsWith(`${config.questions}/`)) return isQuestionFile(path) ? 'question' : undefined;
	if (formatOf(snapshot, path)) return 'objective';
	return objectives.some(({ source }) => source.file === path) ? 'objective' : undefined;
}

/** The format in which a file is kept; undefined for one that is no objective by its path. */
export function formatOf({ formats }: SpecSnapshot, path: RepoPath): SpecFormat | undefined {
	return formats.find(({ files }) => files.some((template) => compilePathTemplate(template).match(path)));
}

/** Whether a key means in this file what it means in Tandem's own format: other formats give some a meaning, and take other words. */
export function isOwnKey(snapshot: SpecSnapshot, path: RepoPath, name: string): boolean {
	const format = formatOf(snapshot, path);
	return !format || isNative(format) || !Object.hasOwn(format.from, name);
}

/** The objectives that were read from a file, in its order. */
export function objectivesIn({ objectives }: SpecSnapshot, path: RepoPath): readonly Objective[] {
	return objectives
		.filter(({ source }) => source.file === path)
		.sort((one, other) => one.source.titleLine - other.source.titleLine);
}

/** The objective that a line of a spec file belongs to: the last that begins at or above it, else the file's first. */
export function objectiveAt(snapshot: SpecSnapshot, path: RepoPath, line: number): Objective | undefined {
	const objectives = objectivesIn(snapshot, path);
	// Of a file with one objective every line is its own; its head stands above its title.
	return objectives.findLast(({ source }) => source.titleLine <= line) ?? objectives[0];
}

/**
 * The line of an objective's title in `lines`, from 1: the nearest to where it was read that holds the title, since what is being typed above
 * moves it.
 */
export function titleLine({ title, source }: Objective, lines: readonly string[]): number {
	const last = Math.max(1, lines.length);
	const wanted = Math.min(source.titleLine, last);
	const holds = (line: number) => {
		const text = lines[line - 1] ?? '';
		// A title of one word stands in many a sentence.
		return text.length <= title.length + BESIDE && text.includes(title);
	};
	for (let distance = 0; distance < SEARCHED; distance++) {
		if (holds(wanted - distance)) return wanted - distance;
		if (holds(wanted + distance)) return wanted + distance;
	}
	return wanted;
}

/** How long the marks, keys and comments beside a title may be. */
const BESIDE = 60;
/** How many lines above and below are looked at. */
const SEARCHED = 200;
