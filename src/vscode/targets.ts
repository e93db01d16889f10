import * as path from 'node:path';
import * as vscode from 'vscode';
import { contextOfAnchor, GONE } from '../app/questionPlace.ts';
import { decodeTarget } from '../app/target.ts';
import type { RecentObjectives } from '../app/recentObjectives.ts';
import type { Target } from '../app/target.ts';
import type { Tandem } from '../app/tandem.ts';
import type { Anchor } from '../core/question.ts';
import type { RecordedPlace } from '../core/readRecorded.ts';
import { chooseFileCommit } from './fileCommits.ts';
import type { FileCommitsDeps } from './fileCommits.ts';
import { plainLabel } from './plainLabel.ts';
import { specFolder } from './specPlaces.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

/** Opens what a link stands for. A target names only what Tandem knows: a root that is not one of its repositories is refused. */
export async function openTarget(
	text: unknown,
	deps: {
		tandem: Tandem;
		documents: VirtualDocuments;
		recent: RecentObjectives;
		showQuestion: (spec: string, id: string) => Promise<void>;
	} & FileCommitsDeps,
): Promise<void> {
	const target = typeof text === 'string' ? decodeTarget(text) : undefined;
	if (!target) return;
	const { tandem, documents } = deps;
	switch (target.kind) {
		case 'question':
			return deps.showQuestion(target.spec, target.id);
		case 'objective': {
			const objective = tandem.specByKey(target.spec)?.snapshot()?.objectiveById.get(target.id);
			if (!objective) return gone(`${target.id} is not in the spec repo any more.`);
			deps.recent.note({ spec: target.spec, id: target.id });
			return openSpecFile(target.spec, objective.source.file, objective.source.titleLine, deps);
		}
		case 'changes':
			return void vscode.commands.executeCommand('markdown.showPreview', documents.changes(target));
		case 'spec-file':
			return openSpecFile(target.spec, target.path, target.line, deps);
		case 'commit':
			if (!isKnownRoot(tandem, target)) return gone('This repository is not open any more.');
			return show(documents.commit(target.root, target.hash), 1);
		case 'code':
			if (!isKnownRoot(tandem, target)) return gone('This repository is not open any more.');
			return show(vscode.Uri.file(path.join(target.root, target.path)), target.line, target.lastLine);
		case 'work-file': {
			if (target.place) return openRecorded(target.spec, target.place, tandem);
			const file = await findWorkFile(target, tandem);
			return file ? show(file, 1) : gone(`${target.path} is in none of the open repositories any more.`);
		}
		case 'file-commits': {
			const context = tandem.contexts.known().find(({ repo }) => repo.root === target.root);
			if (!context) return gone('This repository is not open any more.');
			const hash = await chooseFileCommit(target, context, deps);
			return hash === undefined ? undefined : show(documents.commit(target.root, hash), 1);
		}
	}
}

function isKnownRoot(tandem: Tandem, { root }: Extract<Target, { root: string }>): boolean {
	return tandem.contexts.known().some(({ repo }) => repo.root === root);
}

/** Goes to where recorded lines are now. A place without a commit is believed. */
async function openRecorded(spec: string, place: RecordedPlace, tandem: Tandem): Promise<void> {
	const store = tandem.specByKey(spec);
	const anchor: Anchor = { ...place, quote: '' };
	const context = store && contextOfAnchor(tandem.contexts.known(), store, anchor);
	if (!context) return gone(`The code repo of ${place.path} is not open here.`);
	const found = await tandem.anchorPlaces.locate(context, anchor);
	if (found?.kind === 'found') {
		return show(vscode.Uri.file(path.join(context.repo.root, found.path)), found.lines.first, found.lines.last);
	}
	return gone(found ? GONE[found.why] : `Where ${place.path} is now cannot be found out. The log has the details.`);
}

/** Of several code repos that share a spec repo, the first that has the file. */
async function findWorkFile(
	{ spec, path: file }: Extract<Target, { kind: 'work-file' }>,
	tandem: Tandem,
): Promise<vscode.Uri | undefined> {
	const store = tandem.specByKey(spec);
	for (const { repo, spec: own } of tandem.contexts.known()) {
		if (own.kind !== 'store' || own.store !== store) continue;
		const uri = vscode.Uri.file(path.join(repo.root, file));
		const found = await vscode.workspace.fs.stat(uri).then(
			({ type }) => type === vscode.FileType.File,
			() => false,
		);
		if (found) return uri;
	}
	return undefined;
}

async function openSpecFile(
	spec: string,
	file: string,
	line: number,
	{ tandem, documents }: { tandem: Tandem; documents: VirtualDocuments },
): Promise<void> {
	const store = tandem.specByKey(spec);
	if (!store) return gone('This spec repo is not open any more.');
	const folder = specFolder(store);
	const uri = folder === undefined ? documents.specFile(spec, file) : vscode.Uri.file(path.join(folder, file));
	return show(uri, line);
}

async function show(uri: vscode.Uri, line: number, lastLine = line): Promise<void> {
	let document: vscode.TextDocument;
	try {
		document = await vscode.workspace.openTextDocument(uri);
	} catch {
		return gone(`${uri.path.slice(uri.path.lastIndexOf('/') + 1)} cannot be opened: it is not there any more.`);
	}
	const start = Math.min(line, document.lineCount) - 1;
	const end = Math.min(Math.max(line, lastLine), document.lineCount) - 1;
	const selection =
		lastLine > line
			? new vscode.Range(start, 0, end, document.lineAt(end).text.length)
			: new vscode.Range(start, 0, start, 0);
	await vscode.window.showTextDocument(document, { selection, preview: true });
}

async function gone(message: string): Promise<void> {
	await vscode.window.showInformationMessage(plainLabel(message));
}
