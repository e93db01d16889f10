import * as vscode from 'vscode';
import { askPlace } from '../app/askPlace.ts';
import { waitingPostOf } from '../app/channels/waitingPosts.ts';
import type { Composer } from '../app/composer.ts';
import type { Sent } from '../app/outbox.ts';
import type { OutboxEntry } from '../app/outboxEntry.ts';
import { questionTitle } from '../app/questionTitle.ts';
import { objectiveAt } from '../app/specFile.ts';
import type { Tandem } from '../app/tandem.ts';
import type { ChannelAccess } from './channelAccess.ts';
import { agreedChannels } from './channelConsent.ts';
import type { CommandArguments } from './contributions.ts';
import { isCodeDocument, toCodeDocument } from './documents.ts';
import type { Places } from './documents.ts';
import { explainSoon, showWhyUnknown } from './knownFile.ts';
import type { SidebarView } from './sidebarView.ts';
import { findSpecDocument } from './openSpecFile.ts';
import { plainLabel } from './plainLabel.ts';
import { textOfReply } from './threadComments.ts';
import { tellPostWaiting, tellWaiting } from './waiting.ts';

export interface AskingDeps {
	readonly tandem: Tandem;
	/** Loaded with the first question. */
	readonly composer: () => Promise<Composer>;
	readonly places: Places;
	readonly sidebar: SidebarView;
}

/** Opens the composer for the current selection, or for the place that a link names. An explicit action: it always answers. */
export async function askPm(deps: AskingDeps, ...named: CommandArguments['tandem.askPm']): Promise<void> {
	await openComposer(deps, ...named);
}

/** Whether it is open; where it cannot be, the user was told why. */
async function openComposer(deps: AskingDeps, ...[named]: CommandArguments['tandem.askPm']): Promise<boolean> {
	const place = await placeToAsk(deps.places, named);
	if (!place) {
		await vscode.window.showInformationMessage(
			'Open a file and put the cursor on the code that you want to ask about.',
		);
		return false;
	}
	const document = toCodeDocument(place.document);
	const why = await explainSoon(deps.tandem, document);
	if (why.kind !== 'known') {
		await showWhyUnknown(why, {
			outside: 'This file is in no git repository, so a question has no place to stand.',
			unconfigured: 'No spec repo is known for this code, so there is nobody to ask yet.',
		});
		return false;
	}
	const spec = findSpecDocument(deps.tandem, place.document);
	const objective = named?.objective ?? (spec && objectiveAt(spec.snapshot, spec.path, place.lines.first)?.id);
	const at = askPlace(why, document.lines(), place.lines, fenceName(place.document), objective);
	(await deps.composer()).open(at, named);
	await deps.sidebar.show({ takeFocus: true });
	return true;
}

/** Goes on in the composer with what was typed beside a line: nothing is sent from the gutter. */
export async function askInThread(deps: AskingDeps, reply: unknown): Promise<void> {
	const typed = textOfReply(reply);
	if (!typed) return;
	const { thread } = typed;
	const text = typed.text.trim();
	const title = questionTitle(text);
	const isOpen = await openComposer(deps, {
		uri: thread.uri.toString(),
		line: (thread.range?.start.line ?? 0) + 1,
		lastLine: (thread.range?.end.line ?? 0) + 1,
		...(text === '' ? {} : { title, ...(title === text ? {} : { whyItMatters: text }) }),
	});
	// Else what was typed stays where it is.
	if (isOpen) thread.dispose();
}

/** Sends what was previewed. The text is on disk in the outbox before anything else happens. */
export async function sendQuestion(
	deps: Pick<AskingDeps, 'tandem' | 'composer'> & { readonly access: ChannelAccess },
	draftId: string,
): Promise<void> {
	const { tandem } = deps;
	const composer = await deps.composer();
	const place = composer.placeOf(draftId);
	if (!place) return;
	const { store, repo, anchor } = place;
	const wanted = tandem.channels.of(store);
	const channels = await agreedChannels(deps, { store, code: anchor.repo ?? repo.root, wanted });
	const entry = channels && composer.take(draftId, channels);
	if (!entry) return;
	tandem.unread.markMine(entry.spec, entry.id);
	try {
		await tandem.outbox.keep(entry);
	} catch (error) {
		composer.failed(draftId, 'The question could not be kept on disk. It is still here; the log has the details.');
		throw error;
	}
	composer.sent(draftId);
	if (entry.replaces !== undefined) await tandem.outbox.discard(entry.replaces);
	const sent = await tandem.outbox.deliver(entry.id);
	const post = waitingPostOf(entry, tandem.outbox.entries());
	// Both at once: either stays until somebody reads it.
	await Promise.all([
		tellSent(tandem, entry, sent, post !== undefined),
		post && tellPostWaiting(deps, post, 'Your question'),
	]);
}

async function tellSent(tandem: Tandem, entry: OutboxEntry, sent: Sent, postWaits: boolean): Promise<void> {
	switch (sent.kind) {
		case 'waiting':
			await tellWaiting(tandem, entry, sent.failure, 'Your question');
			return;
		case 'written':
			await vscode.window.showInformationMessage(plainLabel(`Written to ${entry.path}, not committed: ${sent.why}.`));
			return;
		case 'committed-locally':
			await vscode.window.showInformationMessage(
				`Committed as ${sent.commit.slice(0, 7)}. It goes out with your next push, because other commits of yours wait there too.`,
			);
			return;
		case 'delivered':
		case 'already-there':
			if (postWaits) return;
			vscode.window.setStatusBarMessage('$(check) Question sent. The answer comes back to this line.', 6000);
	}
}

async function placeToAsk(places: Places, named: CommandArguments['tandem.askPm'][0]) {
	if (named?.uri === undefined) return places.current();
	const { line = 1 } = named;
	const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(named.uri));
	if (!isCodeDocument(document)) return undefined;
	return { document, lines: { first: line, last: named.lastLine ?? line } };
}

/** The info string of the quoted code's fence: the file's ending is what Markdown viewers know best. */
export function fenceName(document: vscode.TextDocument): string {
	const ending = /\.([A-Za-z0-9]{1,10})$/.exec(document.uri.path)?.[1];
	return ending ?? (document.languageId === 'plaintext' ? '' : document.languageId);
}
