import assert from 'node:assert/strict';
import type { ComposerView, QuestionView, SidebarState } from '../../../src/protocol/sidebar.ts';
import type { ToHost } from '../../../src/protocol/toHost.ts';
import { initialState, isHolding, keptOf } from '../../../src/webview/state.ts';
import type { Move, PageState } from '../../../src/webview/state.ts';
import { step } from '../../../src/webview/step.ts';
import type { PageEvent } from '../../../src/webview/step.ts';
import { SIDEBAR_STATES } from '../../fixtures/sidebarStates.ts';

const { linked, unlinked, loading, write, preview, sending } = SIDEBAR_STATES;
const noFile = SIDEBAR_STATES['no-file'];

interface Run {
	readonly state: PageState;
	readonly posts: readonly ToHost[];
	readonly moves: readonly Move[];
}

/** Lets the events happen one after the other; a host's state among them gets the next revision. */
function run(...events: readonly (PageEvent | SidebarState)[]): Run {
	return runFrom(initialState(undefined), ...events);
}

function runFrom(start: PageState, ...events: readonly (PageEvent | SidebarState)[]): Run {
	let result: Run = { state: start, posts: [], moves: [] };
	let revision = 10;
	for (const event of events) {
		const next = step(
			result.state,
			'type' in event
				? event
				: { type: 'message', message: { type: 'state', state: { ...event, revision: revision++ } } },
		);
		result = { state: next.state, posts: [...result.posts, ...next.posts], moves: [...result.moves, ...next.moves] };
	}
	return result;
}

function check(actual: unknown, expected: unknown): void {
	assert.deepEqual(actual, expected);
}

const press = (name: Extract<PageEvent, { type: 'press' }>['name'], arg = ''): PageEvent => ({
	type: 'press',
	name,
	arg,
});
const type = (value: string): PageEvent => ({ type: 'field', field: 'title', arg: '', value });
const typeReply = (value: string): PageEvent => ({ type: 'field', field: 'reply', arg: 'q-open', value });
const submit: PageEvent = { type: 'key', key: 'submit' };
const escape: PageEvent = { type: 'key', key: 'escape' };
const fieldsOf = ({ title, whyItMatters, objective, to }: ComposerView) => ({ title, whyItMatters, objective, to });
const composer = write.composer as ComposerView;
const fields = fieldsOf(composer);
const draftId = composer.draftId;

/** The linked state with its first question changed. */
function withQuestion(change: Partial<QuestionView>): SidebarState {
	const { body } = linked;
	assert.ok(body.kind === 'linked');
	const [first, ...rest] = body.questions;
	assert.ok(first);
	return { ...linked, body: { ...body, questions: [{ ...first, ...change }, ...rest] } };
}

suite('the page: states of the host', () => {
	test('"Seen" tells the host of what, and takes the focus along before its button goes', () => {
		const one = run(SIDEBAR_STATES.changed, press('seenChanges', 't'));
		check(one.posts, [{ type: 'seenChanges', target: 't' }]);
		check(one.moves.at(-1), { kind: 'focus', id: 'page' });
		check(run(SIDEBAR_STATES.changed, press('seenChanges')).posts, [{ type: 'seenChanges' }]);
	});

	test('the newest is shown', () => check(run(linked, unlinked).state.shown?.body, unlinked.body));
	test('an older one is dropped', () => {
		const { state } = run(linked);
		const old = step(state, { type: 'message', message: { type: 'state', state: { ...unlinked, revision: 9 } } });
		check(old.state, state);
	});
	test('the same one again is dropped', () => {
		const { state } = run(linked);
		const again = step(state, { type: 'message', message: { type: 'state', state: { ...unlinked, revision: 10 } } });
		check(again.state, state);
	});
	test('what was there stays while the next is loading', () => {
		const { state } = run(linked, loading);
		check(state.shown?.body, linked.body);
		check(isHolding(state), true);
	});
	test('nothing is shown when loading is the first', () => check(run(loading).state.shown, undefined));
	test('loading is shown when patience is over', () => {
		const { state } = run(linked, loading, { type: 'patience' });
		check(state.shown?.body, loading.body);
		check(isHolding(state), false);
	});
	test('the progress of a shown loading goes on at once', () => {
		const further: SidebarState = { ...loading, body: { kind: 'loading', text: 'Reading', canCancel: false } };
		check(run(loading, { type: 'patience' }, further).state.shown?.body, further.body);
	});
	test('what comes instead of the loading is shown at once', () => {
		const { state } = run(linked, loading, unlinked);
		check(state.shown?.body, unlinked.body);
		check(isHolding(state), false);
	});
	test('notices do not wait for the loading', () => {
		const notices: SidebarState['notices'] = [{ kind: 'stale', text: 'Old', actions: [] }];
		check(run(linked, { ...loading, notices }).state.host?.notices, notices);
	});
});

