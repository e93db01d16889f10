import * as vscode from 'vscode';
import { failureText, isRefusal } from '../app/failureText.ts';
import type { OutboxEntry } from '../app/outboxEntry.ts';
import { proposalOf, storeOf } from '../app/proposal.ts';
import type { Tandem } from '../app/tandem.ts';
import type { Failure } from '../core/failure.ts';
import { runCommand } from './contributions.ts';
import { plainLabel } from './plainLabel.ts';

const PROPOSE = 'Propose Another Way';
const OUTBOX = 'Show Outbox';

/** Says why something that was just written waits, and what can be done about it. `kept` is what waits, as the beginning of a sentence. */
export async function tellWaiting(tandem: Tandem, entry: OutboxEntry, failure: Failure, kept: string): Promise<void> {
	const refused = isRefusal(failure.kind);
	const byItself = !refused && failure.kind !== 'misfit';
	const sentence = `${kept} is kept${byItself ? ' and goes out by itself' : ''}. ${failureText(failure)}`;
	const steps = refused ? [PROPOSE, OUTBOX] : [OUTBOX];
	const chosen = await vscode.window.showWarningMessage(plainLabel(sentence), ...steps);
	if (chosen === OUTBOX) await runCommand(vscode, 'tandem.showOutbox');
	if (chosen === PROPOSE) await proposeAnotherWay(tandem, entry);
}

/**
 * Offers the ways that need no right to push: a page of the forge, the text to be sent by chat, a mail. The entry stays in the outbox, and leaves it by itself
 * when its text is in the spec repo, however it got there.
 */
export async function proposeAnotherWay(tandem: Tandem, entry: OutboxEntry): Promise<void> {
	const store = storeOf(entry, tandem.specs());
	if (!store) {
		await vscode.window.showInformationMessage(
			'Its spec repo is not open in this window. Open a file of its code first.',
		);
		return;
	}
	const { text, letter, page, mail } = proposalOf(entry, store);
	const items: (vscode.QuickPickItem & { run: () => Promise<void> })[] = [];
	if (page) {
		const run = async () => {
			await vscode.env.clipboard.writeText(text);
			await openAddress(page.address);
			await vscode.window.showInformationMessage(page.next);
		};
		const label = `$(git-pull-request) Propose it on ${plainLabel(page.host)}`;
		items.push({ label, detail: 'Opens the page for it. You need an account there, and no fork.', run });
	}
	items.push({
		label: '$(copy) Copy it with its path',
		detail: 'Send it to the PM in a chat or a mail: it is one file to save.',
		run: async () => {
			await vscode.env.clipboard.writeText(letter);
			vscode.window.setStatusBarMessage('$(check) Copied. Send it to whoever may write to the spec repo.', 8000);
		},
	});
	if (mail) {
		const run = async () => {
			await vscode.env.clipboard.writeText(text);
			await openAddress(mail.address);
		};
		items.push({
			label: `$(mail) Write a mail to ${plainLabel(mail.to)}`,
			detail: 'With the text and where it belongs.',
			run,
		});
	}
	const picked = await vscode.window.showQuickPick(items, {
		title: 'Propose another way',
		placeHolder: 'It stays in the outbox until its text is in the spec repo',
	});
	await picked?.run();
}

/** As a string: of a `Uri` the editor decodes the text that the address holds, and a `#` in it would end the address. */
async function openAddress(address: string): Promise<void> {
	await vscode.commands.executeCommand('vscode.open', address);
}
