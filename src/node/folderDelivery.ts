import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Delivery, Log, SpecChange } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import { pause } from './clock.ts';
import {
	commonAncestor,
	findUpstream,
	hasOtherCommits,
	isBehind,
	REFLOG_PREFIX,
	withScratch,
} from './folderUpstream.ts';
import type { Upstream } from './folderUpstream.ts';
import type { Git, GitRunOptions } from './git.ts';
import { withoutFilters } from './gitFilters.ts';
import type { GitNetwork } from './gitNetwork.ts';
import { isLockConflict } from './networkFailure.ts';
import { readOwnFile, writeOwnFile } from './ownFile.ts';
import { createCommit, decodeExactly, findMovedFile, readCommittedFile, readIdentity } from './specCommit.ts';
import type { CommittedFile } from './specCommit.ts';
import { readWorkingTree } from './workingTree.ts';
import type { WorkingTree } from './workingTree.ts';

export interface FolderDeliveryDeps {
	readonly git: Git;
	readonly network: GitNetwork;
	readonly log: Log;
}

/** A change, with all that is known of the place where it goes. */
interface Work {
	readonly change: SpecChange;
	/** Real path that `change.path` is relative to. */
	readonly root: string;
	readonly signal: AbortSignal;
}

/** `path` is relative to the top of the checkout. */
interface Checkout {
	readonly tree: WorkingTree;
	readonly path: string;
	readonly committed: CommittedFile | undefined;
}

const ATTEMPTS = 5;
const UNCOMMITTED = 'this file holds edits of yours that are not committed yet';

/**
 * Writes a change into a folder that the user works in. Only this one file is ever written, added to the index and committed, on the user's current branch;
 * nothing is checked out, merged, rebased or reset. It is pushed too where that takes along no commit of the user's.
 */
