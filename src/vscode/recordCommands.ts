import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Composer } from '../app/composer.ts';
import { failureText, isRefusal } from '../app/failureText.ts';
import { canRecordIn, proposedQuestion, recordedLine, recordEntry, type RecordDraft } from '../app/recording.ts';
import { formatOf } from '../app/specFile.ts';
import { encodeTarget } from '../app/target.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import { formatPerson } from '../core/people.ts';
import type { CommandArguments } from './contributions.ts';
import type { Places } from './documents.ts';
import { showFailure } from './messages.ts';
import { plainLabel } from './plainLabel.ts';
import { entryToSend, findQuestion, type QuestionDeps } from './questionCommands.ts';
import { questionOfNode } from './questionsTree.ts';
import { subjectHere, subjectOfCommit, subjectOfQuestion, type RecordSubject } from './recordSubject.ts';
import { askRecord } from './recordSteps.ts';
import { textsToSend } from './secretWarning.ts';
import { questionOfThread } from './threadComments.ts';

export interface RecordDeps extends QuestionDeps {
	readonly composer: () => Promise<Composer>;
	readonly places: Places;
}

/** Records what was decided in a question, or about the selected lines. */
export async function recordDecision(deps: RecordDeps, target: unknown): Promise<void> {
	const isNamed = typeof target === 'string' || questionOfNode(target) || questionOfThread(target);
	if (!isNamed && deps.places.current()) return record(deps, await subjectHere(deps), ['decision']);
	const asked = await findQuestion(deps, target, () => true, 'Record what was decided in which question?');
	if (asked) await record(deps, subjectOfQuestion(deps.tandem, asked), ['decision']);
}

/** Records a limit of the selected lines or a price that was paid for them, or what a commit says of one. */
export async function recordConstraint(
	deps: RecordDeps,
	...[said]: CommandArguments['tandem.recordConstraint']
): Promise<void> {
	// From an editor's menu it is the address of the file.
	if (typeof said?.hash !== 'string') return record(deps, await subjectHere(deps), ['constraint', 'trade-off']);
	const subject = await subjectOfCommit(deps, said);
	if (subject) return record(deps, subject, [subject.kind]);
	await vscode.window.showInformationMessage('The history says this no more.');
}

async function record(
	deps: RecordDeps,
	subject: RecordSubject | undefined,
	kinds: readonly RecordDraft['kind'][],
): Promise<void> {
	if (!subject) return;
	const author = await deps.identity(subject.ask?.repo ?? deps.tandem.contexts.known()[0]?.repo);
	if (!author) {
		return showFailure(
			'git does not know who you are. Set user.name and user.email with git config --global, then try again.',
			[],
		);
	}
	const typed = await askRecord(subject, { kinds, author });
	const sent = typed && (await textsToSend({ what: typed.what, why: typed.why }, 'typed', deps));
	if (!sent) return;
	const draft = { ...typed, ...sent };
	const { objective } = draft;
	const snapshot = subject.store.snapshot();
	if (!snapshot || !canRecordIn(objective, snapshot)) {
		const format = snapshot && formatOf(snapshot, objective.source.file);
		const message = `${objective.source.file}${format ? ` (${format.label})` : ''}: Tandem can read this file and not write in it.`;
		return offerProposal(deps, subject, { draft, message });
	}
	const choice = await confirm(draft, subject, author);
	if (choice) await send(deps, subject, { draft, author, alsoResolve: choice === 'resolve' });
}

const RECORD = 'Record';
const RECORD_AND_RESOLVE = 'Record and Resolve';

