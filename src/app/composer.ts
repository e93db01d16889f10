import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import type { Anchor } from '../core/question.ts';
import { findPerson } from '../core/people.ts';
import { writeQuestion } from '../core/writeQuestion.ts';
import type { ComposerView, DraftFields } from '../protocol/sidebar.ts';
import { composerView } from './composerView.ts';
import type { CodeRepo, OutboxEntry } from './ports.ts';
import type { SpecStore } from './specStore.ts';
import type { Memory } from './unread.ts';

/** Where a question is to be asked. */
export interface AskPlace {
	readonly store: SpecStore;
	/** The repository that is asked about; its identity signs the question. */
	readonly repo: CodeRepo;
	readonly anchor: Anchor;
	/** Address of the lines at their commit, where it is known. */
	readonly link?: string;
	/** Fence info for the quoted code: `ts`, `python`. */
	readonly language: string;
	/** The objectives that the place suggests, best first; all others can be chosen too. */
	readonly suggested: readonly string[];
}

/** The one question that is being written in this window. What is typed survives closing, restarts and failures until it is sent. */
export interface Composer extends Disposable {
	view(): ComposerView | undefined;
	/** Opens the composer for a place; text typed for the same file before is there again, else it begins with `words`. */
	open(place: AskPlace, words?: DraftWords): void;
	update(draftId: string, fields: DraftFields): void;
	/** Shows the file exactly as it will be written, or says what is missing. */
	preview(draftId: string, fields: DraftFields): Promise<void>;
	edit(draftId: string): void;
	/** The entry for the outbox, exactly as previewed; undefined where the draft is not the previewed one. The composer shows "sending" until `sent` or `failed`. */
	take(draftId: string): OutboxEntry | undefined;
	/** The text is safe in the outbox: the composer closes and forgets it. */
	sent(draftId: string): void;
	failed(draftId: string, message: string): void;
	/** Closes the composer; the text stays for the next time. */
	close(draftId: string): void;
	readonly onDidChange: Event<void>;
}

/** The words with which a question begins, before anything is typed. */
export type DraftWords = Partial<Pick<DraftFields, 'title' | 'whyItMatters'>>;

export interface ComposerDeps {
	readonly memory: Memory;
	/** Who git would commit as in a repository. */
	readonly identity: (repo: CodeRepo) => Promise<Person | undefined>;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Six characters, unlikely to be made twice. */
	readonly shortId: () => string;
}

/** The state of the open draft; `composerView` puts it in words. */
export interface ComposerState {
	readonly draftId: string;
	readonly place: AskPlace;
	readonly fields: DraftFields;
	/** As long as nothing else was typed there is nothing to keep. */
	readonly given?: DraftWords;
	readonly step: ComposerView['step'];
	readonly preview?: { readonly entry: OutboxEntry; readonly destination: string };
	readonly error?: string;
}

const DRAFTS = 'drafts';
const DRAFT_LIMIT = 20;

