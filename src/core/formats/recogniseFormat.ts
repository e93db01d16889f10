import { isIndexFile } from '../indexFile.ts';
import { createProblemSink } from '../mapReader.ts';
import { compilePathTemplate } from '../pathTemplate.ts';
import type { RepoPath } from '../repoPath.ts';
import type { Steps } from '../steps.ts';
import { canonicalKey } from '../yamlValue.ts';
import { KNOWN_FORMATS } from './knownFormats.ts';
import { isYamlFile, readHead } from './readHead.ts';
import { FORMAT_NAMES, type FormatName, type SpecFormat } from './specFormat.ts';

/** Files that may be of a format, to be looked into. */
export interface Candidate {
	readonly format: FormatName;
	/** Some of the files, spread over all. */
	readonly samples: readonly RepoPath[];
	/** How many files have a path as the format has them. */
	readonly count: number;
}

/** Files of a format that are looked into; the first page of a repository is often its oldest. */
const SAMPLES = 12;

/**
 * The formats whose paths are met in a repository. Where `files` (templates of tandem.yml) say which files are meant, paths say nothing, and only
 * formats are candidates that a file shows by its keys. Where there are native objectives, there is no other.
 */
export function* candidatesAmong(paths: readonly RepoPath[], files?: readonly string[]): Steps<readonly Candidate[]> {
	const names = FORMAT_NAMES.filter((name) => !files || KNOWN_FORMATS[name].some(({ signature }) => signature.keys));
	const templates = new Map(
		names.map((name) => [name, (files ?? KNOWN_FORMATS[name].flatMap((part) => part.files)).map(compilePathTemplate)]),
	);
	const found = new Map<FormatName, RepoPath[]>();
	for (const [index, path] of paths.entries()) {
		if (index % PATHS_PER_STEP === 0) yield;
		if (isIndexFile(path)) continue;
		for (const [name, own] of templates) {
			if (!own.some((template) => template.match(path) !== undefined)) continue;
			if (name === 'native') return [{ format: name, samples: [path], count: 1 }];
			const known = found.get(name);
			if (known) known.push(path);
			else found.set(name, [path]);
		}
	}
	return [...found].map(([format, own]) => ({ format, samples: spread(own, SAMPLES), count: own.length }));
}

const PATHS_PER_STEP = 50;

/** The candidate that most of its samples look like, of two that are alike the one with more files; undefined where none is. */
export function recogniseFormat(
	candidates: readonly Candidate[],
	texts: ReadonlyMap<string, string>,
): FormatName | undefined {
	const fitting = candidates.flatMap(({ format, samples, count }) => {
		const read = samples.filter((path) => texts.has(path));
		const like = read.filter((path) => looksLike(format, path, texts.get(path) ?? '')).length;
		return like > 0 && like * 3 >= read.length ? [{ format, weight: (like / read.length) * count }] : [];
	});
	// Native objectives are never taken for something else.
	if (fitting.some(({ format }) => format === 'native')) return 'native';
	return fitting.sort((one, other) => other.weight - one.weight)[0]?.format;
}

function looksLike(name: FormatName, path: string, text: string): boolean {
	return KNOWN_FORMATS[name].some((format) => fits(format, path, text));
}

function fits(format: SpecFormat, path: string, text: string): boolean {
	const { keys, text: pattern } = format.signature;
	if (pattern && !pattern.test(text.slice(0, 20_000))) return false;
	// YAML files are objectives only in the formats that say so.
	if (isYamlFile(path) !== (format.heads[0] === 'yaml') && format.heads.length === 1) return false;
	if (!keys) return true;
	const head = readHead(format.heads, text, createProblemSink(path)).map;
	const found = new Set(head?.entries.map(({ key }) => canonicalKey(key)));
	return keys.every((key) => found.has(key));
}

function spread(paths: readonly RepoPath[], count: number): readonly RepoPath[] {
	return paths.filter(
		(_, index) =>
			index === 0 || Math.floor((index * count) / paths.length) > Math.floor(((index - 1) * count) / paths.length),
	);
}
