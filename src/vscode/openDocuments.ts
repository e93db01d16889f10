import * as vscode from 'vscode';

/** The documents that a tab shows, also behind another one; a tab that was restored and never looked at has none yet. */
export function openDocuments(): readonly vscode.TextDocument[] {
	const shown = new Set(
		vscode.window.tabGroups.all.flatMap(({ tabs }) =>
			tabs.flatMap(({ input }) => {
				if (input instanceof vscode.TabInputText) return [input.uri.toString()];
				return input instanceof vscode.TabInputTextDiff ? [input.original.toString(), input.modified.toString()] : [];
			}),
		),
	);
	return vscode.workspace.textDocuments.filter(({ isClosed, uri }) => !isClosed && shown.has(uri.toString()));
}
