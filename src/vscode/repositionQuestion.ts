import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { linkOfLines } from '../app/askPlace.ts';
import { newPlace, repositionEntry } from '../app/reposition.ts';
import type { NewPlace } from '../app/reposition.ts';
import { defined } from '../core/defined.ts';
import { createDisposables } from '../core/disposables.ts';
import { fenceName } from './asking.ts';
import { isCodeDocument, selectedLines, toCodeDocument } from './documents.ts';
import { plainLabel } from './plainLabel.ts';
import { findQuestion, identityOrTold, sendEntry } from './questionCommands.ts';
import type { Asked, QuestionDeps } from './questionCommands.ts';
import { textsToSend } from './secretWarning.ts';

type Possible = Extract<NewPlace, { kind: 'possible' }> & {
	readonly document: vscode.TextDocument;
	/** Address of its lines, where it is known. */
	readonly link?: string;
};

/**
 * Puts a question where the user says that its code is. It stands there at once, also offline; the place it had is in the history of its file. What of
 * the code will be written into the spec repo is shown before it is.
 */
export async function repositionQuestion(deps: QuestionDeps, target: unknown): Promise<void> {
	const asked = await findQuestion(deps, target, () => true, 'Reposition which question?');
	const place = asked && (await pickPlace(deps, asked));
	if (!place) return;
	const { quote, lineBefore, lineAfter, symbol } = place.anchor;
	const sent = await textsToSend({ quote, ...defined({ lineBefore, lineAfter, symbol }) }, 'code', deps);
	const author = sent && (await identityOrTold(deps));
	if (!author) return;
	const entry = repositionEntry(
		asked.known.question,
		{ anchor: { ...place.anchor, ...sent }, language: fenceName(place.document), ...defined({ link: place.link }) },
		{ store: asked.store, author, now: Date.now(), shortId: randomBytes(6).toString('hex') },
	);
	await deps.tandem.outbox.keep(entry);
	await sendEntry(deps, entry);
}

/** Follows the selection until it is confirmed: editors stay usable meanwhile. */
async function pickPlace({ tandem }: QuestionDeps, { store, known }: Asked): Promise<Possible | undefined> {
	const disposables = createDisposables();
	const pick = disposables.add(vscode.window.createQuickPick<vscode.QuickPickItem & { place?: Possible }>());
	pick.title = plainLabel(`Reposition: ${known.question.title}`);
	pick.placeholder = 'Select its lines in an editor, then confirm';
	pick.ignoreFocusOut = true;
	const look = () => {
		const place = placeNow();
		pick.items = [
			place.kind === 'possible'
				? {
						label: plainLabel(`Put it at ${place.label}`),
						description: plainLabel(place.anchor.path),
						detail: plainLabel(`Quotes: ${place.quoted}`),
						alwaysShow: true,
						place,
					}
				: { label: plainLabel(place.why), alwaysShow: true },
		];
	};
	const placeNow = (): Possible | Extract<NewPlace, { kind: 'impossible' }> => {
		const editor = vscode.window.activeTextEditor;
		if (!editor || !isCodeDocument(editor.document)) return { kind: 'impossible', why: 'Open the file with the code.' };
		const { document, selection } = editor;
		const file = tandem.contexts.get(document.uri.fsPath);
		const code = toCodeDocument(document);
		const lines = code.lines();
		const place = newPlace(known.question, store, { file, lines, selected: selectedLines(selection) });
		if (place.kind === 'impossible') return place;
		const why = tandem.why.explain(code);
		const link = why.kind === 'known' ? linkOfLines(why, lines, place.anchor.lines) : undefined;
		return { ...place, document, ...defined({ link }) };
	};
	disposables.add(vscode.window.onDidChangeTextEditorSelection(look));
	disposables.add(vscode.window.onDidChangeActiveTextEditor(look));
	disposables.add(vscode.workspace.onDidChangeTextDocument(look));
	disposables.add(tandem.contexts.onDidChange(look));
	look();
	try {
		return await new Promise((resolve) => {
			disposables.add(
				pick.onDidAccept(() => {
					const place = pick.selectedItems[0]?.place;
					if (place) resolve(place);
				}),
			);
			disposables.add(pick.onDidHide(() => resolve(undefined)));
			pick.show();
		});
	} finally {
		disposables.dispose();
	}
}