suite('the page: scroll', () => {
	const scrolled: PageEvent = { type: 'scrolled', top: 70 };
	const top: Move = { kind: 'scroll', top: 0 };
	test('other content begins at its top', () => check(run(linked, scrolled, unlinked).moves, [top, top]));
	test('the same objective stays where it is', () => check(run(linked, scrolled, { ...linked }).moves, [top]));
	test('back after a loading, the objective is where it was', () =>
		check(run(linked, scrolled, loading, { type: 'patience' }, { type: 'scrolled', top: 0 }, linked).moves, [
			top,
			{ kind: 'scroll', top: 70 },
		]));
	test('a page that comes back is where it was', () => {
		const kept = JSON.parse(JSON.stringify(keptOf(run(linked, scrolled).state)));
		check(runFrom(initialState(kept), linked).moves, [{ kind: 'scroll', top: 70 }]);
	});
	test('while a question is written nothing scrolls', () =>
		check(
			run(linked, write, { ...write, body: unlinked.body }).moves.filter(({ kind }) => kind === 'scroll'),
			[top],
		));
});

suite('the page: presses', () => {
	test('a link', () => check(run(linked, press('open', 'spec:3')).posts, [{ type: 'open', target: 'spec:3' }]));
	test('a notice', () => check(run(linked, press('notice', 'doctor')).posts, [{ type: 'notice', command: 'doctor' }]));
	test('a notice that does not exist', () => check(run(linked, press('notice', 'rm')).posts, []));
	test('ask about what was left open', () => {
		const text = 'How many days may a basket be kept?';
		check(run(linked, press('ask', text)).posts, [{ type: 'ask', about: { objective: 'CHK-1', text } }]);
		check(run(linked, press('ask', 'What nobody left open')).posts, [{ type: 'ask' }]);
	});
	test('record what a commit says', () => {
		const hash = '3f2a1c9'.padEnd(40, '0');
		const text = 'one more request for every declined card';
		check(run(linked, press('record', `${hash} ${text}`)).posts, [{ type: 'record', objective: 'CHK-1', hash, text }]);
		check(run(linked, press('record', `${hash} what no commit says`)).posts, []);
	});
	test('record what was decided', () =>
		check(run(linked, press('decide', 'q-open')).posts, [{ type: 'decide', question: 'q-open' }]));
	test('ask', () => check(run(linked, press('ask')).posts, [{ type: 'ask' }]));
	test('a section folds', () => check(run(press('section', 'file')).state.folded, ['file']));
	test('a section unfolds', () => check(run(press('section', 'file'), press('section', 'file')).state.folded, []));
	test('more key results', () => check(run(press('expand', 'results CHK-1')).state.expanded, ['results CHK-1']));
	test('a question unfolds', () => {
		const { state, posts } = run(linked, press('question', 'q-open'));
		check(state.unfolded, ['q-open']);
		check(posts, []);
	});
	test('an unread answer is seen when it unfolds', () =>
		check(run(linked, press('question', 'q-answered')).posts, [{ type: 'seen', question: 'q-answered' }]));
	test('resolve', () =>
		check(run(linked, press('resolve', 'q-open')).posts, [{ type: 'resolve', question: 'q-open' }]));
	test('reposition', () =>
		check(run(linked, press('reposition', 'q-open')).posts, [{ type: 'reposition', question: 'q-open' }]));
	test('reopen', () => check(run(linked, press('reopen', 'q-open')).posts, [{ type: 'reopen', question: 'q-open' }]));
});

