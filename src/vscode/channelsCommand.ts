import * as vscode from 'vscode';
import { channelStanding } from '../app/channels/channelWords.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { codeOfPost } from '../app/channels/postToChannel.ts';
import { channelLabel, channelPlace } from '../core/channels/channel.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Channel } from '../core/channels/channel.ts';
import type { ChannelAccess, ChannelAccount } from './channelAccess.ts';
import { providerOf } from './githubProvider.ts';
import { plainLabel } from './plainLabel.ts';

interface ChannelItem extends vscode.QuickPickItem {
	readonly store: SpecStore;
	readonly channel: Channel;
	readonly account: ChannelAccount | undefined;
}

/** Where questions go besides the spec repos, how it stands with each, and what can be done about it. */
export async function showChannels({
	tandem,
	access,
}: {
	readonly tandem: Tandem;
	readonly access: ChannelAccess;
}): Promise<void> {
	const items = await Promise.all(
		tandem.specs().flatMap((store) =>
			tandem.channels.of(store).map(async (channel): Promise<ChannelItem> => {
				const account = await access.account(channel, store);
				return {
					label: plainLabel(channelLabel(channel)),
					description: plainLabel(store.source.label),
					detail: plainLabel(channelStanding(tandem.channels.standing(channel), account, Date.now())),
					store,
					channel,
					account,
				};
			}),
		),
	);
	if (items.length === 0) {
		await vscode.window.showInformationMessage(
			'Questions go into the spec repo alone. To send them to GitHub, GitLab, Jira, Slack or Teams as well, write "channel: github" into its tandem.yml.',
		);
		return;
	}
	const picked = await vscode.window.showQuickPick(items, {
		title: 'Channels',
		placeHolder: 'Choose one to sign in or out',
	});
	if (picked) await change(tandem, access, picked);
}

async function change(tandem: Tandem, access: ChannelAccess, { channel, store, account }: ChannelItem): Promise<void> {
	const signIn = { label: '$(sign-in) Sign in' };
	const signOut = { label: '$(sign-out) Sign out', detail: 'Forgets the token or address that you gave.' };
	const withdraw = {
		label: '$(shield) Ask again before anything goes there',
		detail: 'Takes your consent back, for every code repo.',
	};
	const waiting = waitingCodes(tandem, store, channel);
	const agree = {
		label: '$(cloud-upload) Send what waits for your consent',
		detail: plainLabel(
			`Agrees that questions about ${waiting.map((code) => code || 'this code').join(', ')} go to ${channelLabel(channel)}.`,
		),
	};
	const own = providerOf(channel) === undefined;
	const standing = tandem.channels.standing(channel);
	const isRefused = standing?.kind === 'failed' && standing.failure.kind === 'unauthorized';
	const choices = [
		...(waiting.length > 0 ? [agree] : []),
		...(account && !isRefused ? [] : [signIn]),
		...(account && own ? [signOut] : []),
		withdraw,
	];
	const chosen = await vscode.window.showQuickPick(choices, {
		title: plainLabel(channelLabel(channel)),
		...(account && !own ? { placeHolder: "To sign out, use the editor's Accounts menu" } : {}),
	});
	if (chosen === agree) {
		for (const code of waiting) tandem.channels.allow(code, channel);
		await tandem.outbox.flush();
	}
	if (chosen === withdraw) tandem.channels.withdraw(channel);
	if (chosen === signOut) await access.signOut(channel, store);
	if (chosen === signIn && (await access.signIn(channel, store))) await tandem.refresh();
}

/** The code repos about which something waits, because the user took a consent back. */
function waitingCodes(tandem: Tandem, store: SpecStore, channel: Channel): readonly string[] {
	const codes = tandem.outbox.entries().flatMap((entry) => {
		const { action, spec, lastFailure } = entry;
		if (action.kind !== 'post' || action.post.place !== channelPlace(channel)) return [];
		const isAsked = spec === specKey(store.source.address) && lastFailure?.kind === 'not-agreed';
		return isAsked ? [codeOfPost(store, entry) ?? ''] : [];
	});
	return [...new Set(codes)];
}
