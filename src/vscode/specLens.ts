import * as vscode from 'vscode';
import { objectivesIn, titleLine } from '../app/specFile.ts';
import { lensText, workOf } from '../app/specLens.ts';
import { knownActivity } from '../app/specTwin.ts';
import { specKey } from '../core/gitAddress.ts';
import { createDisposables } from '../core/disposables.ts';
import { readSetting } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import { plainLabel } from './plainLabel.ts';
import { SPEC_SELECTOR } from './openSpecFile.ts';
import type { SpecLanguage } from './openSpecFile.ts';

const SHOW: CommandId = 'tandem.showObjectiveWork';

/** The line above an objective's title that says what the code does with it. It opens the list of all that it counts. */
export function registerSpecLens({ tandem, read }: SpecLanguage): vscode.Disposable {
	const disposables = createDisposables();
	const changed = disposables.add(new vscode.EventEmitter<void>());
	disposables.add(tandem.onDidChange(() => changed.fire()));
	disposables.add(
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('tandem.specLens.enabled')) changed.fire();
		}),
	);
	disposables.add(
		vscode.languages.registerCodeLensProvider(SPEC_SELECTOR, {
			onDidChangeCodeLenses: changed.event,
			provideCodeLenses(document) {
				const spec = read(document);
				if (spec?.kind !== 'objective' || !readSetting(vscode, 'specLens.enabled', document.uri)) return undefined;
				const { store, snapshot, path, text } = spec;
				const lines = text.split(/\r\n|\r|\n/);
				const activity = knownActivity(tandem, store);
				const questions = tandem.questions(store);
				return objectivesIn(snapshot, path).map((objective) => {
					const line = Math.min(titleLine(objective, lines), document.lineCount) - 1;
					const title = plainLabel(lensText(workOf(objective, activity, questions)));
					return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
						command: SHOW,
						title,
						tooltip: 'Show what is counted here',
						arguments: [{ spec: specKey(store.source.address), id: objective.id }],
					});
				});
			},
		}),
	);
	return disposables;
}
