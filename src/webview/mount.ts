import { h, render } from 'preact';
import type { ToWebview } from '../protocol/sidebar.ts';
import type { ToHost } from '../protocol/toHost.ts';
import { ELEMENTS, isFieldName, isPressName } from './presses.ts';
import { Sidebar } from './sidebar.tsx';
import { initialState, isHolding, keptOf } from './state.ts';
import type { Move } from './state.ts';
import { step } from './step.ts';
import type { PageEvent } from './step.ts';

/** What VS Code gives to a page. */
export interface Host {
	postMessage(message: ToHost): void;
	getState(): unknown;
	setState(state: unknown): void;
}

/** A loading that is shorter is not shown. */
const PATIENCE_MS = 300;
/** Typing that is shorter apart is told to the host at once. */
const PAUSE_MS = 300;

/** Draws the page below `root` and keeps it in step with the host, the person and the clock. */
export function mount(root: HTMLElement, host: Host): void {
	let state = initialState(host.getState());
	const patience = createTimer(PATIENCE_MS, () => handle({ type: 'patience' }));
	const pause = createTimer(PAUSE_MS, () => handle({ type: 'pause' }));
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- VS Code's own function, not that of a window
	const post = (message: ToHost) => host.postMessage(message);

	function handle(event: PageEvent): void {
		const next = step(state, event);
		const before = state;
		state = next.state;
		if (state !== before) {
			if (event.type !== 'scrolled') render(h(Sidebar, { page: state }), root);
			host.setState(keptOf(state));
		}
		next.moves.forEach(move);
		next.posts.forEach(post);
		// A later piece of news does not make the wait longer, a later key does.
		if (!isHolding(state)) patience.stop();
		else if (!patience.runs()) patience.start();
		if (!state.draft?.unsent) pause.stop();
		else if (event.type === 'field' || !pause.runs()) pause.start();
	}

	window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
		if (isToWebview(data)) handle({ type: 'message', message: data });
	});
	listenToPerson(root, handle);
	// Hidden, the page is thrown away: the last words go to the host before.
	document.addEventListener('visibilitychange', () => handle({ type: 'pause' }));
	post({ type: 'ready' });
}

function listenToPerson(root: HTMLElement, handle: (event: PageEvent) => void): void {
	root.addEventListener('click', ({ target }) => {
		const pressed = target instanceof Element ? target.closest<HTMLElement>('[data-press]') : null;
		const { press, arg = '' } = pressed?.dataset ?? {};
		if (isPressName(press)) handle({ type: 'press', name: press, arg });
	});
	root.addEventListener('input', ({ target }) => {
		if (!isInput(target)) return;
		const { field, arg = '' } = target.dataset;
		if (isFieldName(field)) handle({ type: 'field', field, arg, value: target.value });
	});
	root.addEventListener('keydown', (event) => {
		const submit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
		if ((!submit && event.key !== 'Escape') || event.isComposing || !(event.target instanceof HTMLElement)) return;
		const { field, arg } = event.target.dataset;
		const isReply = field === 'reply';
		if (!isReply && !event.target.closest('.composer')) return;
		event.preventDefault();
		handle({ type: 'key', key: submit ? 'submit' : 'escape', ...(isReply ? { reply: arg ?? '' } : {}) });
	});
	window.addEventListener('scrollend', () => handle({ type: 'scrolled', top: window.scrollY }));
}

function isInput(target: EventTarget | null): target is HTMLTextAreaElement | HTMLSelectElement {
	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function move(to: Move): void {
	if (to.kind === 'scroll') {
		window.scrollTo({ top: to.top, behavior: 'instant' });
		return;
	}
	const element = document.getElementById(to.id);
	if (to.kind === 'reveal') element?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
	// Only an opened composer may take the focus: that was asked for. All else moves it within the page, never away from the code.
	else if (to.id === ELEMENTS.title || document.hasFocus()) element?.focus();
}

/** One timer that can be started anew. */
function createTimer(delayMs: number, run: () => void) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const stop = () => {
		clearTimeout(timer);
		timer = undefined;
	};
	return {
		stop,
		runs: () => timer !== undefined,
		start: () => {
			stop();
			timer = setTimeout(() => {
				timer = undefined;
				run();
			}, delayMs);
		},
	};
}

/** Only VS Code and the extension can send messages here; what does not look like one of theirs is left alone. */
function isToWebview(value: unknown): value is ToWebview {
	if (typeof value !== 'object' || value === null || !('type' in value)) return false;
	return (
		(value.type === 'state' && 'state' in value && typeof value.state === 'object' && value.state !== null) ||
		((value.type === 'reveal' || value.type === 'returned') &&
			'question' in value &&
			typeof value.question === 'string')
	);
}
