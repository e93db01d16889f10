import * as vscode from 'vscode';
import type { Tandem } from '../app/tandem.ts';
import { count } from '../app/words.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Message } from '../core/question.ts';
import { specKey } from '../core/gitAddress.ts';
import { readSetting, runCommand } from './contributions.ts';
import { plainLabel } from './plainLabel.ts';
import type { SidebarView } from './sidebarView.ts';

const HAPPENED: Record<Message['kind'], string> = {
	question: 'was changed',
	answer: 'was answered',
	reply: 'has a new reply',
	resolved: 'was resolved',
	reopened: 'was reopened',
};

/** Tells that answers arrived: one quiet notification per arrival, and a badge as long as they, or changes of objectives, were not looked at. */
export function registerAnswers(tandem: Tandem, sidebar: SidebarView): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	disposables.add(
		tandem.onDidAnswer(({ store, questions }) => {
			const [first] = questions;
			if (!first || !readSetting(vscode, 'notifications.answers')) return;
			const message =
				questions.length === 1
					? `"${first.title}" ${HAPPENED[first.messages.at(-1)?.kind ?? 'answer']}.`
					: `${count(questions.length, 'question')} of yours have news.`;
			void tell(message, specKey(store.source.address), first.id);
		}),
	);
	return {
		update() {
			const unread = tandem.specs().flatMap((store) => tandem.questions(store).filter((known) => known.unread)).length;
			const changed = tandem.specs().reduce((sum, store) => sum + tandem.news.of(store).length, 0);
			const parts = [unread > 0 && count(unread, 'new answer'), changed > 0 && count(changed, 'changed objective')];
			const tooltip = parts.filter((part) => part).join(', ');
			sidebar.setBadge(tooltip === '' ? undefined : { value: unread + changed, tooltip });
		},
		dispose: () => disposables.dispose(),
	};
}

async function tell(message: string, spec: string, id: string): Promise<void> {
	const show = 'Show';
	const never = "Don't Show Again";
	const chosen = await vscode.window.showInformationMessage(plainLabel(message), show, never);
	if (chosen === show) await runCommand(vscode, 'tandem.openQuestion', { spec, id });
	if (chosen === never) await vscode.workspace.getConfiguration('tandem').update('notifications.answers', false, true);
}
