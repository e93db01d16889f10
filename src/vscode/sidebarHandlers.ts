import * as vscode from 'vscode';
import type { Composer } from '../app/composer.ts';
import { questionTitle } from '../app/questionTitle.ts';
import type { Tandem } from '../app/tandem.ts';
import { decodeTarget } from '../app/target.ts';
import type { NoticeCommand } from '../protocol/sidebar.ts';
import { runCommand } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import type { SidebarHandlers } from './sidebarView.ts';

const COMMANDS: Record<Exclude<NoticeCommand, 'trust'>, CommandId> = {
	refresh: 'tandem.refresh',
	doctor: 'tandem.doctor',
	outbox: 'tandem.showOutbox',
	log: 'tandem.showLog',
	cancel: 'tandem.cancelSync',
	connect: 'tandem.connectSpecRepo',
	suggest: 'tandem.suggestObjectives',
};

/** What the page may ask for: each message is one of the commands that the palette has, or a step of the composer. */
export function sidebarHandlers(deps: {
	readonly tandem: Tandem;
	readonly composer: () => Composer | undefined;
	readonly send: (draftId: string) => Promise<void>;
	readonly reply: (question: string, text: string) => Promise<void>;
}): SidebarHandlers {
	const { tandem, composer } = deps;
	return {
		ready: () => undefined,
		ask: ({ about }) =>
			void runCommand(
				vscode,
				'tandem.askPm',
				about && { objective: about.objective, title: questionTitle(about.text) },
			),
		open: ({ target }) => void runCommand(vscode, 'tandem.openTarget', target),
		notice: ({ command }) =>
			void (command === 'trust'
				? vscode.commands.executeCommand('workbench.trust.manage')
				: runCommand(vscode, COMMANDS[command])),
		draft: ({ draftId, fields }) => composer()?.update(draftId, fields),
		preview: ({ draftId, fields }) => composer()?.preview(draftId, fields),
		choose: ({ draftId, choice, chosen }) => composer()?.choose(draftId, choice, chosen),
		edit: ({ draftId }) => composer()?.edit(draftId),
		send: ({ draftId }) => deps.send(draftId),
		discard: ({ draftId }) => composer()?.close(draftId),
		reply: ({ question, text }) => deps.reply(question, text),
		resolve: ({ question }) => void runCommand(vscode, 'tandem.resolveQuestion', question),
		reopen: ({ question }) => void runCommand(vscode, 'tandem.reopenQuestion', question),
		decide: ({ question }) => void runCommand(vscode, 'tandem.recordDecision', question),
		record: ({ objective, hash, text }) =>
			void runCommand(vscode, 'tandem.recordConstraint', { objective, hash, text }),
		reposition: ({ question }) => void runCommand(vscode, 'tandem.repositionQuestion', question),
		seen: ({ question }) => {
			for (const store of tandem.specs()) {
				const found = store.snapshot()?.questions.find(({ id }) => id === question);
				if (found) tandem.markSeen(store, found);
			}
		},
		seenChanges: ({ target: text }) => {
			if (text === undefined) return void runCommand(vscode, 'tandem.markChangesSeen');
			const target = decodeTarget(text);
			const store = target?.kind === 'changes' ? tandem.specByKey(target.spec) : undefined;
			return store && target?.kind === 'changes' ? tandem.news.markSeen(store, target.id) : undefined;
		},
	};
}
