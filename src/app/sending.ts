/**
 * What is loaded when something waits in the outbox, or an issue of a channel was read: on most days of most windows neither is so. It is one file, as
 * `vscode/onDemand.ts` is.
 */
import { postToChannel, type PostDeps } from './channels/postToChannel.ts';
import type { Send } from './outbox.ts';
import { changeOf } from './outboxChange.ts';

export { answerEntries } from './channels/channelAnswers.ts';

/** Sends into the spec repo, and into the channels that it names. */
export function createSend(deps: PostDeps): Send {
	return async (spec, entry, signal) => {
		const { action } = entry;
		if (action.kind === 'post') return postToChannel(deps, spec, { ...entry, post: action.post }, signal);
		return { delivery: await spec.source.deliver(changeOf(entry), signal), next: [] };
	};
}
