import { Failure, isCancelled } from '../core/failure.ts';
import type { CommitHistory } from '../core/history/commitHistory.ts';
import type { KnownBlame } from '../core/knownBlame.ts';
import type { BlameFamily } from './blameFamily.ts';
import type { BlameProgress } from './blameProgress.ts';
import type { FileAtCommit, FilePlace } from './fileAtCommit.ts';
import { blameFile } from './fileBlame.ts';
import type { BlameListener, BlameQuestion, FileBlame } from './fileBlame.ts';
import { blameByLineage } from './lineageBlame.ts';
import type { LineageBlameDeps } from './lineageBlame.ts';

export interface BlameWaysDeps extends LineageBlameDeps {
	/** What is in memory of the repository's history at this moment. What it does not tell takes git's own walk. */
	readonly historyOf?: (root: string) => CommitHistory | undefined | Promise<CommitHistory | undefined>;
}

export interface BlameWaysQuestion extends FilePlace {
	readonly family: BlameFamily;
	readonly file: () => Promise<FileAtCommit | undefined>;
	/** A finished blame of the same family at another commit. */
	readonly older: KnownBlame | undefined;
	/** Told commits that the answer will probably name. */
	readonly expect: (hashes: readonly string[]) => void;
}

export type Blamed =
	/** `older`: where lines come from that git did not follow any further. */
	| ({ readonly kind: 'blamed'; readonly older?: KnownBlame } & FileBlame)
	| { readonly kind: 'unchanged'; readonly older: KnownBlame };

interface Way {
	readonly older?: KnownBlame;
	run(listener: BlameListener): Promise<FileBlame | 'unchanged' | undefined>;
}

/** Blames by the shortest way that leads to an answer; all of them give the same one. */
export async function blameShortest(
	deps: BlameWaysDeps,
	question: BlameWaysQuestion,
	signal: AbortSignal,
	progress: BlameProgress,
): Promise<Blamed> {
	const ways = await waysOf(deps, question, signal);
	for (const way of ways) {
		try {
			const blame = await way.run(progress.listen(way.older));
			const blamed = blame && (await usable(blame, way.older, question.file));
			if (blamed) return blamed;
		} catch (error) {
			if (isFinal(error) || way === ways.at(-1)) throw error;
		}
	}
	throw new Error('unreachable: the last way returns or throws');
}

async function waysOf(deps: BlameWaysDeps, question: BlameWaysQuestion, signal: AbortSignal): Promise<readonly Way[]> {
	const { root, path, commit, family, older, expect } = question;
	const asked: BlameQuestion = { root, path, ignored: family.ignored, range: commit };
	const plain: Way = { run: (listener) => blameFile(deps.git, asked, signal, listener) };
	if (older?.commit === commit) return [{ older, run: () => Promise.resolve('unchanged') }, plain];
	const history = family.wholeHistory ? await deps.historyOf?.(root) : undefined;
	const head = history?.find(commit) ?? -1;
	if (!history || head < 0) {
		if (!older) return [plain];
		const since = { ...asked, range: `${older.commit}..${commit}` };
		return [{ older, run: (listener) => blameFile(deps.git, since, signal, listener) }, plain];
	}
	const short: Way = { run: (listener) => blameByLineage(deps, asked, { history, head, expect }, signal, listener) };
	const known = older ? history.find(older.commit) : -1;
	if (!older || known < 0) return [short, plain];
	const chart = { history, head, known, expect };
	return [{ older, run: (listener) => blameByLineage(deps, asked, chart, signal, listener) }, short, plain];
}

/** Undefined where what is known does not help: another branch, a rename, a commit that is gone, another list of ignored commits. */
async function usable(
	blame: FileBlame | 'unchanged',
	older: KnownBlame | undefined,
	file: BlameWaysQuestion['file'],
): Promise<Blamed | undefined> {
	if (blame === 'unchanged') {
		// A name that went to another file leaves no trace under this one: the content decides.
		return older && (await file())?.blob === older.blob ? { kind: 'unchanged', older } : undefined;
	}
	if (!older) return { kind: 'blamed', ...blame };
	if (blame.ignoredRevs !== older.ignoredRevs) return undefined;
	const isForeign = blame.entries.some(({ hash, boundary, sourcePath }) =>
		hash === older.commit ? sourcePath !== older.path : boundary,
	);
	return isForeign ? undefined : { kind: 'blamed', older, ...blame };
}

/** Another way would end the same, above all where the commit has no such file. */
function isFinal(error: unknown): boolean {
	if (!(error instanceof Failure)) return isCancelled(error);
	return error.kind === 'timeout' || /no such path/.test(error.detail);
}
