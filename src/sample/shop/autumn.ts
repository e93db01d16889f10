import { append, create, replace, after, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

/** October and early November 2026: the one retry, and the specs move next to the code. */
export const autumn: readonly Step[] = [
	{
		by: chiara,
		at: '2026-10-06 11:08',
		message: 'Search: hyphens do not matter\n\nObjective: SRCH-9',
		edits: [
			replace(
				'src/search/normalize.ts',
				"    .replaceAll('ß', 'ss')\n",
				"    .replaceAll('ß', 'ss')\n    .replaceAll('-', '')\n",
			),
		],
	},
	{
		by: ben,
		at: '2026-10-08 14:59',
		message: 'One mail a day at most',
		edits: [
			create(
				'src/notifications/digest.ts',
				`
import type { Mail } from './templates';

/** Mails that wait for the evening. What the shopper asked for (a sign-in link, a receipt) never waits. */
export interface Waiting {
  readonly mail: Mail;
  readonly urgent: boolean;
}

/** One mail per shopper, with everything that can wait in it. */
export function digest(waiting: readonly Waiting[]): Mail[] {
  const byShopper = new Map<string, Mail[]>();
  for (const { mail, urgent } of waiting) {
    if (!urgent) byShopper.set(mail.to, [...(byShopper.get(mail.to) ?? []), mail]);
  }
  return [...byShopper].map(([to, mails]) => ({
    to,
    subject: mails.length === 1 ? (mails[0]?.subject ?? '') : mails.length + ' things from shop.example',
    text: mails.map((mail) => mail.text).join('\\n\\n'),
  }));
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-10-13 10:37',
		message: 'Say where the product specs are\n\nObjective: none (tooling)',
		edits: [
			create(
				'.tandem.yml',
				`
# Where the objectives live that this code serves.
spec: ../forge/product-specs.git
repo: acme/web-shop
`,
			),
			after(
				'README.md',
				'- `lib`: what every part needs\n',
				`

## Why is this here?

The objectives are in \`acme/product-specs\`. End a commit message with \`Objective: ID\`, or with
\`Objective: none (reason)\` when it serves none on purpose.
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-10-15 08:22',
		message: 'Update tsx to 4.19.1\n\nObjective: none (dependency update)',
		edits: [replace('package.json', '"tsx": "4.7.1"', '"tsx": "4.19.1"')],
	},
	{
		by: ana,
		at: '2026-10-20 13:02',
		message: 'Test that a stolen card is left alone\n\nPart of CHK-1',
		edits: [
			create(
				'tests/checkout/retry.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { recover } from '../../src/checkout/retry';

const card = { token: 't-1', brand: 'visa', lastFour: '4242', guestId: 'g-1' } as const;
const order = { id: 'o-1', total: 50_00, email: 'a@b.example' };

test('a stolen card is never tried again', async () => {
  const result = await recover(card, order, { status: 'declined', reason: 'stolen_card' });
  assert.equal(result.status, 'declined');
});

test('a paid order needs no recovery', async () => {
  const paid = { status: 'paid', chargeId: 'c-1' } as const;
  assert.equal(await recover(card, order, paid), paid);
});
`,
			),
		],
	},
	{
		by: dev,
		at: '2026-10-22 16:14',
		message: 'Sessions end after two weeks, not thirty days',
		edits: [replace('src/accounts/session.ts', 'LIFETIME = 30 * 24', 'LIFETIME = 14 * 24')],
	},
	{
		by: chiara,
		at: '2026-10-27 10:45',
		message: 'Log searches without a result\n\nObjective: SRCH-1',
		edits: [
			replace(
				'src/search/search.ts',
				'  return ranked(',
				"  metrics.count(found.length === 0 ? 'search.nothing' : 'search.found', 1);\n  return ranked(",
			),
			after(
				'src/search/search.ts',
				"import type { Product } from '../catalog/product';\n",
				"import { metrics } from '../lib/metrics';\n",
			),
		],
	},
	{
		key: 'retry-once',
		by: ana,
		at: '2026-10-30 11:32',
		message: `Retry a declined card once

Three of ten soft declines go through a few seconds later. Shoppers whose
card was declined rarely try a second one; so we try for them, once.

Objective: CHK-1`,
		edits: [
			replace(
				'src/payments/gateway.ts',
				'  readonly timeout?: number;\n',
				'  readonly timeout?: number;\n  /** Milliseconds before the charge is sent. */\n  readonly wait?: number;\n',
			),
			replace(
				'src/payments/gateway.ts',
				'  const { order, key, timeout = 10_000 } = options;\n',
				`
  const { order, key, timeout = 10_000, wait = 0 } = options;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
`,
			),
			after(
				'src/payments/gateway.ts',
				`
  return Promise.race([answer, timedOut(timeout)]);
}
`,
				`

export function declined(reason: string): ChargeResult {
  return { status: 'declined', reason };
}
`,
			),
			replace('src/checkout/retry.ts', 'import { charge, type', 'import { charge, declined, type'),
			after(
				'src/checkout/retry.ts',
				'const LIMIT = 2;\n',
				`

export async function retry(card: Card, order: Order): Promise<ChargeResult> {
  if (attempts(card) >= LIMIT) return declined('too_many_tries');
  return charge(card, { order, key: chargeKey(order, 2), wait: 3_000 });
}
`,
			),
			replace(
				'src/checkout/retry.ts',
				'  return attempts(card) >= LIMIT ? result : retryAfterTimeout(card, order);\n',
				'  return retry(card, order);\n',
			),
			replace(
				'src/checkout/checkout.ts',
				'  return retryAfterTimeout(card, order);\n',
				'  return recover(card, order, await retryAfterTimeout(card, order));\n',
			),
			replace(
				'src/checkout/checkout.ts',
				'import { retryAfterTimeout } from',
				'import { recover, retryAfterTimeout } from',
			),
		],
	},
	{
		by: ben,
		at: '2026-11-03 09:50',
		message: 'Show two dates where one cannot be kept\n\nSHIP-1',
		edits: [
			append(
				'src/shipping/promise.ts',
				`

function short(date: Date): string {
  return date.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
}

// @objective SHIP-1
/** "Thu, 26 Nov", or "Thu, 26 Nov to Fri, 27 Nov" where the carrier is late more often than one time in ten. */
export function promiseText(date: Date, lateShare: number): string {
  if (lateShare <= 0.1) return short(date);
  return short(date) + ' to ' + short(new Date(date.getTime() + DAY));
}
`,
			),
		],
	},
	{
		key: 'log-given-up',
		by: dev,
		at: '2026-11-05 17:20',
		message: 'Log why a retry did not help\n\nSHOP-9999',
		edits: [
			replace(
				'src/checkout/retry.ts',
				'  return retry(card, order);\n',
				`
  const second = await retry(card, order);
  if (second.status === 'declined') logger.info('retry declined', { order: order.id, reason: second.reason });
  return second;
`,
			),
			replace(
				'src/checkout/retry.ts',
				"import { metrics } from '../lib/metrics';\n",
				"import { logger } from '../lib/logger';\nimport { metrics } from '../lib/metrics';\n",
			),
		],
	},
];
