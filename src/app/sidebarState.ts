import { defined } from '../core/defined.ts';
import type { Objective } from '../core/objective.ts';
import { baseName } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { LineRange } from '../core/textRange.ts';
import type { OtherNews } from '../protocol/news.ts';
import type { ComposerView, Notice, SidebarBody, SidebarState } from '../protocol/sidebar.ts';
import type { AnchorPlaces } from './anchorPlaces.ts';
import { failureText } from './failureText.ts';
import { fileShares } from './fileShares.ts';
import type { KeyResultTrends } from './keyResultTrends.ts';
import { linkedBody } from './linkedBody.ts';
import type { QuestionsHere } from './linkedBody.ts';
import { otherNews } from './newsViews.ts';
import { notices } from './notices.ts';
import type { Waiting } from './notices.ts';
import type { ChangedObjective } from './objectiveNews.ts';
import type { ObjectiveFigures } from './objectiveView.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import { placesIn } from './questionPlace.ts';
import { silentBody } from './silentBody.ts';
import { specFileBody } from './specFileBody.ts';
import type { OpenSpecFile } from './specFileBody.ts';
import type { FileWhy, KnownWhy } from './why.ts';
import type { WholeHistory } from './wholeHistory.ts';
import { healthWord, linesText } from './words.ts';
import { specKey } from '../core/gitAddress.ts';

