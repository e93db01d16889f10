/** A sentence of the use cases, which speak of the editor's commands and settings, with the advice that helps in a terminal. */
export function terminalText(sentence: string): string {
	return ADVICE.reduce((text, [editor, terminal]) => text.replaceAll(editor, terminal), sentence).trim();
}

const CONNECT = 'Give one with --spec, or write "spec: <address>" into .tandem.yml at the root of the code.';

/** In the editor's words, and what to do here instead. In order: what is longer stands first. */
const ADVICE: readonly (readonly [editor: string, terminal: string])[] = [
	['Run "Tandem: Connect Spec Repo", or write "spec: <address>" into .tandem.yml at the root of the code.', CONNECT],
	['Connect one with "Tandem: Connect Spec Repo".', CONNECT],
	['Run "Tandem: Create Spec Repo Here" for a first one', 'Add a first one as objectives/CHK-1.md'],
	['Add a first objective with "Tandem: Create Spec Repo Here" or push one.', 'Push a first objective.'],
	['Check it in the setting tandem.specRepo or in .tandem.yml.', 'Check --spec, or spec: in .tandem.yml.'],
	['put it into your own setting tandem.specRepo', 'give it with --spec'],
	['Put it into your own setting tandem.specRepo', 'Give it with --spec'],
	['Check the network or the VPN; Tandem tries again by itself.', 'Check the network or the VPN.'],
	['Tandem tries again by itself.', 'Try again later.'],
	['in a terminal, then refresh.', 'in a terminal, then try again.'],
	['Install git 2.30 or newer and reload the window.', 'Install git 2.30 or newer.'],
	['None is open yet. Open a file of one.', 'There is none here. Name its folder with --code.'],
	[' The log has the details: "Tandem: Show Log".', ''],
	['the editor itself reaches it', 'Tandem itself reaches it'],
];
