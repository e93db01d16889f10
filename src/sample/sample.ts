import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Git } from './git.ts';
import { importHistory } from './importedHistory.ts';
import { ana, maria } from './people.ts';
import { shopDraftStyle, shopHistory } from './shop/shopHistory.ts';
import { specHistory } from './specs/specHistory.ts';
import type { Author } from './history.ts';

/** Where the parts of a sample are. Absolute paths below the target. */
export interface Sample {
	/** The code repo `acme/web-shop`, its working tree on main; commits there are Ana's. */
	readonly shop: string;
	/** The bare remote of the spec repo: what a forge would hold. */
	readonly forge: string;
	/** The PM Maria's clone of the spec repo. */
	readonly specs: string;
}

export type TargetState = 'free' | 'made' | 'half-made' | 'foreign';

const PARTS = { shop: 'web-shop', forge: 'forge', specs: 'product-specs' } as const;
/** Says that the folder is ours, and whether it was finished. */
const MARK = '.tandem-sample';

/** Makes the sample workspace in `target`, an empty or missing folder. The same commits on every machine. */
export async function makeSample(target: string, git: Git): Promise<Sample> {
	const sample = samplePaths(target);
	await mkdir(target, { recursive: true });
	await writeFile(join(target, MARK), 'making\n');

	await initRepository(git, sample.shop, []);
	const shop = await importHistory(git, join(sample.shop, '.git'), { steps: shopHistory, style: shopDraftStyle });
	await configure(git, sample.shop, ana);
	await git(sample.shop, ['remote', 'add', 'origin', 'git@forge.example:acme/web-shop.git']);
	// As after a push: nothing waits to be sent, and nobody is tempted to contact the remote.
	await git(sample.shop, ['update-ref', 'refs/remotes/origin/main', 'refs/heads/main']);
	await git(sample.shop, ['config', 'branch.main.remote', 'origin']);
	await git(sample.shop, ['config', 'branch.main.merge', 'refs/heads/main']);
	await git(sample.shop, ['reset', '--quiet', '--hard']);

	await initRepository(git, sample.forge, ['--bare']);
	await importHistory(git, sample.forge, { steps: specHistory(shop), style: (_path, text) => text });

	await git(target, ['clone', '--quiet', '--template=', sample.forge, sample.specs]);
	// Relative, so that the three can be moved together.
	await git(sample.specs, ['remote', 'set-url', 'origin', '../forge/product-specs.git']);
	await configure(git, sample.specs, maria);

	await writeFile(join(target, MARK), 'made\n');
	return sample;
}

/** Where `makeSample` puts the parts in `target`, made or not. */
export function samplePaths(target: string): Sample {
	return {
		shop: resolve(target, PARTS.shop),
		forge: resolve(target, PARTS.forge, 'product-specs.git'),
		specs: resolve(target, PARTS.specs),
	};
}

/** `foreign`: there is something in it that we did not make, and that we will not touch. */
export async function targetState(target: string): Promise<TargetState> {
	const entries = await readdir(target).catch((error: NodeJS.ErrnoException): string[] => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	if (entries.length === 0) return 'free';
	if (!entries.includes(MARK)) return 'foreign';
	return (await readFile(join(target, MARK), 'utf8')) === 'made\n' ? 'made' : 'half-made';
}

/** Removes what `makeSample` made, and nothing else that lies beside it. */
export async function removeSample(target: string): Promise<void> {
	for (const part of [...Object.values(PARTS), MARK]) await rm(join(target, part), { recursive: true, force: true });
}

async function initRepository(git: Git, dir: string, options: readonly string[]): Promise<void> {
	await mkdir(dir, { recursive: true });
	// No template: it would bring example hooks.
	await git(dir, ['init', '--quiet', '--template=', '--initial-branch=main', ...options]);
}

/** What a person's own clone says, whatever this machine's git is set up to do. */
async function configure(git: Git, dir: string, person: Author): Promise<void> {
	const settings = {
		'user.name': person.name,
		'user.email': person.email,
		'commit.gpgsign': 'false',
		'core.autocrlf': 'false',
		'core.hooksPath': '/dev/null',
		'gc.auto': '0',
	};
	for (const [key, value] of Object.entries(settings)) await git(dir, ['config', key, value]);
}
