/**
 * What is loaded when something waits in the outbox, or an issue of a channel was read: on most days of most windows neither is so. It is one file, as
 * `vscode/onDemand.ts` is.
 */
import { postToChannel, type PostDeps } from './channels/postToChannel.ts';
import type { Send } from './outbox.ts';
import { changeOf, questionOf } from './outboxChange.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { SpecStore } from './specStore.ts';

export { answerEntries } from './channels/channelAnswers.ts';

/** Sends into the spec repo, and into the channels that it names. */
export function createSend(deps: PostDeps): Send {
	return async (spec, entry, signal) => {
		const { action } = entry;
		if (action.kind === 'post') return postToChannel(deps, spec, { ...entry, post: action.post }, signal);
		const change = changeOf({ ...entry, path: pathNow(entry, spec) });
		return { delivery: await spec.source.deliver(change, signal), next: [] };
	};
}

/** Where the entry's question is, as far as it is known here: a PM may put those that are done into a folder of their own. */
function pathNow(entry: OutboxEntry, spec: SpecStore): string {
	const questions = spec.snapshot()?.questions ?? [];
	if (questions.some(({ file }) => file === entry.path)) return entry.path;
	return questions.find(({ id }) => id === questionOf(entry))?.file ?? entry.path;
}
