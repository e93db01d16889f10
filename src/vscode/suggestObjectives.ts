import * as vscode from 'vscode';
import type { FileSuggestions, ObjectiveSuggestions } from '../app/objectiveSuggestions.ts';
import { basisText, reasonsText, standingText, unknownText } from '../app/suggestionText.ts';
import { encodeTarget } from '../app/target.ts';
import type { KnownWhy } from '../app/why.ts';
import { createDisposables } from '../core/disposables.ts';
import { isCancelled } from '../core/failure.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Objective } from '../core/objective.ts';
import { baseName } from '../core/repoPath.ts';
import type { Suggestion } from '../core/suggest/suggestions.ts';
import type { AskingDeps } from './asking.ts';
import { askPm } from './asking.ts';
import { runCommand } from './contributions.ts';
import { toCodeDocument } from './documents.ts';
import type { EditorPlace } from './documents.ts';
import { explainSoon, showWhyUnknown } from './knownFile.ts';
import { showFailure } from './messages.ts';
import { objectiveIcon } from './objectiveItems.ts';
import { findSpecDocument } from './openSpecFile.ts';
import { placeFile } from './placeFile.ts';
import type { Placing } from './placeFile.ts';
import { plainLabel } from './plainLabel.ts';

export interface SuggestDeps extends AskingDeps {
	/** Made with the first call. */
	readonly suggestions: () => Promise<ObjectiveSuggestions>;
	readonly openTarget: (target: string) => Promise<void>;
}

interface Row extends vscode.QuickPickItem {
	/** Absent on rows that only say something. */
	readonly choice?: 'search' | 'ask' | { readonly objective: Objective; readonly suggestion: Suggestion };
}

const OPEN: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon('go-to-file'),
	tooltip: 'Open the objective',
};

/** Shows which objectives the file at the cursor may serve, with the reasons, and does what the user wants with one of them. */
export async function suggestObjectives(deps: SuggestDeps): Promise<void> {
	const place = deps.places.current();
	if (!place) {
		await vscode.window.showInformationMessage('Open the file for which an objective is to be suggested.');
		return undefined;
	}
	const document = toCodeDocument(place.document);
	const why = await explainSoon(deps.tandem, document);
	if (why.kind !== 'known') {
		return showWhyUnknown(why, {
			outside: 'This file is in no git repository, so nothing can be suggested for it.',
			unconfigured: 'No spec repo is known for this code, so there are no objectives to suggest.',
		});
	}
	if (findSpecDocument(deps.tandem, place.document)) {
		return showFailure('This file is one of the spec repo: it tells of objectives, and serves none.', []);
	}
	if (why.snapshot.objectives.length === 0) {
		return showFailure('No objectives are known yet.', [['Doctor', 'tandem.doctor']]);
	}
	const chosen = await pick(deps, why, place);
	if (!chosen) return undefined;
	const { choice, open } = chosen;
	if (choice === 'search') return void (await runCommand(vscode, 'tandem.searchObjectives'));
	if (choice === 'ask') return askPm(deps);
	const { objective, suggestion } = choice;
	const placing: Placing = { why, place, objective, reasons: reasonsText(suggestion, Date.now()) };
	if (!open) return placeFile(deps, placing);
	const spec = specKey(why.store.source.address);
	return deps.openTarget(encodeTarget({ kind: 'objective', spec, id: objective.id }));
}

interface Chosen {
	readonly choice: NonNullable<Row['choice']>;
	/** The button of the row was pressed. */
	readonly open: boolean;
}

/** The list appears at once, says that it is working, and can be left at any time, which ends the work. */
async function pick({ suggestions }: SuggestDeps, why: KnownWhy, place: EditorPlace): Promise<Chosen | undefined> {
	const { context, store, snapshot, path } = why;
	const disposables = createDisposables();
	const input = disposables.add(vscode.window.createQuickPick<Row>());
	const stop = new AbortController();
	input.title = plainLabel(`Objectives that ${baseName(path)} may serve`);
	input.placeholder = 'Comparing its words and its history with the objectives…';
	input.busy = true;
	input.matchOnDetail = true;
	input.matchOnDescription = true;
	// The order is the answer: see `searchObjectives`.
	Object.assign(input, { sortByLabel: false });
	const fill = async () => {
		const text = place.document.getText();
		const file = { context, store, snapshot, path, text, edited: place.document.isDirty };
		const { forFile } = await suggestions();
		const found = await forFile(file, stop.signal);
		input.title = plainLabel(standingText(found, path));
		input.items = rows(found, why);
		input.placeholder = plainLabel(basisText(found, snapshot.objectives.length));
		input.busy = false;
	};
	try {
		return await new Promise<Chosen | undefined>((resolve, reject) => {
			disposables.add(
				input.onDidAccept(() => {
					const choice = input.selectedItems[0]?.choice;
					if (choice) resolve({ choice, open: false });
				}),
			);
			disposables.add(
				input.onDidTriggerItemButton(({ item }) => {
					if (item.choice) resolve({ choice: item.choice, open: true });
				}),
			);
			disposables.add(input.onDidHide(() => resolve(undefined)));
			input.show();
			fill().catch((error: unknown) => (isCancelled(error) ? undefined : reject(error)));
		});
	} finally {
		stop.abort();
		disposables.dispose();
	}
}

function rows(found: FileSuggestions, { snapshot }: KnownWhy): readonly Row[] {
	const { standing, candidates, covering } = found;
	const items = candidates.flatMap((suggestion): readonly Row[] => {
		const objective = snapshot.objectiveById.get(suggestion.objective);
		return objective ? [toRow(objective, suggestion, covering.has(objective.id))] : [];
	});
	const [first, ...others] = items;
	return [
		...(standing === 'clear' && first ? [...part('most likely', [first]), ...part('much less likely', others)] : []),
		...(standing === 'several' ? part('likely', items) : []),
		...(standing === 'unknown'
			? [
					{ label: '$(question) Nothing stands out', detail: unknownText(found), alwaysShow: true },
					...part('a little in common', items),
				]
			: []),
		...part('or', [
			{ label: '$(comment-discussion) Ask a PM about this code', choice: 'ask', alwaysShow: true },
			{ label: '$(search) Search all objectives', choice: 'search', alwaysShow: true },
		]),
	];
}

/** Rows with a word at their head; short, since VS Code writes it beside the first of them. */
function part(label: string, items: readonly Row[]): readonly Row[] {
	return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function toRow(objective: Objective, suggestion: Suggestion, isCovering: boolean): Row {
	const { id, title, pm } = objective;
	const described = [id, pm?.name, isCovering && 'a pattern of it covers this file already'].filter((part) => part);
	return {
		label: plainLabel(title),
		description: plainLabel(described.join(' · ')),
		detail: plainLabel(reasonsText(suggestion, Date.now())),
		iconPath: objectiveIcon(objective),
		buttons: [OPEN],
		choice: { objective, suggestion },
	};
}
