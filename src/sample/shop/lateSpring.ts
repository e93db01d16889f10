import { create, replace, after, rename, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

/** April and May 2026: promises, prices, and people who want to be forgotten. */
export const lateSpring: readonly Step[] = [
	{
		by: ben,
		at: '2026-04-09 10:56',
		message: 'Rename the estimate to what it is: a promise\n\nObjective: SHIP-1',
		edits: [
			rename('src/shipping/eta.ts', 'src/shipping/promise.ts'),
			replace(
				'src/shipping/promise.ts',
				`
/** When a parcel that is ordered now should be at the door. */
export function estimate(`,
				`
/** The date that we promise on the product page. */
export function promisedDate(`,
			),
		],
	},
	{
		by: chiara,
		at: '2026-04-15 14:03',
		message: 'Price: no struck-through price below one euro of saving',
		edits: [
			replace(
				'src/catalog/price.ts',
				'before <= product.price) return { now };',
				'before - product.price < WORTH_SHOWING) return { now };',
			),
			after(
				'src/catalog/price.ts',
				"import type { Product } from './product';\n",
				'\nconst WORTH_SHOWING: Cents = 1_00;\n',
			),
		],
	},
	{
		by: emma,
		at: '2026-04-21 09:41',
		message: 'Refresh kept products before they expire\n\nObjective: CAT-1',
		edits: [
			replace(
				'src/catalog/cache.ts',
				`
/** Keeps what`,
				`
/** The last fifth of its time, a value is given at once and loaded anew behind the caller's back. */
const EARLY = 0.2;

/** Keeps what`,
			),
			replace(
				'src/catalog/cache.ts',
				`
    if (known && known.until > Date.now()) return known.value;
`,
				`
    const left = (known?.until ?? 0) - Date.now();
    if (known && left > ms * EARLY) return known.value;
`,
			),
			replace(
				'src/catalog/cache.ts',
				`
    return value;
  };
`,
				`
    return known && left > 0 ? known.value : value;
  };
`,
			),
		],
	},
	{
		by: chiara,
		at: '2026-05-05 11:27',
		message: 'test: prices',
		edits: [
			create(
				'tests/catalog/price.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { shownPrice } from '../../src/catalog/price';

const lamp = { sku: 'lamp', name: 'Lamp', description: 'Gives light', price: 39_00, stock: 3 };

test('a saving of less than a euro is not worth a word', () => {
  assert.deepEqual(shownPrice(lamp, 39_50), { now: '39,00 €' });
});

test('a real saving is shown', () => {
  assert.equal(shownPrice(lamp, 59_00).before, '59,00 €');
});
`,
			),
		],
	},
	{
		by: dev,
		at: '2026-05-12 13:13',
		message:
			'Erase an account\n\nOrders stay without a name, because the tax office wants them for ten years.\n\nObjective: PRIV-1',
		edits: [
			create(
				'src/accounts/erase.ts',
				`
import type { Account } from './account';

/** What is left of an account after its owner asked us to forget them. */
export interface ErasedAccount {
  readonly id: string;
  readonly erasedAt: Date;
}

export interface StoredOrder {
  readonly id: string;
  readonly accountId?: string;
  readonly email?: string;
  readonly total: number;
}

export function erase(account: Account, now = new Date()): ErasedAccount {
  return { id: account.id, erasedAt: now };
}

/** Orders are kept for the tax office, but nothing in them says whose they were. */
export function anonymous(order: StoredOrder): StoredOrder {
  return { id: order.id, total: order.total };
}
`,
			),
		],
	},
	{
		by: dev,
		at: '2026-05-13 09:04',
		message: 'Test that an erased account leaves no name behind\n\nObjective: PRIV-1',
		edits: [
			create(
				'tests/accounts/erase.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { anonymous } from '../../src/accounts/erase';

test('an order without its owner', () => {
  const order = anonymous({ id: 'o-1', accountId: 'a-1', email: 'a@b.example', total: 50_00 });
  assert.deepEqual(order, { id: 'o-1', total: 50_00 });
});
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-05-20 10:22',
		message: 'Update TypeScript to 5.4.5\n\nObjective: none (dependency update)',
		edits: [replace('package.json', '"typescript": "5.3.3"', '"typescript": "5.4.5"')],
	},
	{
		by: ana,
		at: '2026-05-27 16:58',
		message: 'One page checkout: fold the steps that are done (CHK-0)',
		edits: [
			after(
				'src/checkout/flow.ts',
				`
  return { ...checkout, step: 'payment' };
}
`,
				`

const ORDER: readonly CheckoutStep[] = ['address', 'delivery', 'payment', 'done'];

/** Steps before the open one are folded to one line with a "change" link. */
export function isFolded(checkout: Checkout, step: CheckoutStep): boolean {
  return ORDER.indexOf(step) < ORDER.indexOf(checkout.step);
}
`,
			),
		],
	},
];
