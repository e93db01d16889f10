import { NOTICE_COMMANDS } from '../protocol/sidebar.ts';
import type { OpenPoint, ToWebview } from '../protocol/sidebar.ts';
import type { DraftFields, ToHost } from '../protocol/toHost.ts';
import { ELEMENTS, questionElement, recordArg } from './presses.ts';
import type { FieldName, PressName } from './presses.ts';
import { receiveState } from './receiveState.ts';
import { contentKey, conversationMark, shownQuestion } from './state.ts';
import type { Draft, PageState, Step } from './state.ts';

/** What can happen to the page. */
export type PageEvent =
	| { readonly type: 'message'; readonly message: ToWebview }
	/** Something has been loading for longer than a blink. */
	| { readonly type: 'patience' }
	/** The typing has paused. */
	| { readonly type: 'pause' }
	| { readonly type: 'scrolled'; readonly top: number }
	| { readonly type: 'field'; readonly field: FieldName; readonly arg: string; readonly value: string }
	| { readonly type: 'press'; readonly name: PressName; readonly arg: string }
	/** Ctrl+Enter or Escape; `reply` is the question whose reply is being written, absent in the composer. */
	| { readonly type: 'key'; readonly key: 'submit' | 'escape'; readonly reply?: string };

/** The next state of the page, what the host is told, and where the focus and the view go. Pure: the same answer for the same arguments. */
export function step(state: PageState, event: PageEvent): Step {
	switch (event.type) {
		case 'message':
			return told(state, event.message);
		case 'patience':
			return state.host ? still({ ...state, shown: state.host }) : still(state);
		case 'pause':
			return flushed(state);
		case 'scrolled':
			return still(scrolled(state, event.top));
		case 'field':
			return typed(state, event);
		case 'press':
			return pressed(state, event.name, event.arg);
		case 'key':
			return pressedKey(state, event);
	}
}

function told(state: PageState, message: ToWebview): Step {
	switch (message.type) {
		case 'state':
			return revealed(receiveState(state, message.state));
		case 'reveal':
			return revealed(still({ ...state, reveal: message.question }));
		case 'returned': {
			const { [message.question]: reply, ...others } = state.replies;
			return still(reply ? { ...state, replies: { ...others, [message.question]: { text: reply.text } } } : state);
		}
	}
}

function still(state: PageState): Step {
	return { state, posts: [], moves: [] };
}

function posting(state: PageState, ...posts: readonly ToHost[]): Step {
	return { state, posts, moves: [] };
}

function scrolled(state: PageState, top: number): PageState {
	// While something loads the page is short: that says nothing about where the reader was.
	if (!state.shown || state.shown.body.kind === 'loading') return state;
	return { ...state, scroll: { key: contentKey(state.shown), top } };
}

function typed(state: PageState, { field, arg, value }: Extract<PageEvent, { type: 'field' }>): Step {
	if (field === 'reply') return still({ ...state, replies: { ...state.replies, [arg]: { text: value } } });
	if (!state.draft) return still(state);
	const fields: DraftFields = { ...state.draft.fields, [field]: value };
	if (field === 'title' || field === 'whyItMatters') {
		return still({ ...state, draft: { ...state.draft, fields, unsent: true } });
	}
	// An empty choice is none. A choice may change other fields, which the host decides: it is told at once.
	const { [field]: _former, ...rest } = fields;
	return flushed({
		...state,
		draft: { ...state.draft, fields: value === '' ? rest : fields, unsent: true },
	});
}

function flushed(state: PageState): Step {
	const { draft } = state;
	if (!draft?.unsent) return still(state);
	return posting(
		{ ...state, draft: { ...draft, unsent: false } },
		{ type: 'draft', draftId: draft.draftId, fields: draft.fields },
	);
}

function pressed(state: PageState, name: PressName, arg: string): Step {
	switch (name) {
		case 'open':
			return posting(state, { type: 'open', target: arg });
		case 'notice': {
			const command = NOTICE_COMMANDS.find((known) => known === arg);
			return command ? posting(state, { type: 'notice', command }) : still(state);
		}
		case 'ask':
			return posting(state, { type: 'ask', ...openPoint(state, arg) });
		case 'section':
			return still({ ...state, folded: toggled(state.folded, arg) });
		case 'expand':
			return still({ ...state, expanded: toggled(state.expanded, arg) });
		case 'question': {
			const unread = shownQuestion(state, arg)?.unread === true;
			const next = { ...state, unfolded: toggled(state.unfolded, arg) };
			return unread ? posting(next, { type: 'seen', question: arg }) : still(next);
		}
		case 'seenChanges':
			// The button goes away with what it is about.
			return {
				...posting(state, { type: 'seenChanges', ...(arg === '' ? {} : { target: arg }) }),
				moves: [{ kind: 'focus', id: ELEMENTS.page }],
			};
		case 'reply':
			return replied(state, arg);
		case 'resolve':
		case 'reopen':
		case 'decide':
		case 'reposition':
			return posting(state, { type: name, question: arg });
		case 'choose':
			return chosen(state, arg);
		case 'record':
			return posting(state, ...saidByCommit(state, arg));
		case 'preview':
		case 'edit':
		case 'send':
		case 'discard':
			return pressedInComposer(state, name);
	}
}