export function createFolderDelivery({ git, network, log }: FolderDeliveryDeps) {
	const deliver = async (dir: string, change: SpecChange, signal: AbortSignal): Promise<Delivery> => {
		const work = { change, root: await realpath(dir), signal };
		for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
			const delivery = await tryOnce(work);
			if (delivery) return delivery;
			await pause(40 * attempt * (0.5 + Math.random()), signal);
		}
		throw new Failure('timeout', 'somebody else kept changing the branch');
	};

	/** Undefined: something moved meanwhile, from the beginning. */
	const tryOnce = async (work: Work): Promise<Delivery | undefined> => {
		const tree = await readWorkingTree(git, work.root, work.signal);
		if (!tree) return writeOnly(work, 'this folder is no git repository');
		if (tree.busy) return writeOnly(work, `git is in the middle of ${tree.busy} in this folder`);
		if (!tree.branch) return writeOnly(work, 'no branch is checked out in this folder');
		const checkout = await readCheckout(work, tree);
		const upstream = await findUpstream(git, tree, work.signal);
		if (typeof upstream === 'string') {
			const local = await commitHere(work, checkout);
			if (local?.kind !== 'committed') return local;
			if (upstream === 'unclear') return { kind: 'committed-locally', commit: local.commit };
			return local.made ? { kind: 'delivered', commit: local.commit } : { kind: 'already-there' };
		}
		return withScratch(git, tree, work.signal, (scratch) => withUpstream(work, checkout, { upstream, scratch }));
	};

	const readCheckout = async ({ root, change, signal }: Work, tree: WorkingTree): Promise<Checkout> => {
		const below = relative(await realpath(tree.top), root)
			.split(sep)
			.join('/');
		const path = below === '' ? change.path : `${below}/${change.path}`;
		const committed = tree.head && (await readCommittedFile(git, { dir: tree.top, commit: tree.head, path }, signal));
		return { tree, path, committed: committed || undefined };
	};

	const withUpstream = async (
		work: Work,
		checkout: Checkout,
		{ upstream, scratch }: { readonly upstream: Upstream; readonly scratch: string },
	): Promise<Delivery | undefined> => {
		const { signal } = work;
		const { tree } = checkout;
		const remoteRef = `refs/heads/${upstream.branch}`;
		let tip: string | undefined;
		try {
			tip = (await network.remoteRefs(upstream.url, [remoteRef], { dir: scratch, signal })).commits.get(remoteRef);
		} catch (error) {
			// It is safe in the user's branch; who called tries again until it is out.
			const local = await commitHere(work, checkout);
			if (local?.kind === 'written') return local;
			throw error;
		}
		if (tip !== undefined && (await isBehind(git, tree, tip, signal))) {
			return deliverAhead(work, checkout, { upstream, scratch, tip });
		}
		const others = tip === undefined || (await hasOtherCommits(git, tree, tip, signal));
		const local = await commitHere(work, checkout);
		if (local?.kind !== 'committed') return local;
		const { commit } = local;
		if (tip === commit) return { kind: 'already-there' };
		if (others) return { kind: 'committed-locally', commit };
		const target = { commit, branch: upstream.branch };
		if ((await network.push(upstream.url, target, { dir: scratch, signal })) === 'moved') return undefined;
		// Only what the user's git would have noted itself after this push.
		await git
			.run(['update-ref', upstream.tracking, commit], { cwd: tree.top, signal })
			.catch((error: unknown) => log.info(`${upstream.tracking} is not up to date: ${String(error)}`));
		return { kind: 'delivered', commit };
	};

	/**
	 * The remote holds commits that the user has not pulled: the change goes onto those, past the user's branch. A file that only the user's branch has stays
	 * there, with the change.
	 */
	const deliverAhead = async (
		work: Work,
		checkout: Checkout,
		{ upstream, scratch, tip }: { readonly upstream: Upstream; readonly scratch: string; readonly tip: string },
	): Promise<Delivery | undefined> => {
		const { change, signal } = work;
		const { tree, committed } = checkout;
		await network.fetch(upstream.url, `+refs/heads/${upstream.branch}:refs/tandem/tip`, { dir: scratch, signal });
		const at = { dir: scratch, commit: tip };
		const readAt = (path: string) => readCommittedFile(git, { ...at, path }, signal);
		let { path } = checkout;
		let theirs = await readAt(path);
		if (!theirs) {
			path = (await findMovedFile(git, at, change.moved, signal)) ?? path;
			if (path !== checkout.path) theirs = await readAt(path);
		}
		const parent = await commonAncestor(git, scratch, { head: tree.head, tip }, signal);
		const before = parent ? await readCommittedFile(git, { dir: scratch, commit: parent, path }, signal) : undefined;
		if (!theirs && !before && committed && needsFile(change)) {
			const local = await commitHere(work, checkout);
			return local?.kind === 'committed' ? { kind: 'committed-locally', commit: local.commit } : local;
		}
		const text = change.update(theirs?.text);
		let delivery: Delivery = { kind: 'already-there' };
		if (text !== theirs?.text) {
			const author = change.author ?? (await readIdentity(git, tree.top, signal));
			const mode = theirs?.mode ?? '100644';
			const plan = { dir: scratch, parent: tip, path, text, mode, message: change.message } as const;
			const { commit } = await createCommit(git, { ...plan, author }, signal);
			const target = { commit, branch: upstream.branch };
			if ((await network.push(upstream.url, target, { dir: scratch, signal })) === 'moved') return undefined;
			delivery = { kind: 'delivered', commit };
		}
		// What was moved comes here with the next pull.
		if (path !== checkout.path) return delivery;
		await bringHere(work, checkout, { before: before?.text, theirs: theirs?.text, delivered: text }).catch(
			(error: unknown) => log.warn(`not committed here: ${String(error)}`),
		);
		return delivery;
	};

	/**
	 * What went past the user's branch is committed in it too where the next pull then merges the two without a word: where the file was the same on both
	 * sides, and where the remote now has all that the user's branch has, such as a reply of ours from when we were offline. Otherwise it comes with the pull.
	 */
	const bringHere = async (
		work: Work,
		checkout: Checkout,
		file: { readonly before?: string; readonly theirs?: string; readonly delivered: string },
	): Promise<void> => {
		const { change, root, signal } = work;
		const { before, theirs, delivered } = file;
		const ours = checkout.committed?.text;
		if (ours === theirs) return void (delivered !== ours && (await commitHere(work, checkout)));
		if (ours === undefined || ours === before || change.merge?.(before, ours, delivered) !== delivered) return;
		const here = await readOwnFile(root, change.path, signal);
		// With edits that are not committed yet it would not be committed, only written into them.
		if (!here || toLf(decodeExactly(change.path, here)) !== toLf(ours)) return;
		const update = (current = '') => (toLf(current) === toLf(ours) ? delivered : current);
		await commitHere({ ...work, change: { ...change, update } }, checkout);
	};

	type Local = { kind: 'committed'; commit: string; made: boolean } | { kind: 'written'; why: string };

	/** Undefined: HEAD moved meanwhile. */
	const commitHere = async (work: Work, { tree, path, committed }: Checkout): Promise<Local | undefined> => {
		const { change, signal } = work;
		if (change.onlyCommitted && !(await isAsCommitted(work, committed))) return { kind: 'written', why: UNCOMMITTED };
		const wanted = await write(work);
		const text = wanted.includes('\r\n') && !committed?.text.includes('\r\n') ? toLf(wanted) : wanted;
		if (tree.head && committed?.text === text) return { kind: 'committed', commit: tree.head, made: false };
		if (!isOurChangeAlone(change, committed?.text, text)) {
			return { kind: 'written', why: UNCOMMITTED };
		}
		if (await isIgnored(tree.top, path, signal))
			return { kind: 'written', why: 'git ignores this file in this folder' };
		const mode = committed?.mode ?? '100644';
		const plan = { dir: tree.top, parent: tree.head, path, text, mode, message: change.message, author: change.author };
		const { commit, blob } = await createCommit(git, plan, signal);
		// The index first: behind a HEAD that moved on, the user would see our change as one to be taken back.
		const index = ['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`];
		await patiently(index, { cwd: tree.top, signal, env: await withoutFilters(git, tree.top, signal) });
		const note = `${REFLOG_PREFIX}${change.message.split('\n')[0] ?? ''}`;
		const old = tree.head ?? '0'.repeat(commit.length);
		const args = ['update-ref', '--create-reflog', '-m', note, 'HEAD', commit, old];
		const moved = await git.run(args, { cwd: tree.top, signal, okCodes: [0, 1, 128] });
		return moved.code === 0 ? { kind: 'committed', commit, made: true } : undefined;
	};

	const writeOnly = async (work: Work, why: string): Promise<Delivery> => {
		if (!work.change.onlyCommitted) await write(work);
		return { kind: 'written', why };
	};

	const isIgnored = async (top: string, path: string, signal: AbortSignal) =>
		(await git.run(['check-ignore', '--quiet', '--', path], { cwd: top, signal, okCodes: [0, 1] })).code === 0;

	/** The user's own git may hold the index for a moment. */
	const patiently = async (args: readonly string[], options: GitRunOptions & { readonly signal: AbortSignal }) => {
		for (let attempt = 1; ; attempt++) {
			try {
				await git.run(args, options);
				return;
			} catch (error) {
				if (attempt === ATTEMPTS || !isLockConflict(error)) throw error;
				await pause(100 * attempt, options.signal);
			}
		}
	};

	return { deliver };
}

