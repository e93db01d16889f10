import { specKey } from '../core/gitAddress.ts';
import type { DraftFields } from '../protocol/toHost.ts';
import type { AskPlace, DraftWords } from './composer.ts';
import type { Memory } from './unread.ts';

/** What was typed of a question and not sent yet. */
export interface SavedDraft {
	/** The file, and the words that the question began with. */
	readonly key: string;
	readonly fields: DraftFields;
	/** Id of the outbox entry that was made of it. Whether it got there is to be looked up: the window may have died before. */
	readonly asked?: string;
}

/** The texts of questions that were not sent; they survive closing, restarts and failures. Of many the oldest go. */
export interface SavedDrafts {
	/** The key for a question that begins at `place` with `words`, and what was typed of it. Without words it is what was typed last in that file. */
	find(place: AskPlace, words: DraftWords): { readonly key: string; readonly saved?: DraftFields };
	keep(draft: SavedDraft): void;
	forget(key: string): void;
}

const DRAFTS = 'drafts';
const DRAFT_LIMIT = 20;

/** `waits` tells whether the outbox holds an entry. */
export function createSavedDrafts(deps: {
	readonly memory: Memory;
	readonly waits: (id: string) => boolean;
}): SavedDrafts {
	const { memory, waits } = deps;
	const all = () => savedDrafts(memory.get(DRAFTS));
	const others = (key: string) => all().filter((draft) => draft.key !== key);
	/** Also where the window died before it could forget them. */
	const isAsked = ({ asked }: SavedDraft, { store }: AskPlace) =>
		asked !== undefined && (waits(asked) || store.snapshot()?.questions.some(({ id }) => id === asked) === true);

	return {
		find(place, words) {
			const file = fileKey(place);
			const key = wordsKey(file, words);
			const begun = `${file}${WORDS}`;
			const belongs = (draft: SavedDraft) => draft.key === key || (key === file && draft.key.startsWith(begun));
			const draft = all().findLast((one) => belongs(one) && !isAsked(one, place));
			return draft ? { key: draft.key, saved: draft.fields } : { key };
		},
		keep: (draft) => memory.set(DRAFTS, [...others(draft.key), draft].slice(-DRAFT_LIMIT)),
		forget: (key) => memory.set(DRAFTS, others(key)),
	};
}

const WORDS = '\0words\0';

function fileKey({ store, anchor }: AskPlace): string {
	return `${specKey(store.source.address)}\0${anchor.repo ?? ''}\0${anchor.path}`;
}

function wordsKey(file: string, { replaces, title = '', whyItMatters = '' }: DraftWords): string {
	if (replaces !== undefined) return `${file}\0instead of\0${replaces}`;
	return title === '' && whyItMatters === '' ? file : `${file}${WORDS}${title}\0${whyItMatters}`;
}

function savedDrafts(value: unknown): readonly SavedDraft[] {
	if (!Array.isArray(value)) return [];
	return value.filter(
		(item: Partial<SavedDraft> | null): item is SavedDraft =>
			typeof item?.key === 'string' &&
			typeof item.fields?.title === 'string' &&
			typeof item.fields.whyItMatters === 'string',
	);
}
