import { create, replace, after, type Step } from '../history.ts';
import { dev } from '../people.ts';

/** Early December 2025: no card is charged twice. */
export const chargedOnce: readonly Step[] = [
	{
		key: 'charge-key',
		by: dev,
		at: '2025-12-02 10:14',
		message: `Charge with a key, so that the gateway knows a repeat

The gateway remembers a key for 24 hours and answers a repeated request
with the first charge instead of making a second one.

Objective: PAY-1`,
		edits: [
			create(
				'src/payments/idempotency.ts',
				`
// @objective PAY-1
import { createHash } from 'node:crypto';
import type { Order } from './gateway';

/** The same order gives the same key, in every process and after every restart. */
export function chargeKey(order: Order, attempt = 1): string {
  return hashed([order.id, order.total, attempt]);
}

/** Refunds have keys of their own, so that a refund is never mistaken for the charge. */
export function refundKey(chargeId: string, part: number): string {
  return hashed(['refund', chargeId, part]);
}

function hashed(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32);
}
`,
			),
			replace(
				'src/payments/gateway.ts',
				`
  readonly order: Order;
}
`,
				`
  readonly order: Order;
  /** Two requests with one key make one charge. */
  readonly key: string;
}
`,
			),
			replace(
				'src/payments/gateway.ts',
				`
{ order }: ChargeOptions): Promise<ChargeResult> {
  const body = { card: card.token, amount: order.total, reference: order.id };
  return post<ChargeResult>(config.gatewayUrl + '/charges', body);
`,
				`
{ order, key }: ChargeOptions): Promise<ChargeResult> {
  const body = { card: card.token, amount: order.total, reference: order.id };
  return post<ChargeResult>(config.gatewayUrl + '/charges', body, { headers: { 'idempotency-key': key } });
`,
			),
			after(
				'src/checkout/flow.ts',
				"import { charge, type ChargeResult, type Order } from '../payments/gateway';\n",
				"import { chargeKey } from '../payments/idempotency';\n",
			),
			replace(
				'src/checkout/flow.ts',
				'  return charge(card, { order });\n',
				'  return charge(card, { order, key: chargeKey(order) });\n',
			),
		],
	},
	{
		key: 'retry-after-timeout',
		by: dev,
		at: '2025-12-04 16:47',
		message: `Ask again what became of a charge when the gateway times out

About 40 orders a week were charged and lost, because the answer never came.

Objective: PAY-1`,
		edits: [
			create(
				'src/payments/retry.ts',
				`
import type { Card } from './card';
import { charge, type ChargeResult, type Order } from './gateway';
import { chargeKey } from './idempotency';

/** How long to wait for the gateway before asking again what became of a charge. */
const GATEWAY_TIMEOUT = 5_000;

/**
 * Asks the gateway once more after a timeout. The first request may have gone through, so the
 * second carries the same key, and the gateway answers with the first charge.
 */
export async function retryAfterTimeout(card: Card, order: Order): Promise<ChargeResult> {
  const key = chargeKey(order);
  const first = await charge(card, { order, key, timeout: GATEWAY_TIMEOUT });
  if (first.status !== 'timeout') return first;
  return charge(card, { order, key, timeout: GATEWAY_TIMEOUT * 2 });
}
`,
			),
			replace(
				'src/payments/gateway.ts',
				`
  | { readonly status: 'declined'; readonly reason: string };
`,
				`
  | { readonly status: 'declined'; readonly reason: string }
  | { readonly status: 'timeout' };
`,
			),
			replace(
				'src/payments/gateway.ts',
				'  readonly key: string;\n',
				'  readonly key: string;\n  /** Milliseconds; then the result is `timeout`. */\n  readonly timeout?: number;\n',
			),
			replace(
				'src/payments/gateway.ts',
				`
{ order, key }: ChargeOptions): Promise<ChargeResult> {
`,
				`
options: ChargeOptions): Promise<ChargeResult> {
  const { order, key, timeout = 10_000 } = options;
`,
			),
			replace(
				'src/payments/gateway.ts',
				`
  return post<ChargeResult>(config.gatewayUrl + '/charges', body, { headers: { 'idempotency-key': key } });
}
`,
				`
  const answer = post<ChargeResult>(config.gatewayUrl + '/charges', body, { headers: { 'idempotency-key': key } });
  return Promise.race([answer, timedOut(timeout)]);
}

function timedOut(ms: number): Promise<ChargeResult> {
  return new Promise((resolve) => setTimeout(() => resolve({ status: 'timeout' }), ms).unref());
}
`,
			),
			replace(
				'src/checkout/flow.ts',
				`
import { charge, type ChargeResult, type Order } from '../payments/gateway';
import { chargeKey } from '../payments/idempotency';
`,
				`
import type { ChargeResult, Order } from '../payments/gateway';
import { retryAfterTimeout } from '../payments/retry';
`,
			),
			replace(
				'src/checkout/flow.ts',
				'  return charge(card, { order, key: chargeKey(order) });\n',
				'  return retryAfterTimeout(card, order);\n',
			),
		],
	},
];
