import { create, replace, after, rename, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

/** January and February 2026: slow services, receipts, tracking; sign-in links begin. */
export const winter: readonly Step[] = [
	{
		by: emma,
		at: '2026-01-07 10:00',
		branch: 'emma/http-timeouts',
		message: 'Give up on a service after ten seconds',
		edits: [
			replace(
				'src/lib/http.ts',
				`
  readonly headers?: Record<string, string>;
}
`,
				`
  readonly headers?: Record<string, string>;
  /** Milliseconds. */
  readonly timeout?: number;
}

const TIMEOUT = 10_000;
`,
			),
			replace(
				'src/lib/http.ts',
				'await fetch(url, { headers: options.headers });',
				'await fetch(url, { headers: options.headers, signal: AbortSignal.timeout(options.timeout ?? TIMEOUT) });',
			),
		],
	},
	{
		by: chiara,
		at: '2026-01-08 09:45',
		message: 'Search: ignore one-letter words',
		edits: [replace('src/search/index.ts', '.filter(Boolean)', '.filter((word) => word.length > 1)')],
	},
	{
		by: emma,
		at: '2026-01-09 14:31',
		branch: 'emma/http-timeouts',
		message: 'Say in the error which service was slow',
		edits: [
			after(
				'src/lib/http.ts',
				'const TIMEOUT = 10_000;\n',
				`

/** The part of an address that may stand in a log: no path, no query, so no shopper's data. */
function service(url: string): string {
  return new URL(url).host;
}
`,
			),
			replace(
				'src/lib/http.ts',
				`
  if (!response.ok) throw new Error(url + ' answered ' + response.status);
  return (await response.json()) as Body;
}

export async function post`,
				`
  if (!response.ok) throw new Error(service(url) + ' answered ' + response.status);
  return (await response.json()) as Body;
}

export async function post`,
			),
		],
	},
	{
		by: emma,
		at: '2026-01-12 09:10',
		merge: 'emma/http-timeouts',
		message: "Merge branch 'emma/http-timeouts'",
		edits: [],
	},
	{
		by: dev,
		at: '2026-01-13 11:22',
		message: 'Log less about shoppers\n\nNo mail address in the log, ever. See TRUST.',
		edits: [
			replace(
				'src/notifications/mailer.ts',
				'{ subject: mail.subject, error: String(error) }',
				'{ error: String(error) }',
			),
		],
	},
	{
		by: ana,
		at: '2026-01-15 15:15',
		message: 'Receipts as plain text\n\nSHOP-1180',
		edits: [
			create(
				'src/payments/receipt.ts',
				`
import type { Totals } from '../cart/totals';
import { format } from '../lib/money';
import { cardLabel, type Card } from './card';
import type { Order } from './gateway';

/** What the shopper keeps. The tax office wants it unchanged for ten years: add lines, never change them. */
export function receipt(order: Order, { goods, shipping, total }: Totals, card: Card): string {
  return [
    'Order ' + order.id,
    'Goods ' + format(goods),
    'Shipping ' + format(shipping),
    'Total ' + format(total),
    'Paid with ' + cardLabel(card),
  ].join('\\n');
}
`,
			),
		],
	},
	{
		by: chiara,
		at: '2026-01-20 10:28',
		message: 'tests for search',
		edits: [
			create(
				'tests/search/search.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Product } from '../../src/catalog/product';
import { search } from '../../src/search/index';

const product = (name: string, description: string): Product => ({ sku: name, name, description, price: 1, stock: 1 });
const shop = [product('Tea pot', 'For four cups'), product('Cup', 'Goes with the tea pot')];

test('all words must be there', () => {
  assert.deepEqual(search(shop, 'tea four'), [shop[0]]);
});

test('a word in the name comes first', () => {
  assert.deepEqual(search(shop, 'tea'), shop);
});
`,
			),
		],
	},
	{
		by: ben,
		at: '2026-01-22 13:50',
		message: 'Show where the parcel is',
		edits: [
			create(
				'src/shipping/tracking.ts',
				`
import { get } from '../lib/http';

export type ParcelState = 'announced' | 'picked-up' | 'on-its-way' | 'delivered' | 'returned';

interface CarrierEvent {
  readonly code: string;
  readonly at: string;
}

const STATES: Record<string, ParcelState> = {
  PRE: 'announced',
  COL: 'picked-up',
  TRN: 'on-its-way',
  OFD: 'on-its-way',
  DEL: 'delivered',
  RTS: 'returned',
};

/** The newest state that we understand; carriers invent new codes without telling. */
export async function parcelState(trackingUrl: string): Promise<ParcelState> {
  const events = await get<CarrierEvent[]>(trackingUrl);
  const known = events.flatMap((event) => STATES[event.code] ?? []);
  return known.at(-1) ?? 'announced';
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-01-28 17:05',
		message: 'rename log to logger, as everybody calls it',
		edits: [
			rename('src/lib/log.ts', 'src/lib/logger.ts'),
			replace('src/server.ts', "'./lib/log'", "'./lib/logger'"),
			replace('src/notifications/mailer.ts', "'../lib/log'", "'../lib/logger'"),
		],
	},
	{
		by: emma,
		at: '2026-02-03 09:58',
		message: 'logger: warnings too',
		edits: [
			after(
				'src/lib/logger.ts',
				"  info: (message: string, fields: Fields = {}) => write('info', message, fields),\n",
				"  warn: (message: string, fields: Fields = {}) => write('warn', message, fields),\n",
			),
		],
	},
	{
		key: 'longer-timeout',
		by: ben,
		at: '2026-02-06 18:12',
		message: 'fix stuff',
		edits: [replace('src/payments/retry.ts', 'GATEWAY_TIMEOUT = 5_000', 'GATEWAY_TIMEOUT = 8_000')],
	},
	{
		by: chiara,
		at: '2026-02-11 10:19',
		message: 'Fold accents and ß before words are compared\n\nObjective: SRCH-1',
		edits: [
			create(
				'src/search/normalize.ts',
				`
/** What shoppers type and what we call things, brought to one form: no case, no accents, no ß. */
export function normalize(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\\p{M}/gu, '');
}
`,
			),
			replace('src/search/index.ts', 'text.toLowerCase().split', 'normalize(text).split'),
			after(
				'src/search/index.ts',
				"import type { Product } from '../catalog/product';\n",
				"import { normalize } from './normalize';\n",
			),
		],
	},
	{
		by: dev,
		at: '2026-02-17 14:44',
		message: 'Close every session of an account at once',
		edits: [
			after(
				'src/accounts/session.ts',
				`
  return session.expiresAt > now;
}
`,
				`

export function withoutAccount(sessions: readonly Session[], accountId: string): Session[] {
  return sessions.filter((session) => session.accountId !== accountId);
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-02-24 11:36',
		message: `Load the picture of a product last

The words and the price are what the first second is for.

Objective: CAT-1
Co-authored-by: Chiara Rossi <chiara@shop.example>`,
		edits: [
			after(
				'src/catalog/product.ts',
				'  readonly stock: number;\n',
				'  /** Sent as addresses only; the page loads them after the text stands. */\n  readonly pictures?: readonly string[];\n',
			),
		],
	},
];
