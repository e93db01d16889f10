import { Failure, isCancelled } from '../core/failure.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { CommitFacts } from '../core/link.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { CodePlaces } from './codePlaces.ts';
import { readCommits } from './commitMessages.ts';
import { readLinesAtCommit } from './fileAtCommit.ts';
import { blameFile } from './fileBlame.ts';
import type { FileBlame } from './fileBlame.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';
import { readIgnoredRevs } from './ignoredRevs.ts';
import type { IgnoredRevs } from './ignoredRevs.ts';
import { readShallow } from './shallowList.ts';
import { createSharedWork } from './sharedWork.ts';

export interface FileHistories {
	/** As `CodeRepos.history`; `root` is the real path of the working tree. */
	read(root: string, path: RepoPath, commit: string, signal: AbortSignal): Promise<FileHistory | undefined>;
}

/** How many files' histories stay in memory. */
const REMEMBERED = 50;

interface Question {
	readonly root: string;
	readonly path: RepoPath;
	readonly commit: string;
	readonly ignored: IgnoredRevs;
	/** Commits at which a shallow history ends. */
	readonly shallow: ReadonlySet<string>;
	/** All that the answer depends on but the commit. */
	readonly family: string;
}

interface Remembered {
	readonly family: string;
	readonly history: FileHistory;
}

/**
 * Blame with a memory. What is remembered belongs to one commit, because the same content can have two histories; for another commit only the
 * part of history between the two is blamed, and lines older than that take their answer from the memory, so that a new commit or a pull costs
 * milliseconds. The result is the same as from scratch. Failures and cancelled work are not remembered.
 */
export function createFileHistories({
	git,
	places,
}: {
	git: Git;
	places: Pick<CodePlaces, 'commonDir'>;
}): FileHistories {
	const memory = new Map<string, Remembered>();
	const work = createSharedWork<FileHistory | undefined>();

	const remember = (key: string, entry: Remembered) => {
		// Newest last, so that the oldest is dropped first.
		memory.delete(key);
		memory.set(key, entry);
		for (const old of memory.keys()) {
			if (memory.size <= REMEMBERED) break;
			memory.delete(old);
		}
	};

	const load = async (question: Question, signal: AbortSignal): Promise<FileHistory | undefined> => {
		const { root, path, commit, family } = question;
		const lines = await readLinesAtCommit(git, root, commit, path, signal);
		if (!lines) return undefined;
		const older = [...memory.values()].filter((entry) => entry.family === family).at(-1)?.history;
		const blamed =
			(older && (await blameSince(git, question, older, lines.length, signal))) ??
			toLines(await blameFile(git, { ...question, range: commit }, signal), lines.length);
		return complete(git, question, lines, blamed, signal);
	};

	return {
		async read(root, path, commit, signal) {
			if (!isObjectId(commit)) throw new Failure('unknown-ref', commit);
			const [ignored, shallow] = await Promise.all([readIgnoredRevs(root), readShallow(await places.commonDir(root))]);
			const family = [root, path, ignored.key, shallow.key].join('\0');
			const key = `${family}\0${commit}`;
			const known = memory.get(key);
			if (known) {
				remember(key, known);
				return known.history;
			}
			const question = { root, path, commit, ignored, shallow: shallow.commits, family };
			return work.run(key, signal, async (stop) => {
				const history = await load(question, stop);
				if (history) remember(key, { family, history });
				return history;
			});
		},
	};
}

/** Which commit wrote each line; some are known from before. */
interface BlamedLines {
	readonly hashes: readonly string[];
	readonly known: ReadonlyMap<string, CommitFacts>;
	readonly ignoredRevs: FileHistory['ignoredRevs'];
}

/** Undefined where what is known does not help: another branch, a rename, a commit that is gone. */
async function blameSince(
	git: Git,
	question: Question,
	older: FileHistory,
	count: number,
	signal: AbortSignal,
): Promise<BlamedLines | undefined> {
	try {
		const blame = await blameFile(git, { ...question, range: `${older.commit}..${question.commit}` }, signal);
		const isOlder = (hash: string, path: string) => hash === older.commit && path === older.path;
		if (blame.entries.some((entry) => entry.boundary && !isOlder(entry.hash, entry.sourcePath))) return undefined;
		if (blame.ignoredRevs !== older.ignoredRevs) return undefined;
		return toLines(blame, count, older);
	} catch (error) {
		if (isCancelled(error) || (error instanceof Failure && error.kind === 'timeout')) throw error;
		return undefined;
	}
}

function toLines(blame: FileBlame, count: number, older?: FileHistory): BlamedLines {
	const hashes: string[] = Array.from({ length: count }, () => '');
	for (const { hash, line, sourceLine, count: length, boundary } of blame.entries) {
		for (let at = 0; at < length; at++) {
			const known = boundary && older ? older.commits[older.lineCommit[sourceLine - 1 + at] ?? -1]?.hash : hash;
			if (known !== undefined && line - 1 + at < count) hashes[line - 1 + at] = known;
		}
	}
	if (hashes.includes('')) throw new Failure('git', 'git blame left lines without a commit');
	const known = new Map(older?.commits.map((commit) => [commit.hash, commit]));
	return { hashes, known, ignoredRevs: blame.ignoredRevs };
}

async function complete(
	git: Git,
	{ root, path, commit, shallow }: Question,
	lines: readonly string[],
	{ hashes, known, ignoredRevs }: BlamedLines,
	signal: AbortSignal,
): Promise<FileHistory> {
	const unique = [...new Set(hashes)];
	const asked = unique.filter((hash) => !known.has(hash));
	const read = await readCommits(git, root, asked, signal);
	const commits = unique.map((hash) => {
		const facts = known.get(hash) ?? read.get(hash);
		if (!facts) throw new Failure('git', `git does not find commit ${hash}`);
		return facts;
	});
	const indexes = new Map(unique.map((hash, index) => [hash, index]));
	return {
		path,
		commit,
		lines,
		commits,
		lineCommit: Uint32Array.from(hashes, (hash) => indexes.get(hash) ?? 0),
		boundary: new Set(unique.flatMap((hash, index) => (shallow.has(hash) ? [index] : []))),
		ignoredRevs,
	};
}
