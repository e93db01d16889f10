import { create, after, type Step } from '../history.ts';
import { ana, dev } from '../people.ts';

/** Mid-November 2025: cards, the first checkout, accounts. */
export const firstCheckout: readonly Step[] = [
	{
		by: dev,
		at: '2025-11-12 10:33',
		message: 'Cards and the gateway client',
		edits: [
			create(
				'src/payments/card.ts',
				`
/** A card as the gateway gives it to us. We never see its number. */
export interface Card {
  /** Stands for the card at the gateway. */
  readonly token: string;
  readonly brand: 'visa' | 'mastercard' | 'amex';
  readonly lastFour: string;
  readonly accountId?: string;
}

export function cardLabel(card: Card): string {
  return card.brand + ' •••• ' + card.lastFour;
}
`,
			),
			create(
				'src/payments/gateway.ts',
				`
import { config } from '../lib/config';
import { post } from '../lib/http';
import type { Cents } from '../lib/money';
import type { Card } from './card';

export interface Order {
  readonly id: string;
  readonly total: Cents;
  readonly email: string;
}

export type ChargeResult =
  | { readonly status: 'paid'; readonly chargeId: string }
  | { readonly status: 'declined'; readonly reason: string };

export interface ChargeOptions {
  readonly order: Order;
}

export async function charge(card: Card, { order }: ChargeOptions): Promise<ChargeResult> {
  const body = { card: card.token, amount: order.total, reference: order.id };
  return post<ChargeResult>(config.gatewayUrl + '/charges', body);
}
`,
			),
		],
	},
	{
		by: ana,
		at: '2025-11-13 15:08',
		message:
			'First checkout: address, delivery, payment\n\nThree steps for now; one page comes next.\n\nObjective: CHK-0',
		edits: [
			create(
				'src/checkout/address.ts',
				`
export interface Address {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: string;
}

const POSTCODES: Record<string, RegExp> = {
  DE: /^\\d{5}$/,
  NL: /^\\d{4} ?[A-Z]{2}$/,
  BE: /^\\d{4}$/,
};

/** What is wrong with the address, as the names of its fields; empty when it can be delivered to. */
export function addressProblems(address: Address): string[] {
  const missing = (['name', 'street', 'city'] as const).filter((field) => address[field].trim() === '');
  const postcode = POSTCODES[address.country];
  return postcode && !postcode.test(address.postcode) ? [...missing, 'postcode'] : missing;
}
`,
			),
			create(
				'src/checkout/flow.ts',
				`
import type { Cart } from '../cart/cart';
import { totals } from '../cart/totals';
import type { Card } from '../payments/card';
import { charge, type ChargeResult, type Order } from '../payments/gateway';
import { addressProblems, type Address } from './address';

export type CheckoutStep = 'address' | 'delivery' | 'payment' | 'done';

export interface Checkout {
  readonly id: string;
  readonly cart: Cart;
  readonly email: string;
  readonly address?: Address;
  readonly step: CheckoutStep;
}

export function enterAddress(checkout: Checkout, address: Address): Checkout {
  const problems = addressProblems(address);
  if (problems.length > 0) return { ...checkout, step: 'address' };
  return { ...checkout, address, step: 'delivery' };
}

export async function pay(checkout: Checkout, card: Card): Promise<ChargeResult> {
  const order: Order = { id: checkout.id, total: totals(checkout.cart).total, email: checkout.email };
  return charge(card, { order });
}
`,
			),
		],
	},
	{
		by: ana,
		at: '2025-11-14 18:44',
		message: 'WIP',
		edits: [
			after(
				'src/checkout/flow.ts',
				`
  return { ...checkout, address, step: 'delivery' };
}
`,
				`

export function chooseDelivery(checkout: Checkout): Checkout {
  return { ...checkout, step: 'payment' };
}
`,
			),
		],
	},
	{
		by: dev,
		at: '2025-11-17 09:20',
		message: 'Accounts and sessions',
		edits: [
			create(
				'src/accounts/account.ts',
				`
import type { Address } from '../checkout/address';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly createdAt: Date;
}

/** Two mails that differ only in case or blanks belong to one person. */
export function sameEmail(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Newest first; the checkout offers the first one. */
export function withAddress(account: Account, address: Address): Account {
  const others = account.addresses.filter((known) => JSON.stringify(known) !== JSON.stringify(address));
  return { ...account, addresses: [address, ...others] };
}
`,
			),
			create(
				'src/accounts/session.ts',
				`
import { randomBytes } from 'node:crypto';

const LIFETIME = 30 * 24 * 3_600_000;

export interface Session {
  readonly token: string;
  readonly accountId: string;
  readonly expiresAt: number;
}

export function openSession(accountId: string, now = Date.now()): Session {
  return { token: randomBytes(24).toString('hex'), accountId, expiresAt: now + LIFETIME };
}

export function isValid(session: Session, now = Date.now()): boolean {
  return session.expiresAt > now;
}
`,
			),
		],
	},
];
