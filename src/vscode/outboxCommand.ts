import * as vscode from 'vscode';
import { failureText, isRefusal } from '../app/failureText.ts';
import { channelFailureText, postPlace } from '../app/channels/channelWords.ts';
import { textToSend } from '../app/outboxChange.ts';
import type { OutboxEntry } from '../app/outboxEntry.ts';
import type { Tandem } from '../app/tandem.ts';
import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import { plainLabel } from './plainLabel.ts';
import { proposeAnotherWay } from './proposing.ts';

const SHOW: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Show the text' };
const PROPOSE: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon('git-pull-request'),
	tooltip: 'Propose another way',
};
const DISCARD: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Discard' };

/** Shows what waits to be sent and why; sends it now, shows its text, or discards it after a question. */
export async function showOutbox(tandem: Tandem): Promise<void> {
	const entries = tandem.outbox.entries();
	if (entries.length === 0) {
		await vscode.window.showInformationMessage('The outbox is empty: everything was sent.');
		return;
	}
	const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { entry?: OutboxEntry }>();
	pick.title = 'Outbox: waiting to be sent';
	pick.placeholder = 'Enter sends everything now';
	pick.items = [
		{ label: '$(cloud-upload) Send everything now', alwaysShow: true },
		{ label: 'waiting', kind: vscode.QuickPickItemKind.Separator },
		...entries.map((entry) => ({
			label: plainLabel(entry.title),
			description: plainLabel(entry.action.kind === 'post' ? postPlace(entry.action.post) : entry.path),
			detail: plainLabel(whyWaiting(entry)),
			buttons:
				entry.action.kind !== 'post' && isRefusal(entry.lastFailure?.kind ?? '')
					? [PROPOSE, SHOW, DISCARD]
					: [SHOW, DISCARD],
			entry,
		})),
	];
	const done = new Promise<void>((resolve) => pick.onDidHide(() => resolve()));
	pick.onDidAccept(() => {
		pick.hide();
		void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Sending' }, () =>
			tandem.outbox.flush(),
		);
	});
	pick.onDidTriggerItemButton(({ button, item }) => {
		pick.hide();
		const { entry } = item;
		if (!entry) return;
		void (button === PROPOSE
			? proposeAnotherWay(tandem, entry)
			: button === SHOW
				? showText(entry)
				: discard(tandem, entry));
	});
	pick.show();
	await done;
	pick.dispose();
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

async function discard(tandem: Tandem, entry: OutboxEntry): Promise<void> {
	const confirm = 'Discard';
	const chosen = await vscode.window.showWarningMessage(
		plainLabel(`Discard "${entry.title}"?`),
		{ modal: true, detail: 'It was not sent, and there is no other copy of it.' },
		confirm,
	);
	if (chosen === confirm) await tandem.outbox.discard(entry.id);
}
