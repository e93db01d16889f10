import type { IndexedCommit } from '../core/history/historyFacts.ts';
import type { CommitFacts } from '../core/link.ts';
import { baseName } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { FilePart } from './wholeHistory.ts';
import { count, dayText } from './words.ts';

/** How many commits of a list are read from git and shown. */
export const LISTED_COMMITS = 100;

/** One commit of a list. */
export interface CommitRow {
	readonly hash: string;
	/** The subject, or the hash where git does not have the commit any more. */
	readonly label: string;
	/** `3f2a1c9 · 16 November 2026 · Ana Ruiz` */
	readonly note: string;
	/** What it says of objectives, in its own words; empty where it says nothing. */
	readonly says: string;
}

/** The first of the commits as rows; `facts` is what git says of them, by hash. */
export function commitRows(
	commits: readonly IndexedCommit[],
	facts: ReadonlyMap<string, Pick<CommitFacts, 'subject'>>,
): readonly CommitRow[] {
	return commits.slice(0, LISTED_COMMITS).map(({ hash, time, author, objectives, none }) => {
		const short = hash.slice(0, 7);
		const said = objectives.map(({ words }) => words);
		const nothing = none && `Objective: none${none.reason === undefined ? '' : ` (${none.reason})`}`;
		return {
			hash,
			label: facts.get(hash)?.subject || short,
			note: [short, dayText(time * 1000), author].join(' · '),
			says: [...said, ...(nothing ? [nothing] : [])].join(', '),
		};
	});
}

/** `retry.ts: 12 commits for Cut checkout abandonment`; `titleOf` gives an objective's title where it is known. */
export function fileCommitsTitle(
	path: RepoPath,
	part: FilePart,
	commits: readonly IndexedCommit[],
	titleOf: (id: string) => string | undefined,
): string {
	const number = count(commits.length, 'commit');
	const listed = commits.length > LISTED_COMMITS ? `the newest ${LISTED_COMMITS} of ${number}` : number;
	const one = commits.length === 1;
	const which = {
		objective: part.kind === 'objective' ? `for ${titleOf(part.objective) ?? part.objective}` : '',
		none: `that ${one ? 'serves' : 'serve'} no objective, on purpose`,
		unlinked: `that ${one ? 'names' : 'name'} no objective`,
	}[part.kind];
	return `${baseName(path)}: ${listed} ${which}`;
}
