import * as vscode from 'vscode';
import type { ObjectivesLook } from '../app/objectivesLook.ts';
import type { Log } from '../app/ports.ts';
import type { UnlinkedWorks } from '../app/unlinkedWork.ts';
import type { WholeHistory } from '../app/wholeHistory.ts';
import { encodeTarget } from '../app/target.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { failureText } from '../app/failureText.ts';
import { Failure } from '../core/failure.ts';
import { specKey } from '../core/gitAddress.ts';
import { COMMAND_IDS, readSetting, registerCommand } from './contributions.ts';
import type { CommandArguments, CommandId } from './contributions.ts';
import { showFailure } from './messages.ts';
import { clearObjectivesFilter, filterObjectives, groupObjectives } from './objectiveCommands.ts';
import { objectiveOfNode } from './objectivesTree.ts';
import type { QuestionDeps } from './questionCommands.ts';
import type { SearchDeps } from './searchObjectives.ts';
import type { SetupDeps } from './setupCommands.ts';
import type { SuggestDeps } from './suggestObjectives.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

const onDemand = () => import('./onDemand.ts');

type Commands = { readonly [Id in CommandId]: (...args: CommandArguments[Id]) => void | Promise<void> };

export type CommandDeps = SearchDeps &
	SuggestDeps &
	QuestionDeps &
	SetupDeps & {
		readonly look: ObjectivesLook;
		readonly history: Pick<WholeHistory, 'cancel'>;
		readonly unlinked: Pick<UnlinkedWorks, 'retryFailed'>;
		readonly documents: VirtualDocuments;
		readonly showLog: () => void;
	};

/**
 * Registers every command of the manifest; one that is missing does not compile. A command always answers, also when it fails. What only a command
 * needs is loaded with it.
 */
export function registerCommands(deps: CommandDeps): Disposable {
	const { tandem, sidebar, documents } = deps;
	const commands: Commands = {
		'tandem.askPm': async (...args) => (await onDemand()).askPm(deps, ...args),
		'tandem.showWhy': () => sidebar.show({ takeFocus: true }),
		'tandem.openObjective': (node) => openObjective(deps, node),
		'tandem.openTarget': (target) => (typeof target === 'string' ? deps.openTarget(target) : undefined),
		'tandem.searchObjectives': () => searchObjectives(deps),
		'tandem.suggestObjectives': async () => (await onDemand()).suggestObjectives(deps),
		'tandem.groupObjectives': () => groupObjectives(deps.look),
		'tandem.filterObjectives': () => filterObjectives(tandem, deps.look),
		'tandem.clearObjectivesFilter': () => clearObjectivesFilter(deps.look),
		'tandem.newObjective': async () => (await onDemand()).newObjective(tandem),
		'tandem.showObjectiveWork': async (target) => (await onDemand()).showObjectiveWork(deps, target),
		'tandem.showChanges': async () => (await onDemand()).showChanges(tandem, documents),
		'tandem.markChangesSeen': async () => (await onDemand()).markChangesSeen(tandem),
		'tandem.openQuestion': async (target) => (await onDemand()).openQuestion(deps, target),
		'tandem.replyToQuestion': async (target) => (await onDemand()).contribute(deps, target, 'reply'),
		'tandem.resolveQuestion': async (target) => (await onDemand()).contribute(deps, target, 'resolved'),
		'tandem.reopenQuestion': async (target) => (await onDemand()).contribute(deps, target, 'reopened'),
		'tandem.recordDecision': async (target) => (await onDemand()).recordDecision(deps, target),
		'tandem.recordConstraint': async (said) => (await onDemand()).recordConstraint(deps, said),
		'tandem.repositionQuestion': async (target) => (await onDemand()).repositionQuestion(deps, target),
		'tandem.openQuestionFile': async (target) => (await onDemand()).openQuestionFile(deps, target),
		'tandem.copyQuestionLink': async (target) => (await onDemand()).copyQuestionLink(deps, target),
		'tandem.replyInThread': async (reply) => (await onDemand()).replyInThread(deps, reply),
		'tandem.replyAndReopenInThread': async (reply) => (await onDemand()).replyInThread(deps, reply),
		'tandem.askInThread': async (reply) => (await onDemand()).askInThread(deps, reply),
		'tandem.refresh': () => refresh(deps),
		'tandem.cancelSync': () => {
			tandem.specs().forEach((store) => store.cancel());
			deps.history.cancel();
		},
		'tandem.connectSpecRepo': async () => (await onDemand()).connectSpecRepo(deps),
		'tandem.createSpecRepo': async () => (await onDemand()).createSpecRepo(deps),
		'tandem.openSample': async () => (await onDemand()).openSample(deps),
		'tandem.doctor': async () => {
			documents.refreshDoctor();
			await vscode.commands.executeCommand('markdown.showPreview', documents.doctor);
		},
		'tandem.showOutbox': async () => (await onDemand()).showOutbox(deps),
		'tandem.channels': async () => (await onDemand()).showChannels(deps),
		'tandem.showLog': deps.showLog,
		'tandem.toggleHover': toggleHover,
	};
	const disposables = createDisposables();
	const register = <Id extends CommandId>(id: Id) =>
		registerCommand(vscode, id, (...args) => answering(id, () => commands[id](...args), deps.log));
	for (const id of COMMAND_IDS) disposables.add(register(id));
	return disposables;
}

/** An explicit action never ends in silence: a failure is told with the next step, anything else is a bug and said to be one. */
async function answering(id: CommandId, run: () => void | Promise<void>, log: Log): Promise<void> {
	try {
		await run();
	} catch (error) {
		// It was told already.
		if (error instanceof vscode.CancellationError) throw error;
		log.error(id, error);
		if (error instanceof Failure) await showFailure(failureText(error), [['Doctor', 'tandem.doctor']]);
		else await showFailure('Something unexpected happened. The log has the details.', [['Show Log', 'tandem.showLog']]);
		// VS Code then leaves what was typed where it is.
		if (id === 'tandem.replyInThread' || id === 'tandem.replyAndReopenInThread') throw error;
	}
}

async function refresh({ tandem, unlinked }: CommandDeps): Promise<void> {
	if (!vscode.workspace.isTrusted) throw new Failure('untrusted', 'refresh');
	unlinked.retryFailed();
	await vscode.window.withProgress({ location: { viewId: 'tandem.why' } }, () => tandem.refresh());
	const failed = tandem
		.specs()
		.map((store) => store.state())
		.find((state) => state.kind === 'stale' || state.kind === 'failed');
	if (failed && 'failure' in failed) await showFailure(failureText(failed.failure), [['Doctor', 'tandem.doctor']]);
}

async function toggleHover(): Promise<void> {
	const enabled = !readSetting(vscode, 'hover.enabled');
	await vscode.workspace.getConfiguration('tandem').update('hover.enabled', enabled, vscode.ConfigurationTarget.Global);
	vscode.window.setStatusBarMessage(`Tandem: hover cards are ${enabled ? 'on' : 'off'}`, 4000);
}

async function searchObjectives(deps: CommandDeps): Promise<void> {
	return (await onDemand()).searchObjectives(deps);
}

/** Opens the objective that a tree node stands for, or lets the user find one. */
async function openObjective(deps: CommandDeps, node: unknown): Promise<void> {
	const chosen = objectiveOfNode(node);
	if (!chosen) return searchObjectives(deps);
	return deps.openTarget(
		encodeTarget({ kind: 'objective', spec: specKey(chosen.store.source.address), id: chosen.objective.id }),
	);
}
