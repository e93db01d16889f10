import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodeHead, CodeRepo, CodeRepos, Log } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import type { CommitHistory } from '../core/history/commitHistory.ts';
import type { Person } from '../core/objective.ts';
import { createBlameStorage } from './blameStorage.ts';
import { listChangedCommits } from './changedCommits.ts';
import { type CodePlaces, createCodePlaces } from './codePlaces.ts';
import { listFiles } from './commitFiles.ts';
import { listCommits, readCommits } from './commitMessages.ts';
import { createFileHistories } from './fileHistories.ts';
import { followFile } from './followFile.ts';
import { isObjectId, safeRevision } from './git.ts';
import type { Git } from './git.ts';
import { readRegularFile } from './regularFile.ts';
import { readTouchedFiles } from './touchedFiles.ts';

const MAX_CONFIG_BYTES = 64 * 1024;

export interface CodeReposDeps {
	readonly git: Git;
	readonly log: Log;
	/** Folder of Tandem's own on this machine; without it, nothing is kept for the next session. */
	readonly storage?: string;
	/** What is in memory of a repository's history, by its root; without it, git walks the whole of it for each file that is opened first. */
	readonly historyOf?: (root: string) => CommitHistory | undefined | Promise<CommitHistory | undefined>;
	/** Shared with whoever else asks where repositories are. */
	readonly places?: CodePlaces;
}

/**
 * The code repos of this machine, read through git. Nothing is written, nothing is fetched, and only committed content is looked at, save
 * `.tandem.yml` and `.git-blame-ignore-revs`, which count as they stand in the working tree.
 */
export function createCodeRepos({
	git,
	log,
	storage,
	historyOf,
	places = createCodePlaces({ git, log }),
}: CodeReposDeps): CodeRepos {
	const dir = storage === undefined ? undefined : join(storage, 'blames');
	const histories = createFileHistories({
		git,
		places,
		scratch: dir ?? tmpdir(),
		...(dir === undefined ? {} : { storage: createBlameStorage({ dir, log }) }),
		...(historyOf ? { historyOf } : {}),
	});
	return {
		find: (osPath) => places.find(osPath),
		head: (repo) => readHead(git, repo.root),
		history: (repo, path, commit, signal, onPartial) => histories.read(repo.root, path, commit, signal, onPartial),
		async config({ root }) {
			const found = await readRegularFile(root, '.tandem.yml', MAX_CONFIG_BYTES);
			if (found.kind === 'refused') throw new Failure('disk', `.tandem.yml ${found.why}`);
			return found.kind === 'file' ? new TextDecoder('utf-8').decode(found.bytes) : undefined;
		},
		identity: (repo) => readIdentity(git, repo),
		async commits({ root }, range, limit, choice = {}) {
			const count = Number.isSafeInteger(limit) && limit > 0 ? limit : 0;
			const hashes = await resolveRange(git, root, range ?? 'HEAD', choice.signal);
			return count === 0 || hashes === undefined
				? []
				: listCommits(git, root, { ...choice, range: hashes, limit: count });
		},
		commitFacts: ({ root }, hashes, signal) => readCommits(git, root, hashes.filter(isObjectId), signal),
		touched: ({ root }, hashes, signal) => readTouchedFiles(git, root, hashes.filter(isObjectId), signal),
		changedCommits: (repo, commit, limit, signal) => listChangedCommits(git, repo.root, { commit, limit }, signal),
		follow: ({ root }, { path, commit }, head, signal) =>
			followFile(
				{ git, ...(historyOf ? { historyOf } : {}) },
				{ root, path, head, ...(commit === undefined ? {} : { commit }) },
				signal,
			),
		files: (repo, commit, signal) => listFiles(git, repo.root, commit, signal),
	};
}

async function readHead(git: Git, root: string): Promise<CodeHead> {
	const [state, symbolic] = await Promise.all([
		git.run(['rev-parse', '--is-shallow-repository', 'HEAD'], { cwd: root, okCodes: [0, 128] }),
		git.run(['symbolic-ref', '--quiet', 'HEAD'], { cwd: root, okCodes: [0, 1] }),
	]);
	const [shallow = '', commit = ''] = state.stdout.toString().split(/\r?\n/);
	const ref = symbolic.stdout.toString().trim();
	const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
	const hasCommit = state.code === 0 && isObjectId(commit);
	// Without a commit it is a branch that is not born yet; anything else about HEAD is broken, and must not look like an empty repository.
	if (!hasCommit && (branch === undefined || !(await isUnborn(git, root, ref)))) {
		throw new Failure('git', 'HEAD cannot be read; run git fsck in the repository');
	}
	return { ...(hasCommit ? { commit } : {}), ...(branch === undefined ? {} : { branch }), shallow: shallow === 'true' };
}

async function isUnborn(git: Git, root: string, ref: string): Promise<boolean> {
	const { stdout, stderr } = await git.run(['for-each-ref', '--count=1', '--', ref], { cwd: root });
	return stdout.length === 0 && stderr === '';
}

async function readIdentity(git: Git, repo: CodeRepo | undefined): Promise<Person | undefined> {
	// Only what somebody has set: git would make one up from the names of user and machine.
	const args = ['-c', 'user.useConfigOnly=true', 'var', 'GIT_AUTHOR_IDENT'];
	const { stdout, stderr, code } = await git.run(args, { cwd: repo?.root ?? homedir(), okCodes: [0, 128] });
	if (code !== 0) {
		if (/tell me who you are|ident|no (?:name|email) was given/i.test(stderr)) return undefined;
		throw new Failure('git', 'git does not say who you are; run "git var GIT_AUTHOR_IDENT" in a terminal');
	}
	const [, name = '', email = ''] = /^(.*?) ?<([^<>]*)> \d+ [+-]\d+/.exec(stdout.toString()) ?? [];
	if (name === '' && email === '') return undefined;
	return { name: name || (email.split('@')[0] ?? email), ...(email === '' ? {} : { email }) };
}

/**
 * `A..B`, `A...B`, `A..`, `..B` or one revision, with every name replaced by its hash. Undefined: HEAD before the first commit.
 * Everything else that git would take, options above all, is refused.
 */
async function resolveRange(
	git: Git,
	root: string,
	range: string,
	signal: AbortSignal | undefined,
): Promise<string | undefined> {
	const parts = /^(.*?)(\.{2,3})(.*)$/s.exec(range);
	const [from, dots, to] = parts ? [parts[1] ?? '', parts[2] ?? '', parts[3] ?? ''] : ['', '', range];
	const resolved = await Promise.all(
		(parts ? [from, to] : [to]).map((name) =>
			safeRevision(git, root, name.trim() === '' ? 'HEAD' : name.trim(), signal),
		),
	);
	if (resolved.every((hash) => hash !== undefined)) return resolved.join(dots);
	if (range === 'HEAD' && (await readHead(git, root)).commit === undefined) return undefined;
	throw new Failure('unknown-ref', `"${range.slice(0, 100)}" names no commits here`);
}
