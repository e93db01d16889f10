import * as vscode from 'vscode';
import { postWaitingText } from '../app/channels/channelWords.ts';
import { isSignInMissing } from '../app/channels/waitingPosts.ts';
import type { WaitingPost } from '../app/channels/waitingPosts.ts';
import { storeOf } from '../app/proposal.ts';
import type { Tandem } from '../app/tandem.ts';
import { channelPlace } from '../core/channels/channel.ts';
import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import type { ChannelAccess } from './channelAccess.ts';
import { runCommand } from './contributions.ts';
import { plainLabel } from './plainLabel.ts';

export interface PostWaitingDeps {
	readonly tandem: Tandem;
	readonly access: ChannelAccess;
}

const SIGN_IN = 'Sign In';
const OUTBOX = 'Show Outbox';

/** Says why something does not get into its channel, and what can be done about it. `kept` is what waits, as the beginning of a sentence. */
export async function tellPostWaiting(deps: PostWaitingDeps, entry: WaitingPost, kept: string): Promise<void> {
	const { kind, detail } = entry.lastFailure;
	const sentence = postWaitingText(kept, new Failure(kind as FailureKind, detail), entry.action.post);
	const steps = isSignInMissing(entry) ? [SIGN_IN, OUTBOX] : [OUTBOX];
	const chosen = await vscode.window.showWarningMessage(plainLabel(sentence), ...steps);
	if (chosen === OUTBOX) await runCommand(vscode, 'tandem.showOutbox');
	if (chosen === SIGN_IN) await signInToPost(deps, entry);
}

/** Signs in to the channel that a post is for, and sends what waits. */
export async function signInToPost({ tandem, access }: PostWaitingDeps, entry: WaitingPost): Promise<void> {
	// A word in a corner stays there while what it speaks of goes on, and a session that works is not made anew.
	const current = tandem.outbox.entries().find(({ id }) => id === entry.id);
	if (!current) {
		vscode.window.setStatusBarMessage('$(check) It was sent meanwhile.', 6000);
		return;
	}
	const store = storeOf(entry, tandem.specs());
	const { place } = entry.action.post;
	const channel = store && tandem.channels.of(store).find((one) => channelPlace(one) === place);
	// Where it is not for any channel of this window, sending says so.
	if (channel && isSignInMissing(current) && !(await access.signIn(channel, store))) return;
	await tandem.outbox.flush();
}
