import { defined } from '../core/defined.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Channel } from '../core/channels/channel.ts';
import type { Person } from '../core/objective.ts';
import type { Anchor } from '../core/question.ts';
import type { SecretChoice } from '../protocol/secretNotes.ts';
import type { ComposerView } from '../protocol/sidebar.ts';
import type { DraftFields } from '../protocol/toHost.ts';
import { withPosts } from './channels/postEntries.ts';
import { composerView } from './composerView.ts';
import { findDraftSecrets, isBlocked, withoutSecrets, type DraftSecrets } from './draftSecrets.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { CodeRepo, Log, SecretFinder } from './ports.ts';
import { questionEntry, type EntryFacts } from './questionEntry.ts';
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
	/** Takes what the user says to a note of the preview. It holds for this preview and is asked again in the next. */
	choose(draftId: string, choice: SecretChoice, chosen: boolean): void;
	edit(draftId: string): void;
	/** Where the previewed draft is asked; undefined where the draft is not the previewed one. */
	placeOf(draftId: string): AskPlace | undefined;
	/**
	 * The entry for the outbox, exactly as previewed, with what follows it to `channels`; undefined where the draft is not the previewed one, or
	 * something has to be chosen first. The composer shows "sending" until `sent` or `failed`.
	 */
	take(draftId: string, channels: readonly Channel[]): OutboxEntry | undefined;
	/** The text is safe in the outbox: the composer closes and forgets it. */
	sent(draftId: string): void;
	failed(draftId: string, message: string): void;
	/** Closes the composer; the text stays for the next time. */
	close(draftId: string): void;
	readonly onDidChange: Event<void>;
}

/** The words with which a question begins, before anything is typed. */
export type DraftWords = Partial<Pick<DraftFields, 'title' | 'whyItMatters'>> & {
	/** Id of an outbox entry for which this question is asked instead. Nothing that was typed before comes in its place. */
	readonly replaces?: string;
};

export interface ComposerDeps {
	readonly memory: Memory;
	/** Who git would commit as in a repository. */
	readonly identity: (repo: CodeRepo) => Promise<Person | undefined>;
	readonly secrets: SecretFinder;
	readonly log: Pick<Log, 'error'>;
	/** Where questions go besides the spec repo. */
	readonly channelsOf: (store: SpecStore) => readonly Channel[];
	/** Whether the outbox holds this entry. */
	readonly waits: (id: string) => boolean;
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
	readonly preview?: Preview;
	readonly error?: string;
}

interface Preview {
	readonly facts: EntryFacts;
	readonly destination: string;
	readonly secrets: DraftSecrets;
	readonly chosen: ReadonlySet<SecretChoice>;
	readonly entry: OutboxEntry;
}

const DRAFTS = 'drafts';
const DRAFT_LIMIT = 20;

/** Creates the composer. It writes nothing into the spec repo: what it makes goes into the outbox. */
export function createComposer(deps: ComposerDeps): Composer {
	const { memory, identity, channelsOf, waits, secrets, log, now, shortId } = deps;
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	let state: ComposerState | undefined;

	const set = (next: ComposerState | undefined) => {
		state = next;
		changed.fire();
	};
	const current = (draftId: string) => (state?.draftId === draftId ? state : undefined);
	const keep = ({ place, fields, given }: ComposerState, asked?: string) => {
		const key = draftKey(place, given?.replaces);
		const others = savedDrafts(memory).filter((saved) => saved.key !== key);
		const empty = fields.title.trim() === '' && fields.whyItMatters.trim() === '';
		const untouched = fields.title === given?.title && fields.whyItMatters === (given.whyItMatters ?? '');
		const drafts = empty || untouched ? others : [...others, { key, fields, ...defined({ asked }) }];
		memory.set(DRAFTS, drafts.slice(-DRAFT_LIMIT));
	};

	/** Also where the window died before it could forget them. */
	const isAsked = ({ asked }: SavedDraft, { store }: AskPlace) =>
		asked !== undefined && (waits(asked) || store.snapshot()?.questions.some(({ id }) => id === asked) === true);

	return {
		view: () => state && composerView(state, channelsOf(state.place.store)),
		open(place, words = {}) {
			if (state) keep(state);
			const key = draftKey(place, words.replaces);
			const saved = savedDrafts(memory).find((draft) => draft.key === key && !isAsked(draft, place))?.fields;
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
			const [askedBy, destination, found] = await Promise.all([
				identity(draft.place.repo),
				draft.place.store.source.destination(),
				findDraftSecrets(next, secrets).catch((failure: unknown): DraftSecrets => {
					log.error('looking for secrets', failure);
					return { kind: 'failed' };
				}),
			]);
			if (current(draftId) !== next) return;
			if (!askedBy) return set({ ...next, error: NO_IDENTITY });
			const facts = { askedBy, now: now(), shortId: shortId() };
			set(previewed(next, { facts, destination, secrets: found, chosen: new Set() }));
		},
		choose(draftId, choice, isChosen) {
			const draft = current(draftId);
			if (draft?.step !== 'preview' || !draft.preview) return;
			const chosen = new Set(draft.preview.chosen);
			if (isChosen) chosen.add(choice);
			else chosen.delete(choice);
			set(previewed({ ...draft, error: undefined }, { ...draft.preview, chosen }));
		},
		edit(draftId) {
			const draft = current(draftId);
			if (draft) set({ ...draft, step: 'write', preview: undefined, error: undefined });
		},
		placeOf(draftId) {
			const draft = current(draftId);
			return draft?.step === 'preview' ? draft.place : undefined;
		},
		take(draftId, channels) {
			const draft = current(draftId);
			if (draft?.step !== 'preview' || !draft.preview) return undefined;
			if (isBlocked(draft.preview.secrets, draft.preview.chosen)) {
				set({ ...draft, error: UNCHECKED });
				return undefined;
			}
			keep(draft, draft.preview.entry.id);
			set({ ...draft, step: 'sending' });
			const { store, language, link } = draft.place;
			return withPosts(draft.preview.entry, { store, channels, language, ...defined({ code: link }) });
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

const UNCHECKED = 'Say first that it may be sent unchecked.';
const NO_IDENTITY =
	'git does not know who you are. Run: git config --global user.name "Your Name" and git config --global user.email you@example.com';

function previewed(draft: ComposerState, preview: Omit<Preview, 'entry'>): ComposerState {
	const shown = withoutSecrets(draft, preview.secrets, preview.chosen);
	const entry = questionEntry({ ...shown, given: draft.given }, preview.facts);
	return { ...draft, step: 'preview', preview: { ...preview, entry } };
}

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

interface SavedDraft {
	readonly key: string;
	readonly fields: DraftFields;
	/** Id of the outbox entry that was made of it. Whether it got there is to be looked up: the window may have died before. */
	readonly asked?: string;
}

function draftKey({ store, anchor }: AskPlace, replaces = ''): string {
	const key = `${specKey(store.source.address)}\0${anchor.repo ?? ''}\0${anchor.path}`;
	return replaces === '' ? key : `${key}\0${replaces}`;
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
