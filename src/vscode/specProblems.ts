import * as path from 'node:path';
import * as vscode from 'vscode';
import { problemText } from '../app/problemText.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Problem } from '../core/problem.ts';
import { createSnapshotChanges } from './snapshotChanges.ts';

const SEVERITY = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	// Other formats bring many keys of their own: a hint at the place, no line in the Problems panel.
	info: vscode.DiagnosticSeverity.Hint,
} as const;

/** Shows what is wrong in spec files in the Problems panel, for files that are in the workspace; the doctor shows all of them. */
export function registerSpecProblems(tandem: Tandem): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const collection = disposables.add(vscode.languages.createDiagnosticCollection('tandem'));
	const hasChanged = createSnapshotChanges(tandem);
	return {
		update() {
			if (!hasChanged()) return;
			const byFile = new Map<string, vscode.Diagnostic[]>();
			for (const store of tandem.specs()) {
				const { address } = store.source;
				if (address.kind !== 'folder') continue;
				for (const problem of store.snapshot()?.problems ?? []) {
					const file = path.join(address.dir, address.path ?? '', problem.file);
					if (!vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))) continue;
					byFile.set(file, [...(byFile.get(file) ?? []), toDiagnostic(problem)]);
				}
			}
			collection.clear();
			collection.set([...byFile].map(([file, diagnostics]) => [vscode.Uri.file(file), diagnostics]));
		},
		dispose: () => disposables.dispose(),
	};
}

function toDiagnostic(problem: Problem): vscode.Diagnostic {
	const { range } = problem;
	const place = range
		? new vscode.Range(range.start.line - 1, range.start.column - 1, range.end.line - 1, range.end.column - 1)
		: new vscode.Range(0, 0, 0, 0);
	const diagnostic = new vscode.Diagnostic(place, problemText(problem), SEVERITY[problem.severity]);
	diagnostic.source = 'Tandem';
	diagnostic.code = problem.code;
	return diagnostic;
}
