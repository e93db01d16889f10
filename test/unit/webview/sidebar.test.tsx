import assert from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import type { SidebarState } from '../../../src/protocol/sidebar.ts';
import { isFieldName, isPressName } from '../../../src/webview/presses.ts';
import { Sidebar } from '../../../src/webview/sidebar.tsx';
import { initialState } from '../../../src/webview/state.ts';
import { step } from '../../../src/webview/step.ts';
import type { PageEvent } from '../../../src/webview/step.ts';
import { SIDEBAR_STATES } from '../../fixtures/sidebarStates.ts';

type StateName = keyof typeof SIDEBAR_STATES;
const STATES = Object.keys(SIDEBAR_STATES) as StateName[];

function render(state: SidebarState, ...events: readonly PageEvent[]): string {
	let page = step(initialState(undefined), { type: 'message', message: { type: 'state', state } }).state;
	for (const event of [{ type: 'patience' } as const, ...events]) page = step(page, event).state;
	return renderToString(<Sidebar page={page} />);
}

/** What a person reads, without the tags. */
function textOf(html: string): string {
	return html
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Everything in `expected` stands on the page, in this order. */
function check(name: StateName, expected: readonly string[], ...events: readonly PageEvent[]): void {
	const text = textOf(render(SIDEBAR_STATES[name], ...events));
	let from = 0;
	for (const words of expected) {
		const at = text.indexOf(words, from);
		assert.ok(at >= 0, `"${words}" is not in "${text.slice(from)}"`);
		from = at + words.length;
	}
}

const press = (name: 'section' | 'question' | 'expand', arg: string): PageEvent => ({ type: 'press', name, arg });
const count = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].length;