suite('the page: reveal', () => {
	const reveal: PageEvent = { type: 'message', message: { type: 'reveal', question: 'q-answered' } };
	const move: Move = { kind: 'reveal', id: 'question-q-answered' };
	test('unfolds, scrolls, and the answer is seen', () => {
		const { state, posts, moves } = run(linked, press('section', 'questions'), reveal);
		check(state.unfolded, ['q-answered']);
		check(state.folded, []);
		check(posts, [{ type: 'seen', question: 'q-answered' }]);
		check(moves.at(-1), move);
	});
	test('waits for the question', () => {
		const { state, moves } = run(noFile, reveal, linked);
		check(moves.at(-1), move);
		check(state.reveal, undefined);
	});
	test('happens once', () =>
		check(
			run(linked, reveal, { ...linked }).moves.filter(({ kind }) => kind === 'reveal'),
			[move],
		));
});

suite('the page: replies', () => {
	const reply: PageEvent = { type: 'key', key: 'submit', reply: 'q-open' };
	const posted: ToHost = { type: 'reply', question: 'q-open', text: 'Yes' };
	test('by the button', () => check(run(linked, typeReply('Yes'), press('reply', 'q-open')).posts, [posted]));
	test('by the keyboard', () => check(run(linked, typeReply('Yes'), reply).posts, [posted]));
	test('not twice', () => check(run(linked, typeReply('Yes'), reply, reply).posts, [posted]));
	test('never empty', () => check(run(linked, typeReply(' \n'), reply).posts, []));
	test('not where it may not be', () =>
		check(run(linked, typeReply('Yes'), { ...linked, body: { kind: 'no-file', text: '' } }, reply).posts, []));
	test('the text stays until the conversation has moved on', () =>
		check(run(linked, typeReply('Yes'), reply, { ...linked }).state.replies['q-open']?.text, 'Yes'));
	test('then it goes', () =>
		check(run(linked, typeReply('Yes'), reply, withQuestion({ state: 'waiting' })).state.replies, {}));
	test('what is typed after that can be sent', () =>
		check(run(linked, typeReply('Yes'), reply, typeReply('Yes!'), reply).posts.length, 2));
	test('a text that was not sent stays', () =>
		check(run(linked, typeReply('Yes'), withQuestion({ state: 'answered' })).state.replies, {
			'q-open': { text: 'Yes' },
		}));
	test('a text that was given back can be sent again as it is', () => {
		const returned: PageEvent = { type: 'message', message: { type: 'returned', question: 'q-open' } };
		check(run(linked, typeReply('Yes'), reply, returned, reply).posts.length, 2);
	});
	test('escape does nothing to it', () =>
		check(run(write, typeReply('Yes'), { type: 'key', key: 'escape', reply: 'q-open' }).posts, []));
});

