import * as path from 'node:path';
import * as vscode from 'vscode';
import { failureText, isRefusal } from '../app/failureText.ts';
import { channelFailureText, postPlace } from '../app/channels/channelWords.ts';
import { isSignInMissing } from '../app/channels/waitingPosts.ts';
import { textToSend } from '../app/outboxChange.ts';
import type { OutboxEntry } from '../app/outboxEntry.ts';
import type { StrandedFile } from '../app/ports.ts';
import type { Tandem } from '../app/tandem.ts';
import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import { plainLabel } from './plainLabel.ts';
import { signInToPost, tellPostWaiting } from './postWaiting.ts';
import type { PostWaitingDeps } from './postWaiting.ts';
import { proposeAnotherWay } from './proposing.ts';

const SIGN_IN: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('sign-in'), tooltip: 'Sign in' };
const SHOW: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Show the text' };
const PROPOSE: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon('git-pull-request'),
	tooltip: 'Propose another way',
};
const DISCARD: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Discard' };

/** Shows what waits to be sent and why; sends it now, shows its text, or discards it after a question. */
export async function showOutbox(deps: PostWaitingDeps): Promise<void> {
	const { tandem } = deps;
	const entries = tandem.outbox.entries();
	const stranded = await tandem.outbox.stranded();
	if (entries.length + stranded.length === 0) {
		await vscode.window.showInformationMessage('The outbox is empty: everything was sent.');
		return;
	}
	const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { entry?: OutboxEntry; file?: StrandedFile }>();
	pick.title = 'Outbox: waiting to be sent';
	pick.placeholder = 'Enter sends everything now';
	pick.items = [
		{ label: '$(cloud-upload) Send everything now', alwaysShow: true },
		{ label: 'waiting', kind: vscode.QuickPickItemKind.Separator },
		...entries.map((entry) => ({
			label: plainLabel(entry.title),
			description: plainLabel(entry.action.kind === 'post' ? postPlace(entry.action.post) : entry.path),
			detail: plainLabel(whyWaiting(entry)),
			buttons: [...stepsOf(entry), SHOW, DISCARD],
			entry,
		})),
		...stranded.map((file) => ({
			label: plainLabel(file.title ?? path.basename(file.path)),
			detail:
				file.kind === 'newer'
					? 'Waits for another version of Tandem: update Tandem to send it.'
					: 'No entry of the outbox, so it is not sent. What was typed may still be in the file.',
			buttons: [SHOW, DISCARD],
			file,
		})),
	];
	const done = new Promise<void>((resolve) => pick.onDidHide(() => resolve()));
	pick.onDidAccept(() => {
		pick.hide();
		void sendAll(deps);
	});
	pick.onDidTriggerItemButton(({ button, item }) => {
		pick.hide();
		const { entry, file } = item;
		if (file)
			void (button === SHOW ? vscode.window.showTextDocument(vscode.Uri.file(file.path)) : discard(tandem, file));
		if (!entry) return;
		void act(deps, button, entry);
	});
	pick.show();
	await done;
	pick.dispose();
}

async function act(deps: PostWaitingDeps, button: vscode.QuickInputButton, entry: OutboxEntry): Promise<void> {
	if (button === PROPOSE) await proposeAnotherWay(deps.tandem, entry);
	if (button === SHOW) await showText(entry);
	if (button === DISCARD) await discard(deps.tandem, entry);
	if (button === SIGN_IN && isSignInMissing(entry)) await signInToPost(deps, entry);
}

function stepsOf(entry: OutboxEntry): readonly vscode.QuickInputButton[] {
	if (entry.action.kind === 'post') return isSignInMissing(entry) ? [SIGN_IN] : [];
	return isRefusal(entry.lastFailure?.kind ?? '') ? [PROPOSE] : [];
}

/** What goes out by itself later needs no word; what waits for the user does. */
async function sendAll(deps: PostWaitingDeps): Promise<void> {
	const { outbox } = deps.tandem;
	await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Sending' }, () =>
		outbox.flush(),
	);
	const post = outbox.entries().find(isSignInMissing);
	if (post) await tellPostWaiting(deps, post, `"${post.title}"`);
}

function whyWaiting({ lastFailure, action }: OutboxEntry): string {
	if (!lastFailure) return 'On its way.';
	const failure = new Failure(lastFailure.kind as FailureKind, lastFailure.detail);
	return action.kind === 'post' ? channelFailureText(failure, action.post) : failureText(failure);
}

async function showText({ action }: OutboxEntry): Promise<void> {
	const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: textToSend(action) });
	await vscode.window.showTextDocument(document);
}

async function discard({ outbox }: Tandem, what: OutboxEntry | StrandedFile): Promise<void> {
	const confirm = 'Discard';
	const name = 'id' in what ? what.title : (what.title ?? path.basename(what.path));
	const chosen = await vscode.window.showWarningMessage(
		plainLabel(`Discard "${name}"?`),
		{ modal: true, detail: 'It was not sent, and there is no other copy of it.' },
		confirm,
	);
	if (chosen === confirm) await ('id' in what ? outbox.discard(what.id) : outbox.discardFile(what.path));
}