suite('the page as it is read', () => {
	test('what changed stands between title and why, with its marks; other changed objectives come first of the rest', () => {
		check('changed', [
			'Cut checkout abandonment',
			'Changed since you looked 3 days ago Seen',
			'Health On track → At risk',
			'Target of Checkout completion 70 % → 75 %',
			'Why Every tenth eighth cart dies on the payment page. Since the sale',
			'Every tenth cart dies on the payment page. Shoppers',
			'Also changed 2 Let people buy without an account CHK-2 Status, why · seen 2 days ago Seen',
			'Questions 2',
		]);
		const html = render(SIDEBAR_STATES['changed']);
		assert.ok(html.includes('<dd><del>70 %</del> → <ins>75 %</ins></dd>'), html);
	});

	test('a long list of changes is shortened, and what they say is text', () => {
		check('changed-much', ['number 6', 'Show 6 more changes']);
		check('changed-much', ['number 12', 'Show fewer changes'], press('expand', 'news CHK-1'));
		assert.ok(render(SIDEBAR_STATES['changed-much']).includes('<ins>&lt;b>not bold&lt;/b></ins>'));
	});

	test('without an open file the changed objectives are still there', () =>
		check('changed-elsewhere', ['Open a file', 'Also changed 2', 'Refunds within a day PAY-3 Gone: PAY-7']));

	test('first the glance: health, title, why, how far; then the rest', () =>
		check('linked', [
			'retry.ts line 42',
			'At risk Active Q4 2026 CHK-1',
			'Cut checkout abandonment',
			'Maria Lopez (PM) · Ana Ruiz (engineering)',
			'Every tenth cart',
			'Checkout completion 64.5 % of 70 %',
			'from 61 %',
			'Declined cards recovered 31 % of 30 %',
			'Part of GROW Grow revenue per visit',
			'Because 3f2a1c9 Retry a declined card once says Objective: CHK-1',
			'and src/checkout/** in checkout.md',
			'Ask Maria Open objective',
			'Questions 2',
			'Open points, constraints, decisions, scope 7',
			'Open Ask PM checkout.md:27',
			'Constraint checkout.md:31',
			'Other objectives of this line 1 Payments never charge twice PAY-2',
			'This file',
			'58 %',
			'of its 120 lines',
		]));
	test('a status to notice, a key result without a number, and a caveat', () =>
		check('off-track', ['Off track Paused', 'Refund time target 2 days', 'not measured yet', 'The history ends here']));
	test('an objective of which only the title is known', () => {
		const html = render(SIDEBAR_STATES.bare);
		assert.doesNotMatch(html, /role="meter"|<h3|class="why"|class="people|undefined|null/);
		check('bare', ['CHK-1 Cut checkout abandonment', 'Because', 'Ask PM']);
	});
	test('notices with their next steps', () =>
		check('notices', [
			'Shown from product-specs as it was 2 days ago',
			'Try again',
			'Doctor',
			'shallow clone',
			'retry.ts',
		]));
	test('no objective known', () =>
		check('unlinked', ['No objective is known', '14 objectives', 'Ask a PM about this code']));
	test('none on purpose', () => check('none', ['on purpose', 'Objective: none (reformatting)']));
	test('unknown', () => check('unknown', ['is not known', 'Try again', 'Ask a PM']));
	test('failed', () => check('failed', ['cannot be read', 'sign in', 'Try again', 'Doctor']));
	test('outside', () => check('outside', ['No spec repo', 'Connect a spec repo']));
	test('no file', () => check('no-file', ['Open a file to see why its code exists.']));
	test('loading', () => check('loading', ['Reading product-specs… 42 %', 'Cancel']));
	test('loading, nobody knows how long', () => check('loading-endless', ['Looking for the repository of this file…']));
	test('a conversation', () =>
		check(
			'linked',
			[
				'Asked by Ana Ruiz · retry.ts:40-43 · Open file',
				'Maria Lopez · yesterday',
				'their rules',
				'Ana Ruiz',
				'Reply Resolve',
			],
			press('question', 'q-answered'),
		));
	test('a question that waits says why', () =>
		check(
			'waiting',
			['waits to be sent', 'Not sent yet: the server cannot be reached.', 'Reply'],
			press('question', 'q-waiting'),
		));
	test('what is recorded says who and where, what waits that it waits, and what a commit says that it can be recorded', () =>
		check('linked', [
			'from commit 3f2a1c9 by Ana Ruiz',
			'Record in objective',
			'Maria Lopez and Ana Ruiz, 29 November 2026',
			'retry.ts:40-43',
			'question checkout.md:35',
			'waits to be sent',
		]));
	test('a resolved one can be opened again', () =>
		check('waiting', ['resolved', 'Reopen'], press('question', 'q-resolved')));
	test('a question whose code is gone can be put at another place', () =>
		check('waiting', ['(gone)', 'Reposition'], press('question', 'q-gone')));
	test('a question whose code is gone shows the old lines, and leads nowhere', () =>
		check(
			'waiting',
			['Asked by Ana Ruiz · retry.ts:40-43 (gone)', 'attempt &lt;= 2; attempt++) { pay(&lt;order>);', 'Maria Lopez'],
			press('question', 'q-gone'),
		));
	test('the composer, step by step', () => {
		check('write', [
			'Ask Maria Lopez',
			'About retry.ts lines 40 to 43',
			'Question',
			'Why it matters',
			'Objective',
			'To',
			'One secret was masked',
			'Preview Close',
		]);
		check('write-error', ['Write the question first.', 'Preview']);
		check('preview', [
			'This file is written to acme/product-specs (main)',
			'questions/2026-11-22',
			'## Answer',
			'Send to Maria Back',
		]);
		check('sending', ['Sending']);
	});
	test('how a key result moved, and what the whole history says of objective and file', () => {
		check('history', [
			'from 61 % · +3.5 since July',
			'Checkout completion: From 61 % on 3 July 2026 to 64.5 % on 16 November 2026, 6 values',
			'Work in the code',
			'Commits per week from 25 May 2026 to this week',
			'25 May this week',
			'54 commits since March 2026 · the last one yesterday',
			'3 people: Ana Ruiz, Ben Okafor, Chiara Rossi',
			'retry.ts src/checkout 21 commits',
			'This file Lines today All commits Lines Commits',
			'Cut checkout abandonment 58 % of lines 12 commits',
			'CHK-0 6 commits',
			'Not known yet 3 % of lines',
			'120 lines today, 37 commits in all, last touched 3 weeks ago',
		]);
		check('history-partial', ['Reading the history: 12,000 of 99,000 commits', 'Cancel', 'At least 54', '12+ commits']);
		check('history-empty', ['Work in the code', 'No code yet', 'No commit names CHK-1 yet']);
		check('history-quiet', ['No work for 74 days', 'All commits', '12 commits']);
		check('history-silent', ['No objective is known', 'This file', '12 commits']);
	});
	test('where a history is not known, nothing is drawn of it', () =>
		assert.doesNotMatch(render(SIDEBAR_STATES.linked), /<svg class="trend|class="weeks|Work in the code|commits/));
	test('a gap in what is known is a gap in the line', () => {
		const [line] =
			/<path d="[^"]*"/.exec(render(SIDEBAR_STATES.history).split('Declined cards recovered:')[1] ?? '') ?? [];
		assert.equal(line, '<path d="M0 100L22 95L43 74M65 37h0M86 5L100 0"');
	});
	test('the files of an objective that are many', () =>
		check('history-long', ['index18.ts'], press('expand', 'work CHK-1')));
	test('the announcement is said politely', () =>
		assert.match(render(SIDEBAR_STATES.linked), /aria-live="polite">Cut checkout abandonment, at risk</));
});