suite('the page: composer', () => {
	test('takes the texts of a new draft', () =>
		check(run(write).state.draft, { draftId, opened: 1, fields, unsent: false }));
	test('keeps what is typed when the host speaks', () =>
		check(run(write, type('Mine'), { ...write }).state.draft?.fields.title, 'Mine'));
	test('takes the choices of the host', () => {
		const changed: SidebarState = { ...write, composer: { ...composer, to: 'tom' } };
		check(run(write, type('Mine'), changed).state.draft?.fields, { ...fields, title: 'Mine', to: 'tom' });
	});
	test('another draft replaces it', () => {
		const other: SidebarState = { ...write, composer: { ...composer, draftId: 'd-2', title: 'Other' } };
		const { state, posts } = run(write, type('Mine'), other);
		check(state.draft?.fields.title, 'Other');
		check(posts, [{ type: 'draft', draftId, fields: { ...fields, title: 'Mine' } }]);
	});
	test('opened again it keeps what is typed', () => {
		const again: SidebarState = { ...write, composer: { ...composer, opened: 2, title: '' } };
		check(run(write, type('Mine'), again).state.draft?.fields.title, 'Mine');
	});
	test('closed by the host it is gone', () => check(run(write, linked).state.draft, undefined));
	test('typing tells the host after a pause, once', () => {
		const { posts } = run(write, type('a'), type('ab'), { type: 'pause' }, { type: 'pause' });
		check(posts, [{ type: 'draft', draftId, fields: { ...fields, title: 'ab' } }]);
	});
	test('a choice tells the host at once', () => {
		const { posts } = run(write, { type: 'field', field: 'objective', arg: '', value: 'PAY-2' });
		check(posts, [{ type: 'draft', draftId, fields: { ...fields, objective: 'PAY-2' } }]);
	});
	test('an empty choice is none', () => {
		const { posts } = run(write, { type: 'field', field: 'to', arg: '', value: '' });
		const { to: _none, ...rest } = fields;
		check(posts, [{ type: 'draft', draftId, fields: rest }]);
	});
	test('Ctrl+Enter previews with the last words', () =>
		check(run(write, type('Mine'), submit).posts, [
			{ type: 'preview', draftId, fields: { ...fields, title: 'Mine' } },
		]));
	test('then it sends', () => check(run(write, preview, submit).posts, [{ type: 'send', draftId }]));
	test('while it is sent, keys and buttons are idle', () =>
		check(run(sending, submit, escape, press('send'), press('edit'), press('discard')).posts, []));
	test('a box that is ticked is told, and ticked no more when it was', () => {
		const masked = SIDEBAR_STATES['preview-masked'];
		check(run(masked, press('choose', 'send-code')).posts, [
			{ type: 'choose', draftId, choice: 'send-code', chosen: true },
		]);
		check(run(masked, press('choose', 'mask-words')).posts, [
			{ type: 'choose', draftId, choice: 'mask-words', chosen: false },
		]);
		check(run(preview, press('choose', 'send-code')).posts, []);
	});
	test('Escape goes back', () => check(run(preview, escape).posts, [{ type: 'edit', draftId }]));
	test('Escape closes, and the last words are told before', () =>
		check(run(write, type('Mine'), escape).posts, [
			{ type: 'draft', draftId, fields: { ...fields, title: 'Mine' } },
			{ type: 'discard', draftId },
		]));
	test('nothing can be sent without a preview', () => check(run(write, press('send')).posts, []));
	test('keys without a composer', () => check(run(linked, submit, escape).posts, []));
});

suite('the page: focus', () => {
	const focus = (id: string): Move => ({ kind: 'focus', id });
	const focusOf = ({ moves }: Run) => moves.filter(({ kind }) => kind === 'focus');
	test('into the first field when it opens', () => check(focusOf(run(linked, write)), [focus('composer-title')]));
	test('again when it is opened again', () => {
		const again: SidebarState = { ...write, composer: { ...composer, opened: 2 } };
		check(focusOf(run(linked, write, again)), [focus('composer-title'), focus('composer-title')]);
		check(focusOf(run(linked, preview, again)).at(-1), focus('composer-title'));
	});
	test('to the button that sends', () => check(focusOf(run(linked, write, preview)).at(-1), focus('composer-send')));
	test('back to the first field', () => check(focusOf(run(preview, write)).at(-1), focus('composer-title')));
	test('back to Ask when it closes', () => check(focusOf(run(write, linked)).at(-1), focus('ask')));
	test('nowhere while it stays', () => check(focusOf(run(write, { ...write })).length, 1));
	test('nowhere when the page comes back', () => {
		const kept = JSON.parse(JSON.stringify(keptOf(run(write, type('Mine')).state)));
		const back = runFrom(initialState(kept), write);
		check(focusOf(back), []);
		check(back.state.draft?.fields.title, 'Mine');
	});
});

suite('the page: what is kept', () => {
	test('folds, texts and nothing of the host', () => {
		const { state } = run(write, press('section', 'file'), press('question', 'q-open'), typeReply('Yes'));
		check(keptOf(state), {
			draft: { draftId, opened: 1, fields, unsent: false },
			replies: { 'q-open': { text: 'Yes' } },
			folded: ['file'],
			unfolded: ['q-open'],
			expanded: [],
		});
	});
	for (const strange of [undefined, null, 7, 'x', {}, { folded: 'file' }, []]) {
		test(`a strange one is let go: ${JSON.stringify(strange)}`, () =>
			check(initialState(strange), { replies: {}, folded: [], unfolded: [], expanded: [] }));
	}
});
