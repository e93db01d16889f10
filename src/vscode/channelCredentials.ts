import * as vscode from 'vscode';
import { channelLabel } from '../core/channels/channel.ts';
import type { Channel } from '../core/channels/channel.ts';
import { webhookDoubt, webhookProblem } from '../core/channels/webhookAddress.ts';
import { serverName } from './channelAccess.ts';
import type { ChannelCredentials } from './channelAccess.ts';

/** Asks for what lets the user in. What is typed is not shown, goes into the editor's secret storage, and to that server alone. Undefined: the user gave up. */
export async function askForCredentials(channel: Channel): Promise<ChannelCredentials | undefined> {
	const title = `Sign in to ${serverName(channel)}`;
	switch (channel.kind) {
		case 'github':
		case 'gitlab': {
			const may = channel.kind === 'github' ? 'may read and write issues' : 'has the scope "api"';
			return secretOf({ title, prompt: `A personal access token that ${may}, for ${channelLabel(channel)}.` });
		}
		case 'jira': {
			const user = await vscode.window.showInputBox({
				title,
				prompt: 'The e-mail of your Atlassian account.',
				ignoreFocusOut: true,
				validateInput: (text) => (/^[^\s@:]+@[^\s@:]+$/.test(text.trim()) ? undefined : 'This is not an e-mail.'),
			});
			if (user === undefined) return undefined;
			const found = await secretOf({ title, prompt: 'An API token of your Atlassian account.' });
			return found && { ...found, user: user.trim() };
		}
		case 'slack':
			return webhookOf(channel.kind, title, 'The address of an incoming webhook: https://hooks.slack.com/services/...');
		case 'teams':
			return webhookOf(
				channel.kind,
				title,
				'The address of a workflow "Post to a channel when a webhook request is received".',
			);
	}
}

async function webhookOf(
	kind: 'slack' | 'teams',
	title: string,
	prompt: string,
): Promise<ChannelCredentials | undefined> {
	const found = await secretOf({ title, prompt, validateInput: (text) => webhookProblem(kind, text.trim()) });
	const doubt = found && webhookDoubt(kind, found.secret);
	if (doubt === undefined) return found;
	const use = 'Use It';
	return (await vscode.window.showWarningMessage(doubt, { modal: true }, use)) === use ? found : undefined;
}

async function secretOf(options: vscode.InputBoxOptions): Promise<ChannelCredentials | undefined> {
	const secret = await vscode.window.showInputBox({ ...options, password: true, ignoreFocusOut: true });
	return secret === undefined || secret.trim() === '' ? undefined : { secret: secret.trim() };
}
