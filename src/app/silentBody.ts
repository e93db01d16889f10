import type { LineAnswer } from '../core/link.ts';
import type { Sentence, SidebarBody } from '../protocol/sidebar.ts';
import { othersOf, questionsOf } from './linkedBody.ts';
import type { LineBodyInput } from './linkedBody.ts';
import { encodeTarget } from './target.ts';
import type { KnownWhy } from './why.ts';
import { count, relativeTime } from './words.ts';

/** The body for a line without an objective. None on purpose, nothing known, and not knowable are three different sentences. */
export function silentBody(input: LineBodyInput, answer: Exclude<LineAnswer, { kind: 'linked' }>): SidebarBody {
	const { why, shares } = input;
	const rest = {
		others: othersOf(answer.links, input),
		questions: questionsOf(input, undefined),
		...(shares ? { shares } : {}),
		askLabel: 'Ask a PM about this code',
	};
	switch (answer.kind) {
		case 'none':
			return {
				kind: 'silent',
				reason: 'none',
				headline: 'This line serves no objective, on purpose.',
				explanation: noneSentence(answer, input),
				...rest,
				actions: [],
			};
		case 'unlinked':
			return {
				kind: 'silent',
				reason: 'unlinked',
				headline: 'No objective is known for this line.',
				explanation: unlinkedSentence(answer, why),
				...rest,
				actions: [{ label: 'Suggest objectives', command: 'suggest' }],
			};
		case 'unknown':
			return {
				kind: 'silent',
				reason: 'unknown',
				headline:
					answer.history.kind === 'pending'
						? 'Looking up the commit of this line.'
						: 'The objective of this line is not known.',
				explanation: [
					{
						text:
							answer.history.kind === 'failed'
								? `git could not say which commit wrote it (${answer.history.reason}), and no pattern matches the file.`
								: 'No pattern matches the file; its commit may still name an objective.',
					},
				],
				...rest,
				actions: answer.history.kind === 'failed' ? [{ label: 'Try again', command: 'refresh' }] : [],
			};
	}
}

function noneSentence(answer: Extract<LineAnswer, { kind: 'none' }>, { why, now }: LineBodyInput): Sentence {
	const { commit } = answer;
	return [
		{
			text: commit.hash.slice(0, 7),
			target: encodeTarget({ kind: 'commit', root: why.context.repo.root, hash: commit.hash }),
			title: `Show the commit "${commit.subject}"`,
		},
		{ text: ' says ' },
		{ text: answer.words, style: 'code' },
		{ text: ` · ${commit.author}, ${relativeTime(commit.time * 1000, now)}` },
	];
}

function unlinkedSentence(answer: Extract<LineAnswer, { kind: 'unlinked' }>, why: KnownWhy): Sentence {
	const commit =
		answer.history.kind === 'uncommitted'
			? 'The line is not committed yet, its branch names none, and no pattern of the '
			: 'Its commit names none, and no pattern of the ';
	return [
		{ text: `${commit}${count(why.snapshot.objectives.length, 'objective')} in ` },
		{ text: why.store.source.label, style: 'strong' },
		{ text: ' matches the file.' },
	];
}
