import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { KnownWhy } from '../../src/app/why.ts';
import type { EvidenceKind, LineAnswer } from '../../src/core/link.ts';
import type { TestApi } from '../../src/extension.ts';
import { eventually } from '../harness/eventually.mjs';

/** The running Tandem of this window. */
export async function runningTandem(): Promise<TestApi['tandem']> {
	const extension = vscode.extensions.getExtension<TestApi>('tandem-dev.tandem');
	assert.ok(extension, 'VS Code does not know Tandem: does engines.vscode allow this version?');
	return (await extension.activate()).tandem;
}

/** A file of one of the workspace's folders. */
export function workspaceFile(folder: string, file = ''): vscode.Uri {
	const found = vscode.workspace.workspaceFolders?.find(({ uri }) => path.basename(uri.fsPath) === folder);
	assert.ok(found, `${folder} is not in the workspace`);
	return vscode.Uri.joinPath(found.uri, file);
}

/** What is known of a document once its history is there, unsaved edits included. */
export async function explain(document: vscode.TextDocument): Promise<KnownWhy> {
	const { why } = await runningTandem();
	const found = await eventually(
		() =>
			why.explain({
				osPath: document.uri.fsPath,
				version: document.version,
				lines: () => document.getText().split(/\r\n|\r|\n/),
			}),
		(state) => {
			assert.equal(state.kind, 'known');
			assert.ok(state.kind !== 'known' || state.history.kind !== 'pending', 'the history is still read');
		},
		20_000,
	);
	assert.equal(found.kind, 'known');
	return found;
}

/** `CHK-1 by commit`, `none`, `unlinked`, `unknown`: the answer for a line, in short. */
export async function answerAt(document: vscode.TextDocument, line: number): Promise<string> {
	return inShort((await explain(document)).explanation.answer(line));
}

function inShort(answer: LineAnswer): string {
	if (answer.kind !== 'linked') return answer.kind;
	const [{ objective, evidence }] = answer.links;
	const kind: EvidenceKind = evidence[0].kind;
	return `${objective} by ${kind}`;
}

/** The Markdown of all hovers at a place, without its escapes; lines and columns from 1. */
export async function hoverText(uri: vscode.Uri, line: number, column: number): Promise<string> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		uri,
		new vscode.Position(line - 1, column - 1),
	);
	return (
		hovers
			.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
			.join('\n')
			.replaceAll('&nbsp;', ' ')
			// What is escaped differs between versions of VS Code.
			.replace(/\\(?=[-\\`*_{}[\]()#+!~<>])/g, '')
	);
}

/** Replaces the whole text of a document; nothing is saved. */
export async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
	assert.ok(await vscode.workspace.applyEdit(edit));
}
