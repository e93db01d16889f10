import * as vscode from 'vscode';
import type { Log, SecretFinder } from '../app/ports.ts';
import { checkTexts } from '../app/textSecrets.ts';
import type { TextOrigin, Texts } from '../app/textSecrets.ts';

const MASKED = 'Send Masked';
const AS_IT_IS = 'Send as It Is';

export interface WarningDeps {
	readonly secrets: SecretFinder;
	readonly log: Log;
}

/** The texts as they may be sent, as they are or masked; undefined: the user gave up. Asks only where there is something to ask. */
export async function textsToSend<Part extends string, Given extends Texts<Part>>(
	texts: Given & Texts<Part>,
	origin: TextOrigin,
	{ secrets, log }: WarningDeps,
): Promise<Given | undefined> {
	const checked = await checkTexts<Part>(texts, origin, { finder: secrets, log });
	if (checked.kind === 'harmless') return texts;
	const { message, detail, masked } = checked;
	const choices = masked === undefined ? [AS_IT_IS] : [MASKED, AS_IT_IS];
	const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...choices);
	if (chosen === MASKED) return { ...texts, ...masked };
	return chosen === AS_IT_IS ? texts : undefined;
}