suite('the page: long and folded', () => {
	const meters = /role="meter"/g;
	test('of thirty key results five', () => assert.equal(count(render(SIDEBAR_STATES.huge), meters), 5));
	test('the others when asked for', () =>
		assert.equal(count(render(SIDEBAR_STATES.huge, press('expand', 'results CHK-1')), meters), 30));
	test('a long why is read in one glance', () => {
		assert.doesNotMatch(render(SIDEBAR_STATES.huge), /Quoted from the bank/);
		assert.match(render(SIDEBAR_STATES.huge, press('expand', 'why CHK-1')), /Quoted from the bank/);
	});
	test('a folded section has its header only', () => {
		const html = render(SIDEBAR_STATES.linked, press('section', 'knowledge'));
		assert.match(html, /aria-expanded="false" data-press="section" data-arg="knowledge"/);
		assert.doesNotMatch(html, /The acquirer blocks/);
	});
});

suite('the page: each state', () => {
	for (const name of STATES) {
		const html = render(SIDEBAR_STATES[name], press('question', 'q-open'), press('question', 'q-answered'));
		test(`${name}: at most one primary button`, () => assert.ok(count(html, /class="button primary"/g) <= 1));
		test(`${name}: every press and field is known, and no element has a handler of its own`, () => {
			for (const [, value] of html.matchAll(/data-press="([^"]*)"/g)) assert.ok(isPressName(value), value);
			for (const [, value] of html.matchAll(/data-field="([^"]*)"/g)) assert.ok(isFieldName(value), value);
			assert.doesNotMatch(html, / on[a-z]+=|<script|<style|<img|javascript:/i);
		});
		test(`${name}: no id twice`, () => {
			const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
			assert.deepEqual(ids, [...new Set(ids)]);
		});
	}
	test('before the first state there is nothing to read', () =>
		assert.equal(textOf(renderToString(<Sidebar page={initialState(undefined)} />)), 'Why this code exists'));
});

suite('the page: text of a repository', () => {
	const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>"\' [a](javascript:alert(1))';
	test('is text in every field', () => {
		const hostile = JSON.parse(
			JSON.stringify(SIDEBAR_STATES.write, (key, value: unknown) =>
				typeof value === 'string' &&
				!['kind', 'name', 'state', 'step', 'style', 'command', 'id', 'draftId'].includes(key)
					? evil
					: value,
			),
		) as SidebarState;
		const html = render(hostile, press('question', 'q-open'), press('question', 'q-answered'));
		assert.ok(count(html, /&lt;script>/g) > 30);
		assert.doesNotMatch(html, /<(img|script|iframe|style|a)\b/);
		for (const [tag] of html.matchAll(/<(?:"[^"]*"|[^">])*>/g)) {
			assert.doesNotMatch(tag.replace(/"[^"]*"/g, ''), /onerror|javascript/, tag);
		}
	});
});
