import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpecChange } from '../app/ports.ts';
import { decodeBroken } from '../core/decodeText.ts';
import type { Person } from '../core/objective.ts';
import { Failure } from '../core/failure.ts';
import { OWN_BARE } from './commitTree.ts';
import type { Git } from './git.ts';

/** A commit that changes one file of its parent. */
export interface CommitPlan {
	readonly dir: string;
	/** Absent: a first commit. */
	readonly parent?: string;
	/** From the repository's root. */
	readonly path: string;
	readonly text: string;
	/** What is kept of the file before: executable or not. */
	readonly mode: FileMode;
	readonly message: string;
	/** Who commits; default: whom git's settings name for `dir`. */
	readonly author?: Person;
}

export type FileMode = '100644' | '100755';

export interface CommittedFile {
	readonly text: string;
	readonly mode: FileMode;
}

/**
 * Makes the commit from objects alone: no working tree, no index of the user's, no hook, no filter, no signature that would ask for a password.
 * Nothing refers to it yet. Gives the full hashes.
 */
export async function createCommit(
	git: Git,
	plan: CommitPlan,
	signal: AbortSignal,
): Promise<{ commit: string; blob: string }> {
	const { dir, parent, path, text, mode } = plan;
	const blob = await first(git, ['hash-object', '-w', '--no-filters', '--stdin'], { cwd: dir, signal, input: text });
	const temporary = await mkdtemp(join(tmpdir(), 'tandem-index-'));
	try {
		const env = { GIT_INDEX_FILE: join(temporary, 'index') };
		if (parent !== undefined) await first(git, ['read-tree', parent], { cwd: dir, signal, env });
		// Not --index-info: that would silently remove a link or file that stands where a folder of the path has to be.
		await first(git, ['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`], { cwd: dir, signal, env });
		const tree = await first(git, ['write-tree'], { cwd: dir, signal, env });
		return { blob, commit: await commitTree(git, plan, tree, signal) };
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/** The text of a file in a commit, or undefined where the commit has none. Throws where something else than a text file has that name. */
export async function readCommittedFile(
	git: Git,
	{ dir, commit, path }: { readonly dir: string; readonly commit: string; readonly path: string },
	signal: AbortSignal,
): Promise<CommittedFile | undefined> {
	const args = [...OWN_BARE, 'ls-tree', '-z', '--full-tree', commit, '--', path];
	const listing = (await git.run(args, { cwd: dir, signal, env: { GIT_LITERAL_PATHSPECS: '1' } })).stdout.toString();
	const found = /^(\d{6}) (\w+) ([0-9a-f]+)\t/.exec(listing);
	if (!found) return undefined;
	const [, mode, type, id = ''] = found;
	if (type !== 'blob' || (mode !== '100644' && mode !== '100755'))
		throw new Failure('git', `${path} is not a regular file`);
	const { stdout } = await git.run([...OWN_BARE, 'cat-file', 'blob', id], { cwd: dir, signal });
	return { mode, text: decodeExactly(path, stdout) };
}

/** The path of the file that a change means and that is not where it was, in a commit of the repository at `dir`; undefined where it is nowhere below `root`. */
export async function findMovedFile(
	git: Git,
	place: { readonly dir: string; readonly commit: string; readonly root?: string },
	moved: SpecChange['moved'],
	signal: AbortSignal,
): Promise<string | undefined> {
	if (!moved) return undefined;
	const { dir, commit, root } = place;
	const args = ['grep', '--no-textconv', '--no-color', '-l', '-z', '--text', '-F', '-e', moved.word, commit, '--'];
	const { stdout } = await git.run([...OWN_BARE, ...args, ...(root === undefined ? [] : [root])], {
		cwd: dir,
		signal,
		okCodes: [0, 1],
		env: { GIT_LITERAL_PATHSPECS: '1' },
	});
	const names = stdout
		.toString()
		.split('\0')
		.filter((name) => /\.(?:md|markdown)$/i.test(name));
	for (const path of names.map((name) => name.slice(commit.length + 1))) {
		const text = (await readCommittedFile(git, { dir, commit, path }, signal).catch(() => undefined))?.text;
		if (text !== undefined && moved.isIt(text)) return path;
	}
	return undefined;
}

/**
 * The text that encodes to the same bytes again, or that an older editor on Windows saved, which is UTF-8 from the next change on. Throws for any other,
 * because writing it back would change what we never saw.
 */
export function decodeExactly(path: string, bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch (error) {
		const isText = !bytes.includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe;
		const text = isText ? decodeBroken(bytes) : undefined;
		if (text !== undefined && !text.includes('\uFFFD')) return text;
		throw new Failure('git', `${path} is not UTF-8 text, so nothing can be added to it`, { cause: error });
	}
}

/** Whom git's settings name for this repository; undefined where they name nobody. */
export async function readIdentity(git: Git, dir: string, signal: AbortSignal): Promise<Person | undefined> {
	const args = [...OWN_BARE, ...NO_GUESS, 'var', 'GIT_AUTHOR_IDENT'];
	const { stdout, code } = await git.run(args, { cwd: dir, signal, okCodes: [0, 1, 128] });
	const found = /^(.*) <(.*)> \d+ [+-]\d+$/.exec(stdout.toString().trim());
	return code === 0 && found ? { name: found[1] ?? '', email: found[2] ?? '' } : undefined;
}

/** Git would otherwise make up an address from the names of the user and the machine. */
const NO_GUESS = ['-c', 'user.useConfigOnly=true'];

async function commitTree(git: Git, plan: CommitPlan, tree: string, signal: AbortSignal): Promise<string> {
	const { dir, parent } = plan;
	const own = plan.author;
	const parents = parent === undefined ? [] : ['-p', parent];
	const settings = [...OWN_BARE, ...NO_GUESS, '-c', 'i18n.commitEncoding=UTF-8'];
	const message = plan.message.replaceAll('\0', '').trimEnd();
	const { stdout, stderr, code } = await git.run([...settings, 'commit-tree', tree, ...parents, '-F', '-'], {
		cwd: dir,
		signal,
		input: `${message}\n`,
		env: own?.email ? identityEnvironment(own.name, own.email) : {},
		okCodes: [0, 1, 128],
	});
	if (code === 0) return stdout.toString().trim();
	if (/identity unknown|auto-detection is disabled|user\.email|empty ident name/i.test(stderr)) {
		throw new Failure(
			'git',
			'git does not know who you are; run: git config --global user.name "Your Name" and git config --global user.email you@example.com',
		);
	}
	throw new Failure('git', `git commit-tree: ${stderr.trim().slice(0, 300)}`);
}

function identityEnvironment(name: string, email: string): NodeJS.ProcessEnv {
	return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}

async function first(git: Git, args: readonly string[], options: Parameters<Git['run']>[1]): Promise<string> {
	return (await git.run([...OWN_BARE, ...args], options)).stdout.toString().trim();
}
