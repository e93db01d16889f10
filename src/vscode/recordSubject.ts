import * as vscode from 'vscode';
import { askPlace } from '../app/askPlace.ts';
import type { AskPlace } from '../app/composer.ts';
import { contextOfAnchor } from '../app/questionPlace.ts';
import { decidedIn, type RecordDraft } from '../app/recording.ts';
import { committedPlace } from '../app/recordPlace.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import type { FileWhy } from '../app/why.ts';
import type { RepoConstraint } from '../app/wholeHistory.ts';
import { specKey } from '../core/gitAddress.ts';
import { fenceName } from './asking.ts';
import { toCodeDocument, type Places } from './documents.ts';
import { explainSoon, showWhyUnknown } from './knownFile.ts';
import type { Asked } from './questionCommands.ts';

/** What something is recorded about, before anything is said. */
export interface RecordSubject extends Pick<RecordDraft, 'place' | 'question' | 'commit'> {
	readonly store: SpecStore;
	/** The likeliest objectives first. */
	readonly suggested: readonly string[];
	/** Where to ask the PM, if it cannot be written; absent: nowhere. */
	readonly ask?: AskPlace;
	/** The words to begin with. */
	readonly what: string;
}

/** The selected lines, or the block around the cursor. Undefined: the user was told why there is nothing to record. */
export async function subjectHere(
	{ tandem, places }: { readonly tandem: Tandem; readonly places: Places },
	{ quietly }: { readonly quietly: boolean } = { quietly: false },
): Promise<RecordSubject | undefined> {
	const here = places.current();
	if (!here) {
		if (!quietly) await vscode.window.showInformationMessage('Open a file and select the code that this is about.');
		return undefined;
	}
	const document = toCodeDocument(here.document);
	const why = await explainSoon(tandem, document, isSettled);
	if (why.kind !== 'known') {
		if (quietly) return undefined;
		await showWhyUnknown(why, {
			outside: 'This file is in no git repository, so nothing can be recorded about it.',
			unconfigured: 'No spec repo is known for this code, so there is nowhere to record anything.',
		});
		return undefined;
	}
	const ask = askPlace(why, document.lines(), here.lines, fenceName(here.document));
	return {
		store: why.store,
		suggested: ask.suggested,
		ask,
		place: { repo: ask.repo, anchor: committedPlace(why, document.lines(), ask.anchor) },
		what: '',
	};
}

/** Whether it is known which lines are committed. */
function isSettled(why: FileWhy): boolean {
	return why.kind === 'known' ? why.history.kind !== 'pending' : why.kind !== 'loading';
}

/** What was decided in a question. */
export function subjectOfQuestion({ contexts }: Tandem, { store, known: { question } }: Asked): RecordSubject {
	const { anchor, objective } = question;
	const repo = anchor && contextOfAnchor(contexts.known(), store, anchor)?.repo;
	const suggested = objective === undefined ? [] : [objective];
	return {
		store,
		question,
		suggested,
		what: decidedIn(question),
		...(anchor ? { place: { repo, anchor } } : {}),
		...(anchor && repo ? { ask: { store, repo, anchor, language: '', suggested } } : {}),
	};
}

/** What a commit says, if the history still does. */
export async function subjectOfCommit(
	deps: { readonly tandem: Tandem; readonly places: Places },
	said: { readonly objective: string; readonly hash: string; readonly text: string },
): Promise<(RecordSubject & { readonly kind: RepoConstraint['kind'] }) | undefined> {
	const { tandem } = deps;
	for (const store of tandem.specs()) {
		const found = tandem.history
			.objectiveConstraints(store, said.objective)
			?.find(({ hash, text }) => hash === said.hash && text === said.text);
		if (!found) continue;
		const here = await subjectHere(deps, { quietly: true });
		const isSame = here && specKey(here.store.source.address) === specKey(store.source.address);
		return {
			kind: found.kind,
			store,
			suggested: [said.objective],
			commit: found,
			what: found.text,
			...(isSame && here.ask ? { ask: { ...here.ask, suggested: [said.objective] } } : {}),
		};
	}
	return undefined;
}
