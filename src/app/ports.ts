import type { FollowedFile } from '../core/anchors/findAnchor.ts';
import type { Disposable } from '../core/disposables.ts';
import type { Event } from '../core/event.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { CommitHistory } from '../core/history/commitHistory.ts';
import type { HistoryView } from '../core/history/historyView.ts';
import type { ObjectiveNames } from '../core/history/readNamings.ts';
import type { CommitFacts, CommitNaming } from '../core/link.ts';
import type { Person } from '../core/objective.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { FoundSecret } from '../core/secrets/foundSecret.ts';
import type { SpecRevision } from '../core/snapshot.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import type { OutboxEntry } from './outboxEntry.ts';

/** What the use cases need of the world. Adapters in `node/` and `vscode/` implement it; every failure of theirs is a `Failure`. */

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Calls `run` once after `ms`, unless disposed before. */
	after(ms: number, run: () => void): Disposable;
}

export interface Log {
	info(message: string): void;
	warn(message: string): void;
	/** A bug or a refused explicit action; `error` goes to the log with its stack. Never called with a secret. */
	error(message: string, error?: unknown): void;
}

/** A git repository with code, found from a file of it. */
export interface CodeRepo {
	/** Path of the operating system of the working tree's root; real path, so that links resolve to one repository. */
	readonly root: string;
	/** From the remote's URL: `acme/web-shop`; absent without a remote. `.tandem.yml` may say another name. */
	readonly name?: string;
	/** The remote's URL, without a user's name and password; absent without a remote. */
	readonly remoteUrl?: string;
}

/** The state of a code repo on which links depend. */
export interface CodeHead {
	/** Full hash; absent before the first commit. */
	readonly commit?: string;
	/** Short name; absent when detached. */
	readonly branch?: string;
	/** A shallow clone: its history is incomplete. */
	readonly shallow: boolean;
}

export interface CodeFile {
	readonly repo: CodeRepo;
	readonly path: RepoPath;
}

export interface CodeRepos {
	/** The innermost repository that holds the file (submodules and worktrees included), or undefined outside of any. */
	find(osPath: string): Promise<CodeFile | undefined>;
	head(repo: CodeRepo): Promise<CodeHead>;
	/**
	 * Blame of `path` at `commit`. Undefined: the file is not in that commit. `signal` kills git. `onPartial` gets what is known so far, some times a
	 * second at most, with `NOT_YET_KNOWN` for the other lines.
	 */
	history(
		repo: CodeRepo,
		path: RepoPath,
		commit: string,
		signal: AbortSignal,
		onPartial?: (partial: FileHistory) => void,
	): Promise<FileHistory | undefined>;
	/** The text of `.tandem.yml` at the root, or undefined where there is none. */
	config(repo: CodeRepo): Promise<string | undefined>;
	/** Name and e-mail that git would commit with, or undefined where git does not know one. */
	identity(repo: CodeRepo | undefined): Promise<Person | undefined>;
	/** Commits of `range` (revision range as git takes it; default: HEAD), newest first, at most `limit`. */
	commits(
		repo: CodeRepo,
		range: string | undefined,
		limit: number,
		choice?: CommitChoice,
	): Promise<readonly CommitFacts[]>;
	/** What git says of these commits (full hashes), by hash; one that the repository does not have is absent. `signal` kills git. */
	commitFacts(
		repo: CodeRepo,
		hashes: readonly string[],
		signal: AbortSignal,
	): Promise<ReadonlyMap<string, CommitFacts>>;
	/**
	 * The files that these commits (full hashes) changed, by hash, both names of a renamed one. A merge, a commit that changes nothing, and one that the
	 * repository does not have are absent. `signal` kills git.
	 */
	touched(
		repo: CodeRepo,
		hashes: readonly string[],
		signal: AbortSignal,
	): Promise<ReadonlyMap<string, readonly RepoPath[]>>;
	/** The newest `limit` commits up to `commit` (full hash) with their files, oldest first; no merges. `signal` kills git. */
	changedCommits(repo: CodeRepo, commit: string, limit: number, signal: AbortSignal): Promise<readonly ChangedCommit[]>;
	/**
	 * A file as `commit` had it (as a question's file names it: it may be short, and gone) and as it is at `head` (full hash), renames followed. `signal`
	 * kills git.
	 */
	follow(
		repo: CodeRepo,
		file: { readonly path: RepoPath; readonly commit?: string },
		head: string,
		signal: AbortSignal,
	): Promise<FollowedFile>;
	/** The files of `commit` (full hash) in the order of their paths; submodules are left out. `signal` kills git. */
	files(repo: CodeRepo, commit: string, signal: AbortSignal): Promise<readonly RepoPath[]>;
}

