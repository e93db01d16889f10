// What the measurements share: programs, repositories and indexes, each made when the first of them asks.
import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { tempFolder } from '../cleanup.mjs';
import { runCommand } from '../command.mjs';
import { projectRoot } from '../project.mjs';
import { buildProgram, runProgram } from './benchProgram.mjs';
import { preparedRepo } from './preparedRepos.mjs';

/** @typedef {import('./preparedRepos.mjs').BenchRepo} BenchRepo */
/** @typedef {ReturnType<typeof createBenchContext>} BenchContext */

export function createBenchContext() {
	const scratch = tempFolder('tandem-goals-').path;
	/** @type {Map<string, Promise<any>>} */
	const made = new Map();
	/**
	 * What `make` gives, made once for all measurements.
	 * @template T
	 * @param {string} name
	 * @param {() => Promise<T>} make
	 * @returns {Promise<T>}
	 */
	const once = (name, make) => {
		const known = made.get(name) ?? make();
		made.set(name, known);
		return known;
	};
	const context = {
		once,
		/** A new folder that goes away with the bench. */
		newFolder() {
			mkdirSync(scratch, { recursive: true });
			return mkdtempSync(path.join(scratch, 'run-'));
		},
		/** Packs Tandem as users get it: `dist` is built for that, and the package is what it gives. */
		packed: () =>
			once('package', async () => {
				const file = path.join(scratch, 'tandem.vsix');
				mkdirSync(scratch, { recursive: true });
				const { ok, output } = await runCommand(process.execPath, ['test/harness/vsix.mjs', file], {
					cwd: projectRoot(),
					capture: true,
				});
				// One that has grown too large is a package all the same, and its size is a row.
				if (!ok && !existsSync(file)) throw new Error(output.trim());
				return file;
			}),
		/** The built script that reads histories. */
		worker: () =>
			once('worker', async () => {
				await context.built();
				return path.join(projectRoot(), 'dist/historyWorker.mjs');
			}),
		/** `dist`, as it ships. */
		built: () =>
			once('built', async () => {
				const { ok, reason } = await runCommand(process.execPath, ['esbuild.config.mjs', '--production'], {
					cwd: projectRoot(),
				});
				if (!ok) throw new Error(`Tandem cannot be built (${reason}).`);
			}),
		/**
		 * Runs a task of test/bench/tasks.ts in a process of its own.
		 * @param {string} task
		 * @param {Record<string, unknown>} [args]
		 * @returns {Promise<any>} what it measured
		 */
		async run(task, args = {}) {
			const program = await once('program', () => buildProgram('tasks.ts'));
			const profile = process.env.TANDEM_BENCH_PROFILE;
			const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`] : [];
			const output = await runProgram(['--expose-gc', ...flags, program, task, JSON.stringify(args)], 900);
			return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
		},
		/** @param {BenchRepo['kind']} kind @returns {Promise<BenchRepo>} */
		repo: (kind) => once(`repo ${kind}`, () => preparedRepo(kind, (root) => context.run('generate', { root }))),
		/**
		 * A repository with an index that an earlier session left; a copy, which may be written to.
		 * @param {BenchRepo['kind']} kind
		 */
		async indexed(kind) {
			const repo = await context.repo(kind);
			const place = { ...repo, worker: await context.worker() };
			const kept = await once(`index ${kind}`, async () => {
				const dir = context.newFolder();
				await context.run('fullIndex', { ...place, dir });
				return dir;
			});
			const dir = context.newFolder();
			cpSync(kept, dir, { recursive: true });
			return { ...place, dir };
		},
	};
	return context;
}
