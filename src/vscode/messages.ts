import * as vscode from 'vscode';
import { runCommand } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import { plainLabel } from './plainLabel.ts';

/** Answers an explicit action that could not be done: what happened, and the next steps as buttons. */
export async function showFailure(message: string, steps: readonly (readonly [string, CommandId])[]): Promise<void> {
	const chosen = await vscode.window.showWarningMessage(plainLabel(message), ...steps.map(([label]) => label));
	const step = steps.find(([label]) => label === chosen);
	if (step) await runCommand(vscode, step[1]);
}
