import * as vscode from 'vscode';
import { questionThreads } from '../app/questionThreads.ts';
import type { QuestionThread, ThreadComment } from '../app/questionThreads.ts';
import type { KnownQuestion } from '../app/questionViews.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import { specKey } from '../core/gitAddress.ts';
import { readSetting } from './contributions.ts';
import { isCodeDocument } from './documents.ts';
import { createGutterAsking } from './gutterAsking.ts';
import type { ThreadController } from './gutterAsking.ts';
import { openDocuments } from './openDocuments.ts';
import { threadRange, toComment } from './threadComments.ts';

/** The id of the controller, on which the manifest's menus depend. */
const CONTROLLER = 'tandem';
/** How long typing and reading may go on before the threads follow, in milliseconds: VS Code moves the icons itself meanwhile. */
const SOON_MS = 40;
/** How long a thread whose code is gone may still stand there after it was folded, in milliseconds. */
const FOLDED_MS = 500;

/** VS Code counts unresolved threads from some seconds after its start on, and only when one changes: then the first of them tells its state again. */
const COUNTED_MS = 10_000;

interface Shown {
	readonly words: QuestionThread;
	readonly thread: vscode.CommentThread;
	/** By how many lines VS Code has moved it since with what was typed above it. */
	drift: number;
}

/** By the question's file in the spec repo. */
type DocumentThreads = ReadonlyMap<string, Shown>;

/** Questions as threads beside the code, in every file that is open in an editor. What did not change is not touched. */
export function registerQuestionThreads(tandem: Tandem): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const controller = createController();
	/** By document. */
	const shown = new Map<string, DocumentThreads>();
	const offerAsking = createGutterAsking(tandem, controller);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let folding: ReturnType<typeof setTimeout> | undefined;

	const look = () => {
		timer = undefined;
		const documents = openDocuments().filter(
			(document) => isCodeDocument(document) && readSetting(vscode, 'threads.enabled', document.uri),
		);
		const open = new Set(documents.map(({ uri }) => uri.toString()));
		for (const [uri, threads] of shown) {
			if (open.has(uri)) continue;
			threads.forEach(({ thread }) => thread.dispose());
			shown.delete(uri);
		}
		const questionsOf = rememberQuestions(tandem);
		for (const document of documents) {
			const uri = document.uri.toString();
			const wanted = threadsOf(tandem, document, { questionsOf, former: shown.get(uri) ?? new Map() });
			if (wanted) shown.set(uri, showThreads(controller, document, { ...wanted, former: shown.get(uri) ?? new Map() }));
		}
		offerAsking(documents);
		// VS Code does not tell when a thread is folded.
		clearTimeout(folding);
		if ([...shown.values()].some(hasLeft)) folding = setTimeout(look, FOLDED_MS);
		// Without anything to show there is no Comments panel either.
		const isEmpty = [...shown.values()].every(({ size }) => size === 0);
		if (isEmpty && !controller.current()?.commentingRangeProvider) controller.stop();
	};
	const soon = () => void (timer ??= setTimeout(look, SOON_MS));
	const counted = setTimeout(() => {
		const [first] = [...shown.values()].flatMap((threads) => [...threads.values()]);
		if (first) first.thread.state = stateOf(first.words);
	}, COUNTED_MS);

	disposables.add(vscode.window.tabGroups.onDidChangeTabs(soon));
	disposables.add(vscode.workspace.onDidOpenTextDocument(soon));
	disposables.add(
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration('tandem.threads')) soon();
		}),
	);
	disposables.add(
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (contentChanges.length === 0 || !isCodeDocument(document)) return;
			shown.get(document.uri.toString())?.forEach((one) => moveAlong(one, contentChanges));
			soon();
		}),
	);
	return {
		update: soon,
		dispose() {
			clearTimeout(timer);
			clearTimeout(folding);
			clearTimeout(counted);
			disposables.dispose();
			controller.stop();
		},
	};
}

function createController(): ThreadController & { stop(): void } {
	let controller: vscode.CommentController | undefined;
	return {
		current: () => controller,
		start() {
			if (controller) return controller;
			controller = vscode.comments.createCommentController(CONTROLLER, 'Tandem');
			controller.options = { prompt: 'Reply', placeHolder: 'Write a reply' };
			return controller;
		},
		stop() {
			controller?.dispose();
			controller = undefined;
		},
	};
}

/** The questions of each spec repo, put together once for all documents. */
function rememberQuestions(tandem: Tandem): (store: SpecStore) => readonly KnownQuestion[] {
	const questions = new Map<SpecStore, readonly KnownQuestion[]>();
	return (store) => {
		const known = questions.get(store) ?? tandem.questions(store);
		questions.set(store, known);
		return known;
	};
}

