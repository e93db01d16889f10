// The code repositories of the bench, made once and kept in the cache. Nobody writes into them: what needs more commits works in a clone.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../command.mjs';
import { madeOnce } from '../madeOnce.mjs';
import { projectRoot } from '../project.mjs';

/** @typedef {{ kind: 'generated' | 'kafka' | 'neutron', root: string }} BenchRepo */

/** Where the histories of real projects are; what cannot be made without them is skipped. */
function dataFolder() {
	return path.resolve(projectRoot(), process.env.TANDEM_DATA ?? '../shared/data');
}

/**
 * @param {BenchRepo['kind']} kind
 * @returns {string | undefined} why this repository cannot be had here
 */
export function whyMissing(kind) {
	if (kind === 'generated' || existsSync(path.join(dataFolder(), kind, 'history.ndjson.gz'))) return undefined;
	return `skipped: no ${path.join(dataFolder(), kind)} (TANDEM_DATA says where the data is)`;
}

/**
 * @param {BenchRepo['kind']} kind
 * @param {(root: string) => Promise<unknown>} generate makes the large repository in an empty folder
 * @returns {Promise<BenchRepo>}
 */
export async function preparedRepo(kind, generate) {
	const made = kind === 'generated' ? await generated(generate) : await replayed(kind);
	// As git names it.
	return { kind, root: realpathSync(made) };
}

/** @param {(root: string) => Promise<unknown>} generate */
function generated(generate) {
	// Another generator or another size is another repository.
	const sources = ['generatedHistory.ts', 'benchRepos.ts'].map((file) => path.join(projectRoot(), 'test/bench', file));
	const size = /export const GENERATED = .*/.exec(readFileSync(sources[1] ?? '', 'utf8'))?.[0] ?? '';
	const name = `bench/generated-${digest(readFileSync(sources[0] ?? ''), size)}`;
	return madeOnce(name, 'Making a repository of 200,000 commits, once', async (root) => {
		await generate(root);
	});
}

/** @param {string} kind */
function replayed(kind) {
	const program = path.join(dataFolder(), 'replay-history.mjs');
	const history = path.join(dataFolder(), kind, 'history.ndjson.gz');
	const name = `bench/${kind}-${digest(readFileSync(program), readFileSync(history))}`;
	return madeOnce(name, `Making the repository of ${kind} again, once`, async (root) => {
		const { ok, reason, output } = await runCommand(process.execPath, [program, history, root], { capture: true });
		if (!ok) throw new Error(`${kind} cannot be made (${reason}).\n${output.slice(-800)}`);
	});
}

/** @param {...(string | Uint8Array)} parts */
function digest(...parts) {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest('hex').slice(0, 12);
}
