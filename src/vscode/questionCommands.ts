import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RepoContext } from '../app/codeContexts.ts';
import { contributionEntry, replyTo } from '../app/conversation.ts';
import type { Contribution } from '../app/conversation.ts';
import { hasIssue } from '../app/channels/awaitedIssue.ts';
import { withMessagePost } from '../app/channels/postEntries.ts';
import { waitingPostOf } from '../app/channels/waitingPosts.ts';
import { questionLink } from '../app/questionLink.ts';
import { codeOf, contextOfAnchor, GONE } from '../app/questionPlace.ts';
import type { KnownQuestion } from '../app/questionViews.ts';
import type { SpecStore } from '../app/specStore.ts';
import { encodeTarget } from '../app/target.ts';
import type { Tandem } from '../app/tandem.ts';
import type { OutboxEntry } from '../app/outboxEntry.ts';
import type { CodeRepos, Log, SecretFinder } from '../app/ports.ts';
import type { AnchorPlace } from '../core/anchors/anchorPlace.ts';
import { isIssueChannel } from '../core/channels/channel.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import type { Anchor, Question } from '../core/question.ts';
import type { ChannelAccess } from './channelAccess.ts';
import { agreedChannels } from './channelConsent.ts';
import { showFailure } from './messages.ts';
import { plainLabel } from './plainLabel.ts';
import { questionOfNode } from './questionsTree.ts';
import type { SidebarView } from './sidebarView.ts';
import { textsToSend } from './secretWarning.ts';
import { foldThread, questionOfThread, textOfReply } from './threadComments.ts';
import { tellPostWaiting, tellWaiting } from './waiting.ts';

export interface QuestionDeps {
	readonly tandem: Tandem;
	readonly log: Log;
	readonly sidebar: SidebarView;
	readonly access: ChannelAccess;
	readonly identity: CodeRepos['identity'];
	readonly secrets: SecretFinder;
	readonly openTarget: (target: string) => Promise<void>;
}

export interface Asked {
	readonly store: SpecStore;
	readonly known: KnownQuestion;
}

/**
 * Goes to where the code of a question is now and unfolds it in the sidebar. Where the code is gone, or its repository is in no window of this editor,
 * the question's file is opened, which has the old lines.
 */
export async function openQuestion(deps: QuestionDeps, target: unknown): Promise<void> {
	const asked = await findQuestion(deps, target, () => true, 'Which question?');
	if (!asked) return;
	const { question } = asked.known;
	const { anchor } = question;
	const context = anchor && contextOfAnchor(deps.tandem.contexts.known(), asked.store, anchor);
	const place = context && (await placeInEditor(deps.tandem, context, anchor));
	if (context && place?.kind === 'found') {
		const { first, last } = place.lines;
		await deps.openTarget(
			encodeTarget({ kind: 'code', root: context.repo.root, path: place.path, line: first, lastLine: last }),
		);
		await deps.sidebar.show({ takeFocus: false });
		deps.sidebar.revealQuestion(question.id);
	} else {
		await openFileOf(deps, asked);
		if (context) tellGone(place);
	}
	deps.tandem.markSeen(asked.store, question);
}

/** The place in the file as it is on the disk or in an editor: what is not committed moves lines, too. */
async function placeInEditor(
	{ anchorPlaces }: Tandem,
	context: RepoContext,
	anchor: Anchor,
): Promise<AnchorPlace | undefined> {
	const place = await anchorPlaces.locate(context, anchor);
	const file = place?.kind === 'found' ? place.path : anchor.path;
	try {
		await vscode.workspace.openTextDocument(path.join(context.repo.root, file));
	} catch {
		// Deleted in the working tree, or no text: what is committed is all that there is to say.
		return place;
	}
	return anchorPlaces.locate(context, anchor);
}

function tellGone(place: AnchorPlace | undefined): void {
	const why =
		place?.kind === 'detached'
			? `${GONE[place.why]} The question still has them as they were.`
			: 'Where the code of this question is now cannot be found out. The log has the details.';
	// Not awaited: it stays until somebody reads it.
	void vscode.window.showInformationMessage(why);
}

/** Adds a reply, or changes the state. A reply to a resolved question reopens it. `text` comes from the sidebar; without it the user is asked. */
export async function contribute(
	deps: QuestionDeps,
	target: unknown,
	kind: Contribution['kind'],
	text?: string,
): Promise<void> {
	const entry = await keepContribution(deps, target, kind, text);
	// Nobody goes on writing in a thread that they resolve.
	if (entry && kind === 'resolved') foldThread(target);
	if (entry) await sendEntry(deps, entry);
	else if (text !== undefined && typeof target === 'string') deps.sidebar.returnReply(target);
}

/**
 * Adds what was typed below a thread. Returns as soon as it is on disk, since it is shown in the thread from then on; rejects where it is not kept, because
 * VS Code then leaves the text where it was typed.
 */
export async function replyInThread(deps: QuestionDeps, target: unknown): Promise<void> {
	const typed = textOfReply(target);
	if (!typed || typed.text.trim() === '') return;
	const entry = await keepContribution(deps, typed.thread, 'reply', typed.text);
	if (!entry) throw new vscode.CancellationError();
	sendEntry(deps, entry).catch((error: unknown) => deps.log.error('sending a reply', error));
}

/** Opens the question's file in the spec repo. */
export async function openQuestionFile(deps: QuestionDeps, target: unknown): Promise<void> {
	const asked = await findQuestion(deps, target, ({ waiting }) => !waiting, 'Open the file of which question?');
	if (asked) await openFileOf(deps, asked);
}

