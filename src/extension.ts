import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { createBreather } from './app/breather.ts';
import { createCommitFiles } from './app/commitFiles.ts';
import type { Composer } from './app/composer.ts';
import { createLatePart } from './app/latePart.ts';
import { createObjectivesLook } from './app/objectivesLook.ts';
import { createRecentObjectives } from './app/recentObjectives.ts';
import { createTandem } from './app/tandem.ts';
import type { Tandem } from './app/tandem.ts';
import type { Memory } from './app/unread.ts';
import { loadedOnce } from './core/loadedOnce.ts';
import { createUnlinkedWorks } from './app/unlinkedWork.ts';
import { createMachine } from './node/machine.ts';
import { makeSample } from './node/sampleProcess.ts';
import { registerAnswers } from './vscode/answers.ts';
import { createChannelAccess } from './vscode/channelAccess.ts';
import { registerCommands } from './vscode/commands.ts';
import type { CommandDeps } from './vscode/commands.ts';
import { readSetting } from './vscode/contributions.ts';
import { createPlaces, findOpenDocument } from './vscode/documents.ts';
import { registerUnlinkedTree } from './vscode/unlinkedTree.ts';
import { userGitPath } from './vscode/userGitPath.ts';
import { createEditorLog } from './vscode/editorLog.ts';
import { registerHover } from './vscode/hover.ts';
import { registerObjectivesTree } from './vscode/objectivesTree.ts';
import { registerObjectiveNews } from './vscode/objectiveNews.ts';
import { registerQuestionsTree } from './vscode/questionsTree.ts';
import { registerRepositoryWatch } from './vscode/repositoryWatch.ts';
import { registerSchedule } from './vscode/schedule.ts';
import { registerStatusBar } from './vscode/statusBar.ts';
import { createVirtualDocuments } from './vscode/virtualDocuments.ts';
import { registerWelcome } from './vscode/welcome.ts';
import { createWhySidebar } from './vscode/whySidebar.ts';

const onDemand = () => import('./vscode/onDemand.ts');

/** What the extension needs of its context. */
export type Context = Pick<
	vscode.ExtensionContext,
	'subscriptions' | 'extensionUri' | 'globalStorageUri' | 'globalState' | 'workspaceState' | 'secrets' | 'extension'
>;

/** For the tests in the editor only. */
export interface TestApi {
	readonly tandem: Tandem;
}

