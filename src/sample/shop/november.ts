import { create, replace, after, remove, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

const TYPOS = 'feature/SRCH-2-typo-tolerance';

/** November 2026 up to today: the newest work, and a branch that is not merged yet. */
export const november: readonly Step[] = [
	{
		by: chiara,
		at: '2026-11-09 10:20',
		branch: TYPOS,
		message: 'Distance between two words',
		edits: [
			create(
				'src/search/distance.ts',
				`
/** How many letters must be changed, added, left out or swapped with their neighbour to make one word the other. */
export function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      current.push(cheapest(one, other, { rows, current, row, column }));
    }
    rows.push(current);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

interface Cell {
  readonly rows: readonly number[][];
  readonly current: readonly number[];
  readonly row: number;
  readonly column: number;
}

function cheapest(one: string, other: string, { rows, current, row, column }: Cell): number {
  const same = one[row - 1] === other[column - 1];
  const above = rows[row - 1] ?? [];
  const changed = (above[column - 1] ?? 0) + (same ? 0 : 1);
  const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
  const before = swapped ? (rows[row - 2]?.[column - 2] ?? Infinity) + 1 : Infinity;
  return Math.min(changed, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, before);
}
`,
			),
		],
	},
	{
		key: 'ask-for-card',
		by: ana,
		at: '2026-11-10 14:35',
		message: `Ask before another card is tried

Decided with Maria: a shopper who sees a charge on the wrong card does not
come back, however well it was meant.

Objective: CHK-1`,
		edits: [
			replace(
				'src/checkout/retry.ts',
				'(HARD_DECLINES.has(result.reason)) return result;',
				'(HARD_DECLINES.has(result.reason)) return askForAnotherCard(result.reason);',
			),
			after(
				'src/checkout/retry.ts',
				`
  tries.set(ownerOf(card), [...(tries.get(ownerOf(card)) ?? []), now]);
}
`,
				`

/** We never take another saved card on our own: the shopper is asked. */
function askForAnotherCard(reason: string): ChargeResult {
  return { status: 'declined', reason, next: 'ask-for-card' };
}
`,
			),
			replace(
				'src/payments/gateway.ts',
				"  | { readonly status: 'declined'; readonly reason: string }\n",
				"  | { readonly status: 'declined'; readonly reason: string; readonly next?: 'ask-for-card' }\n",
			),
		],
	},
	{
		key: 'partial-refunds',
		by: dev,
		at: '2026-11-12 09:47',
		message: 'Refund a part of an order\n\nObjective: PAY-1',
		edits: [
			replace(
				'src/payments/refund.ts',
				`
/** Gives money back. The charge's id is the key: a second click on "refund" changes nothing. */
export async function refund({ chargeId, amount, reason }: Refund): Promise<void> {
  const headers = { 'idempotency-key': refundKey(chargeId, 1) };
`,
				`
/** Gives money back. A part has a number of its own, so that two returns of one order are two refunds. */
export async function refund({ chargeId, amount, reason, part = 1 }: Refund): Promise<void> {
  const headers = { 'idempotency-key': refundKey(chargeId, part) };
`,
			),
			after(
				'src/payments/refund.ts',
				"  readonly reason: 'returned' | 'cancelled' | 'goodwill';\n",
				'  /** From 1; given by the returns desk, never by the page. */\n  readonly part?: number;\n',
			),
		],
	},
	{
		by: chiara,
		at: '2026-11-13 15:16',
		branch: TYPOS,
		message: 'Offer the nearest word when a search finds nothing',
		edits: [
			create(
				'src/search/nearest.ts',
				`
import { distance } from './distance';
import { normalize } from './normalize';

/** Short words have too many neighbours: "mug" is one letter from "rug". */
const SHORTEST = 4;

/** The known word that was probably meant, or undefined where several are as near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const word = normalize(typed);
  if (word.length < SHORTEST) return undefined;
  const allowed = word.length < 8 ? 1 : 2;
  const near = known.map((other) => ({ other, far: distance(word, normalize(other)) }));
  const best = near.filter(({ far }) => far <= allowed).sort((one, other) => one.far - other.far);
  return best[0]?.far === best[1]?.far ? undefined : best[0]?.other;
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-11-16 10:03',
		message: 'Remove a mail that was never sent',
		edits: [
			replace(
				'src/notifications/templates.ts',
				`

export function cartLeftBehind(to: string, names: readonly string[]): Mail {
  return { to, subject: 'Still thinking?', text: 'Your cart keeps ' + names.join(', ') + ' for you.' };
}
`,
				'',
			),
		],
	},
	{
		by: ben,
		at: '2026-11-17 07:41',
		message: 'HOTFIX Rapido is on strike, one day more\n\nobjective: ship-1',
		edits: [
			replace('src/shipping/carrier.ts', 'days: { DE: 1, NL: 2 }, cutOff: 12', 'days: { DE: 2, NL: 3 }, cutOff: 12'),
		],
	},
	{
		by: chiara,
		at: '2026-11-18 11:59',
		branch: TYPOS,
		message: 'wip tests',
		edits: [
			create(
				'tests/search/nearest.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { nearest } from '../../src/search/nearest';

const known = ['lamp', 'carpet', 'cupboard'];

test('a swapped pair of letters is one typo', () => assert.equal(nearest('lapm', known), 'lamp'));
test('seven letters may have one typo, not two', () => assert.equal(nearest('cubpord', known), undefined));
`,
			),
		],
	},
	{
		by: ana,
		at: '2026-11-19 13:24',
		message:
			'Tell the shopper that we try once more\n\nTested with eight people: six waited, before it was three.\n\nObjective: chk-1',
		edits: [
			create(
				'src/checkout/messages.ts',
				`
import type { ChargeResult } from '../payments/gateway';

/** What the payment page says while and after a charge. Never the bank's own words: they frighten people. */
export function paymentMessage(result: ChargeResult | 'retrying'): string {
  if (result === 'retrying') return 'Your bank asked for a moment. We are trying once more, please wait.';
  if (result.status === 'paid') return 'Paid. Thank you!';
  if (result.status === 'timeout') return 'Your bank does not answer. Nothing was charged twice; please try again.';
  return result.next === 'ask-for-card'
    ? 'This card cannot be used. Would you like to pay with another one?'
    : 'Your bank said no. Please check the card, or use another one.';
}

/** How long the message stays before the page may change under it: nobody reads faster. */
export function readingTime(message: string): number {
  const words = message.split(' ').length;
  return Math.max(2_000, words * 250);
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-11-20 09:36',
		message: 'Remove the coverage folder from .gitignore, nobody makes it',
		edits: [replace('.gitignore', 'coverage/\n', '')],
	},
	{
		by: dev,
		at: '2026-11-20 11:15',
		message: 'Remove .prettierrc.json, the editor config says the same\n\nObjective: none (tooling)',
		edits: [
			remove('.prettierrc.json'),
			create('.editorconfig', '\nroot = true\n\n[*]\nindent_style = space\nindent_size = 2\nend_of_line = lf\n'),
		],
	},
];
