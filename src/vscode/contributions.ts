import type * as vscodeApi from 'vscode';

/**
 * Every id that the manifest and the code share, with the type of each command's arguments and of each setting. The namespace is passed in,
 * so that a test can load this file without an editor and compare it with package.json, both ways.
 */
type VSCode = Pick<typeof vscodeApi, 'commands' | 'workspace'>;

/** Arguments of each command that the palette, menus and links may call. */
export interface CommandArguments {
	'tandem.askPm': [
		/** Without `uri` it is the place of the cursor. `title` and `whyItMatters` are the words to begin with. */
		place?: {
			readonly uri?: string;
			readonly line?: number;
			readonly lastLine?: number;
			readonly objective?: string;
			readonly title?: string;
			readonly whyItMatters?: string;
		},
	];
	'tandem.showWhy': [];
	'tandem.openObjective': [target?: unknown];
	'tandem.openTarget': [target?: unknown];
	'tandem.searchObjectives': [];
	'tandem.suggestObjectives': [];
	'tandem.groupObjectives': [];
	'tandem.filterObjectives': [];
	'tandem.clearObjectivesFilter': [];
	'tandem.newObjective': [];
	'tandem.showObjectiveWork': [target?: unknown];
	'tandem.showChanges': [];
	'tandem.markChangesSeen': [];
	'tandem.openQuestion': [target?: unknown];
	'tandem.replyToQuestion': [target?: unknown];
	'tandem.resolveQuestion': [target?: unknown];
	'tandem.reopenQuestion': [target?: unknown];
	'tandem.recordDecision': [target?: unknown];
	'tandem.recordConstraint': [
		/** What a commit says; without it, it is about the place of the cursor. */
		said?: { readonly objective: string; readonly hash: string; readonly text: string },
	];
	'tandem.repositionQuestion': [target?: unknown];
	'tandem.openQuestionFile': [target?: unknown];
	'tandem.copyQuestionLink': [target?: unknown];
	'tandem.replyInThread': [reply?: unknown];
	'tandem.replyAndReopenInThread': [reply?: unknown];
	'tandem.askInThread': [reply?: unknown];
	'tandem.refresh': [];
	'tandem.cancelSync': [];
	'tandem.connectSpecRepo': [];
	'tandem.createSpecRepo': [];
	'tandem.openSample': [];
	'tandem.doctor': [];
	'tandem.showOutbox': [];
	'tandem.channels': [];
	'tandem.showLog': [];
	'tandem.toggleHover': [];
}
export type CommandId = keyof CommandArguments;

/** Value type and default of each setting, below `tandem.`. */
export const SETTINGS = {
	'specRepo': '',
	'hover.enabled': true,
	'statusBar.enabled': true,
	'specLens.enabled': true,
	'threads.enabled': true,
	'threads.unfoldOpen': false,
	'threads.showResolved': false,
	'threads.askFromGutter': false,
	'notifications.answers': true,
	'sync.intervalMinutes': 5,
	'git.timeoutSeconds': 120,
} as const satisfies Record<string, string | boolean | number>;
export type SettingId = keyof typeof SETTINGS;
type Widen<Value> = Value extends string ? string : Value extends number ? number : boolean;

export const VIEWS = {
	container: 'tandem',
	welcome: 'tandem.welcome',
	why: 'tandem.why',
	objectives: 'tandem.objectives',
	questions: 'tandem.questions',
	unlinked: 'tandem.unlinked',
} as const;

/** Context keys that `when` clauses read. */
export interface ContextKeys {
	/** `starting` until the spec repo is known; then what there is. */
	'tandem.state': 'starting' | 'unconfigured' | 'configured';
	'tandem.syncing': boolean;
	'tandem.objectivesFiltered': boolean;
}
export type ContextKey = keyof ContextKeys;

/** The ids of commands, in the manifest's order; an id that is missing here does not compile. */
export const COMMAND_IDS = Object.keys({
	'tandem.askPm': 0,
	'tandem.showWhy': 0,
	'tandem.openObjective': 0,
	'tandem.openTarget': 0,
	'tandem.searchObjectives': 0,
	'tandem.suggestObjectives': 0,
	'tandem.groupObjectives': 0,
	'tandem.filterObjectives': 0,
	'tandem.clearObjectivesFilter': 0,
	'tandem.newObjective': 0,
	'tandem.showObjectiveWork': 0,
	'tandem.showChanges': 0,
	'tandem.markChangesSeen': 0,
	'tandem.openQuestion': 0,
	'tandem.replyToQuestion': 0,
	'tandem.resolveQuestion': 0,
	'tandem.reopenQuestion': 0,
	'tandem.recordDecision': 0,
	'tandem.recordConstraint': 0,
	'tandem.repositionQuestion': 0,
	'tandem.openQuestionFile': 0,
	'tandem.copyQuestionLink': 0,
	'tandem.replyInThread': 0,
	'tandem.replyAndReopenInThread': 0,
	'tandem.askInThread': 0,
	'tandem.refresh': 0,
	'tandem.cancelSync': 0,
	'tandem.connectSpecRepo': 0,
	'tandem.createSpecRepo': 0,
	'tandem.openSample': 0,
	'tandem.doctor': 0,
	'tandem.showOutbox': 0,
	'tandem.channels': 0,
	'tandem.showLog': 0,
	'tandem.toggleHover': 0,
} satisfies Record<CommandId, 0>) as readonly CommandId[];

export function registerCommand<Id extends CommandId>(
	vscode: VSCode,
	id: Id,
	run: (...args: CommandArguments[Id]) => unknown,
): vscodeApi.Disposable {
	return vscode.commands.registerCommand(id, run);
}

export function runCommand<Id extends CommandId>(
	vscode: VSCode,
	id: Id,
	...args: CommandArguments[Id]
): Thenable<unknown> {
	return vscode.commands.executeCommand(id, ...args);
}

export function setContextKey<Key extends ContextKey>(
	vscode: VSCode,
	key: Key,
	value: ContextKeys[Key],
): Thenable<unknown> {
	return vscode.commands.executeCommand('setContext', key, value);
}

/** A setting's value; the default where the user's value has another type. */
export function readSetting<Id extends SettingId>(
	vscode: VSCode,
	id: Id,
	scope?: vscodeApi.Uri,
): Widen<(typeof SETTINGS)[Id]> {
	const value: unknown = vscode.workspace.getConfiguration('tandem', scope).get(id);
	const fallback = SETTINGS[id];
	return (typeof value === typeof fallback ? value : fallback) as Widen<(typeof SETTINGS)[Id]>;
}
