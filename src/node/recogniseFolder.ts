import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reading } from '../app/loadedLater.ts';
import { decodeText, SPEC_FILE_LIMIT } from '../core/decodeText.ts';
import { toRepoPath, type RepoPath } from '../core/repoPath.ts';
import { finish } from '../core/steps.ts';

/**
 * Whether a folder holds specs in a format that says so by itself: what a person sees who opens it. Decision records do not count, since many code
 * repositories have some; those are named in `.tandem.yml`. Looks at a few folders only, starts no program and follows no link.
 */
export async function holdsKnownSpecs(dir: string): Promise<boolean> {
	const names = await readdir(dir, { withFileTypes: true }).catch(() => []);
	const files = names.filter((entry) => entry.isFile()).map(({ name }) => name);
	const folders = names.filter((entry) => entry.isDirectory() && SPEC_FOLDERS.has(entry.name)).map(({ name }) => name);
	const below = await Promise.all(folders.map((name) => filesBelow(dir, name, DEPTH)));
	const paths = [...files, ...below.flat()].flatMap((path) => toRepoPath(path) ?? []);
	if (paths.length === 0) return false;
	const { candidatesAmong, recogniseFormat } = await reading();
	const candidates = finish(candidatesAmong(paths)).filter(({ format }) => format !== 'madr');
	const samples = [...new Set(candidates.flatMap((candidate) => candidate.samples))];
	const texts = new Map<string, string>();
	for (const path of samples) {
		const text = await readSmall(dir, path);
		if (text !== undefined) texts.set(path, text);
	}
	return recogniseFormat(candidates, texts) !== undefined;
}

/** Where the known formats keep their files. */
const SPEC_FOLDERS = new Set([
	'keps',
	'peps',
	'EIPS',
	'ERCS',
	'bips',
	'text',
	'proposals',
	'specs',
	'okrs',
	'okr',
	'openspec',
	'.kiro',
	'draft',
	'accepted',
	'final',
]);
const DEPTH = 4;
/** Of one folder; more tell nothing new. */
const NAMES = 200;

async function filesBelow(root: string, folder: string, depth: number): Promise<readonly string[]> {
	const entries = (await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])).slice(0, NAMES);
	const files = entries.filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${name}`);
	if (depth === 0) return files;
	const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').slice(0, FOLDERS);
	const below = await Promise.all(folders.map(({ name }) => filesBelow(root, `${folder}/${name}`, depth - 1)));
	return [...files, ...below.flat()];
}

/** Folders of one folder that are looked into: the newest releases and the first features are enough. */
const FOLDERS = 12;

async function readSmall(dir: string, path: RepoPath): Promise<string | undefined> {
	const file = join(dir, path);
	const found = await stat(file).catch(() => undefined);
	if (!found?.isFile() || found.size > SPEC_FILE_LIMIT) return undefined;
	const bytes = await readFile(file).catch(() => undefined);
	return bytes && decodeText(path, bytes).value;
}
