import * as vscode from 'vscode';
import { objectivesBefore } from '../app/objectivesBefore.ts';
import type { Tandem } from '../app/tandem.ts';
import { specKey } from '../core/gitAddress.ts';
import { toCodeDocument } from './documents.ts';
import type { Places } from './documents.ts';
import { specPathOf } from './specPlaces.ts';

/** Keeps note of which objectives the user has before him, and of what he writes himself. */
export function registerObjectiveNews(tandem: Tandem, places: Places): vscode.Disposable & { update(): void } {
	const saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
		for (const store of tandem.specs()) {
			const file = specPathOf(store, uri);
			if (file !== undefined) tandem.news.own(specKey(store.source.address), file);
		}
	});
	return {
		update() {
			const place = places.current();
			const why = place && tandem.why.explain(toCodeDocument(place.document));
			if (why?.kind === 'known') tandem.news.look(why.store, objectivesBefore(why, place?.lines.first ?? 1));
		},
		dispose: () => saved.dispose(),
	};
}
