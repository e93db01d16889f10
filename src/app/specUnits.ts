import { isNative, type Captures, type SpecFormat } from '../core/formats/specFormat.ts';
import { isIndexFile, isTemplateFile } from '../core/indexFile.ts';
import { compilePathTemplate } from '../core/pathTemplate.ts';
import { isQuestionFile } from '../core/questionFormat.ts';
import { baseName, toRepoPath, type RepoPath } from '../core/repoPath.ts';
import type { Steps } from '../core/steps.ts';
import type { SpecEntry } from './ports.ts';

/** What is read together: a question's file, or the files of which one or several objectives are made. */
export type SpecUnit = { readonly path: RepoPath; readonly files: readonly SpecFile[] } & (
	| { readonly kind: 'question' }
	| {
			readonly kind: 'objective';
			readonly format: SpecFormat;
			readonly captures: Captures;
			/** Files that are read with it and make nothing by themselves. */
			readonly beside: readonly SpecFile[];
	  }
);

export interface SpecFile {
	readonly path: RepoPath;
	readonly entry: SpecEntry;
}

/** What the templates of some formats say of paths; it holds as long as the formats do. */
export type PathMemory = Map<RepoPath, PathMatch | undefined>;

interface PathMatch {
	readonly format: SpecFormat;
	/** The place of the template that fits among the format's. */
	readonly rank: number;
	readonly captures: Captures;
	/** The name is not one that a placeholder caught. */
	readonly fixedName: boolean;
}

/** The units of a spec repo, in the order of their paths. `entries` are in the order of theirs; what `memory` knows is not matched again. */
export function* specUnits(
	entries: readonly SpecEntry[],
	questions: RepoPath | string,
	{ formats, memory }: { readonly formats: readonly SpecFormat[]; readonly memory: PathMemory },
): Steps<readonly SpecUnit[]> {
	const matchOf = createMatcher(formats);
	const besideNames = new Set(formats.flatMap(({ beside }) => beside));
	const known = new Map<string, SpecFile>();
	const folders = new Map<string, RankedFile[]>();
	const units: SpecUnit[] = [];
	for (const [index, entry] of entries.entries()) {
		if (index % ENTRIES_PER_STEP === 0) yield;
		const path = toRepoPath(entry.path);
		// A path that is not one of ours after cleaning (a backslash in a name) could not be asked for again.
		if (path !== entry.path) continue;
		const file = { path, entry };
		if (path.startsWith(`${questions}/`)) {
			if (isQuestionFile(path)) units.push({ kind: 'question', path, files: [file] });
			continue;
		}
		if (besideNames.has(baseName(path))) known.set(path, file);
		const match = memory.has(path) ? memory.get(path) : matchOf(path);
		memory.set(path, match);
		if (!match) continue;
		const { format, captures } = match;
		if (format.unit === 'folder') {
			const key = `${formats.indexOf(format)} ${folderOf(path)}`;
			const folder = folders.get(key);
			if (folder) folder.push({ ...match, file });
			else folders.set(key, [{ ...match, file }]);
		} else units.push({ kind: 'objective', path, format, captures, files: [file], beside: [] });
	}
	return [...units, ...[...folders.values()].flatMap(unitsOfFolder)]
		.map((unit) => withBeside(unit, known))
		.sort(byPath);
}

const ENTRIES_PER_STEP = 50;

type RankedFile = PathMatch & { readonly file: SpecFile };

function createMatcher(formats: readonly SpecFormat[]): (path: RepoPath) => PathMatch | undefined {
	const templates = formats.flatMap((format) =>
		format.files.map((file, rank) => ({ format, rank, file, ...compilePathTemplate(file) })),
	);
	return (path) => {
		for (const { format, rank, file, match } of templates) {
			const matched = match(path);
			if (!matched || isAboutFolder(path, file, format)) continue;
			const captures = format.captures?.(matched) ?? matched;
			return { format, rank, captures, fixedName: hasFixedName(file) };
		}
		return undefined;
	};
}

/** A README or a template that only a placeholder caught; Tandem's own format looks into such files. */
function isAboutFolder(path: RepoPath, template: string, format: SpecFormat): boolean {
	if (isTemplateFile(path)) return !isNative(format);
	return isIndexFile(path) && format.id !== undefined && !hasFixedName(template);
}

function hasFixedName(template: string): boolean {
	return !/[{*]/.test(baseName(template));
}

function withBeside(unit: SpecUnit, known: ReadonlyMap<string, SpecFile>): SpecUnit {
	if (unit.kind !== 'objective' || unit.format.beside.length === 0) return unit;
	const folder = folderOf(unit.path);
	return { ...unit, beside: unit.format.beside.flatMap((name) => known.get(`${folder}/${name}`) ?? []) };
}

/** One unit of a folder with its head and its text; files that have a number of their own are units by themselves. */
function unitsOfFolder(found: readonly RankedFile[]): readonly SpecUnit[] {
	const together = found.filter((one) => one.fixedName);
	const alone = found.filter((one) => !one.fixedName);
	return [together, ...alone.map((one) => [one])].flatMap((group): readonly SpecUnit[] => {
		const ranked = [...group].sort((one, other) => one.rank - other.rank);
		const [first] = ranked;
		if (!first) return [];
		const { format, captures, file } = first;
		return [{ kind: 'objective', path: file.path, format, captures, files: ranked.map((one) => one.file), beside: [] }];
	});
}

function folderOf(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function byPath(one: SpecUnit, other: SpecUnit): number {
	return one.path < other.path ? -1 : 1;
}