/** Puts the address of the question's file on the clipboard. */
export async function copyQuestionLink(deps: QuestionDeps, target: unknown): Promise<void> {
	const asked = await findQuestion(deps, target, ({ waiting }) => !waiting, 'Copy the link of which question?');
	if (!asked) return;
	const { store, known } = asked;
	await vscode.env.clipboard.writeText(
		questionLink(store.source.address, known.question.file, store.snapshot()?.revision.branch),
	);
	vscode.window.setStatusBarMessage('$(check) Link copied', 4000);
}

async function openFileOf({ openTarget }: QuestionDeps, { store, known }: Asked): Promise<void> {
	const spec = specKey(store.source.address);
	if (!known.waiting) await openTarget(encodeTarget({ kind: 'spec-file', spec, path: known.question.file, line: 1 }));
}

/** Puts it on disk: from then on it cannot be lost. Undefined: the user gave up, or was told why it cannot be. */
async function keepContribution(
	deps: QuestionDeps,
	target: unknown,
	kind: Contribution['kind'],
	text: string | undefined,
): Promise<OutboxEntry | undefined> {
	const wanted = (known: KnownQuestion) => (kind === 'reopened') === (known.question.state === 'resolved');
	const asked = await findQuestion(deps, target, wanted, WHICH[kind]);
	if (!asked) return undefined;
	const typed = kind === 'reply' ? (text ?? (await askForReply(asked)))?.trim() : '';
	if (typed === undefined || (kind === 'reply' && typed === '')) return undefined;
	const sent = typed === '' ? { typed } : await textsToSend({ typed }, 'typed', deps);
	if (!sent) return undefined;
	const markdown = sent.typed;
	const author = await identityOrTold(deps);
	if (!author) return undefined;
	const { question } = asked.known;
	const contribution: Contribution =
		kind === 'reply' ? replyTo(question, markdown) : kind === 'reopened' ? { kind, markdown } : { kind };
	const entry = await entryToSend(deps, { store: asked.store, question }, contribution, author);
	if (entry) await deps.tandem.outbox.keep(entry);
	return entry;
}

/** What is added to a question, with what goes to its issue; undefined: the user gave up when asked whether it may go there. */
export async function entryToSend(
	deps: Pick<QuestionDeps, 'tandem' | 'access'>,
	{ store, question }: { readonly store: SpecStore; readonly question: Question },
	contribution: Contribution,
	author: Person,
): Promise<OutboxEntry | undefined> {
	const { channels: all, outbox, contexts } = deps.tandem;
	const tracked = hasIssue(question, outbox.entries()) ? all.of(store).filter(isIssueChannel) : [];
	const code = codeOf(contexts.known(), store, question);
	const channels = await agreedChannels(deps, { store, code, wanted: tracked });
	if (!channels) return undefined;
	const alone = contributionEntry(question, contribution, {
		store,
		author,
		now: Date.now(),
		shortId: randomBytes(6).toString('hex'),
	});
	const [channel] = channels;
	return channel ? withMessagePost(alone, { question, contribution, author, channel }) : alone;
}

/** Who signs what is written; undefined: the user was told that git does not know. */
export async function identityOrTold({ tandem, identity }: QuestionDeps): Promise<Person | undefined> {
	const author = await identity(tandem.contexts.known()[0]?.repo);
	if (!author) {
		await showFailure(
			'git does not know who you are. Set user.name and user.email with git config --global, then try again.',
			[],
		);
	}
	return author;
}

/** Sends what was kept; where that cannot be now, says so. */
export async function sendEntry(deps: QuestionDeps, entry: OutboxEntry): Promise<void> {
	const { outbox } = deps.tandem;
	const sent = await outbox.deliver(entry.id);
	if (sent.kind === 'waiting') return tellWaiting(deps.tandem, entry, sent.failure, 'It');
	const post = waitingPostOf(entry, outbox.entries());
	if (post) await tellPostWaiting(deps, post, 'It');
}

const WHICH = {
	reply: 'Reply to which question?',
	resolved: 'Resolve which question?',
	reopened: 'Reopen which question?',
};

function askForReply({ known }: Asked): Thenable<string | undefined> {
	return vscode.window.showInputBox({
		title: `Reply: ${known.question.title}`,
		prompt: 'Your reply becomes a section of the question in the spec repo.',
		ignoreFocusOut: true,
	});
}

/** The question that a tree node, an id or a `{spec, id}` names; otherwise the user picks one. */
export async function findQuestion(
	{ tandem }: Pick<QuestionDeps, 'tandem'>,
	target: unknown,
	wanted: (known: KnownQuestion) => boolean,
	title: string,
): Promise<Asked | undefined> {
	const ofNode = questionOfNode(target);
	if (ofNode) return ofNode;
	const ofThread = questionOfThread(target);
	const all = tandem.specs().flatMap((store) => tandem.questions(store).map((known): Asked => ({ store, known })));
	if (ofThread) {
		return all.find(
			({ store, known }) => known.question.id === ofThread.id && specKey(store.source.address) === ofThread.spec,
		);
	}
	const id = typeof target === 'string' ? target : (target as { id?: unknown } | undefined)?.id;
	if (typeof id === 'string') return all.find(({ known }) => known.question.id === id);
	const choices = all.filter(({ known }) => wanted(known) && !known.waiting);
	if (choices.length === 0) {
		await vscode.window.showInformationMessage('There is no such question.');
		return undefined;
	}
	const picked = await vscode.window.showQuickPick(
		choices.map((asked) => ({
			label: plainLabel(asked.known.question.title),
			description: plainLabel(asked.known.question.objective ?? ''),
			detail: plainLabel(asked.known.question.anchor?.path ?? ''),
			asked,
		})),
		{ title, matchOnDescription: true, matchOnDetail: true },
	);
	return picked?.asked;
}
