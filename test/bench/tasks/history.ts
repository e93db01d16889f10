import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { LOG_ARGUMENTS } from '../../../src/core/history/logStream.ts';
import { testGitEnvironment } from '../../support/gitRepo.ts';
import { type BenchRepo, headOf, hotFiles, gitText, namesOf } from '../benchRepos.ts';
import { cpuOfEverything } from '../cpuOfEverything.ts';
import { addCommits } from '../growRepo.ts';
import { watchBlocks } from '../mainThread.ts';
import { git, never, openIndex } from '../openIndex.ts';

export interface IndexPlace extends BenchRepo {
	/** Folder of the index. */
	readonly dir: string;
	readonly worker: string;
}

/** Reads a whole history from nothing. Watching the event loop costs time of its own, so that it is one or the other: `watch`. */
export async function fullIndex(place: IndexPlace & { readonly watch?: boolean }) {
	const names = await namesOf(place);
	const head = headOf(place.root);
	const started = performance.now();
	let usableMs = Number.NaN;
	const index = openIndex(place, names, () => {
		if (Number.isNaN(usableMs) && index.history.view(head, names.key)) usableMs = performance.now() - started;
	});
	const blocks = place.watch === true ? watchBlocks() : undefined;
	const [before, ownBefore] = [cpuOfEverything(), process.cpuUsage()];
	const ms = await index.read(head);
	const cpuMs = cpuOfEverything() - before;
	const { user, system } = process.cpuUsage(ownBefore);
	return {
		ms,
		cpuMs,
		nodeMs: (user + system) / 1000,
		usableMs,
		...blocks?.stop(),
		commits: index.history.history()?.commitCount ?? 0,
	};
}

/** What git alone takes to say the same. */
export async function bareLog({ root }: BenchRepo) {
	const before = cpuOfEverything();
	const started = performance.now();
	const child = spawn('git', [...LOG_ARGUMENTS, '-M', headOf(root)], {
		cwd: root,
		env: testGitEnvironment(),
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const [code] = (await once(child, 'exit')) as [number];
	if (code !== 0) throw new Error(`git log ended with ${code}`);
	return { ms: performance.now() - started, cpuMs: cpuOfEverything() - before };
}

/** Opens what an earlier session left. */
export async function loadIndex(place: IndexPlace) {
	const names = await namesOf(place);
	const head = headOf(place.root);
	const before = settledMemory();
	const index = openIndex(place, names);
	const started = performance.now();
	const cpuBefore = process.cpuUsage();
	await index.read(head);
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpuBefore);
	const after = settledMemory();
	// Named after the memory was measured: until then it must not be collected.
	if (!index.history.view(head, names.key)) throw new Error('the index is not known');
	return {
		ms,
		cpuMs: (user + system) / 1000,
		heapMb: (after.heapUsed - before.heapUsed) / 1e6,
		arraysMb: (after.arrayBuffers - before.arrayBuffers) / 1e6,
	};
}

/** Commits that appear while the window is open. The repository and the index are made anew below `scratch`. */
export async function newCommits(place: IndexPlace & { readonly scratch: string }) {
	const names = await namesOf(place);
	const root = `${place.scratch}/clone`;
	const dir = `${place.scratch}/index`;
	gitText(place.scratch, ['clone', '--quiet', '--shared', '--no-checkout', place.root, root]);
	cpSync(place.dir, dir, { recursive: true });
	const index = openIndex({ ...place, root, dir }, names);
	await index.read(headOf(root));
	const paths = hotFiles(root, 3000)
		.slice(0, 40)
		.map(([path]) => path);
	const objective = names.objectives[0]?.id ?? '';
	const grow = async (count: number) => {
		const known = headOf(root);
		const head = addCommits(root, count, paths, objective);
		const before = await gitsOwnTime(root, head, known);
		const ours = await index.read(head);
		const after = await gitsOwnTime(root, head, known);
		if (!index.history.view(head, names.key)) throw new Error('the new commits are not known');
		return { ours, gits: Math.min(before, after) };
	};
	// The first of a session also compiles.
	await grow(1);
	return { one: await grow(1), hundred: await grow(100) };
}

/** The same question, asked in the same way, with nobody listening. */
async function gitsOwnTime(root: string, head: string, known: string): Promise<number> {
	const started = performance.now();
	await git.stream([...LOG_ARGUMENTS, '-M', '--ignore-missing', '--stdin'], {
		cwd: root,
		signal: never,
		input: `${head}\n^${known}\n`,
		onData: () => undefined,
	});
	return performance.now() - started;
}

function settledMemory(): NodeJS.MemoryUsage {
	if (!globalThis.gc) throw new Error('Start Node with --expose-gc.');
	globalThis.gc();
	globalThis.gc();
	return process.memoryUsage();
}
