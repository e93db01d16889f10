import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from './git.ts';
import { createHistory, type Commit, type DraftStyle, type Files, type HashOf, type Step } from './history.ts';

/** A history that is in a git repository now. */
export interface ImportedHistory {
	/** Full hash of the commit made by the step with that key; throws for an unknown key. */
	readonly hashOf: HashOf;
	/** The newest commit of main at that moment (`2026-11-02 10:00`, UTC). */
	readonly headAt: (at: string) => { readonly hash: string; readonly files: Files };
}

/** Writes `steps` into the repository with the folder `gitDir`, by `git fast-import`. */
export async function importHistory(
	git: Git,
	gitDir: string,
	plan: { readonly steps: readonly Step[]; readonly style: DraftStyle },
): Promise<ImportedHistory> {
	const marksFile = join(gitDir, 'sample-marks');
	const history = createHistory(plan.style);
	const commits: Commit[] = [];
	const hashes = new Map<number, string>();
	let waiting: Commit[] = [];

	const flush = async (): Promise<void> => {
		const marks = [`--import-marks-if-exists=${marksFile}`, `--export-marks=${marksFile}`];
		await git(gitDir, ['fast-import', '--quiet', ...marks], waiting.map(toStream).join(''));
		waiting = [];
		for (const [, mark, hash] of (await readFile(marksFile, 'utf8')).matchAll(/^:(\d+) ([0-9a-f]+)$/gm))
			hashes.set(Number(mark), hash ?? '');
	};
	const hash = (commit: Commit | undefined, wanted: string): string => {
		const found = commit && hashes.get(commit.mark);
		if (found === undefined) throw new Error(`There is no commit for ${wanted}.`);
		return found;
	};
	const hashOf = (key: string): string =>
		hash(
			commits.find((commit) => commit.step.key === key),
			key,
		);

	for (const step of plan.steps) {
		// A text that names an earlier commit can be made only after git has made that commit.
		if (typeof step.edits === 'function') await flush();
		const commit = history.next(step, hashOf);
		commits.push(commit);
		waiting.push(commit);
	}
	await flush();
	await rm(marksFile);
	return {
		hashOf,
		headAt(at) {
			const commit = commits.filter(({ branch, step }) => branch === 'main' && step.at <= at).at(-1);
			return { hash: hash(commit, at), files: commit?.files ?? new Map() };
		},
	};
}

function toStream({ mark, step, branch, parents, changes }: Commit): string {
	const person = `${step.by.name} <${step.by.email}> ${Date.parse(`${step.at.replace(' ', 'T')}Z`) / 1000} +0000`;
	const [first, ...merged] = parents;
	return [
		`commit refs/heads/${branch}\nmark :${mark}\nauthor ${person}\ncommitter ${person}\n`,
		data(`${step.message.trim()}\n`),
		first === undefined ? '' : `from :${first}\n`,
		...merged.map((parent) => `merge :${parent}\n`),
		...[...changes].map(([path, text]) =>
			text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
		),
		'\n',
	].join('');
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
