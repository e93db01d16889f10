import { defined } from '../core/defined.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
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
import { createSavedDrafts } from './savedDrafts.ts';
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
	/**
	 * Opens the composer for a place. It begins with `words`, or with what was typed after them; without words with what was typed last in that file.
	 * A draft that is open and would be opened again stays the same one, so that no key is lost that the page has not told yet.
	 */
	open(place: AskPlace, words?: DraftWords): void;
	/** Takes what was typed, also of the draft in whose place another one was just opened. */
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
	/** How many times a composer was opened in this window. */
	readonly opened: number;
	/** Under which its text is kept. */
	readonly key: string;
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

/** Creates the composer. It writes nothing into the spec repo: what it makes goes into the outbox. */
export function createComposer(deps: ComposerDeps): Composer {
	const { identity, channelsOf, secrets, log, now, shortId } = deps;
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const drafts = createSavedDrafts(deps);
	let state: ComposerState | undefined;
	let former: ComposerState | undefined;
	let opened = 0;
	/** The preview that is being made is the one that was asked for last. */
	let previews = 0;

	const set = (next: ComposerState | undefined) => {
		state = next;
		changed.fire();
	};
	const current = (draftId: string) => (state?.draftId === draftId ? state : undefined);
	const keep = ({ key, fields, given }: ComposerState, asked?: string) => {
		const empty = fields.title.trim() === '' && fields.whyItMatters.trim() === '';
		const untouched = fields.title === given?.title && fields.whyItMatters === (given.whyItMatters ?? '');
		if (empty || untouched) drafts.forget(key);
		else drafts.keep({ key, fields, ...defined({ asked }) });
	};

	async function preview(draftId: string, fields: DraftFields): Promise<void> {
		const draft = current(draftId);
		if (!draft) return;
		const next: ComposerState = { ...draft, fields: withAddressee(draft, fields), error: undefined };
		keep(next);
		state = next;
		const mine = ++previews;
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
		const latest = current(draftId);
		if (!latest || mine !== previews) return;
		// Somebody typed on while this was made.
		if (latest !== next) return preview(draftId, latest.fields);
		if (!askedBy) return set({ ...next, error: NO_IDENTITY });
		const facts = { askedBy, now: now(), shortId: shortId() };
		set(previewed(next, { facts, destination, secrets: found, chosen: new Set() }));
	}

	return {
		view: () => state && composerView(state, channelsOf(state.place.store)),
		open(place, words = {}) {
			previews++;
			if (state && state.step !== 'sending') keep(state);
			const { key, saved: kept } = drafts.find(place, words);
			const known = state?.key === key ? state : undefined;
			const same = known?.step === 'sending' ? undefined : known;
			const saved = known?.step === 'sending' ? undefined : kept;
			if (!same) former = state;
			const objective = place.suggested[0];
			const pm = objective ? place.store.snapshot()?.objectiveById.get(objective)?.pm : undefined;
			const fields: DraftFields = {
				title: saved?.title ?? words.title ?? '',
				whyItMatters: saved?.whyItMatters ?? words.whyItMatters ?? '',
				...(objective ? { objective } : {}),
				...addresseeOf(pm),
			};
			set({ draftId: same?.draftId ?? shortId(), opened: ++opened, key, place, fields, given: words, step: 'write' });
		},
		update(draftId, fields) {
			if (former?.draftId === draftId) return keep({ ...former, fields });
			const draft = current(draftId);
			if (!draft || draft.step !== 'write') return;
			const next = { ...draft, fields: withAddressee(draft, fields), error: undefined };
			keep(next);
			// The page has the text already; only a changed choice changes what it shows.
			if (fields.objective === draft.fields.objective && fields.to === draft.fields.to) state = next;
			else set(next);
		},
		preview,
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
			if (former?.draftId === draftId) drafts.forget(former.key);
			const draft = current(draftId);
			if (!draft) return;
			drafts.forget(draft.key);
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
