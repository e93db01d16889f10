import type { CommitFacts } from '../core/link.ts';
import { readCommits } from './commitMessages.ts';
import type { Git } from './git.ts';

/** The facts of a file's commits, each read once. */
export interface CommitReader {
	/** These are facts already. */
	add(commits: readonly CommitFacts[]): void;
	/** Most of these will be asked for: where they are few, they are read meanwhile. */
	expect(hashes: readonly string[]): void;
	/** At least the facts of these, as far as git finds them. */
	read(hashes: readonly string[]): Promise<ReadonlyMap<string, CommitFacts>>;
}

/** With more, reading those that are not needed would take longer than waiting for those that are. */
const FEW = 60;

export function createCommitReader(git: Git, root: string, signal: AbortSignal): CommitReader {
	const facts = new Map<string, CommitFacts>();
	let early: Promise<void> = Promise.resolve();

	const add = (commits: Iterable<CommitFacts>) => {
		for (const commit of commits) facts.set(commit.hash, commit);
	};
	const load = async (hashes: readonly string[]) => {
		const asked = hashes.filter((hash) => !facts.has(hash));
		add((await readCommits(git, root, asked, signal)).values());
	};

	return {
		add,
		expect(hashes) {
			if (hashes.length > FEW) return;
			// What fails here is asked again below, and fails there or not.
			early = early.then(() => load(hashes)).catch(() => undefined);
		},
		async read(hashes) {
			await early;
			await load(hashes);
			return facts;
		},
	};
}
