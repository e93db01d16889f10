import * as vscode from 'vscode';
import { hoverCard } from '../app/hoverCard.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import { readSetting } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import type { Places } from './documents.ts';
import { toCodeDocument } from './documents.ts';
import { plainLabel } from './plainLabel.ts';
import { plainText } from '../app/evidenceSentences.ts';

const SHOW: CommandId = 'tandem.showWhy';
const LENGTH = 40;

/** The objective of the current line, at the right of the status bar; hidden where there is none. */
export function registerStatusBar(tandem: Tandem, places: Places): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const item = disposables.add(
		vscode.window.createStatusBarItem('tandem.objective', vscode.StatusBarAlignment.Right, 90),
	);
	item.name = 'Tandem: objective of the current line';
	item.command = SHOW;

	const update = () => {
		const place = places.current();
		const why =
			place && readSetting(vscode, 'statusBar.enabled')
				? tandem.why.explain(toCodeDocument(place.document))
				: undefined;
		if (!place || why?.kind !== 'known') return item.hide();
		const card = hoverCard(why, place.lines.first, [], Date.now());
		if (!card) return item.hide();
		const title = card.title.length > LENGTH ? `${card.title.slice(0, LENGTH - 1).trimEnd()}…` : card.title;
		item.text = `$(target) ${plainLabel(title)}`;
		item.tooltip = [`${card.id} ${card.title}`, card.facts, plainText(card.because)].filter((part) => part).join('\n');
		item.accessibilityInformation = { label: `Objective of this line: ${card.title}`, role: 'button' };
		item.show();
	};
	return { update, dispose: () => disposables.dispose() };
}
