import type { QuestionView, SidebarState } from '../protocol/sidebar.ts';
import type { DraftFields, ToHost } from '../protocol/toHost.ts';

/** The part of the host's state that follows the cursor. While something is loading it may be older than the rest. */
export type Shown = Pick<SidebarState, 'place' | 'body' | 'announcement'>;

/** The question that is being written. */
export interface Draft {
	readonly draftId: string;
	readonly opened: number;
	readonly fields: DraftFields;
	/** Something was typed that the host was not told yet. */
	readonly unsent: boolean;
}

/** An answer to a conversation that is being written. */
export interface ReplyDraft {
	readonly text: string;
	/** Handed to the host; how the conversation looked then. The text goes away once the conversation has moved on. */
	readonly sentAt?: string;
}

/** All that the page shows is made of this. */
export interface PageState {
	/** The newest state of the host; absent until the first one came. */
	readonly host?: SidebarState;
	/** What is on the screen; absent while nothing was ever shown. */
	readonly shown?: Shown;
	readonly draft?: Draft;
	/** By question. */
	readonly replies: Readonly<Record<string, ReplyDraft>>;
	/** Names of the sections that are folded. */
	readonly folded: readonly string[];
	/** Questions whose conversation is unfolded. */
	readonly unfolded: readonly string[];
	/** Shortened things that were asked for as a whole. */
	readonly expanded: readonly string[];
	/** A question to unfold and scroll to as soon as it is there. */
	readonly reveal?: string;
	readonly scroll?: { readonly key: string; readonly top: number };
}

/** What the page does once the new state is on the screen. Focus moves only within the page. */
export type Move =
	| { readonly kind: 'focus'; readonly id: string }
	| { readonly kind: 'scroll'; readonly top: number }
	| { readonly kind: 'reveal'; readonly id: string };

/** The next state of the page, what the host is told, and where the focus and the view go. */
export interface Step {
	readonly state: PageState;
	readonly posts: readonly ToHost[];
	readonly moves: readonly Move[];
}

/** What outlives the page when the view is hidden: nothing that the host sends again. */
export type Kept = Pick<PageState, 'draft' | 'replies' | 'folded' | 'unfolded' | 'expanded' | 'scroll'>;

/** The page before the host's first word; `kept` is what an earlier page left behind, of any shape. */
export function initialState(kept: unknown): PageState {
	const empty: PageState = { replies: {}, folded: [], unfolded: [], expanded: [] };
	// Only this page writes it; a different shape comes from an older version and is let go.
	return isKept(kept) ? { ...empty, ...kept } : empty;
}

/** What is to be kept of the page. */
export function keptOf({ draft, replies, folded, unfolded, expanded, scroll }: PageState): Kept {
	return {
		...(draft ? { draft } : {}),
		replies,
		folded,
		unfolded: unfolded.slice(-KEPT_LIMIT),
		expanded: expanded.slice(-KEPT_LIMIT),
		...(scroll ? { scroll } : {}),
	};
}
const KEPT_LIMIT = 200;

/** Whether the newest state is not on the screen yet because it only says that something is loading. */
export function isHolding({ host, shown }: PageState): boolean {
	return host?.body.kind === 'loading' && shown?.body !== host.body;
}

/** Two contents with the same key are the same place to the reader: the scroll position stays. */
export function contentKey({ place, body }: Pick<Shown, 'place' | 'body'>): string {
	switch (body.kind) {
		case 'linked':
			return `objective ${body.objective.id}`;
		case 'silent':
			return `silent ${body.reason} ${place?.path ?? ''}`;
		case 'loading':
		case 'no-file':
			return body.kind;
	}
}

/** A question that is on the screen, folded or not. */
export function shownQuestion({ shown }: PageState, id: string): QuestionView | undefined {
	return shown && questionsOf(shown.body).find((question) => question.id === id);
}

/** The questions of a content; none where the content has no place for them. */
export function questionsOf(body: SidebarState['body']): readonly QuestionView[] {
	return body.kind === 'linked' || body.kind === 'silent' ? body.questions : [];
}

/** How far a conversation has come; another mark means that something was added. */
export function conversationMark({ messages, state }: QuestionView): string {
	return `${messages.length} ${state}`;
}

function isKept(value: unknown): value is Kept {
	const kept = value as Partial<Kept> | undefined | null;
	return (
		typeof kept === 'object' &&
		kept !== null &&
		typeof kept.replies === 'object' &&
		Array.isArray(kept.folded) &&
		Array.isArray(kept.unfolded) &&
		Array.isArray(kept.expanded)
	);
}
