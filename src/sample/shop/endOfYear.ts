import { create, replace, after, type Step } from '../history.ts';
import { ben, chiara, dev, emma } from '../people.ts';

/** December 2025: product pages get a cache, money goes back, results get an order. */
export const endOfYear: readonly Step[] = [
	{
		by: emma,
		at: '2025-12-05 13:29',
		message:
			'Keep products for a minute\n\nHalf of all product pages are the same twenty products.\n\nObjective: CAT-1',
		edits: [
			create(
				'src/catalog/cache.ts',
				`
interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

/** Keeps what \`load\` gave for some time. Two callers at once share one load; a failed load is not kept. */
export function cached<Value>(load: (key: string) => Promise<Value>, ms: number): (key: string) => Promise<Value> {
  const kept = new Map<string, Kept<Value>>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = load(key);
    kept.set(key, { value, until: Date.now() + ms });
    value.catch(() => kept.delete(key));
    return value;
  };
}
`,
			),
			replace(
				'src/catalog/repository.ts',
				`
import type { Product } from './product';

export async function findProduct(sku: string): Promise<Product> {
  return get<Product>(config.catalogueUrl + '/products/' + encodeURIComponent(sku));
}
`,
				`
import { cached } from './cache';
import type { Product } from './product';

const MINUTE = 60_000;

export const findProduct = cached(
  (sku) => get<Product>(config.catalogueUrl + '/products/' + encodeURIComponent(sku)),
  MINUTE,
);
`,
			),
		],
	},
	{
		by: chiara,
		at: '2025-12-08 09:37',
		message: 'CAT-1: ask the catalogue for many products at once',
		edits: [
			after(
				'src/catalog/repository.ts',
				`
  MINUTE,
);
`,
				`

/** Products in the order asked for; those that are gone are left out. */
export async function findProducts(skus: readonly string[]): Promise<Product[]> {
  const query = skus.map(encodeURIComponent).join(',');
  return get<Product[]>(config.catalogueUrl + '/products?skus=' + query);
}
`,
			),
		],
	},
	{
		by: dev,
		at: '2025-12-10 15:55',
		message: 'test the charge key',
		edits: [
			create(
				'tests/payments/idempotency.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { chargeKey } from '../../src/payments/idempotency';

const order = { id: 'o-1', total: 50_00, email: 'a@b.example' };

test('one order, one key', () => {
  assert.equal(chargeKey(order), chargeKey({ ...order }));
});

test('another total is another charge', () => {
  assert.notEqual(chargeKey(order), chargeKey({ ...order, total: 51_00 }));
});
`,
			),
		],
	},
	{
		by: ben,
		at: '2025-12-12 11:03',
		message: 'shipping: parcels after the cut-off leave a day later',
		edits: [
			replace(
				'src/shipping/eta.ts',
				'  let date = new Date(ordered);\n',
				`
  const late = ordered.getUTCHours() >= carrier.cutOff;
  let date = new Date(ordered.getTime() + (late ? DAY : 0));
`,
			),
		],
	},
	{
		by: emma,
		at: '2025-12-15 08:30',
		message: 'Update tsx to 4.7.1\n\nObjective: none (dependency update)',
		edits: [replace('package.json', '"tsx": "4.7.0"', '"tsx": "4.7.1"')],
	},
	{
		key: 'refunds',
		by: dev,
		at: '2025-12-17 14:20',
		message: 'Refunds, once per charge\n\nObjective: PAY-1',
		edits: [
			create(
				'src/payments/refund.ts',
				`
import { config } from '../lib/config';
import { post } from '../lib/http';
import type { Cents } from '../lib/money';
import { refundKey } from './idempotency';

export interface Refund {
  readonly chargeId: string;
  readonly amount: Cents;
  readonly reason: 'returned' | 'cancelled' | 'goodwill';
}

/** Gives money back. The charge's id is the key: a second click on "refund" changes nothing. */
export async function refund({ chargeId, amount, reason }: Refund): Promise<void> {
  const headers = { 'idempotency-key': refundKey(chargeId, 1) };
  await post(config.gatewayUrl + '/refunds', { chargeId, amount, reason }, { headers });
}
`,
			),
		],
	},
	{
		by: chiara,
		at: '2025-12-19 16:40',
		message: 'Sort results by where the words are found\n\nRelated: SRCH-1',
		edits: [
			create(
				'src/search/ranking.ts',
				`
import type { Product } from '../catalog/product';

/** A word in the name is worth five in the description. */
export function score(product: Product, words: readonly string[]): number {
  const name = product.name.toLowerCase();
  const description = product.description.toLowerCase();
  return words.reduce((sum, word) => sum + (name.includes(word) ? 5 : 0) + (description.includes(word) ? 1 : 0), 0);
}

/** Best first; equals stay in the order of the catalogue, which is that of sales. */
export function ranked(products: readonly Product[], words: readonly string[]): Product[] {
  const scores = new Map(products.map((product) => [product, score(product, words)]));
  return [...products].sort((one, other) => (scores.get(other) ?? 0) - (scores.get(one) ?? 0));
}
`,
			),
			replace(
				'src/search/index.ts',
				`
  return products.filter((product) => {
    const has = new Set(words(product.name + ' ' + product.description));
    return wanted.every((word) => has.has(word));
  });
}
`,
				`
  const found = products.filter((product) => {
    const has = new Set(words(product.name + ' ' + product.description));
    return wanted.every((word) => has.has(word));
  });
  return ranked(found, wanted);
}
`,
			),
			after(
				'src/search/index.ts',
				"import type { Product } from '../catalog/product';\n",
				"import { ranked } from './ranking';\n",
			),
		],
	},
];
