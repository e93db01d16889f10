import * as vscode from 'vscode';

/** The git program that the user set for VS Code itself (`git.path`), or undefined. Only the user's own settings count, never those of a workspace. */
export function userGitPath(): string | undefined {
	const value: unknown = vscode.workspace.getConfiguration('git').inspect('path')?.globalValue;
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return typeof first === 'string' && first !== '' ? first : undefined;
}
