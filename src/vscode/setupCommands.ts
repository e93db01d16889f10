import * as path from 'node:path';
import * as vscode from 'vscode';
import { exampleSpec } from '../app/exampleObjective.ts';
import type { CodeRepos } from '../app/ports.ts';
import type { Tandem } from '../app/tandem.ts';
import { parseGitAddress } from '../core/gitAddress.ts';
import { showFailure } from './messages.ts';

export interface SetupDeps {
	readonly tandem: Tandem;
	readonly identity: CodeRepos['identity'];
	/** Makes the sample workspace below a folder and returns the folder to open. */
	readonly makeSample: (target: string, signal: AbortSignal) => Promise<string>;
	/** The extension's own storage. */
	readonly storage: vscode.Uri;
}

/** Asks where the spec repo is and writes it where the user wants it: for this workspace, or for all. */
export async function connectSpecRepo({ tandem }: SetupDeps): Promise<void> {
	const browse: vscode.QuickPickItem = {
		label: '$(folder) Choose a folder…',
		detail: 'A spec repo, or a clone of it, on this machine',
	};
	const type: vscode.QuickPickItem = {
		label: '$(repo-clone) Enter an address…',
		detail: 'https://… or git@host:owner/product-specs.git',
	};
	const way = await vscode.window.showQuickPick([type, browse], {
		title: 'Connect a spec repo (1/3)',
		placeHolder: 'Where does your PM keep the objectives?',
	});
	if (!way) return;
	const address = way === browse ? await chooseFolder() : await enterAddress();
	if (!address) return;
	const target = await chooseTarget();
	if (target === undefined) return;
	await vscode.workspace.getConfiguration('tandem').update('specRepo', address, target);
	await tandem.refresh();
}

async function chooseFolder(): Promise<string | undefined> {
	const [folder] =
		(await vscode.window.showOpenDialog({
			canSelectFolders: true,
			canSelectFiles: false,
			openLabel: 'Use as Spec Repo',
		})) ?? [];
	return folder?.fsPath;
}

function enterAddress(): Thenable<string | undefined> {
	return vscode.window.showInputBox({
		title: 'Connect a spec repo (2/3)',
		prompt:
			'Address of the git repository. Tandem clones it into its own storage and never asks for a password in the background.',
		placeHolder: 'https://github.com/acme/product-specs.git',
		ignoreFocusOut: true,
		validateInput: (text) => {
			if (text.trim() === '') return 'Enter an address.';
			const parsed = parseGitAddress(text.trim(), 'setting');
			return 'refused' in parsed ? parsed.refused : undefined;
		},
	});
}

async function chooseTarget(): Promise<vscode.ConfigurationTarget | undefined> {
	if (!vscode.workspace.workspaceFolders?.length) return vscode.ConfigurationTarget.Global;
	const here = {
		label: 'This workspace',
		detail: 'Written to the workspace settings',
		target: vscode.ConfigurationTarget.Workspace,
	};
	const everywhere = {
		label: 'All my workspaces',
		detail: 'Written to your user settings',
		target: vscode.ConfigurationTarget.Global,
	};
	const chosen = await vscode.window.showQuickPick([here, everywhere], {
		title: 'Connect a spec repo (3/3)',
		placeHolder: 'Use it for',
	});
	return chosen?.target;
}

/** Writes a commented example into a folder of the workspace; files that are there already stay as they are. */
export async function createSpecRepo({ tandem, identity }: SetupDeps): Promise<void> {
	const folders = vscode.workspace.workspaceFolders ?? [];
	if (folders.length === 0) return showFailure('Open a folder first: the example is written into it.', []);
	const folder =
		folders.length === 1
			? folders[0]
			: await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Where should the objectives live?' });
	if (!folder) return undefined;
	const author = await identity(tandem.contexts.known()[0]?.repo);
	const today = new Date().toISOString().slice(0, 10);
	const files = exampleSpec(today, author ?? { name: 'Your Name' });
	const kept: string[] = [];
	for (const { path: file, text } of files) {
		const uri = vscode.Uri.joinPath(folder.uri, file);
		if (await exists(uri)) kept.push(file);
		else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
	}
	await tandem.refresh();
	const objective = files.find(({ path: file }) => file.startsWith('objectives/'));
	if (objective) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, objective.path));
	if (kept.length > 0)
		await vscode.window.showInformationMessage(`${kept.join(', ')} was there already and stays as it is.`);
	return undefined;
}

/** Makes the sample shop in the extension's storage, once, and opens it in a new window. */
export async function openSample({ makeSample, storage }: SetupDeps): Promise<void> {
	const folder = await vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: 'Making the sample: a small shop with a year of history',
			cancellable: true,
		},
		(_progress, token) => {
			const stop = new AbortController();
			token.onCancellationRequested(() => stop.abort());
			return makeSample(path.join(storage.fsPath, 'sample'), stop.signal);
		},
	);
	await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), { forceNewWindow: true });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		return false;
	}
}
