import * as vscode from 'vscode';
import { problemText } from '../app/problemText.ts';
import type { SpecChecks } from '../app/specChecks.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Problem } from '../core/problem.ts';
import { specDocumentUri } from './specDocuments.ts';
import { specFolder, specPathOf, toEditorRange } from './specPlaces.ts';

const SEVERITY = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	// Other formats bring many keys of their own: a hint at the place, no line in the Problems panel.
	info: vscode.DiagnosticSeverity.Hint,
} as const;

/** Shows what is wrong in spec files as they are on the screen, for files that are open or in the workspace; the doctor shows what is saved, of all of them. */
export function registerSpecProblems(tandem: Tandem, checks: SpecChecks): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const collection = disposables.add(vscode.languages.createDiagnosticCollection('tandem'));
	let shown: ReadonlyMap<string, string> = new Map();
	const update = () => {
		const files = tandem.specs().flatMap((store) => filesOf(specFolder(store), checks.get(store)?.problems ?? []));
		const next = new Map(files.map(({ uri, problems }) => [uri.toString(), JSON.stringify(problems)]));
		// Only what is new: each file that is set anew is drawn anew.
		const fresh = files.filter(({ uri }) => next.get(uri.toString()) !== shown.get(uri.toString()));
		const gone = [...shown.keys()].filter((key) => !next.has(key));
		collection.set([
			...gone.map((key): [vscode.Uri, undefined] => [vscode.Uri.parse(key, true), undefined]),
			...fresh.map(({ uri, problems }): [vscode.Uri, vscode.Diagnostic[]] => [uri, problems.map(toDiagnostic)]),
		]);
		shown = next;
	};
	disposables.add(checks.onDidChange(update));
	// A new file that is saved is another document.
	const look = ({ uri }: vscode.TextDocument) => {
		if (tandem.specs().some((store) => specPathOf(store, uri) !== undefined)) update();
	};
	disposables.add(vscode.workspace.onDidOpenTextDocument(look));
	disposables.add(vscode.workspace.onDidCloseTextDocument(look));
	return { update, dispose: () => disposables.dispose() };
}

interface FileProblems {
	readonly uri: vscode.Uri;
	readonly problems: readonly Problem[];
}

/** The problems of each file that is open or in the workspace. */
function filesOf(root: string | undefined, problems: readonly Problem[]): readonly FileProblems[] {
	const byFile = new Map<string, Problem[]>();
	for (const problem of root === undefined ? [] : problems) {
		const known = byFile.get(problem.file);
		if (known) known.push(problem);
		else byFile.set(problem.file, [problem]);
	}
	const files = [...byFile].map(([file, own]) => ({ uri: specDocumentUri(root ?? '', file), problems: own }));
	const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
	return files.filter(
		({ uri }) => vscode.workspace.getWorkspaceFolder(uri.with({ scheme: 'file' })) || open.has(uri.toString()),
	);
}

function toDiagnostic(problem: Problem): vscode.Diagnostic {
	const { range } = problem;
	const place = range ? toEditorRange(range) : new vscode.Range(0, 0, 0, 0);
	const diagnostic = new vscode.Diagnostic(place, problemText(problem), SEVERITY[problem.severity]);
	diagnostic.source = 'Tandem';
	diagnostic.code = problem.code;
	return diagnostic;
}
