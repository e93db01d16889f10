import * as vscode from 'vscode';
import { problemText } from '../app/problemText.ts';
import type { SpecChecks } from '../app/specChecks.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Problem } from '../core/problem.ts';
import type { TextRange } from '../core/textRange.ts';
import { specRoot, specUri } from './specDocuments.ts';

const SEVERITY = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	// Other formats bring many keys of their own: a hint at the place, no line in the Problems panel.
	info: vscode.DiagnosticSeverity.Hint,
} as const;

/** Shows what is wrong in spec files as they are on the screen, for files that are in the workspace; the doctor shows what is saved, of all of them. */
export function registerSpecProblems(tandem: Tandem, checks: SpecChecks): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const collection = disposables.add(vscode.languages.createDiagnosticCollection('tandem'));
	let shown: ReadonlyMap<string, string> = new Map();
	const update = () => {
		const files = new Map<string, { uri: vscode.Uri; problems: Problem[] }>();
		for (const store of tandem.specs()) {
			const root = specRoot(store);
			for (const problem of (root !== undefined && checks.get(store)?.problems) || []) {
				const uri = specUri(root ?? '', problem.file);
				if (!vscode.workspace.getWorkspaceFolder(uri.with({ scheme: 'file' }))) continue;
				const known = files.get(uri.toString());
				if (known) known.problems.push(problem);
				else files.set(uri.toString(), { uri, problems: [problem] });
			}
		}
		// Only what is new: each file that is set anew is drawn anew.
		const next = new Map([...files].map(([key, { problems }]) => [key, JSON.stringify(problems)]));
		for (const [key, { uri, problems }] of files) {
			if (next.get(key) !== shown.get(key)) collection.set(uri, problems.map(toDiagnostic));
		}
		for (const key of shown.keys()) if (!files.has(key)) collection.delete(vscode.Uri.parse(key, true));
		shown = next;
	};
	disposables.add(checks.onDidChange(update));
	// A new file that is saved is another document.
	disposables.add(vscode.workspace.onDidOpenTextDocument(update));
	disposables.add(vscode.workspace.onDidCloseTextDocument(update));
	return { update, dispose: () => disposables.dispose() };
}

/** A range as the editor counts it. */
export function toEditorRange({ start, end }: TextRange): vscode.Range {
	return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}

function toDiagnostic(problem: Problem): vscode.Diagnostic {
	const { range } = problem;
	const place = range ? toEditorRange(range) : new vscode.Range(0, 0, 0, 0);
	const diagnostic = new vscode.Diagnostic(place, problemText(problem), SEVERITY[problem.severity]);
	diagnostic.source = 'Tandem';
	diagnostic.code = problem.code;
	return diagnostic;
}
