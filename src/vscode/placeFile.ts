import * as path from 'node:path';
import * as vscode from 'vscode';
import { askLabel } from '../app/askLabel.ts';
import { formatOf } from '../app/specFile.ts';
import { placingQuestion } from '../app/suggestionText.ts';
import { encodeTarget } from '../app/target.ts';
import type { KnownWhy } from '../app/why.ts';
import { addCodePattern, filePattern, folderPattern } from '../core/codeListEdit.ts';
import { isNative } from '../core/formats/specFormat.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Objective } from '../core/objective.ts';
import type { TextEdit } from '../core/textEdit.ts';
import { askPm } from './asking.ts';
import type { AskingDeps } from './asking.ts';
import type { EditorPlace } from './documents.ts';
import { showFailure } from './messages.ts';
import { plainLabel } from './plainLabel.ts';
import { specDocumentUri } from './specDocuments.ts';
import { specFolder, toEditorRange } from './specPlaces.ts';

/** A code file and an objective that it may serve. */
export interface Placing {
	readonly why: KnownWhy;
	readonly place: EditorPlace;
	readonly objective: Objective;
	/** What speaks for it, in one line. */
	readonly reasons: string;
}

interface Act extends vscode.QuickPickItem {
	readonly run: () => Promise<void>;
}

/** Asks what to do about a file and an objective that it may serve, and does it: ask the PM, or write the pattern where the user can. */
export async function placeFile(
	deps: AskingDeps & { openTarget(target: string): Promise<void> },
	placing: Placing,
): Promise<void> {
	const { why, objective } = placing;
	const { id, pm } = objective;
	const spec = specKey(why.store.source.address);
	const patterns = [filePattern(why.path), folderPattern(why.path)].filter((pattern) => pattern !== undefined);
	const writes = await Promise.all(patterns.map((pattern) => writing(placing, pattern)));
	const acts: readonly Act[] = [
		{
			label: `$(comment-discussion) ${plainLabel(askLabel(pm))}`,
			detail: plainLabel(
				`Whether this file serves ${id}, with the pattern to write if it does. You read it before it is sent.`,
			),
			run: () => ask(deps, placing),
		},
		...writes.filter((act) => act !== undefined),
		{
			label: '$(go-to-file) Open the objective',
			run: () => deps.openTarget(encodeTarget({ kind: 'objective', spec, id })),
		},
	];
	const chosen = await vscode.window.showQuickPick(acts, {
		title: plainLabel(`${id} ${objective.title}`),
		placeHolder: plainLabel(`What to do about ${why.path}?`),
	});
	await chosen?.run();
}

async function ask(deps: AskingDeps, { why, place, objective, reasons }: Placing): Promise<void> {
	const question = placingQuestion(objective, why.path, { pattern: filePattern(why.path), reasons });
	const { first, last } = place.lines;
	await askPm(deps, {
		uri: place.document.uri.toString(),
		line: first,
		lastLine: last,
		objective: objective.id,
		...question,
	});
}

/** Writing the pattern into the objective's file; undefined where that is no file of a folder of the user's, or is not kept in Tandem's own format. */
async function writing({ why, objective }: Placing, pattern: string): Promise<Act | undefined> {
	const root = specFolder(why.store);
	const file = objective.source.head ?? objective.source.file;
	const format = formatOf(why.snapshot, file);
	if (root === undefined || (format && !isNative(format))) return undefined;
	const uri = specDocumentUri(root, file);
	const edit = await patternEdit(uri, pattern, why.context.name);
	if (!edit) return undefined;
	return {
		label: `$(add) Add ${plainLabel(pattern)} to its code`,
		detail: plainLabel(`Changes ${path.basename(root)}/${file} in the editor, for you to read, save and commit.`),
		async run() {
			// The file may have changed while the list was open.
			const now = await patternEdit(uri, pattern, why.context.name);
			const change = new vscode.WorkspaceEdit();
			if (now) change.replace(uri, toEditorRange(now.range), now.text);
			if (!now || !(await vscode.workspace.applyEdit(change))) {
				return showFailure(`${file} could not be changed.`, [['Show Log', 'tandem.showLog']]);
			}
			const document = await vscode.workspace.openTextDocument(uri);
			const line = now.range.start.line - 1 + (now.text.trimEnd().match(/\n/g)?.length ?? 0);
			await vscode.window.showTextDocument(document, { selection: document.lineAt(line).range, preview: false });
		},
	};
}

async function patternEdit(uri: vscode.Uri, pattern: string, repo: string | undefined): Promise<TextEdit | undefined> {
	const document = await vscode.workspace.openTextDocument(uri);
	return addCodePattern(document.getText(), pattern, repo);
}