/** Shows the very line that leaves the machine, and where it goes. */
async function confirm(
	draft: RecordDraft,
	{ store, question }: RecordSubject,
	author: Person,
): Promise<'record' | 'resolve' | undefined> {
	const { kind, objective } = draft;
	const section = kind === 'decision' ? 'Decisions' : 'Constraints';
	const destination = await store.source.destination();
	const canResolve = question !== undefined && question.state !== 'resolved';
	const chosen = await vscode.window.showInformationMessage(
		plainLabel(`Record this ${kind} for ${objective.id} ${objective.title}?`),
		{
			modal: true,
			detail: `${recordedLine(draft, Date.now())}\n\nOne line in "${section}" of ${objective.source.file}, in ${destination}, signed by ${formatPerson(author)}.`,
		},
		...(canResolve ? [RECORD_AND_RESOLVE] : []),
		RECORD,
	);
	if (chosen === undefined) return undefined;
	return chosen === RECORD ? 'record' : 'resolve';
}

interface ToSend {
	readonly draft: RecordDraft;
	readonly author: Person;
	readonly alsoResolve: boolean;
}

/** On disk before anything is sent. */
async function send(deps: RecordDeps, subject: RecordSubject, { draft, author, alsoResolve }: ToSend): Promise<void> {
	const { outbox } = deps.tandem;
	const { store, question } = subject;
	const entry = recordEntry(draft, { store, author, now: Date.now(), shortId: randomBytes(6).toString('hex') });
	await outbox.keep(entry);
	const resolved =
		alsoResolve && question && (await entryToSend(deps, { store, question }, { kind: 'resolved' }, author));
	if (resolved) await outbox.keep(resolved);
	const sent = await outbox.deliver(entry.id);
	const { id } = draft.objective;
	switch (sent.kind) {
		case 'waiting':
			if (isRefusal(sent.failure.kind)) {
				return offerProposal(deps, subject, { draft, message: failureText(sent.failure), replaces: entry.id });
			}
			return showFailure(`It is kept and goes out by itself. ${failureText(sent.failure)}`, [
				['Show Outbox', 'tandem.showOutbox'],
			]);
		case 'written':
			return tell(deps, subject, { draft, message: `Written to ${entry.path}, not committed: ${sent.why}.` });
		case 'committed-locally':
			return tell(deps, subject, {
				draft,
				message: `Recorded in ${id} as ${sent.commit.slice(0, 7)}. It goes out with your next push, because other commits of yours wait there too.`,
			});
		case 'delivered':
		case 'already-there':
			return tell(deps, subject, { draft, message: `Recorded in ${id}.` });
	}
}

interface Told {
	readonly draft: RecordDraft;
	readonly message: string;
}

async function tell({ openTarget }: RecordDeps, { store }: RecordSubject, { draft, message }: Told): Promise<void> {
	if ((await vscode.window.showInformationMessage(plainLabel(message), 'Open')) !== 'Open') return;
	const { id, source } = draft.objective;
	const now = store.snapshot()?.objectiveById.get(id);
	const items = draft.kind === 'decision' ? now?.decisions : now?.constraints;
	const line = items?.at(-1)?.line ?? source.titleLine;
	await openTarget(encodeTarget({ kind: 'spec-file', spec: specKey(store.source.address), path: source.file, line }));
}

const ASK = 'Ask PM to Record It';
const OUTBOX = 'Show Outbox';

/** What cannot be written becomes a question with the proposed line, if the user wants that. */
async function offerProposal(
	{ composer, sidebar }: RecordDeps,
	{ ask }: RecordSubject,
	{ draft, message, replaces }: Told & { readonly replaces?: string },
): Promise<void> {
	const buttons = [...(ask ? [ASK] : []), ...(replaces === undefined ? [] : [OUTBOX])];
	const chosen = await vscode.window.showWarningMessage(plainLabel(message), ...buttons);
	if (chosen === OUTBOX) await vscode.commands.executeCommand('tandem.showOutbox');
	if (chosen !== ASK || !ask) return;
	const { objective } = draft;
	const suggested = [objective.id, ...ask.suggested.filter((id) => id !== objective.id)];
	(await composer()).open({ ...ask, suggested }, proposedQuestion(draft, recordedLine(draft, Date.now()), replaces));
	await sidebar.show({ takeFocus: true });
}
