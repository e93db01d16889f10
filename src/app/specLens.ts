import type { Objective } from '../core/objective.ts';
import { readAloud } from '../core/plainMarkdown.ts';
import { specKey } from '../core/gitAddress.ts';
import type { SpecActivity } from './activities.ts';
import { ACTIVITY_DAYS } from './activities.ts';
import type { Found, Gap } from './objectiveActivity.ts';
import type { KnownQuestion } from './questionViews.ts';
import type { SpecStore } from './specStore.ts';
import { encodeTarget } from './target.ts';
import type { Target } from './target.ts';
import { count, relativeTime } from './words.ts';

/** What is known of an objective's life in the code and around it. */
export interface ObjectiveWork {
	readonly objective: Objective;
	/** Undefined: it is being counted. */
	readonly activity: SpecActivity | undefined;
	/** Of this objective. */
	readonly questions: readonly KnownQuestion[];
}

/** Gathers what is known of one objective at this moment. */
export function workOf(
	objective: Objective,
	activity: SpecActivity | undefined,
	questions: readonly KnownQuestion[],
): ObjectiveWork {
	return { objective, activity, questions: questions.filter(({ question }) => question.objective === objective.id) };
}

/** `12 files · 3 commits in 30 days · 2 open questions · 1 constraint`: the line above the title. */
export function lensText({ objective, activity, questions }: ObjectiveWork): string {
	const open = questions.filter(({ question }) => question.state === 'open').length;
	const { constraints } = objective;
	const rest = [
		open > 0 && count(open, 'open question'),
		constraints.length > 0 && count(constraints.length, 'constraint'),
	].filter((part) => part !== false);
	// Where a PM has the spec repo alone open, there is nothing to be said of code.
	const isAlone = activity?.repos.length === 0 && rest.length > 0;
	return [...(isAlone ? [] : codeParts(objective, activity)), ...rest].join(' · ');
}

function codeParts({ id, code }: Objective, activity: SpecActivity | undefined): readonly string[] {
	if (!activity) return ['counting files and commits …'];
	if (activity.repos.length === 0) return ['no open code repo uses this spec'];
	const found = activity.of(id);
	// A new objective: it is known once its file was read again.
	if (!found) return ['counting files and commits …'];
	const { files, commits } = found;
	if (files.count === 0 && commits.count === 0 && [...files.gaps, ...commits.gaps].length === 0)
		return [code.length === 0 ? NO_COMMITS : `no files, ${NO_COMMITS}`];
	// Without any pattern, no file is what one expects.
	if (code.length === 0 && files.count === 0 && files.gaps.length === 0)
		return [`${atLeast(commits, 'commit')} in ${ACTIVITY_DAYS} days`];
	return [atLeast(files, 'file'), `${atLeast(commits, 'commit')} in ${ACTIVITY_DAYS} days`];
}

const NO_COMMITS = `no commits in ${ACTIVITY_DAYS} days`;

function atLeast({ count: number, gaps }: Found<unknown>, word: string): string {
	return gaps.length > 0 ? `at least ${count(number, word)}` : count(number, word);
}

/** One row of the list behind the line above the title: a heading, or something that can be opened. */
export type WorkRow =
	| { readonly kind: 'heading'; readonly text: string }
	| {
			readonly kind: 'file' | 'commit' | 'question' | 'constraint';
			readonly label: string;
			readonly note: string;
			readonly target: string;
	  }
	/** Something that has to be known about what is above, with nothing to open. */
	| { readonly kind: 'note'; readonly label: string };

/** All that `lensText` counts, in its order, under headings; `now` in milliseconds since 1970. */
export function workRows(
	{ objective, activity, questions }: ObjectiveWork,
	store: SpecStore,
	now: number,
): readonly WorkRow[] {
	const spec = specKey(store.source.address);
	const found = activity?.of(objective.id);
	const row = (
		kind: Exclude<WorkRow['kind'], 'heading' | 'note'>,
		label: string,
		note: string,
		target: Target,
	): WorkRow => ({
		kind,
		label,
		note,
		target: encodeTarget(target),
	});
	const several = (activity?.repos.length ?? 0) > 1;
	const files = found?.files.first.map(({ repo, path, pattern }) =>
		row('file', path, [several && repo.name, pattern].filter((part) => part).join(' · '), {
			kind: 'code',
			root: repo.root,
			path,
			line: 1,
		}),
	);
	const commits = found?.commits.first.map(({ repo, commit }) =>
		row('commit', commit.subject, `${commit.hash.slice(0, 7)} · ${relativeTime(commit.time * 1000, now)}`, {
			kind: 'commit',
			root: repo.root,
			hash: commit.hash,
		}),
	);
	const asked = questions.map(({ question }) =>
		row('question', question.title, question.state, { kind: 'question', spec, id: question.id }),
	);
	const constraints = objective.constraints.map(({ markdown, line }) =>
		row('constraint', readAloud(markdown).slice(0, LABEL), '', {
			kind: 'spec-file',
			spec,
			path: objective.source.file,
			line,
		}),
	);
	const code: readonly WorkRow[] = [...(files ?? []), ...(commits ?? [])];
	return [
		...(code.length === 0 ? [{ kind: 'note', label: codeParts(objective, activity)[0] ?? '' } as const] : []),
		...group('Files', files ?? [], found?.files),
		...group(`Commits in ${ACTIVITY_DAYS} days`, commits ?? [], found?.commits),
		...group('Questions', asked),
		...group('Constraints', constraints),
	];
}

const LABEL = 200;

function group(heading: string, rows: readonly WorkRow[], found?: Found<unknown>): readonly WorkRow[] {
	const more = found ? found.count - found.first.length : 0;
	const notes = [
		...(more > 0 ? [`and ${count(more, 'more', 'more')}`] : []),
		...new Set((found?.gaps ?? []).map(gapText)),
	];
	if (rows.length === 0 && notes.length === 0) return [];
	return [{ kind: 'heading', text: heading }, ...rows, ...notes.map((label) => ({ kind: 'note', label }) as const)];
}

function gapText(gap: Gap): string {
	const { repo } = gap;
	const name = repo.name ?? repo.root;
	switch (gap.kind) {
		case 'failed':
			return `${name} could not be read, so there may be more`;
		case 'shallow':
			return `${name} is a shallow clone: older commits are not there`;
		case 'limit':
			return `only the newest ${gap.limit} commits of ${name} were read`;
	}
}