/** What is to be shown in a document; undefined as long as that is not known: then what is shown stays. */
function threadsOf(
	tandem: Tandem,
	{ uri }: vscode.TextDocument,
	{ questionsOf, former }: { questionsOf: (store: SpecStore) => readonly KnownQuestion[]; former: DocumentThreads },
): { readonly spec: string; readonly wanted: readonly QuestionThread[] } | undefined {
	const file = tandem.contexts.get(uri.fsPath);
	if (file.kind === 'loading') return undefined;
	if (file.kind !== 'in-repo' || file.context.spec.kind !== 'store') return { spec: '', wanted: [] };
	const { store } = file.context.spec;
	const wanted = questionThreads({
		path: file.path,
		repoName: file.context.name,
		questions: questionsOf(store),
		placeOf: (anchor) => tandem.anchorPlaces.placeOf(file.context, anchor),
		showResolved: readSetting(vscode, 'threads.showResolved', uri),
		unfoldOpen: readSetting(vscode, 'threads.unfoldOpen', uri),
		shown: new Map([...former].map(([id, one]) => [id, linesNow(one)])),
		unfolded: new Set([...former].flatMap(([id, { thread }]) => (isUnfolded(thread) ? [id] : []))),
	});
	return { spec: specKey(store.source.address), wanted };
}

function showThreads(
	controller: ThreadController,
	document: vscode.TextDocument,
	{ spec, wanted, former }: { spec: string; wanted: readonly QuestionThread[]; former: DocumentThreads },
): DocumentThreads {
	const now = new Map(
		wanted.map((words) => [
			words.id,
			showThread(controller.start(), document, { spec, words, former: former.get(words.id) }),
		]),
	);
	for (const [id, { thread }] of former) if (!now.has(id)) thread.dispose();
	return now;
}

/** Makes a thread, or changes of the former one what changed: so it stays unfolded, and what is being typed in it stays. */
function showThread(
	controller: vscode.CommentController,
	document: vscode.TextDocument,
	{ spec, words, former }: { spec: string; words: QuestionThread; former: Shown | undefined },
): Shown {
	const ref = { spec, id: words.question };
	const last = document.lineCount;
	const lines = { first: Math.min(words.lines.first, last), last: Math.min(words.lines.last, last) };
	const before = former?.words;
	const thread =
		former?.thread ??
		controller.createCommentThread(
			document.uri,
			threadRange({ lines }),
			words.comments.map((comment) => toComment(comment, ref)),
		);
	const isSamePlace = before !== undefined && isSame(before.lines, words.lines);
	const isBack = (before?.isLeft === true && words.isLeft !== true) || (isSamePlace && former?.drift !== 0);
	// VS Code has moved it with what was deleted and typed, and takes the range that it had for no change.
	if (isBack) thread.range = new vscode.Range(0, 0, 0, 1);
	if (before && (isBack || !isSamePlace)) thread.range = threadRange({ lines });
	if (before && !isSame(before.comments, words.comments)) {
		thread.comments = words.comments.map((comment, index) => {
			const own = thread.comments[index];
			return own && isSame(before.comments[index], comment) ? own : toComment(comment, ref);
		});
	}
	if (before?.label !== words.label) thread.label = words.label;
	if (before?.state !== words.state) {
		thread.contextValue = `question.${words.state}`;
		thread.state = stateOf(words);
	}
	if (before?.folded !== words.folded) {
		thread.collapsibleState = words.folded
			? vscode.CommentThreadCollapsibleState.Collapsed
			: vscode.CommentThreadCollapsibleState.Expanded;
	}
	return { words, thread, drift: 0 };
}

function linesNow({ words: { lines }, drift }: Shown): QuestionThread['lines'] {
	return { first: lines.first + drift, last: lines.last + drift };
}

/** As VS Code does it: with changes of whole lines above it. */
function moveAlong(one: Shown, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
	for (const { range, text } of changes) {
		const isAbove = range.end.line < one.words.lines.first - 1 + one.drift;
		if (isAbove) one.drift += text.split('\n').length - 1 - (range.end.line - range.start.line);
	}
}

function hasLeft(threads: DocumentThreads): boolean {
	return [...threads.values()].some(({ words }) => words.isLeft === true);
}

function isUnfolded({ collapsibleState }: vscode.CommentThread): boolean {
	return collapsibleState === vscode.CommentThreadCollapsibleState.Expanded;
}

function stateOf({ state }: QuestionThread): vscode.CommentThreadState {
	return state === 'resolved' ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
}

/** Whether two parts of a thread say the same. */
function isSame<Part extends QuestionThread['lines'] | ThreadComment | readonly ThreadComment[]>(
	one: Part | undefined,
	other: Part | undefined,
): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
