import * as vscode from 'vscode';
import { linkedRanges } from '../app/linkedRanges.ts';
import type { Tandem } from '../app/tandem.ts';
import { readSetting } from './contributions.ts';
import { toCodeDocument } from './documents.ts';
import { threadRange } from './threadComments.ts';

/** The controller of the threads, which is made when there is something to show. */
export interface ThreadController {
	readonly current: () => vscode.CommentController | undefined;
	readonly start: () => vscode.CommentController;
}

/** Offers a `+` beside lines that serve an objective, where the user wants that. Call the result with the documents that have threads, after any change. */
export function createGutterAsking(
	tandem: Tandem,
	controller: ThreadController,
): (documents: readonly vscode.TextDocument[]) => void {
	let offered = '';
	return (documents) => {
		const wanted = documents.filter(({ uri }) => readSetting(vscode, 'threads.askFromGutter', uri));
		const ranges = new Map(wanted.map((document) => [document.uri.toString(), linkedIn(tandem, document)]));
		const isOffered = controller.current()?.commentingRangeProvider !== undefined;
		const now = JSON.stringify([...ranges]);
		if (isOffered ? now === offered : ranges.size === 0) return;
		offered = now;
		const provideCommentingRanges = ({ uri }: vscode.TextDocument) => ranges.get(uri.toString()) ?? [];
		// VS Code asks for ranges only when a provider is set: so each change of them sets a new one.
		controller.start().commentingRangeProvider = ranges.size === 0 ? undefined : { provideCommentingRanges };
	};
}

/** The lines of a document that serve an objective, as far as they are known. */
function linkedIn(tandem: Tandem, document: vscode.TextDocument): vscode.Range[] {
	const why = tandem.why.explain(toCodeDocument(document));
	return why.kind === 'known' ? linkedRanges(why.explanation).map((lines) => threadRange({ lines })) : [];
}