/** The whole histories of code repos: read once, kept on this machine, and told as they become known. */
export interface CodeHistories extends Disposable {
	/** The commits of the repository at `root` that were read already, in this session or another; undefined: none yet. Later commits are appended to it. */
	opened(root: string): Promise<CommitHistory | undefined>;
	/** What they say of the commit `head` (full hash) and of the objectives behind `names` (a key); undefined: not known now. */
	view(repo: CodeRepo, head: string, names: string): HistoryView | undefined;
	/**
	 * Reads what is missing to know all that can be reached from `head`, and what the messages say. Rejects with a failure or a cancellation; what was read
	 * until then counts and is not read again.
	 */
	update(repo: CodeRepo, head: string, names: ReadingNames, signal: AbortSignal): Promise<void>;
	/** `commits` or `view` have changed. */
	readonly onDidChange: Event<void>;
	/** How far an update of the repository at `root` is. */
	readonly onDidProgress: Event<{ readonly root: string } & HistoryReading>;
}

/** What the objectives of a spec repo are called in one code repo, and what reads a message by it. */
export interface ReadingNames extends ObjectiveNames {
	/** The same for the same names and grammar. */
	readonly key: string;
	read(message: string): CommitNaming;
}

export interface HistoryReading {
	/** Commits that are known so far. */
	readonly commits: number;
	/** Absent as long as it is not known. */
	readonly total?: number;
}

/** A commit with the files that it changed. */
export interface ChangedCommit {
	/** Full hash. */
	readonly hash: string;
	/** E-mail address in small letters. */
	readonly author: string;
	/** Seconds since 1970. */
	readonly time: number;
	readonly message: string;
	/** A rename has both names. */
	readonly files: readonly RepoPath[];
}

/** Which commits of a range are wanted. */
export interface CommitChoice {
	/** Seconds since 1970: only those committed then or later. */
	readonly since?: number;
	/** Only those that change something outside of these folders and files. */
	readonly outside?: readonly RepoPath[];
	/** Kills git when it fires. */
	readonly signal?: AbortSignal;
}

/** A regular file of the spec repo; symbolic links and submodules are left out. */
export interface SpecEntry {
	/** Relative to the spec's root, `/` as separator. */
	readonly path: string;
	/** Bytes. */
	readonly size: number;
	/** Content identity (git's blob id, or a hash of size and times for a file in place): the same identity is parsed once. */
	readonly identity: string;
}