/** All that the sidebar shows is made of this. */
export interface SidebarInput {
	/** Absent: no editor with a file is open. */
	readonly place?: { readonly osPath: string; readonly lines: LineRange };
	readonly why?: FileWhy;
	/** The file is one of a spec repo. */
	readonly specFile?: OpenSpecFile;
	readonly questions: QuestionsHere;
	/** Absent: nobody looks where the code of questions is now. */
	readonly anchorPlaces?: Pick<AnchorPlaces, 'placeOf'>;
	readonly waiting: Waiting;
	/** What waits to be sent. */
	readonly outbox?: readonly OutboxEntry[];
	readonly composer?: ComposerView;
	/** Absent: nothing is known of the code's whole history. */
	readonly history?: Pick<WholeHistory, 'objectiveWork' | 'objectiveConstraints' | 'fileWork' | 'progress'>;
	/** Absent: nothing is known of the spec repo's history. */
	readonly trends?: Pick<KeyResultTrends, 'get'>;
	/** What is new of the objectives of the user's code, for each spec repo. */
	readonly news?: readonly SpecNews[];
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** The news of one spec repo. */
export interface SpecNews {
	/** Its key. */
	readonly spec: string;
	readonly changed: readonly ChangedObjective[];
}

/** The sidebar in words. Equal inputs give equal states; `revision` is the caller's. */
export function sidebarState(input: SidebarInput, revision: number): SidebarState {
	const body = bodyOf(input);
	const otherNews = otherNewsOf(input, body);
	return {
		revision,
		...(input.place
			? {
					place: {
						file: baseName(input.place.osPath.replaceAll('\\', '/')),
						lines: linesText(input.place.lines.first, input.place.lines.last),
						path: input.place.osPath,
					},
				}
			: {}),
		notices: noticesOf(input, body),
		body,
		...(otherNews.length > 0 ? { otherNews } : {}),
		...(input.composer ? { composer: input.composer } : {}),
		announcement: announcementOf(body),
	};
}

function bodyOf(input: SidebarInput): SidebarBody {
	const { place, why } = input;
	if (!place || !why) {
		return { kind: 'no-file', text: 'Open a file to see why its code exists.' };
	}
	const { specFile, questions, now } = input;
	const own =
		specFile &&
		specFileBody(specFile, { line: place.lines.first, questions, figuresOf: figuresOf(input, specFile), now });
	if (own) return own;
	switch (why.kind) {
		case 'loading': {
			const state = why.store?.state();
			const progress = state?.progress;
			return {
				kind: 'loading',
				text: why.store ? `Reading ${why.store.source.label}` : 'Looking for the repository of this file',
				...(progress?.percent === undefined ? {} : { percent: progress.percent }),
				canCancel: progress !== undefined,
			};
		}
		case 'outside':
			return silent(
				'outside',
				'This file is in no git repository.',
				'Tandem links code by its repository: its commits and its paths. Open a file of a repository.',
			);
		case 'unconfigured':
			return {
				...silent(
					'outside',
					'No spec repo is known for this code.',
					'Connect the repository in which your PM keeps the objectives, or let its .tandem.yml name it.',
				),
				actions: [
					{ label: 'Connect a spec repo', command: 'connect' },
					{ label: 'Doctor', command: 'doctor' },
				],
			};
		case 'failed':
			return {
				...silent('failed', 'The objectives cannot be read.', failureText(why.failure)),
				actions: [
					{ label: 'Try again', command: 'refresh' },
					{ label: 'Doctor', command: 'doctor' },
				],
			};
		case 'known':
			return knownBody(input, place.lines, why);
	}
}

function knownBody(input: SidebarInput, lines: LineRange, why: KnownWhy): SidebarBody {
	const answer = why.explanation.answer(lines.first);
	const spec = specKey(why.store.source.address);
	const shared = {
		why,
		answer,
		spec,
		shares: fileShares({
			explanation: why.explanation,
			work: input.history?.fileWork(why.context, why.path),
			snapshot: why.snapshot,
			spec,
			root: why.context.repo.root,
			path: why.path,
			now: input.now,
		}),
		figuresOf: figuresOf(input, why),
		questions: input.questions,
		placeOf: placesIn(why.context, input.anchorPlaces),
		now: input.now,
	};
	return answer.kind === 'linked' ? linkedBody(shared, answer) : silentBody(shared, answer);
}

/** What is known over time of the objectives of one spec repo. */
function figuresOf(
	{ history, trends, news, outbox, now }: SidebarInput,
	{ store, snapshot }: Pick<KnownWhy, 'store' | 'snapshot'>,
): (objective: Objective) => ObjectiveFigures {
	return (objective) => ({
		...defined({
			work: history?.objectiveWork(store, objective.id),
			trends: trends?.get(store, snapshot, objective),
			news: news
				?.find(({ spec }) => spec === specKey(store.source.address))
				?.changed.find(({ id }) => id === objective.id),
			fromCommits: history?.objectiveConstraints(store, objective.id),
			waiting: outbox,
		}),
		now,
	});
}

/** Whatever is open, as long as something is on the screen. */
function otherNewsOf({ news, now }: SidebarInput, body: SidebarBody): readonly OtherNews[] {
	if (!news || body.kind === 'loading') return [];
	const shown = body.kind === 'linked' ? body.objective.news?.target : undefined;
	return news
		.flatMap(({ spec, changed }) => changed.map((one) => otherNews(one, spec, now)))
		.filter(({ target }) => target !== shown);
}

function silent(
	reason: 'outside' | 'failed',
	headline: string,
	explanation: string,
): Extract<SidebarBody, { kind: 'silent' }> {
	return {
		kind: 'silent',
		reason,
		headline,
		explanation: [{ text: explanation }],
		others: [],
		questions: [],
		actions: [],
	};
}

function noticesOf({ why, waiting, history, now }: SidebarInput, body: SidebarBody): readonly Notice[] {
	const known = why?.kind === 'known' ? why : undefined;
	const store = known?.store ?? (why && 'store' in why ? why.store : undefined);
	return notices({
		state: known?.state,
		specLabel: store?.source.label ?? 'the spec repo',
		shallow: known?.context.head.shallow ?? false,
		ignoredRevs: known?.history.kind === 'ready' ? known.history.history.ignoredRevs : undefined,
		waiting,
		reading: history?.progress(),
		errors: known ? filesWithErrors(known.snapshot, body) : 0,
		now,
	});
}

/** Where an objective is shown, only errors in its own files: those of others are no news there, the doctor and the Problems panel have them. */
function filesWithErrors({ problems, objectiveById }: SpecSnapshot, body: SidebarBody): number {
	const source = body.kind === 'linked' ? objectiveById.get(body.objective.id)?.source : undefined;
	const errors = problems.filter(
		({ severity, file }) => severity === 'error' && (!source || file === source.file || file === source.head),
	);
	return new Set(errors.map(({ file }) => file)).size;
}

function announcementOf(body: SidebarBody): string {
	switch (body.kind) {
		case 'linked':
			return [
				body.objective.title,
				body.objective.health && healthWord(body.objective.health.name).toLowerCase(),
				body.objective.news && 'changed since you looked',
			]
				.filter((part) => part)
				.join(', ');
		case 'silent':
			return body.headline;
		case 'no-file':
			return body.text;
		case 'loading':
			// A screen reader would hear every step; the result is announced instead.
			return '';
	}
}
