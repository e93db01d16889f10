import * as vscode from 'vscode';
import { parseMeasure } from '../app/measureText.ts';
import {
	canWrite,
	foreignObjectiveText,
	newObjectivePath,
	newObjectiveText,
	placeToWrite,
} from '../app/newObjective.ts';
import type { NewObjective } from '../app/newObjective.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { readField } from '../core/fieldSchema.ts';
import { nextId } from '../core/objectiveIds.ts';
import { OBJECTIVE_FIELDS } from '../core/objectiveSchema.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { showFailure } from './messages.ts';
import { plainLabel } from './plainLabel.ts';
import { specFolder } from './specPlaces.ts';
import { askChoice, askText, type StepAnswer } from './stepInput.ts';

/** Asks four things and writes the file of a new objective into the spec repo's folder, where its siblings are. */
export async function newObjective(tandem: Tandem): Promise<void> {
	const stores = tandem.specs();
	const [first] = stores;
	if (!first) {
		return showFailure('No spec repo is known yet, so there is no place for an objective.', [
			['Create One Here', 'tandem.createSpecRepo'],
			['Connect a Spec Repo', 'tandem.connectSpecRepo'],
		]);
	}
	const folders = stores.filter((store) => specFolder(store) !== undefined);
	const store = folders.length > 1 ? await chooseStore(folders) : folders[0];
	if (!store) return folders.length > 1 ? undefined : offerFolder(first);
	const root = specFolder(store);
	const snapshot = store.snapshot();
	if (root === undefined || !snapshot) {
		return showFailure('The spec repo could not be read yet.', [['Doctor', 'tandem.doctor']]);
	}
	const [foreign] = snapshot.formats;
	if (foreign && !snapshot.formats.some(canWrite)) {
		const message = `${foreign.label}: Tandem reads these files and writes none. Copy one that is there, and change it.`;
		return showFailure(message, [['Search Objectives', 'tandem.searchObjectives']]);
	}
	const asked = await askFour(snapshot);
	if (!asked) return undefined;
	return write(asked, { root, snapshot: store.snapshot() ?? snapshot });
}

/** The steps in order, with a way back; undefined where the author gave up. */
async function askFour(snapshot: SpecSnapshot): Promise<NewObjective | undefined> {
	const ids = snapshot.objectives.flatMap(({ id, aliases }) => [id, ...aliases]);
	const taken = new Map(ids.map((id) => [id.toLowerCase(), id]));
	const answers = ['', nextId(ids), '', ''];
	const common = (step: number) => ({ title: 'New objective', step, totalSteps: 4, text: answers[step - 1] ?? '' });
	const steps: readonly (() => Promise<StepAnswer>)[] = [
		() =>
			askText({
				...common(1),
				prompt: 'What is to be achieved? One line that an engineer understands.',
				placeholder: 'Cut checkout abandonment',
				validate: (text) => (text.trim() === '' ? 'Give it a title.' : undefined),
			}),
		() =>
			askText({
				...common(2),
				prompt: 'The id that engineers write in commits and comments.',
				placeholder: 'CHK-1',
				validate: (text) => idProblem(text.trim(), taken),
			}),
		() =>
			askChoice({
				...common(3),
				placeholder: 'Who answers for it? Choose, or type a name or an e-mail.',
				choices: snapshot.people.map(({ key, name, email }) => ({
					label: plainLabel(name),
					description: plainLabel([key, email].filter((part) => part !== undefined).join(' · ')),
					text: key ?? email ?? name,
				})),
				typed: (text) => ({ label: plainLabel(text), description: 'as typed' }),
			}),
		() =>
			askText({
				...common(4),
				prompt: 'How will you know? A metric with where it is and where it should be. Leave it empty to say so later.',
				placeholder: 'Checkout completion: 61 % -> 70 %',
				validate: (text) =>
					text.trim() === '' || parseMeasure(text)
						? undefined
						: 'Write it as "Checkout completion: 61 % -> 70 %", with a number on both sides.',
			}),
	];
	for (let at = 0; at < steps.length;) {
		const answer = await steps[at]?.();
		if (answer?.kind === 'next') answers[at++] = answer.text;
		else if (answer?.kind === 'back') at--;
		else return undefined;
	}
	const [title = '', id = '', pm = '', line = ''] = answers;
	const measure = parseMeasure(line);
	return { id, title, pm, ...(measure ? { measure } : {}) };
}

function idProblem(id: string, taken: ReadonlyMap<string, string>): string | undefined {
	if (readField(OBJECTIVE_FIELDS.id, id) !== id) {
		return 'Use letters, digits, - and _ without spaces, such as CHK-1.';
	}
	const other = taken.get(id.toLowerCase());
	return other === undefined ? undefined : `${other} is the id of another objective.`;
}

async function write(asked: NewObjective, { root, snapshot }: { root: string; snapshot: SpecSnapshot }): Promise<void> {
	const place = newObjectivePath(asked, snapshot);
	if (place === undefined) {
		const files = snapshot.formats.flatMap((format) => format.files).join(', ');
		const message = `Tandem cannot tell where ${asked.id} belongs: "${files}" asks for more than this id and title. Copy a file that is there.`;
		return showFailure(message, [['Search Objectives', 'tandem.searchObjectives']]);
	}
	const { path, format } = place;
	const today = new Date().toISOString().slice(0, 10);
	const { skeleton } = format;
	const text = skeleton ? foreignObjectiveText(asked, { path, skeleton }, today) : newObjectiveText(asked, today);
	const uri = vscode.Uri.joinPath(vscode.Uri.file(root), path);
	const edit = new vscode.WorkspaceEdit();
	// Refused by the editor where the file is there, whoever made it in between.
	edit.createFile(uri, { contents: new TextEncoder().encode(text) });
	if (!(await vscode.workspace.applyEdit(edit))) {
		return showFailure(`${path} could not be written. Is there a file of this name already?`, [
			['Show Log', 'tandem.showLog'],
		]);
	}
	const { first, last } = placeToWrite(text);
	const document = await vscode.workspace.openTextDocument(uri);
	const selection = new vscode.Range(first - 1, 0, last - 1, document.lineAt(last - 1).text.length);
	await vscode.window.showTextDocument(document, { selection, preview: false });
}

async function chooseStore(stores: readonly SpecStore[]): Promise<SpecStore | undefined> {
	const chosen = await vscode.window.showQuickPick(
		stores.map((store) => ({ label: plainLabel(store.source.label), store })),
		{ title: 'New objective', placeHolder: 'In which spec repo?' },
	);
	return chosen?.store;
}

/** What is cloned for reading has no folder to write in. */
async function offerFolder({ source: { address, label } }: SpecStore): Promise<void> {
	const commands = await vscode.commands.getCommands(true);
	const clone = address.kind === 'remote' && commands.includes('git.clone') ? ['Clone It…'] : [];
	const chosen = await vscode.window.showWarningMessage(
		plainLabel(`${label} is only read here. To write an objective, open your own clone of it as a folder.`),
		...clone,
		'Open Folder…',
	);
	if (chosen === 'Open Folder…') await vscode.commands.executeCommand('vscode.openFolder');
	else if (chosen !== undefined && address.kind === 'remote') {
		await vscode.commands.executeCommand('git.clone', address.url);
	}
}
