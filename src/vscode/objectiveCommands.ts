import * as vscode from 'vscode';
import { filterPrompt, objectiveFilter } from '../app/objectiveFilter.ts';
import { GROUPINGS } from '../app/objectiveGroups.ts';
import type { Grouping } from '../app/objectiveGroups.ts';
import type { ObjectivesLook } from '../app/objectivesLook.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import { VIEWS } from './contributions.ts';

const GROUPING_WORDS: Record<Grouping, readonly [name: string, order: string]> = {
	status: ['Status', 'running work first'],
	pm: ['PM', 'by name'],
	team: ['Team', 'by name'],
	period: ['Period', 'newest first'],
	parent: ['Parent', 'each objective below the one it serves'],
};

/** Lets the user choose how the tree is grouped; the current way is marked. */
export async function groupObjectives(look: ObjectivesLook): Promise<void> {
	const current = look.get().grouping;
	const chosen = await vscode.window.showQuickPick(
		GROUPINGS.map((grouping) => ({
			label: GROUPING_WORDS[grouping][0],
			description: GROUPING_WORDS[grouping][1],
			iconPath: new vscode.ThemeIcon(grouping === current ? 'check' : 'blank'),
			grouping,
		})),
		{ title: 'Group Objectives By' },
	);
	if (!chosen) return;
	look.set({ grouping: chosen.grouping });
	await vscode.commands.executeCommand(`${VIEWS.objectives}.focus`);
}

/** Filters the tree while the user types; Escape brings the former filter back. */
export async function filterObjectives(tandem: Tandem, look: ObjectivesLook): Promise<void> {
	await vscode.commands.executeCommand(`${VIEWS.objectives}.focus`);
	const before = look.get().filter;
	const objectives = () => tandem.specs().flatMap((store) => store.snapshot()?.objectives ?? []);
	const prompt = (text: string) => {
		const passes = objectiveFilter(text);
		const all = objectives();
		return filterPrompt(passes ? all.filter(passes).length : all.length, all.length, text);
	};
	const disposables = createDisposables();
	const input = disposables.add(vscode.window.createInputBox());
	input.title = 'Filter Objectives';
	input.placeholder = 'For example: checkout at risk';
	// The tree can be looked through while it is filtered.
	input.ignoreFocusOut = true;
	input.value = before;
	input.prompt = prompt(before);
	await new Promise<void>((resolve) => {
		let accepted = false;
		disposables.add(
			input.onDidChangeValue((value) => {
				look.set({ filter: value });
				input.prompt = prompt(value);
			}),
		);
		disposables.add(
			input.onDidAccept(() => {
				accepted = true;
				input.hide();
			}),
		);
		disposables.add(
			input.onDidHide(() => {
				if (!accepted) look.set({ filter: before });
				resolve();
			}),
		);
		input.show();
	});
	disposables.dispose();
}

/** Shows all objectives again. */
export function clearObjectivesFilter(look: ObjectivesLook): void {
	look.set({ filter: '' });
}
