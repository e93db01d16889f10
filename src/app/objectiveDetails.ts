import { baseName } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { Anchor } from '../core/question.ts';
import type { BodyItem, KeyResult, Objective } from '../core/objective.ts';
import { readAloud } from '../core/plainMarkdown.ts';
import { readRecorded } from '../core/readRecorded.ts';
import { ACTIVITY_DAYS } from './activities.ts';
import type { SpecActivity } from './activities.ts';
import { failureReason } from './failureText.ts';
import type { Found, Gap, LinkedFile, NamingCommit, ObjectiveActivity } from './objectiveActivity.ts';
import { changeViews, differenceText } from './newsViews.ts';
import type { ChangedObjective } from './objectiveNews.ts';
import { keyResultView } from './objectiveView.ts';
import { placeLabel } from './questionPlace.ts';
import type { PlaceOfQuestion } from './questionPlace.ts';
import { questionView } from './questionViews.ts';
import type { KnownQuestion } from './questionViews.ts';
import { encodeTarget } from './target.ts';
import { formatShare, formatValue, relativeTime } from './words.ts';

/** What a leaf is, for its icon. */
export type LeafKind =
	| 'measured'
	| 'reached'
	| 'file'
	| 'commit'
	| 'question'
	| 'constraint'
	| 'decision'
	| 'open-point'
	| 'changed'
	| 'more'
	| 'loading'
	/** Something that is not known, and why. */
	| 'gap'
	| 'none';

/** Something below an objective in the tree. All texts are plain text. */
export type ObjectiveDetail =
	| {
			readonly kind: 'branch';
			/** Unique among its neighbours. */
			readonly key: string;
			readonly label: string;
			readonly note: string;
			readonly details: readonly ObjectiveDetail[];
	  }
	| {
			readonly kind: 'leaf';
			readonly leaf: LeafKind;
			readonly label: string;
			/** What stands beside the label, dimmed. */
			readonly note: string;
			readonly tooltip: string;
			/** See `encodeTarget`; absent: there is nothing to open. */
			readonly target?: string;
			/** The file that the leaf is about, for its icon. */
			readonly file?: { readonly root: string; readonly path: RepoPath };
	  };
type Leaf = Extract<ObjectiveDetail, { kind: 'leaf' }>;

