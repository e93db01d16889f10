import type { FileText, FollowedFile } from '../core/anchors/findAnchor.ts';
import type { CommitHistory } from '../core/history/commitHistory.ts';
import { baseName } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { readFileAtCommit, readTexts } from './fileAtCommit.ts';
import type { FileAtCommit } from './fileAtCommit.ts';
import { safeRevision } from './git.ts';
import type { Git } from './git.ts';
import { findRemoval, findRename } from './renames.ts';

export interface FollowFileDeps {
	readonly git: Git;
	/** What is in memory of a repository's history: it spares the question whether a file was replaced by another one of its name. */
	readonly historyOf?: (root: string) => CommitHistory | undefined | Promise<CommitHistory | undefined>;
}

export interface FollowQuestion {
	readonly root: string;
	readonly path: RepoPath;
	/** As a question's file names it: may be short, and may be gone. */
	readonly commit?: string;
	/** Full hash. */
	readonly head: string;
}

/** More renames of one file are not followed: a hostile history may rename it with each commit. */
const RENAMES_LIMIT = 20;
/** Of a commit that added more files than this, only those of the same name are looked at. */
const HEIRS_LIMIT = 12;

/**
 * The file as the commit had it and as it is at `head`, under its name there: three processes while it has its name, three more for each rename. What git
 * cannot read (a binary file, objects that a partial clone lacks) is a `Failure`.
 */
export async function followFile(
	deps: FollowFileDeps,
	question: FollowQuestion,
	signal: AbortSignal,
): Promise<FollowedFile> {
	const { git } = deps;
	const { root, path, commit, head } = question;
	const read = (at: string, name: RepoPath) =>
		readFileAtCommit(git, { root, commit: at, path: name }, undefined, signal);
	const from = commit === undefined ? undefined : await safeRevision(git, root, commit, signal);
	const [old, same] = await Promise.all([from === undefined ? undefined : read(from, path), read(head, path)]);
	const before = old && { path, lines: old.lines };
	const known = { ...(before ? { before } : {}), heirs: [] };
	if (old && same && old.blob === same.blob) return { ...known, now: { path, lines: old.lines } };
	// What the commit does not have was not committed when it was asked about: there is nothing to be followed.
	const isOwn =
		same !== undefined && (!old || from === undefined || !(await mayBeReplaced(deps, { ...question, from })));
	if (isOwn) return { ...known, now: { path, lines: same.lines } };
	const trail = await followNames(git, { ...question, from: old ? from : undefined }, same, { read, signal });
	return { ...known, ...trail };
}

/** Whether another file may have taken the name after `from`: false only where the history in memory knows better, which spares git a question. */
async function mayBeReplaced(
	{ historyOf }: FollowFileDeps,
	{ root, path, from, head }: FollowQuestion & { readonly from: string },
): Promise<boolean> {
	const history = await historyOf?.(root);
	const start = history?.find(from) ?? -1;
	if (!history || start < 0 || history.find(head) < 0) return true;
	return history
		.changesOf(path)
		.some(({ commit, kind }) => commit > start && kind !== 'modified' && kind !== 'deleted');
}

interface Reading {
	readonly read: (commit: string, path: RepoPath) => Promise<FileAtCommit | undefined>;
	readonly signal: AbortSignal;
}

/** Goes from rename to rename. `same` is the file that has the first name at `head`. */
async function followNames(
	git: Git,
	question: FollowQuestion & { readonly from: string | undefined },
	same: FileAtCommit | undefined,
	{ read, signal }: Reading,
): Promise<Omit<FollowedFile, 'before'>> {
	const { root, head } = question;
	let { path, from } = question;
	let found = same;
	const rivals: FileText[] = [];
	for (let hop = 0; hop < RENAMES_LIMIT; hop++) {
		const place = { root, path, head, ...(from === undefined ? {} : { from }) };
		const removal = await findRemoval(git, place, signal);
		if (!removal && found)
			return { now: { path, lines: found.lines }, heirs: [], ...(rivals.length > 0 ? { rivals } : {}) };
		const next = removal
			? removal.rename
			: from === undefined
				? undefined
				: await findRename(git, { ...place, from }, signal);
		if (next === undefined) return { heirs: await readHeirs(removal?.added ?? [], question, read) };
		path = next.to;
		rivals.push(...(await readTexts(git, { root, commit: removal?.commit ?? head }, next.rivals, signal)));
		const earlier = removal ? `${removal.commit}^` : from;
		if (earlier !== undefined)
			rivals.push(...(await readTexts(git, { root, commit: earlier }, next.passedOver, signal)));
		found = await read(head, path);
		// Without a commit that did it, there is no later part of the history to be looked through.
		if (!removal)
			return found
				? { now: { path, lines: found.lines }, heirs: [], ...(rivals.length > 0 ? { rivals } : {}) }
				: { heirs: [] };
		from = removal.commit;
	}
	return { heirs: [] };
}

async function readHeirs(
	added: readonly RepoPath[],
	{ path, head }: FollowQuestion,
	read: Reading['read'],
): Promise<readonly FileText[]> {
	const likely = added.length <= HEIRS_LIMIT ? added : added.filter((name) => baseName(name) === baseName(path));
	if (likely.length > HEIRS_LIMIT) return [];
	const files: FileText[] = [];
	for (const name of likely) {
		// One after the other: it is rare, and others wait for git as well.
		const file = await read(head, name);
		if (file) files.push({ path: name, lines: file.lines });
	}
	return files;
}