/** One state of a spec repo. */
export interface SpecTree {
	readonly revision: SpecRevision;
	readonly entries: readonly SpecEntry[];
	/** The bytes of the entries named; one that vanished meanwhile is absent from the result. */
	readBytes(paths: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** What a file of the spec repo was once. */
export interface PastVersion {
	/** When its commit was written, in seconds since 1970. */
	readonly time: number;
	/** Absent: the file was not there then, or is too large to be read. */
	readonly bytes?: Uint8Array;
}

/** What `sync` reports while it works; `percent` is absent where git does not say. */
export interface SyncProgress {
	readonly step: 'connecting' | 'receiving' | 'resolving' | 'reading';
	readonly percent?: number;
}

/** One file of the spec repo to be written, as a pure change: it is applied again when the remote moved. */
export interface SpecChange {
	readonly path: RepoPath;
	/** From the newest text (undefined: no such file) to the wanted one. The same text back: it is there already, nothing to do. */
	readonly update: (current: string | undefined) => string;
	/** Puts two versions of the file together that went apart since `base`, losing nothing of either. Absent where nobody knows how. */
	readonly merge?: (base: string | undefined, ours: string, theirs: string) => string;
	/** Knows the file from its text where it is not at `path`: somebody may have moved it. Its text has `word`. */
	readonly moved?: { readonly word: string; readonly isIt: (text: string) => boolean };
	/** In a folder that the user works in: nothing is written as long as the file holds edits that are not committed yet. */
	readonly onlyCommitted?: boolean;
	readonly message: string;
	/** Who signs it: the identity with which it was written. Default: whom git's settings name. */
	readonly author?: Person;
}

export type Delivery =
	/** It is in the remote (or the spec repo has none, and it is committed). */
	| { readonly kind: 'delivered'; readonly commit: string }
	/** The same content was there before. */
	| { readonly kind: 'already-there' }
	/** Committed in the user's own folder; it goes out with the user's next push, because other commits wait there too. */
	| { readonly kind: 'committed-locally'; readonly commit: string }
	/** Written in the user's own folder, not committed: it is no git repository, or one in the middle of something. */
	| { readonly kind: 'written'; readonly why: string };

/** One spec repo. */
export interface SpecSource {
	readonly address: SpecAddress;
	/** For people: `acme/product-specs` or the folder's path. */
	readonly label: string;
	/** The last state that is on this machine; works offline. */
	open(signal: AbortSignal): Promise<SpecTree>;
	/** Brings the newest state to this machine: clone or fetch; nothing for a folder without clone. Never prompts. */
	sync(signal: AbortSignal, onProgress: (progress: SyncProgress) => void): Promise<void>;
	/**
	 * The newest `limit` versions of a file (relative to the spec's root) in the history of a commit of this spec repo, oldest first. Works offline and
	 * follows no renames.
	 */
	past(
		path: RepoPath,
		at: { readonly commit: string; readonly limit: number },
		signal: AbortSignal,
	): Promise<readonly PastVersion[]>;
	/** Where a change would go, for the preview: `acme/product-specs (main)`. */
	destination(): Promise<string>;
	/** Writes, commits as the user and pushes; when the remote moved, fetches and tries again. Throws `Failure` when it cannot now. */
	deliver(change: SpecChange, signal: AbortSignal): Promise<Delivery>;
	/** Calls back when the files may have changed under us (a folder read in place). */
	watch(onDidChange: () => void): Disposable;
}

/** Looks for secrets in what is about to be sent. */
export interface SecretFinder {
	/** In their order, none over another. Rejects where it could not look: that is never "no secrets". */
	find(text: string): Promise<readonly FoundSecret[]>;
}

/** The questions and replies that wait to be sent, on disk, shared by all windows. */
export interface OutboxStore {
	list(): Promise<readonly OutboxEntry[]>;
	/** On disk when it returns. */
	put(entry: OutboxEntry): Promise<void>;
	remove(id: string): Promise<void>;
	/** Waits until no other window sends this entry; the result, which never rejects, lets others have it. Rejects with a cancellation. */
	claim(id: string, signal: AbortSignal): Promise<() => Promise<void>>;
	/** What lies there and is not in `list`, in the order of names. */
	stranded(): Promise<readonly StrandedFile[]>;
	/** Deletes one of those. */
	discardFile(path: string): Promise<void>;
	watch(onDidChange: () => void): Disposable;
}

/** A file of the outbox that this version cannot send: one of a `newer` version, which can, or one that is no entry. */
export interface StrandedFile {
	readonly kind: 'newer' | 'broken';
	/** On this machine. */
	readonly path: string;
	readonly title?: string;
}
