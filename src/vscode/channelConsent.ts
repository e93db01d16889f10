import * as vscode from 'vscode';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { channelLabel, isIssueChannel } from '../core/channels/channel.ts';
import type { Channel } from '../core/channels/channel.ts';
import type { ChannelAccess } from './channelAccess.ts';
import { plainLabel } from './plainLabel.ts';

export interface ConsentDeps {
	readonly tandem: Pick<Tandem, 'channels'>;
	readonly access: ChannelAccess;
}

/**
 * Of these channels those to which something about the code repo `code` may go. The user is asked once for each repository and channel, and may sign in
 * then. Undefined: the user wants to send nothing at all now.
 */
export async function agreedChannels(
	{ tandem: { channels }, access }: ConsentDeps,
	{ store, code, wanted }: { readonly store: SpecStore; readonly code: string; readonly wanted: readonly Channel[] },
): Promise<readonly Channel[] | undefined> {
	const agreed: Channel[] = [];
	for (const channel of wanted) {
		if (channels.isAllowed(code, channel)) {
			agreed.push(channel);
			continue;
		}
		const answer = await ask(channel, code, store.source.label);
		if (answer === undefined) return undefined;
		if (answer === 'no') continue;
		channels.allow(code, channel);
		agreed.push(channel);
		// Without it the post waits in the outbox, which says so.
		if (!(await access.account(channel, store))) await access.signIn(channel, store);
	}
	return agreed;
}

async function ask(channel: Channel, code: string, spec: string): Promise<'yes' | 'no' | undefined> {
	const [yes, no] = ['Send There Too', 'Only to the Spec Repo'];
	const chosen = await vscode.window.showWarningMessage(
		plainLabel(`May questions about ${code} go to ${channelLabel(channel)}?`),
		{
			modal: true,
			detail: plainLabel(
				`The spec repo ${spec} names this channel. ${whatGoes(channel)} Everybody who can read that place can read it. You are asked once for this repository. "Tandem: Channels" takes it back.`,
			),
		},
		yes,
		no,
	);
	return chosen === yes ? 'yes' : chosen === no ? 'no' : undefined;
}

function whatGoes(channel: Channel): string {
	return isIssueChannel(channel)
		? 'The text goes there as you see it in the preview, with the quoted code, and later what is answered in its file.'
		: 'The question, why it matters and its place go there, and no code.';
}
