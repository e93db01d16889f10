import * as vscode from 'vscode';
import { newsDocument } from '../app/newsDocument.ts';
import type { Tandem } from '../app/tandem.ts';
import { specKey } from '../core/gitAddress.ts';
import type { ChangesOf, VirtualDocuments } from './virtualDocuments.ts';

/** What changed of one objective, or of all that the user's code serves. */
export function changesText(tandem: Tandem, of?: ChangesOf): string {
	const news = tandem
		.specs()
		.filter(({ source }) => !of || specKey(source.address) === of.spec)
		.flatMap(tandem.news.of)
		.filter(({ id }) => !of || id === of.id);
	return newsDocument(news, Date.now());
}

/** Shows what changed since the user looked. */
export async function showChanges(tandem: Tandem, documents: VirtualDocuments): Promise<void> {
	if (tandem.specs().every((store) => tandem.news.of(store).length === 0)) return tellNothing();
	await vscode.commands.executeCommand('markdown.showPreview', documents.changes());
}

/** All that is new was read. */
export function markChangesSeen(tandem: Tandem): void {
	const stores = tandem.specs().filter((store) => tandem.news.of(store).length > 0);
	if (stores.length === 0) return tellNothing();
	for (const store of stores) tandem.news.markSeen(store);
}

function tellNothing(): void {
	vscode.window.setStatusBarMessage('Tandem: nothing has changed since you looked', 4000);
}