/** The point that a button beside it stands for; nothing for the button that asks anything. */
function openPoint({ host }: PageState, text: string): { about?: OpenPoint } {
	const body = host?.body;
	if (text === '' || body?.kind !== 'linked') return {};
	const isShown = body.objective.knowledge.some(({ kind, markdown }) => kind === 'open-point' && markdown === text);
	return isShown ? { about: { objective: body.objective.id, text } } : {};
}

/** What the button beside a commit's constraint stands for. */
function saidByCommit({ host }: PageState, arg: string): readonly ToHost[] {
	const body = host?.body;
	if (body?.kind !== 'linked') return [];
	const { id, knowledge } = body.objective;
	const said = knowledge.find(({ commit }) => commit && recordArg(commit) === arg)?.commit;
	return said ? [{ type: 'record', objective: id, ...said }] : [];
}

function pressedInComposer(state: PageState, name: 'preview' | 'edit' | 'send' | 'discard'): Step {
	const { draft } = state;
	const at = state.host?.composer?.step;
	if (!draft || at === undefined || at === 'sending') return still(state);
	const { draftId, fields } = draft;
	const told: Draft = { ...draft, unsent: false };
	switch (name) {
		case 'preview':
			return at === 'write' ? posting({ ...state, draft: told }, { type: 'preview', draftId, fields }) : still(state);
		case 'edit':
		case 'send':
			return at === 'preview' ? posting(state, { type: name, draftId }) : still(state);
		case 'discard': {
			// The host keeps the text for the next time: it must have the last words first.
			const { state: next, posts } = flushed(state);
			return posting(next, ...posts, { type: 'discard', draftId });
		}
	}
}

/** Ticks a box of the preview; what it changes is the host's to say. */
function chosen(state: PageState, arg: string): Step {
	const { draft, host } = state;
	const note = host?.composer?.preview?.notes.find(({ choice }) => choice === arg);
	if (!draft || !note || host?.composer?.step !== 'preview') return still(state);
	return posting(state, { type: 'choose', draftId: draft.draftId, choice: note.choice, chosen: !note.chosen });
}

function pressedKey(state: PageState, { key, reply }: Extract<PageEvent, { type: 'key' }>): Step {
	if (reply !== undefined) return key === 'submit' ? replied(state, reply) : still(state);
	const writing = state.host?.composer?.step === 'write';
	if (key === 'submit') return pressedInComposer(state, writing ? 'preview' : 'send');
	return pressedInComposer(state, writing ? 'discard' : 'edit');
}

function replied(state: PageState, question: string): Step {
	const reply = state.replies[question];
	const view = shownQuestion(state, question);
	if (!view || !reply || reply.sentAt !== undefined || reply.text.trim() === '') return still(state);
	return posting(
		{ ...state, replies: { ...state.replies, [question]: { ...reply, sentAt: conversationMark(view) } } },
		{ type: 'reply', question, text: reply.text },
	);
}

/** Unfolds and shows the question that is waited for, as soon as it is on the screen. */
function revealed(before: Step): Step {
	const { state } = before;
	const view = state.reveal === undefined ? undefined : shownQuestion(state, state.reveal);
	if (!view) return before;
	const { reveal: _done, ...rest } = state;
	return {
		state: {
			...rest,
			folded: state.folded.filter((name) => name !== 'questions'),
			unfolded: state.unfolded.includes(view.id) ? state.unfolded : [...state.unfolded, view.id],
			expanded: state.expanded.includes('questions') ? state.expanded : [...state.expanded, 'questions'],
		},
		posts: view.unread ? [...before.posts, { type: 'seen', question: view.id }] : before.posts,
		moves: [...before.moves, { kind: 'reveal', id: questionElement(view.id) }],
	};
}

function toggled(names: readonly string[], name: string): readonly string[] {
	return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}
