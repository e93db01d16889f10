import * as vscode from 'vscode';
import type { Log, SecretFinder } from '../app/ports.ts';
import { checkText } from '../app/replySecrets.ts';

const MASKED = 'Send Masked';
const AS_IT_IS = 'Send as It Is';

/** The text as it may be sent, as it was typed or masked; undefined: the user gave up. Asks only where there is something to ask. */
export async function textToSend(text: string, secrets: SecretFinder, log: Log): Promise<string | undefined> {
	const checked = await checkText(text, secrets, log);
	if (checked.kind === 'harmless') return text;
	const { message, detail, masked } = checked;
	const choices = masked === undefined ? [AS_IT_IS] : [MASKED, AS_IT_IS];
	const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...choices);
	if (chosen === MASKED) return masked;
	return chosen === AS_IT_IS ? text : undefined;
}
