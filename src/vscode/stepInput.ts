import * as vscode from 'vscode';
import { createDisposables } from '../core/disposables.ts';

/** How one step of several ended. */
export type StepAnswer = { readonly kind: 'next'; readonly text: string } | { readonly kind: 'back' | 'cancelled' };

interface Step {
	readonly title: string;
	/** From 1. */
	readonly step: number;
	readonly totalSteps: number;
	readonly placeholder: string;
	/** What stands there when the step is shown. */
	readonly text: string;
}

export interface TextStep extends Step {
	readonly prompt: string;
	/** What is wrong with a text, shown while it is typed; undefined where nothing is. */
	readonly validate: (text: string) => string | undefined;
}

export interface ChoiceStep extends Step {
	readonly choices: readonly (vscode.QuickPickItem & { readonly text: string })[];
	/** The row for what was typed and is none of the choices; absent where it has to be one of them. */
	readonly typed?: (text: string) => vscode.QuickPickItem;
}

/** Asks for a line of text. */
export function askText({ prompt, validate, text, ...step }: TextStep): Promise<StepAnswer> {
	const input = vscode.window.createInputBox();
	input.prompt = prompt;
	input.value = text;
	return show(input, step, (answer) => [
		input.onDidChangeValue((value) => {
			input.validationMessage = value.trim() === '' ? undefined : validate(value);
		}),
		input.onDidAccept(() => {
			input.validationMessage = validate(input.value);
			if (input.validationMessage === undefined) answer({ kind: 'next', text: input.value.trim() });
		}),
	]);
}

/** Asks for one of some choices, or for a text of one's own. */
export function askChoice({ choices, typed, text, ...step }: ChoiceStep): Promise<StepAnswer> {
	const input = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly text: string }>();
	const rows = (value: string) => {
		const own = value.trim();
		const isThere = own === '' || choices.some((choice) => choice.text.toLowerCase() === own.toLowerCase());
		input.items = isThere || !typed ? choices : [...choices, { ...typed(own), alwaysShow: true, text: own }];
	};
	input.matchOnDescription = true;
	input.value = text;
	rows(text);
	return show(input, step, (answer) => [
		input.onDidChangeValue(rows),
		input.onDidAccept(() => {
			const [chosen] = input.selectedItems;
			if (chosen) answer({ kind: 'next', text: chosen.text });
		}),
	]);
}

async function show(
	input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem & { readonly text: string }>,
	{ title, step, totalSteps, placeholder }: Omit<Step, 'text'>,
	listen: (answer: (answer: StepAnswer) => void) => readonly vscode.Disposable[],
): Promise<StepAnswer> {
	const disposables = createDisposables();
	disposables.add(input);
	Object.assign(input, { title, step, totalSteps, placeholder, ignoreFocusOut: true });
	input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
	try {
		return await new Promise<StepAnswer>((resolve) => {
			for (const part of listen(resolve)) disposables.add(part);
			disposables.add(input.onDidTriggerButton(() => resolve({ kind: 'back' })));
			disposables.add(input.onDidHide(() => resolve({ kind: 'cancelled' })));
			input.show();
		});
	} finally {
		disposables.dispose();
	}
}
