import type { ComposerView, SidebarState } from '../protocol/sidebar.ts';
import { ELEMENTS } from './presses.ts';
import { contentKey, conversationMark, questionsOf } from './state.ts';
import type { Draft, Move, PageState, Shown, Step } from './state.ts';

/** Takes a state of the host. An older one is dropped; what the person types, folds and scrolls stays theirs. */
export function receiveState(state: PageState, host: SidebarState): Step {
	if (state.host && host.revision <= state.host.revision) return { state, posts: [], moves: [] };
	const shown = shownNext(state.shown, host);
	const { draft: _former, shown: _before, ...rest } = state;
	const draft = draftNext(state.draft, host.composer);
	const next: PageState = {
		...rest,
		host,
		replies: repliesNext(state.replies, host),
		...(shown ? { shown } : {}),
		...(draft ? { draft } : {}),
	};
	return {
		state: next,
		posts: lastWords(state.draft, draft),
		moves: [...scrollMoves(state, next), ...composerMoves(state, next)],
	};
}

/** What was there stays while the next content is loading; the page asks for patience and shows the loading itself only after it. */
function shownNext(before: Shown | undefined, host: SidebarState): Shown | undefined {
	return host.body.kind === 'loading' && before?.body.kind !== 'loading' ? before : host;
}

/** The texts are the page's own while the draft is the same; the choices are the host's, since one may change another. */
function draftNext(before: Draft | undefined, composer: ComposerView | undefined): Draft | undefined {
	if (!composer) return undefined;
	const { draftId, opened, title, whyItMatters, objective, to } = composer;
	const choices = { ...(objective ? { objective } : {}), ...(to ? { to } : {}) };
	if (before?.draftId !== draftId)
		return { draftId, opened, fields: { title, whyItMatters, ...choices }, unsent: false };
	const { fields } = before;
	return { ...before, opened, fields: { title: fields.title, whyItMatters: fields.whyItMatters, ...choices } };
}

/** Another draft came while something was typed that the host was not told: it keeps that for the next time. */
function lastWords(before: Draft | undefined, after: Draft | undefined): Step['posts'] {
	if (!before?.unsent || !after || before.draftId === after.draftId) return [];
	return [{ type: 'draft', draftId: before.draftId, fields: before.fields }];
}

/** A reply that was handed over goes away once it, or anything else, was added to the conversation. */
function repliesNext(replies: PageState['replies'], { body }: SidebarState): PageState['replies'] {
	const moved = questionsOf(body).filter((question) => {
		const sentAt = replies[question.id]?.sentAt;
		return sentAt !== undefined && sentAt !== conversationMark(question);
	});
	if (moved.length === 0) return replies;
	const gone = new Set(moved.map(({ id }) => id));
	return Object.fromEntries(Object.entries(replies).filter(([question]) => !gone.has(question)));
}

function scrollMoves(before: PageState, after: PageState): readonly Move[] {
	if (!after.shown || after.host?.composer) return [];
	const key = contentKey(after.shown);
	if (before.shown && contentKey(before.shown) === key) return [];
	return [{ kind: 'scroll', top: before.scroll?.key === key ? before.scroll.top : 0 }];
}

function composerMoves(before: PageState, after: PageState): readonly Move[] {
	const from = before.host?.composer;
	const to = after.host?.composer;
	if (!to) return from ? [{ kind: 'focus', id: ELEMENTS.ask }] : [];
	// A draft that was open already before the page was hidden must not pull the focus back.
	const known = from ?? before.draft;
	if (known?.draftId !== to.draftId || known.opened !== to.opened) {
		return [
			{ kind: 'reveal', id: ELEMENTS.composer },
			{ kind: 'focus', id: ELEMENTS.title },
		];
	}
	if (!from || from.step === to.step) return [];
	return [{ kind: 'focus', id: to.step === 'write' ? ELEMENTS.title : ELEMENTS.send }];
}