/** Creates the parts, connects them, and hands them to the editor for disposal. Waits for nothing; what is not seen at once is loaded when it is needed. */
export function activate(context: Context): TestApi {
	const { subscriptions, extensionUri, globalStorageUri, extension } = context;
	const own = <Part extends vscode.Disposable>(part: Part): Part => {
		subscriptions.push(part);
		return part;
	};
	const channel = own(vscode.window.createOutputChannel('Tandem', { log: true }));
	const log = createEditorLog(channel);
	const memory = memoryOf(context.globalState);
	const workspaceMemory = memoryOf(context.workspaceState);
	const look = own(createObjectivesLook(workspaceMemory));
	const recent = createRecentObjectives(workspaceMemory);
	const folders = () =>
		(vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
	const allowed = () => vscode.workspace.isTrusted;
	const machine = createMachine({
		log,
		storage: globalStorageUri.fsPath,
		allowed,
		timeoutMs: () => readSetting(vscode, 'git.timeoutSeconds') * 1000,
		specSetting: () => readSetting(vscode, 'specRepo'),
		folders,
		gitPath: userGitPath(),
	});
	const { identity } = machine.ports.codeRepos;
	const { secrets } = machine;

	const codeHistories = own(machine.createCodeHistories(path.join(extensionUri.fsPath, 'dist', 'historyWorker.mjs')));
	const access = createChannelAccess({ secrets: context.secrets, connectChannel: machine.connectChannel });
	const tandem: Tandem = own(
		createTandem({
			...machine.ports,
			openDocument: (root, file) => findOpenDocument(tandem.contexts, root, file),
			connectChannel: access.connect,
			codeHistories,
			memory,
			log,
			allowed,
		}),
	);
	const { clock, codeRepos, pause } = machine.ports;
	const places = own(createPlaces());
	const { history } = tandem;
	const unlinked = own(
		createUnlinkedWorks({
			codeRepos,
			commitFiles: createCommitFiles(codeRepos),
			contexts: tandem.contexts,
			rulesFor: tandem.why.rulesFor,
			clock,
			breathe: createBreather({ now: clock.now, pause, budgetMs: 8 }),
			log,
		}),
	);
	let composer: Composer | undefined;
	const firstComposer = loadedOnce(async () => {
		const { createComposer } = await onDemand();
		const made = own(
			createComposer({
				memory,
				identity,
				secrets,
				log,
				channelsOf: tandem.channels.of,
				waits: (id) => tandem.outbox.entries().some((entry) => entry.id === id),
				now: Date.now,
				shortId: () => randomBytes(3).toString('hex'),
			}),
		);
		own(made.onDidChange(() => sidebar.update()));
		composer = made;
		return made;
	});
	const documents = own(
		createVirtualDocuments({
			tandem,
			showCommit: machine.showCommit,
			doctorText: async () => {
				const { doctorText } = await onDemand();
				return doctorText({
					tandem,
					places,
					access,
					...machine,
					extensionVersion: String(extension.packageJSON.version),
				});
			},
			changesText: async (of) => (await onDemand()).changesText(tandem, of),
		}),
	);
	const open = async (target: string) => {
		const { openQuestion, openTarget } = await onDemand();
		return openTarget(target, {
			tandem,
			documents,
			recent,
			history,
			codeRepos,
			log,
			showQuestion: (spec, id) => openQuestion(deps, { spec, id }),
		});
	};
	const sidebar = own(
		createWhySidebar({
			extensionUri,
			tandem,
			composer: () => composer,
			places,
			history,
			log,
			send: async (draftId) => (await onDemand()).sendQuestion(deps, draftId),
			reply: async (question, text) => (await onDemand()).contribute(deps, question, 'reply', text),
		}),
	);
	const deps: CommandDeps = {
		tandem,
		composer: firstComposer,
		places,
		sidebar,
		access,
		history,
		unlinked,
		look,
		recent,
		search: loadedOnce(async () => {
			const { createObjectiveSearch } = await onDemand();
			return createObjectiveSearch({ now: clock.now, pause });
		}),
		suggestions: loadedOnce(async () => {
			const { createObjectiveSuggestions } = await onDemand();
			return createObjectiveSuggestions({
				pastCommits: async ({ repo, head }, limit, signal) =>
					head.commit === undefined ? [] : codeRepos.changedCommits(repo, head.commit, limit, signal),
				rulesFor: tandem.why.rulesFor,
				identity,
				now: clock.now,
				pause,
			});
		}),
		documents,
		log,
		identity,
		secrets,
		openTarget: open,
		makeSample: (target, signal) => makeSample(path.join(extensionUri.fsPath, 'dist', 'sample.js'), target, signal),
		storage: globalStorageUri,
		showLog: () => channel.show(),
	};
	own(registerCommands(deps));
	own(registerHover(tandem));
	own(registerSchedule(tandem));
	own(registerRepositoryWatch(tandem));

	const welcome = own(registerWelcome(tandem, history));
	const shown = [
		own(registerObjectiveNews(tandem, places)),
		sidebar,
		own(registerStatusBar(tandem, places)),
		own(registerObjectivesTree(tandem, look, history)),
		own(registerQuestionsTree(tandem)),
		own(
			createLatePart({
				isNeeded: () => tandem.specs().some((store) => store.snapshot() !== undefined),
				load: async () => (await onDemand()).registerQuestionThreads(tandem),
				log,
			}),
		),
		own(
			createLatePart({
				isNeeded: () => tandem.specs().length > 0,
				load: async () => {
					const { registerSpecWriting } = await onDemand();
					return registerSpecWriting({ tandem, documents, ports: machine.ports, log });
				},
				log,
			}),
		),
		own(registerUnlinkedTree(tandem, unlinked)),
		own(registerAnswers(tandem, sidebar)),
		welcome,
	];
	const update = () => shown.forEach((part) => part.update());
	own(tandem.onDidChange(update));
	own(places.onDidChange(update));
	own(history.onDidChange(update));
	own(history.onDidProgress(() => [sidebar, welcome].forEach((part) => part.update())));

	const start = () => void tandem.start(folders());
	own(vscode.workspace.onDidGrantWorkspaceTrust(start));
	own(vscode.workspace.onDidChangeWorkspaceFolders(start));
	start();
	update();
	return { tandem };
}

function memoryOf(memento: vscode.Memento): Memory {
	return {
		get: (key) => memento.get(key),
		set: (key, value) => void memento.update(key, value),
	};
}