export interface DetailsContext {
	/** Key of the spec repo. */
	readonly spec: string;
	readonly questions: readonly KnownQuestion[];
	/** What is new of the objective since the user looked. */
	readonly news?: ChangedObjective | undefined;
	/** Where the code of questions is now. */
	readonly placeOf: PlaceOfQuestion;
	/** Undefined: it is being looked at. */
	readonly activity: SpecActivity | undefined;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** How many files or commits are listed before "more". */
const SHOWN = 20;
/** Longer labels are cut: no screen shows them, and a tree keeps them all. */
const LABEL_LENGTH = 200;
/** How much of a constraint or a decision is in its tooltip. */
const TEXT_LENGTH = 2_000;

/** What is known of an objective, as branches with counts; a kind of which there is nothing has none, what is not known is said. */
export function objectiveDetails(objective: Objective, context: DetailsContext): readonly ObjectiveDetail[] {
	const { spec } = context;
	const { file, head = file } = objective.source;
	const placeIn = (path: RepoPath) => (line: number) => encodeTarget({ kind: 'spec-file', spec, path, line });
	const place = placeIn(file);
	const body = (leaf: LeafKind, items: readonly BodyItem[]) =>
		items.map(({ markdown, line }): Leaf => {
			const whole = markdown.slice(0, TEXT_LENGTH);
			const said = readRecorded(whole);
			const text = readAloud(said?.text ?? whole) || whole.trim();
			const tooltip = said ? `${text}\n${said.people}, ${said.on}` : text;
			return { kind: 'leaf', leaf, label: cut(text), note: '', tooltip, target: place(line) };
		});
	return [
		...changeDetails(context),
		...branch(
			'key-results',
			'Key results',
			objective.keyResults.map((result) => keyResultLeaf(result, placeIn(head))),
		),
		...activityDetails(objective, context, placeIn(head)),
		...branch('questions', 'Open questions', openQuestions(objective, context)),
		...branch('open-points', 'Left open', body('open-point', objective.openPoints)),
		...branch('constraints', 'Constraints', body('constraint', objective.constraints)),
		...branch('decisions', 'Decisions', body('decision', objective.decisions)),
	];
}

function branch(key: string, label: string, details: readonly ObjectiveDetail[], note?: string): ObjectiveDetail[] {
	return details.length > 0 ? [{ kind: 'branch', key, label, note: note ?? String(details.length), details }] : [];
}

function changeDetails({ news, spec, now }: DetailsContext): readonly ObjectiveDetail[] {
	if (!news) return [];
	const target = encodeTarget({ kind: 'changes', spec, id: news.id });
	const leaves = changeViews(news).map(({ label, differences }): Leaf => {
		const texts = differences.map(differenceText);
		const tooltip = [label, ...texts].join('\n').slice(0, TEXT_LENGTH);
		// A narrow row shows its first words only: they are the difference.
		return { kind: 'leaf', leaf: 'changed', label: cut(texts.join(' · ')), note: label, tooltip, target };
	});
	return branch('changes', 'Changed since you looked', leaves, relativeTime(news.since, now));
}

function keyResultLeaf(result: KeyResult, place: (line: number) => string): Leaf {
	const { metric, current, target, reached, progress, label } = keyResultView(result);
	const value = current ? [current, target && `of ${target}`].filter((part) => part).join(' ') : 'not measured yet';
	const way = reached ? 'reached' : progress === undefined ? undefined : `${formatShare(progress)} of the way`;
	return {
		kind: 'leaf',
		leaf: reached ? 'reached' : 'measured',
		label: cut(metric),
		note: [value, way].filter((part) => part).join(' · '),
		tooltip: label,
		target: place(result.line),
	};
}

function openQuestions({ id }: Objective, { questions, spec, now, placeOf }: DetailsContext): readonly Leaf[] {
	return questions
		.filter(({ question }) => question.objective === id && question.state === 'open')
		.map((known): Leaf => {
			const { title, note, askedBy } = questionView(known, { spec, now });
			const { anchor } = known.question;
			const place = anchor && placeNow(anchor, placeOf);
			return {
				kind: 'leaf',
				leaf: 'question',
				label: cut(title),
				note: [place?.text, note].filter((part) => part).join(' · '),
				tooltip: [title, askedBy && `Asked by ${askedBy}`, place?.title].filter((part) => part).join('\n'),
				target: encodeTarget({ kind: 'question', spec, id: known.question.id }),
			};
		});
}

/** What was recorded is no answer to where it is now. */
function placeNow(anchor: Anchor, placeOf: PlaceOfQuestion): { readonly text: string; readonly title?: string } {
	const place = placeOf(anchor);
	if (place === 'pending') return { text: 'place not known yet', title: `Asked about ${anchor.path}` };
	const label = placeLabel(anchor, place);
	return place
		? label
		: { text: `${label.text} when asked`, title: `Asked about ${anchor.path}, which is not open here` };
}

/** Files and commits. "None" is only said where everything was looked at. */
function activityDetails(
	objective: Objective,
	{ activity, now }: DetailsContext,
	place: (line: number) => string,
): readonly ObjectiveDetail[] {
	const own = activity?.of(objective.id);
	if (!activity || !own) return [said('loading', 'Looking at the code…', 'Reading files and commits.')];
	const names = activity.repos.length > 1;
	if (activity.repos.length === 0)
		return [
			said('none', 'No code is open here', 'Open a folder with code of this spec repo to see files and commits.'),
		];
	if (isNothing(own))
		return [
			said(
				'none',
				'No code found',
				`No file matches its code: patterns, and no commit of the last ${ACTIVITY_DAYS} days names ${objective.id}.`,
				'no files, no recent commits',
			),
		];
	const rule = objective.code.flatMap(({ patterns }) => patterns)[0];
	return [
		...found('files', 'Linked files', own.files, (file) => fileLeaf(file, names), rule && place(rule.line)),
		...found('commits', 'Recent commits', own.commits, (naming) => commitLeaf(naming, { names, now })),
	];
}

function isNothing({ files, commits }: ObjectiveActivity): boolean {
	return [files, commits].every((one) => one.count === 0 && one.gaps.length === 0);
}

/** A branch with the first things, the rest of those that are known behind "more", and then what is not known. */
function found<Thing>(
	key: string,
	label: string,
	{ count: total, first, gaps }: Found<Thing>,
	toLeaf: (thing: Thing) => Leaf,
	whereTheRest?: string,
): readonly ObjectiveDetail[] {
	const leaves = first.map(toLeaf);
	const missing = gaps.map(gapLeaf);
	if (total === 0) {
		// Without a branch around it, the row has to say of what it speaks.
		return missing.map((gap) => ({ ...gap, label: `${label}: not known` }));
	}
	const unlisted = total - first.length;
	const rest: readonly ObjectiveDetail[] = [
		...leaves.slice(SHOWN),
		...(unlisted > 0
			? [
					{
						...said('more', `and ${formatValue(unlisted)} more`, `Only the first ${first.length} are listed.`),
						...(whereTheRest ? { target: whereTheRest, note: 'by its code: patterns' } : {}),
					},
				]
			: []),
	];
	const listed = leaves.slice(0, SHOWN);
	const more = total - listed.length;
	return branch(
		key,
		label,
		[...listed, ...branch('more', `${formatValue(more)} more`, rest, ''), ...missing],
		gaps.length > 0 ? `at least ${formatValue(total)}` : formatValue(total),
	);
}

function fileLeaf({ repo, path, pattern }: LinkedFile, named: boolean): Leaf {
	const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
	return {
		kind: 'leaf',
		leaf: 'file',
		label: baseName(path),
		note: [named && repoName(repo), folder].filter((part) => part).join(' · '),
		tooltip: `${path}\nCovered by ${pattern}`,
		target: encodeTarget({ kind: 'code', root: repo.root, path, line: 1 }),
		file: { root: repo.root, path },
	};
}

function commitLeaf({ repo, commit, mention }: NamingCommit, { names, now }: { names: boolean; now: number }): Leaf {
	const when = relativeTime(commit.time * 1000, now);
	return {
		kind: 'leaf',
		leaf: 'commit',
		label: cut(commit.subject),
		note: [names && repoName(repo), when, commit.author].filter((part) => part).join(' · '),
		tooltip: `${commit.subject}\n${commit.hash.slice(0, 7)} · ${commit.author} · ${when}\nSays ${mention.words}`,
		target: encodeTarget({ kind: 'commit', root: repo.root, hash: commit.hash }),
	};
}

function gapLeaf(gap: Gap): Leaf {
	const name = repoName(gap.repo);
	const row = (note: string, tooltip: string) => said('gap', 'Not all are known', tooltip, note);
	switch (gap.kind) {
		case 'failed':
			return row(failureReason(gap.failure), `${name} could not be read: ${failureReason(gap.failure)}.`);
		case 'shallow':
			return row(
				'shallow clone',
				`Older commits of ${name} are not in this clone. Run "git fetch --unshallow" to see all.`,
			);
		case 'limit':
			return row('too many commits', `Only the newest ${formatValue(gap.limit)} commits of ${name} were read.`);
	}
}

function said(leaf: LeafKind, label: string, tooltip: string, note = ''): Leaf {
	return { kind: 'leaf', leaf, label, note, tooltip };
}

function repoName({ name, root }: LinkedFile['repo']): string {
	return name ?? baseName(root.replaceAll('\\', '/'));
}

function cut(text: string): string {
	return text.length <= LABEL_LENGTH ? text : `${text.slice(0, LABEL_LENGTH).trimEnd()}…`;
}
