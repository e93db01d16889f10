import type { Notice } from '../protocol/sidebar.ts';
import { failureText } from './failureText.ts';
import type { SpecState } from './specStore.ts';
import type { HistoryProgress } from './wholeHistory.ts';
import { count, formatValue, relativeTime } from './words.ts';

/** What waits in the outbox. */
export interface Waiting {
	readonly count: number;
	/** Whether one was refused or failed. */
	readonly failed: boolean;
	/** Whether all wait for the user to sign in to their channel. */
	readonly signIn: boolean;
}

export interface NoticeFacts {
	readonly state?: SpecState;
	readonly specLabel: string;
	readonly shallow: boolean;
	readonly ignoredRevs?: 'none' | 'honoured' | 'unreadable';
	readonly waiting: Waiting;
	/** The whole history of the code is being read. */
	readonly reading?: HistoryProgress;
	/** Errors (not warnings) in the spec repo. */
	readonly errors: number;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** What is not as it should be, most urgent first: stale, incomplete and failed are different sentences, each with the next step. */
export function notices(facts: NoticeFacts): readonly Notice[] {
	const { state, specLabel, waiting, now } = facts;
	const found: Notice[] = [];
	if (state?.kind === 'stale') {
		found.push({
			kind: 'stale',
			text: `Shown from ${specLabel} as it was ${relativeTime(state.since, now)}. ${failureText(state.failure)}`,
			actions: [
				{ label: 'Try again', command: 'refresh' },
				{ label: 'Doctor', command: 'doctor' },
			],
		});
	}
	if (waiting.count > 0) {
		found.push({
			kind: 'waiting',
			text: waitingText(waiting, specLabel),
			actions: [{ label: 'Show', command: 'outbox' }],
		});
	}
	if (facts.reading) {
		found.push({
			kind: 'working',
			text: readingText(facts.reading),
			actions: [{ label: 'Cancel', command: 'cancel' }],
		});
	}
	if (facts.shallow) {
		found.push({
			kind: 'incomplete',
			text: 'This is a shallow clone: older commits are not here, so links by commit are incomplete. "git fetch --unshallow" brings them.',
			actions: [],
		});
	}
	if (facts.ignoredRevs === 'unreadable') {
		found.push({
			kind: 'incomplete',
			text: 'git does not accept .git-blame-ignore-revs, so reformatting commits are not looked through. Check the hashes in it.',
			actions: [],
		});
	}
	if (facts.errors > 0) {
		found.push({
			kind: 'problem',
			text: `${count(facts.errors, 'file')} of ${specLabel} cannot be shown in full, because of errors.`,
			actions: [{ label: 'Doctor', command: 'doctor' }],
		});
	}
	return found;
}

function waitingText({ count: number, failed, signIn }: Waiting, specLabel: string): string {
	const messages = count(number, 'message');
	if (signIn) return `${messages} ${number === 1 ? 'waits' : 'wait'} until you sign in to the channel.`;
	return failed
		? `${messages} could not be sent yet. Nothing is lost; Tandem tries again.`
		: `${messages} on the way to ${specLabel}.`;
}

/** `Reading the history: 12,000 of 99,000 commits, about 20 s left` */
function readingText({ done, total, secondsLeft }: HistoryProgress): string {
	const commits =
		total === undefined ? count(done, 'commit') : `${formatValue(Math.min(done, total))} of ${count(total, 'commit')}`;
	return `Reading the history: ${[commits, secondsLeft === undefined ? '' : timeLeft(secondsLeft)].filter(Boolean).join(', ')}`;
}

/** Never more exact than it is known: an estimate that jumps each second is read by nobody. */
function timeLeft(seconds: number): string {
	if (seconds < 5) return 'a few seconds left';
	if (seconds < 90) return `about ${Math.ceil(seconds / 10) * 10} s left`;
	return `about ${Math.round(seconds / 60)} min left`;
}
