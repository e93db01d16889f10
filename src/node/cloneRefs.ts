import { Failure } from '../core/failure.ts';
import { OWN_BARE } from './commitTree.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';
import type { RemoteRefs } from './gitNetwork.ts';

/** What of the remote is followed. */
export interface Followed {
	readonly kind: 'branch' | 'tag' | 'commit';
	/** Short name, or the full hash. */
	readonly name: string;
	/** What fetch asks for: `refs/heads/main`, or the hash. */
	readonly remoteRef: string;
	/** Where it is kept here. */
	readonly localRef: string;
}

/** What stands for `ref` (undefined: the default branch) at the remote, with the object that it names there; throws where there is none. */
export function followedAt(
	refs: RemoteRefs,
	ref: string | undefined,
	label: string,
): Followed & { readonly object: string } {
	for (const candidate of candidates(ref ?? shortBranch(refs.head))) {
		const object = candidate.kind === 'commit' ? candidate.name : refs.commits.get(candidate.remoteRef);
		if (object !== undefined) return { ...candidate, object };
	}
	if (refs.commits.size === 0) throw new Failure('empty-repository', label);
	if (ref !== undefined) throw new Failure('unknown-ref', `no branch or tag "${ref}" in ${label}`);
	throw new Failure('unknown-ref', `${label} names no default branch; say one with ref:`);
}

/** The commit kept here for `ref` (undefined: the default branch), or undefined where there is none yet. */
export async function followedHere(
	git: Git,
	dir: string,
	ref: string | undefined,
	signal: AbortSignal,
): Promise<(Followed & { readonly commit: string }) | undefined> {
	for (const candidate of candidates(ref ?? (await defaultBranch(git, dir, signal)))) {
		if ((await objectHere(git, dir, candidate, signal)) === undefined) continue;
		const args = [...OWN_BARE, 'rev-parse', '--verify', `${candidate.localRef}^{commit}`];
		const { stdout, code } = await git.run(args, { cwd: dir, signal, okCodes: [0, 1, 128] });
		const commit = stdout.toString().trim();
		if (code !== 0 || !isObjectId(commit)) throw new Failure('git', `bad object for ${candidate.name}`);
		return { ...candidate, commit };
	}
	return undefined;
}

/** The object that was fetched for it last, or undefined. */
export async function objectHere(
	git: Git,
	dir: string,
	{ localRef }: Followed,
	signal: AbortSignal,
): Promise<string | undefined> {
	const args = [...OWN_BARE, 'rev-parse', '--verify', '--quiet', localRef];
	const { stdout, code } = await git.run(args, { cwd: dir, signal, okCodes: [0, 1] });
	return code === 0 ? stdout.toString().trim() : undefined;
}

/** The remote's default branch as last seen, short. */
export async function defaultBranch(git: Git, dir: string, signal: AbortSignal): Promise<string | undefined> {
	const { stdout } = await git.run([...OWN_BARE, 'symbolic-ref', '--quiet', 'HEAD'], {
		cwd: dir,
		signal,
		okCodes: [0, 1],
	});
	return shortBranch(stdout.toString().trim());
}

/** Full names to ask the remote for. */
export function wantedRefs(ref: string | undefined): readonly string[] {
	const named = candidates(ref).filter(({ kind }) => kind !== 'commit');
	return ['HEAD', ...(named.length > 0 ? named.map(({ remoteRef }) => remoteRef) : ['refs/heads/*'])];
}

function shortBranch(full: string | undefined): string | undefined {
	return full?.startsWith('refs/heads/') ? full.slice('refs/heads/'.length) : undefined;
}

/** What a name may mean, branches first. */
function candidates(ref: string | undefined): readonly Followed[] {
	if (ref === undefined) return [];
	const full = /^refs\/(heads|tags)\/(.+)$/.exec(ref);
	const name = full?.[2] ?? ref;
	const all: Followed[] = [
		{ kind: 'branch', name, remoteRef: `refs/heads/${name}`, localRef: `refs/tandem/heads/${flat(name)}` },
		{ kind: 'tag', name, remoteRef: `refs/tags/${name}`, localRef: `refs/tandem/tags/${flat(name)}` },
	];
	if (isObjectId(ref)) all.push({ kind: 'commit', name: ref, remoteRef: ref, localRef: `refs/tandem/commits/${ref}` });
	return full ? all.filter(({ remoteRef }) => remoteRef === ref) : all;
}

/** One level and no capitals: a branch `a` never stands in the way of `a/b`, nor `Main` in that of `main` on a disk that takes them for one. */
function flat(name: string): string {
	return encodeURIComponent(name).replaceAll(/[A-Z.]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}