/** Creates the composer. It writes nothing into the spec repo: what it makes goes into the outbox. */
export function createComposer({ memory, identity, now, shortId }: ComposerDeps): Composer {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	let state: ComposerState | undefined;

	const set = (next: ComposerState | undefined) => {
		state = next;
		changed.fire();
	};
	const current = (draftId: string) => (state?.draftId === draftId ? state : undefined);
	const keep = ({ place, fields, given }: ComposerState) => {
		const others = savedDrafts(memory).filter(({ key }) => key !== draftKey(place));
		const empty = fields.title.trim() === '' && fields.whyItMatters.trim() === '';
		const untouched = fields.title === given?.title && fields.whyItMatters === (given.whyItMatters ?? '');
		const drafts = empty || untouched ? others : [...others, { key: draftKey(place), fields }];
		memory.set(DRAFTS, drafts.slice(-DRAFT_LIMIT));
	};

	return {
		view: () => state && composerView(state),
		open(place, words = {}) {
			if (state) keep(state);
			const saved = savedDrafts(memory).find(({ key }) => key === draftKey(place))?.fields;
			const objective = place.suggested[0];
			const known = place.store.snapshot()?.objectiveById;
			const fields: DraftFields = {
				title: saved?.title || (words.title ?? ''),
				whyItMatters: saved?.title ? saved.whyItMatters : saved?.whyItMatters || (words.whyItMatters ?? ''),
				...(objective ? { objective } : {}),
				...addresseeOf(objective ? known?.get(objective)?.pm : undefined),
			};
			set({ draftId: shortId(), place, fields, given: words, step: 'write' });
		},
		update(draftId, fields) {
			const draft = current(draftId);
			if (!draft || draft.step !== 'write') return;
			const next = { ...draft, fields: withAddressee(draft, fields), error: undefined };
			keep(next);
			// The page has the text already; only a changed choice changes what it shows.
			if (fields.objective === draft.fields.objective && fields.to === draft.fields.to) state = next;
			else set(next);
		},
		async preview(draftId, fields) {
			const draft = current(draftId);
			if (!draft) return;
			const next: ComposerState = { ...draft, fields: withAddressee(draft, fields), error: undefined };
			keep(next);
			state = next;
			const error = missing(next.fields);
			if (error) return set({ ...next, error });
			const [askedBy, destination] = await Promise.all([
				identity(draft.place.repo),
				draft.place.store.source.destination(),
			]);
			if (current(draftId) !== next) return;
			if (!askedBy) return set({ ...next, error: NO_IDENTITY });
			set({ ...next, step: 'preview', preview: { entry: entryOf(next, askedBy, now(), shortId()), destination } });
		},
		edit(draftId) {
			const draft = current(draftId);
			if (draft) set({ ...draft, step: 'write', preview: undefined, error: undefined });
		},
		take(draftId) {
			const draft = current(draftId);
			if (draft?.step !== 'preview' || !draft.preview) return undefined;
			set({ ...draft, step: 'sending' });
			return draft.preview.entry;
		},
		sent(draftId) {
			const draft = current(draftId);
			if (!draft) return;
			keep({ ...draft, fields: { title: '', whyItMatters: '' } });
			set(undefined);
		},
		failed(draftId, message) {
			const draft = current(draftId);
			if (draft) set({ ...draft, step: 'preview', error: message });
		},
		close(draftId) {
			const draft = current(draftId);
			if (!draft) return;
			keep(draft);
			set(undefined);
		},
		onDidChange: changed.event,
		dispose: () => disposables.dispose(),
	};
}

const NO_IDENTITY =
	'git does not know who you are. Run: git config --global user.name "Your Name" and git config --global user.email you@example.com';

function missing({ title }: DraftFields): string | undefined {
	return title.trim() === '' ? 'Write the question first.' : undefined;
}

/** Another objective has another PM: the addressee follows it unless it was chosen as well. */
function withAddressee({ place, fields: before }: ComposerState, fields: DraftFields): DraftFields {
	if (fields.objective === before.objective || fields.to !== before.to) return fields;
	const objective = fields.objective ? place.store.snapshot()?.objectiveById.get(fields.objective) : undefined;
	const { to: _former, ...rest } = fields;
	return { ...rest, ...addresseeOf(objective?.pm) };
}

function addresseeOf(person: Person | undefined): { to?: string } {
	return person ? { to: person.key ?? person.name } : {};
}

function entryOf({ place, fields }: ComposerState, askedBy: Person, now: number, shortId: string): OutboxEntry {
	const snapshot = place.store.snapshot();
	const askedAt = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
	const id = `q-${shortId}`;
	const { path, text } = writeQuestion(
		{
			...(fields.objective ? { objective: fields.objective } : {}),
			title: fields.title.trim(),
			whyItMatters: fields.whyItMatters.trim(),
			...(fields.to ? { to: findPerson(snapshot?.people ?? [], fields.to) } : {}),
			anchor: place.anchor,
		},
		{
			id,
			askedBy,
			askedAt,
			language: place.language,
			folder: snapshot?.config.questions ?? 'questions',
			...(place.link === undefined ? {} : { link: place.link }),
		},
	);
	const title = fields.title.trim().replace(/\s+/g, ' ');
	return {
		id,
		spec: specKey(place.store.source.address),
		createdAt: askedAt,
		path,
		action: { kind: 'create', text },
		message: `Ask: ${title}${fields.objective ? `\n\nObjective: ${fields.objective}` : ''}`,
		author: askedBy,
		title,
		attempts: 0,
	};
}

interface SavedDraft {
	readonly key: string;
	readonly fields: DraftFields;
}

function draftKey({ store, anchor }: AskPlace): string {
	return `${specKey(store.source.address)}\0${anchor.repo ?? ''}\0${anchor.path}`;
}

function savedDrafts(memory: Memory): readonly SavedDraft[] {
	const value = memory.get(DRAFTS);
	if (!Array.isArray(value)) return [];
	return value.filter(
		(item: Partial<SavedDraft> | null): item is SavedDraft =>
			typeof item?.key === 'string' &&
			typeof item.fields?.title === 'string' &&
			typeof item.fields.whyItMatters === 'string',
	);
}
