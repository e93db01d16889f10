import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import type { Failure } from '../core/failure.ts';
import type { LinkRules } from '../core/linkRules.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { CodeContexts, RepoContext } from './codeContexts.ts';
import { explainFile } from './fileExplanation.ts';
import type { FileExplanation } from './fileExplanation.ts';
import type { Histories, HistoryState } from './histories.ts';
import { createLinkRulesMaker } from './linkRulesMaker.ts';
import type { LinkRulesMakerDeps } from './linkRulesMaker.ts';
import type { SpecState, SpecStore } from './specStore.ts';

/** A file as the editor (or the command line) has it. */
export interface CodeDocument {
	/** Path of the operating system. */
	readonly osPath: string;
	/** Changes with the text. */
	readonly version: number;
	/** The text without line ends, unsaved edits included. */
	readonly lines: () => readonly string[];
}

/** What is known of a file at this moment. */
export type FileWhy =
	| { readonly kind: 'loading'; readonly store?: SpecStore }
	| { readonly kind: 'outside' }
	| { readonly kind: 'unconfigured'; readonly context: RepoContext }
	| { readonly kind: 'failed'; readonly failure: Failure; readonly store?: SpecStore; readonly context?: RepoContext }
	| KnownWhy;

export interface KnownWhy {
	readonly kind: 'known';
	readonly path: RepoPath;
	readonly context: RepoContext;
	readonly store: SpecStore;
	readonly state: SpecState;
	/** What the explanation speaks of: that of `state`, or the one before while the rules of a new one are made. */
	readonly snapshot: SpecSnapshot;
	readonly history: HistoryState;
	readonly explanation: FileExplanation;
}

export interface Why extends Disposable {
	/** Answers at once with what is known; what is missing is looked up in the background and told by `onDidChange`. Never runs git itself. */
	explain(document: CodeDocument): FileWhy;
	/** The rules by which a repository's commits and paths are linked to the objectives of a snapshot, when they are made. */
	rulesFor(context: RepoContext, store: SpecStore, snapshot: SpecSnapshot): Promise<LinkRules>;
	readonly onDidChange: Event<void>;
}

const REMEMBERED = 40;

export interface WhyDeps extends LinkRulesMakerDeps {
	readonly contexts: CodeContexts;
	readonly histories: Histories;
}

/** The answer to "why does this code exist", put together from repositories, histories and spec snapshots. */
export function createWhy({ contexts, histories, ...deps }: WhyDeps): Why {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	disposables.add(contexts.onDidChange(() => changed.fire()));
	disposables.add(histories.onDidChange(() => changed.fire()));
	const linkRules = disposables.add(createLinkRulesMaker(deps));
	disposables.add(linkRules.onDidChange(() => changed.fire()));
	const explained = new Map<
		string,
		{ version: number; snapshot: SpecSnapshot; history: HistoryState; head: string; explanation: FileExplanation }
	>();

	const explanationOf = (
		document: CodeDocument,
		known: Omit<KnownWhy, 'kind' | 'explanation' | 'state'>,
		rules: LinkRules,
	): FileExplanation => {
		const { head } = known.context;
		const headKey = `${head.commit ?? ''} ${head.branch ?? ''}`;
		const former = explained.get(document.osPath);
		if (
			former &&
			former.version === document.version &&
			former.snapshot === known.snapshot &&
			former.history === known.history &&
			former.head === headKey
		) {
			return former.explanation;
		}
		const explanation = explainFile({
			path: known.path,
			lines: document.lines(),
			rules,
			head,
			history: known.history,
		});
		explained.delete(document.osPath);
		explained.set(document.osPath, {
			version: document.version,
			snapshot: known.snapshot,
			history: known.history,
			head: headKey,
			explanation,
		});
		for (const oldest of explained.keys()) {
			if (explained.size <= REMEMBERED) break;
			explained.delete(oldest);
		}
		return explanation;
	};

	return {
		rulesFor: linkRules.of,
		explain(document) {
			const file = contexts.get(document.osPath);
			if (file.kind !== 'in-repo') return file;
			const { context, path } = file;
			if (context.spec.kind === 'none') return { kind: 'unconfigured', context };
			if (context.spec.kind === 'refused') return { kind: 'failed', failure: context.spec.failure, context };
			const { store } = context.spec;
			const state = store.state();
			if (state.kind === 'loading') return { kind: 'loading', store };
			if (state.kind === 'failed') return { kind: 'failed', failure: state.failure, store, context };
			const ready = linkRules.newest(context, store, state.snapshot);
			if (!ready) return { kind: 'loading', store };
			const { snapshot } = ready;
			const history: HistoryState = context.head.commit
				? histories.get(context.repo, path, context.head.commit)
				: { kind: 'absent' };
			const known = { path, context, store, snapshot, history };
			return { kind: 'known', ...known, state, explanation: explanationOf(document, known, ready.rules) };
		},
		onDidChange: changed.event,
		dispose: () => disposables.dispose(),
	};
}