/** Brings the change into the file on the disk and gives the file's text. */
async function write({ root, change, signal }: Work): Promise<string> {
	const bytes = await readOwnFile(root, change.path, signal);
	const current = bytes && decodeExactly(change.path, bytes);
	const wanted = change.update(current);
	if (wanted !== current) await writeOwnFile(root, change.path, wanted);
	return wanted;
}

async function isAsCommitted({ root, change, signal }: Work, committed: CommittedFile | undefined): Promise<boolean> {
	const bytes = await readOwnFile(root, change.path, signal);
	return bytes !== undefined && toLf(decodeExactly(change.path, bytes)) === toLf(committed?.text ?? '');
}

/** Whether what is on the disk differs from the last commit by our change and by nothing else. */
function isOurChangeAlone(change: SpecChange, committed: string | undefined, text: string): boolean {
	try {
		return toLf(change.update(committed)) === toLf(text);
	} catch (error) {
		// The change needs a file that is on the disk only: the user has not committed it yet.
		if (error instanceof Failure) return false;
		throw error;
	}
}

/** Whether the change cannot make the file. */
function needsFile(change: SpecChange): boolean {
	try {
		change.update(undefined);
		return false;
	} catch (error) {
		if (error instanceof Failure) return true;
		throw error;
	}
}

function toLf(text: string): string {
	return text.replaceAll('\r\n', '\n');
}
