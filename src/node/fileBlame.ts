import { createBlameStream } from '../core/blameStream.ts';
import type { BlameEntry } from '../core/blameStream.ts';
import { Failure } from '../core/failure.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { Git } from './git.ts';
import type { IgnoredRevs } from './ignoredRevs.ts';

export interface FileBlame {
	readonly entries: readonly BlameEntry[];
	readonly ignoredRevs: FileHistory['ignoredRevs'];
}

/** What to blame; `range` is a full hash, or `old..new`: lines that are older than `old` then come as boundary entries of it. */
export interface BlameQuestion {
	readonly root: string;
	readonly range: string;
	readonly path: RepoPath;
	readonly ignored: IgnoredRevs;
	/** Full path of a file with commits and the parents that they are to have. */
	readonly lineage?: string;
}

/** Told while git is still at it. */
export interface BlameListener {
	/** Git begins, or begins again: what was told before does not count. */
	onStart(ignoredRevs: FileHistory['ignoredRevs']): void;
	onEntry(entry: BlameEntry): void;
}

/** A hot file of ten thousand lines and commits takes seconds; one in a history of a million commits a quarter of a minute. */
const TIMEOUT_MS = 180_000;

/**
 * Blames a committed file, never the working tree: that one goes through the filters that the repository's settings name. Where git refuses a
 * list of commits to ignore, it is asked again without the user's (`blame.ignoreRevsFile`), then without the repository's.
 */
export async function blameFile(
	git: Git,
	question: BlameQuestion,
	signal: AbortSignal,
	listener?: BlameListener,
): Promise<FileBlame> {
	const { file, refused } = question.ignored;
	const own = file === undefined ? [] : [`--ignore-revs-file=${file}`];
	const withOwn = [own, ['--no-ignore-revs-file', ...own]];
	const attempts = [...withOwn, ['--no-ignore-revs-file']];
	for (const lists of attempts) {
		const honoured = file !== undefined && withOwn.includes(lists);
		const ignoredRevs = honoured ? 'honoured' : refused || file !== undefined ? 'unreadable' : 'none';
		try {
			listener?.onStart(ignoredRevs);
			return { entries: await readEntries(git, question, lists, signal, listener), ignoredRevs };
		} catch (error) {
			if (!isListRefused(error) || lists === attempts.at(-1)) throw error;
		}
	}
	throw new Error('unreachable: the last attempt returns or throws');
}

async function readEntries(
	git: Git,
	{ root, range, path, lineage }: BlameQuestion,
	lists: readonly string[],
	signal: AbortSignal,
	listener: BlameListener | undefined,
): Promise<BlameEntry[]> {
	const entries: BlameEntry[] = [];
	const stream = createBlameStream((entry) => {
		entries.push(entry);
		listener?.onEntry(entry);
	});
	// Git takes parents out of a commit-graph, where there is one, before it looks at what it is given.
	const graph = lineage === undefined ? [] : ['-c', 'core.commitGraph=false'];
	const contracted = lineage === undefined ? [] : ['-S', lineage];
	// --root: a first commit wrote its lines; that a shallow clone ends somewhere is known from its list.
	const args = [...graph, 'blame', '--incremental', '--root', ...lists, ...contracted, range, '--', path];
	await git.stream(args, {
		cwd: root,
		signal,
		timeoutMs: TIMEOUT_MS,
		onData: (chunk) => stream.push(chunk),
	});
	if (!stream.end()) throw new Failure('git', 'git blame broke off');
	return entries;
}

/** `invalid object name: x` for a line that is no hash, `could not open object name list: x` for a missing file. */
function isListRefused(error: unknown): boolean {
	return error instanceof Failure && /(?:invalid object name|object name list)/i.test(error.detail);
}
