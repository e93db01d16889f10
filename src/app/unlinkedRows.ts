import type { SpecSnapshot } from '../core/snapshot.ts';
import { baseName } from '../core/repoPath.ts';
import { failureReason } from './failureText.ts';
import type { Gap } from './objectiveActivity.ts';
import type { CodeRepo } from './ports.ts';
import { encodeTarget } from './target.ts';
import { UNLINKED_LIMIT } from './unlinkedCommits.ts';
import type { UnlinkedCommit } from './unlinkedCommits.ts';
import { UNLINKED_DAYS } from './unlinkedWork.ts';
import type { UnlinkedWork } from './unlinkedWork.ts';
import { formatValue, relativeTime } from './words.ts';

/** A commit as a row of the tree. All texts are plain. */
export interface UnlinkedRow {
	readonly label: string;
	/** `PAY-2? · 3 days ago` */
	readonly note: string;
	readonly tooltip: string;
	/** The row as it is read aloud. */
	readonly spoken: string;
	readonly target: string;
}

/** Longer labels are cut: no screen shows them, and a tree keeps them all. */
const LABEL_LENGTH = 200;
/** How many files the tooltip names. */
const FILES = 8;

/** `now` in milliseconds since 1970. */
export function unlinkedRow(
	{ repo, commit, files, suggested }: UnlinkedCommit,
	snapshot: Pick<SpecSnapshot, 'objectiveById'> | undefined,
	now: number,
): UnlinkedRow {
	const { hash, subject, author, time } = commit;
	const when = relativeTime(time * 1000, now);
	const label = subject === '' ? hash.slice(0, 7) : subject.slice(0, LABEL_LENGTH);
	const ids = suggested.map(({ objective }) => objective);
	const reasons = suggested.map(({ objective, pattern }) => {
		const title = snapshot?.objectiveById.get(objective)?.title;
		return `Perhaps ${[objective, title].filter(Boolean).join(' ')}: its pattern ${pattern} covers files of this commit`;
	});
	const listed = files.slice(0, files.length > FILES + 1 ? FILES : files.length);
	return {
		label,
		note: [...(ids.length > 0 ? [`${ids.join(', ')}?`] : []), when].join(' · '),
		tooltip: [
			label,
			`${hash.slice(0, 7)} · ${author} · ${when}`,
			'',
			...(reasons.length > 0 ? reasons : ['No pattern of an objective covers its files']),
			'',
			...listed,
			...(listed.length < files.length ? [`and ${formatValue(files.length - listed.length)} more`] : []),
		].join('\n'),
		spoken: [label, ...(ids.length > 0 ? [`perhaps ${ids.join(', ')}`] : []), when].join(', '),
		target: encodeTarget({ kind: 'commit', root: repo.root, hash }),
	};
}

/** What stands above the rows, or instead of them; undefined where the rows say it all. */
export function unlinkedMessage(works: readonly UnlinkedWork[]): string | undefined {
	if (works.some(({ state }) => state === 'loading')) return `Reading the commits of the last ${UNLINKED_DAYS} days…`;
	if (works.some(({ state }) => state === 'failed'))
		return 'The objectives cannot be read, so no commit can be compared with them. Run "Tandem: Doctor".';
	const gaps = [...new Set(works.flatMap((work) => work.gaps.map(gapSentence)))];
	const cut = works.some(({ isCut }) => isCut) ? [`Only the newest ${UNLINKED_LIMIT} are listed.`] : [];
	if (works.some(({ commits }) => commits.length > 0)) return [...gaps, ...cut].join(' ') || undefined;
	if (works.every(({ repos }) => repos.length === 0) && gaps.length === 0)
		return 'No code of this spec repo is open. Open a folder with code to see its work.';
	if (gaps.length > 0) return `No unlinked commit was found so far. ${gaps.join(' ')}`;
	return `Every commit of the last ${UNLINKED_DAYS} days names an objective, or says that it serves none.`;
}

function gapSentence(gap: Gap): string {
	const name = repoLabel(gap.repo);
	switch (gap.kind) {
		case 'failed':
			return `${name} could not be read: ${failureReason(gap.failure)}. Run "Tandem: Refresh" to try again.`;
		case 'shallow':
			return `${name} is a shallow clone: older commits are not here.`;
		case 'limit':
			return `Only the newest ${formatValue(gap.limit)} commits of ${name} were read.`;
	}
}

/** The name of a code repo, else that of its folder. */
export function repoLabel({ name, root }: CodeRepo): string {
	return name ?? baseName(root.replaceAll('\\', '/'));
}
