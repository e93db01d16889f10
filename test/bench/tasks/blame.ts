import { readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { CodeRepos } from '../../../src/app/ports.ts';
import type { FileHistory } from '../../../src/core/fileHistory.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { createCodePlaces } from '../../../src/node/codePlaces.ts';
import { createCodeRepos } from '../../../src/node/codeRepos.ts';
import { seeded } from '../../support/randomHistory.ts';
import { gitText, headOf, hotFiles, namesOf } from '../benchRepos.ts';
import { addCommits } from '../growRepo.ts';
import { git, log, never, type OpenIndex, openIndex } from '../openIndex.ts';
import type { IndexPlace } from './history.ts';

const HOTTEST = 5;
const OTHERS = 20;
const NEW_COMMITS = 50;
/** Files among them that the new commits change. */
const CHANGED = 12;
const WRITE_LIMIT_MS = 5000;

type Place = IndexPlace & { readonly scratch: string; readonly round: number };

/** Files that no session has opened, beside plain git; the sides take turns in beginning. */
export async function firstBlame(place: Place) {
	const { root } = place;
	const head = headOf(root);
	const index = await loaded(place, root);
	const [warmUp = '', ...files] = sampleOf(root, place.round);
	const repos = codeRepos(`${place.scratch}/storage`, index);
	await read(repos, root, warmUp, head);
	const ours: number[] = [];
	const gits: number[] = [];
	let lines = 0;
	let equal = 0;
	for (const [at, path] of files.entries()) {
		let plain = at % 2 === 0 ? plainBlame(root, path, head) : undefined;
		const started = performance.now();
		const history = await read(repos, root, path, head);
		ours.push(performance.now() - started);
		plain ??= plainBlame(root, path, head);
		gits.push(plain.ms);
		lines += plain.hashes.length;
		equal += plain.hashes.filter((hash, line) => hash === hashAt(history, line)).length;
		if (history.lines.length !== plain.hashes.length) equal = -lines;
	}
	return { ours, gits, lines, equal };
}

/** Files that an earlier session opened, after more commits. */
export async function laterBlame(place: Place) {
	const root = `${place.scratch}/clone`;
	const storage = `${place.scratch}/storage`;
	gitText(place.scratch, ['clone', '--quiet', '--shared', place.root, root]);
	const index = await loaded({ ...place, dir: place.dir }, root);
	const [warmUp = '', ...files] = sampleOf(root, place.round);
	const earlier = codeRepos(storage, index);
	const before = headOf(root);
	for (const path of [warmUp, ...files]) await read(earlier, root, path, before);
	await written(`${storage}/blames`, files.length + 1);
	const objective = (await namesOf(place)).objectives[0]?.id ?? '';
	const head = addCommits(root, NEW_COMMITS, files.slice(0, CHANGED), objective);
	await index.read(head);
	const later = codeRepos(storage, index);
	await read(later, root, warmUp, head);
	const ours: number[] = [];
	let equal = true;
	for (const path of files) {
		const started = performance.now();
		const history = await read(later, root, path, head);
		ours.push(performance.now() - started);
		const { hashes } = plainBlame(root, path, head);
		equal &&= hashes.every((hash, line) => hash === hashAt(history, line));
	}
	if (!equal) throw new Error('a blame that was gone on with is not equal to that of git');
	return { ours };
}

/** The index in memory, as in a session that has run for a while. */
async function loaded(place: Place, root: string): Promise<OpenIndex> {
	const index = openIndex({ ...place, root }, await namesOf(place));
	await index.read(headOf(root));
	return index;
}

/** Everything that any edition of the adapter may ask for, so that the same numbers can be taken of each. */
function codeRepos(storage: string, index: OpenIndex): CodeRepos {
	const deps = { git, log, places: createCodePlaces({ git, log }), storage, historyOf: () => index.history.history() };
	return createCodeRepos(deps);
}

async function read(repos: CodeRepos, root: string, path: string, commit: string): Promise<FileHistory> {
	const history = await repos.history({ root }, path as RepoPath, commit, never);
	if (!history) throw new Error(`${path} is not there`);
	return history;
}

function hashAt({ commits, lineCommit }: FileHistory, line: number): string | undefined {
	return commits[lineCommit[line] ?? -1]?.hash;
}

function plainBlame(root: string, path: string, commit: string) {
	const started = performance.now();
	const text = gitText(root, ['blame', '--porcelain', commit, '--', path]);
	const ms = performance.now() - started;
	return { ms, hashes: [...text.matchAll(/^([0-9a-f]{40}) \d+ \d+/gm)].map(([, hash]) => hash) };
}

/** Those with the most history, and others with some, different ones in each round; the first is for warming up. */
function sampleOf(root: string, round: number): readonly string[] {
	const random = seeded(7 + round);
	const all = hotFiles(root).filter(([, changes]) => changes >= 10);
	const others = all.slice(HOTTEST);
	const chosen = new Set<string>();
	while (chosen.size < Math.min(OTHERS + 1, others.length)) {
		chosen.add(others[Math.floor(random() * others.length)]?.[0] ?? '');
	}
	const [warmUp = '', ...rest] = chosen;
	return [warmUp, ...all.slice(0, HOTTEST).map(([path]) => path), ...rest];
}

/** What is kept for the next session is written in the background; an edition that keeps nothing is not waited for long. */
async function written(folder: string, files: number): Promise<void> {
	const end = Date.now() + WRITE_LIMIT_MS;
	const count = () => {
		try {
			return readdirSync(folder).length;
		} catch {
			return 0;
		}
	};
	while (count() < files && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
}
