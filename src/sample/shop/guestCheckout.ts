import { create, replace, after, rename, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

/** Late August and September 2026: guests can pay, metrics change their client. */
export const guestCheckout: readonly Step[] = [
	{
		by: dev,
		at: '2026-08-20 10:12',
		branch: 'dev/CHK-2-guest-checkout',
		message: 'A guest has a card too\n\nImplements: CHK-2',
		edits: [
			replace(
				'src/payments/card.ts',
				'  readonly accountId?: string;\n',
				'  /** One of the two is there: who the card belongs to. */\n  readonly accountId?: string;\n  readonly guestId?: string;\n',
			),
			create(
				'src/checkout/guest.ts',
				`
import { randomUUID } from 'node:crypto';
import type { Card } from '../payments/card';

/** Somebody who buys without an account. Lives as long as the cart does. */
export interface Guest {
  readonly guestId: string;
  readonly email: string;
}

export function newGuest(email: string): Guest {
  return { guestId: randomUUID(), email: email.trim() };
}

/** Whose card it is, for counting: the account, else the guest, else the card itself. */
export function ownerOf(card: Card): string {
  return card.accountId ?? card.guestId ?? card.token;
}
`,
			),
		],
	},
	{
		by: ana,
		at: '2026-08-24 09:33',
		message: 'Keep folded steps open on small screens\n\nObjective: CHK-0',
		edits: [
			replace(
				'src/checkout/checkout.ts',
				`
export function isFolded(checkout: Checkout, step: CheckoutStep): boolean {
  return ORDER`,
				`
export function isFolded(checkout: Checkout, step: CheckoutStep, narrow = false): boolean {
  return !narrow && ORDER`,
			),
		],
	},
	{
		by: dev,
		at: '2026-08-26 13:40',
		branch: 'dev/CHK-2-guest-checkout',
		message:
			'offer an account only after the order is paid\n\nImplements: CHK-2\nCo-authored-by: Ana Ruiz <ana@shop.example>',
		edits: [
			after(
				'src/checkout/guest.ts',
				`
  return card.accountId ?? card.guestId ?? card.token;
}
`,
				`

/** The offer stands on the thank-you page; before that it would be one more field between the shopper and the order. */
export function offersAccount(guest: Guest | undefined, paid: boolean): boolean {
  return guest !== undefined && paid;
}
`,
			),
		],
	},
	{
		by: ana,
		at: '2026-09-01 10:00',
		merge: 'dev/CHK-2-guest-checkout',
		message: "Merge branch 'dev/CHK-2-guest-checkout'",
		edits: [],
	},
	{
		key: 'tries-of-owner',
		by: dev,
		at: '2026-09-03 11:51',
		message:
			'A card counts for its owner, guest or not\n\nOne person with two saved cards is one person to the acquirer.\n\nImplements: CHK-2',
		edits: [
			after(
				'src/checkout/retry.ts',
				"import { chargeKey } from '../payments/idempotency';\n",
				"import { ownerOf } from './guest';\n",
			),
			replace(
				'src/checkout/retry.ts',
				'(tries.get(card.token) ?? []).filter',
				'(tries.get(ownerOf(card)) ?? []).filter',
			),
			replace(
				'src/checkout/retry.ts',
				'tries.set(card.token, [...(tries.get(card.token) ?? []), now]);',
				'tries.set(ownerOf(card), [...(tries.get(ownerOf(card)) ?? []), now]);',
			),
		],
	},
	{
		by: dev,
		at: '2026-09-08 15:05',
		message: 'Check out as a guest\n\nImplements: CHK-2\nFixes #402',
		edits: [
			replace(
				'src/checkout/checkout.ts',
				'  readonly email: string;\n',
				'  readonly email: string;\n  /** Absent for shoppers who signed in. */\n  readonly guest?: Guest;\n',
			),
			after(
				'src/checkout/checkout.ts',
				"import { addressProblems, type Address } from './address';\n",
				"import { newGuest, type Guest } from './guest';\n",
			),
			after(
				'src/checkout/checkout.ts',
				`
  readonly step: CheckoutStep;
}
`,
				`

export function startAsGuest(cart: Cart, email: string): Checkout {
  const guest = newGuest(email);
  return { id: guest.guestId, cart, email: guest.email, guest, step: 'address' };
}
`,
			),
		],
	},
	{
		by: chiara,
		at: '2026-09-10 09:18',
		message: 'search/index -> search/search',
		edits: [
			rename('src/search/index.ts', 'src/search/search.ts'),
			replace('src/server.ts', "'./search/index'", "'./search/search'"),
			replace('tests/search/search.test.ts', "'../../src/search/index'", "'../../src/search/search'"),
		],
	},
	{
		by: chiara,
		at: '2026-09-15 14:26',
		message: 'Suggest words while the shopper types\n\nObjective: SRCH-1',
		edits: [
			create(
				'src/search/suggest.ts',
				`
import type { Product } from '../catalog/product';
import { normalize } from './normalize';

const AT_MOST = 6;

// @objective SRCH-1
/** Names of products that begin with what was typed, best sellers first as the catalogue gives them. */
export function suggest(products: readonly Product[], typed: string): string[] {
  const start = normalize(typed.trim());
  if (start.length < 2) return [];
  const names = products.filter((product) => normalize(product.name).startsWith(start));
  return names.slice(0, AT_MOST).map((product) => product.name);
}
`,
			),
		],
	},
	{
		key: 'metrics-client',
		by: emma,
		at: '2026-09-22 10:10',
		message:
			'Metrics client version 3\n\nVersion 2 loses counts when a process ends. Only the calls change.\n\nObjective: none (dependency update)',
		edits: [
			replace(
				'src/lib/metrics.ts',
				`
/** Adds one to a counter. The collector reads and clears the counters every minute. */
export function increment(name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
`,
				`
/** The collector reads and clears the counters every minute, and once more when the process ends. */
export const metrics = {
  count(name: string, by: number): void {
    counts.set(name, (counts.get(name) ?? 0) + by);
  },
};
`,
			),
			replace('src/checkout/retry.ts', 'import { increment } from', 'import { metrics } from'),
			replace('src/checkout/retry.ts', "increment('checkout.retry')", "metrics.count('checkout.retry', 1)"),
			replace('src/checkout/checkout.ts', 'import { increment } from', 'import { metrics } from'),
			replace('src/checkout/checkout.ts', 'increment(problems', 'metrics.count(problems'),
			replace('src/checkout/checkout.ts', "'checkout.address.done')", "'checkout.address.done', 1)"),
			replace(
				'src/checkout/checkout.ts',
				"increment('checkout.delivery.done')",
				"metrics.count('checkout.delivery.done', 1)",
			),
		],
	},
	{
		by: ben,
		at: '2026-09-24 16:48',
		message: 'Promise what the carrier really did in the last four weeks\n\nObjective: SHIP-1',
		edits: [
			create(
				'src/shipping/measured.ts',
				`
/** Working days that delivered parcels of the last four weeks took, per carrier and country. */
export type Measured = ReadonlyMap<string, readonly number[]>;

const ENOUGH = 50;
const SHARE = 0.9;

/** Days within which nine of ten parcels arrived, or undefined while there are too few to tell. */
export function usualDays(measured: Measured, carrier: string, country: string): number | undefined {
  const days = [...(measured.get(carrier + '/' + country) ?? [])].sort((one, other) => one - other);
  if (days.length < ENOUGH) return undefined;
  return days[Math.ceil(days.length * SHARE) - 1];
}

/** How many of a carrier's parcels came after the promised number of days, from 0 to 1. */
export function lateShare(measured: Measured, carrier: string, country: string, promised: number): number {
  const days = measured.get(carrier + '/' + country) ?? [];
  return days.length === 0 ? 0 : days.filter((taken) => taken > promised).length / days.length;
}
`,
			),
			replace(
				'src/shipping/promise.ts',
				'country: string, ordered: Date): Date {',
				'country: string, ordered: Date, usual?: number): Date {',
			),
			replace('src/shipping/promise.ts', 'carrier.days[country] ?? 5;', 'usual ?? carrier.days[country] ?? 5;'),
		],
	},
	{
		by: dev,
		at: '2026-09-29 09:29',
		message: 'Erase carts together with their account\n\nObjective: PRIV-1',
		edits: [
			replace(
				'src/accounts/erase.ts',
				"import type { Account } from './account';\n",
				"// @objective PRIV-1\nimport type { SeenCart } from '../cart/abandoned';\nimport type { Account } from './account';\n",
			),
			after(
				'src/accounts/erase.ts',
				`
  return { id: order.id, total: order.total };
}
`,
				`

/** Carts have no reason to outlive the person. */
export function withoutCarts(carts: readonly SeenCart[], cartIds: ReadonlySet<string>): SeenCart[] {
  return carts.filter(({ cart }) => !cartIds.has(cart.id));
}
`,
			),
		],
	},
];
