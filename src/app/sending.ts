/**
 * What is loaded when something waits in the outbox, or an issue of a channel was read: on most days of most windows neither is so. It is one file, as
 * `vscode/onDemand.ts` is.
 */
import { answerEntries, type AnswersInput } from './channels/channelAnswers.ts';
import { claimAndPost, writtenEntries, type WrittenInput } from './channels/writtenMessages.ts';
import { postToChannel, type PostDeps } from './channels/postToChannel.ts';
import type { Send } from './outbox.ts';
import { changeOf, questionOf } from './outboxChange.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { SpecStore } from './specStore.ts';

/** What is to be done after the issue of a question was read: see `answerEntries` and, where the user agreed that it goes there, `writtenEntries`. */
export function threadEntries(
	input: AnswersInput & { readonly post?: Pick<WrittenInput, 'place' | 'now' | 'nonce'> },
): readonly OutboxEntry[] {
	return [...answerEntries(input), ...(input.post ? writtenEntries({ ...input, ...input.post }) : [])];
}

/** Sends into the spec repo, and into the channels that it names. */
export function createSend(deps: PostDeps): Send {
	return async (spec, entry, signal) => {
		const { action } = entry;
		if (action.kind === 'post') return postToChannel(deps, spec, { ...entry, post: action.post }, signal);
		const now = { ...entry, path: pathNow(entry, spec) };
		if (action.kind === 'claim') return claimAndPost(spec, now, action, signal);
		return { delivery: await spec.source.deliver(changeOf(now), signal), next: [] };
	};
}

/** Where the entry's question is, as far as it is known here: a PM may put those that are done into a folder of their own. */
function pathNow(entry: OutboxEntry, spec: SpecStore): string {
	const questions = spec.snapshot()?.questions ?? [];
	if (questions.some(({ file }) => file === entry.path)) return entry.path;
	return questions.find(({ id }) => id === questionOf(entry))?.file ?? entry.path;
}
