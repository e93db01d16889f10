import type * as vscode from 'vscode';
import type { Composer } from '../app/composer.ts';
import { isSignInMissing } from '../app/channels/waitingPosts.ts';
import { sidebarState } from '../app/sidebarState.ts';
import type { Log } from '../app/ports.ts';
import type { Tandem } from '../app/tandem.ts';
import type { WholeHistory } from '../app/wholeHistory.ts';
import { specKey } from '../core/gitAddress.ts';
import { toCodeDocument } from './documents.ts';
import type { Places } from './documents.ts';
import { findSpecDocument } from './openSpecFile.ts';
import { sidebarHandlers } from './sidebarHandlers.ts';
import { createSidebarView } from './sidebarView.ts';
import type { SidebarView } from './sidebarView.ts';

export interface WhySidebarDeps {
	readonly extensionUri: vscode.Uri;
	readonly tandem: Tandem;
	/** Undefined: nothing was asked yet. */
	readonly composer: () => Composer | undefined;
	readonly places: Places;
	readonly history: WholeHistory;
	readonly log: Log;
	readonly send: (draftId: string) => Promise<void>;
	readonly reply: (question: string, text: string) => Promise<void>;
}

/** The sidebar as Tandem uses it: the state of the place where the engineer is, and what its page may ask for. */
export function createWhySidebar(deps: WhySidebarDeps): SidebarView {
	const { tandem, composer, places, history, extensionUri, log } = deps;
	return createSidebarView({
		extensionUri,
		log,
		handlers: sidebarHandlers(deps),
		state(revision) {
			const place = places.current();
			const why = place && tandem.why.explain(toCodeDocument(place.document));
			const specFile = place && findSpecDocument(tandem, place.document);
			const store = specFile?.store ?? (why?.kind === 'known' ? why.store : undefined);
			const waiting = tandem.outbox.entries();
			return sidebarState(
				{
					...(place ? { place: { osPath: place.document.uri.fsPath, lines: place.lines }, why } : {}),
					...(specFile?.kind === 'objective' ? { specFile } : {}),
					anchorPlaces: tandem.anchorPlaces,
					questions: store ? tandem.questions(store) : [],
					waiting: {
						count: waiting.length,
						failed: waiting.some(({ lastFailure }) => lastFailure),
						signIn: waiting.every(isSignInMissing),
					},
					outbox: waiting,
					composer: composer()?.view(),
					history,
					trends: tandem.trends,
					news: tandem.specs().map((one) => ({ spec: specKey(one.source.address), changed: tandem.news.of(one) })),
					now: Date.now(),
				},
				revision,
			);
		},
	});
}
