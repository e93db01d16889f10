import { replace, after, rename, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

/** July to mid-August 2026: the checkout learns why people leave, and what a decline means. */
export const declinedCards: readonly Step[] = [
	{
		by: ana,
		at: '2026-07-02 10:31',
		message: 'Count where shoppers leave the checkout\n\nObjective: CHK-1',
		edits: [
			replace(
				'src/checkout/flow.ts',
				`
  if (problems.length > 0) return { ...checkout, step: 'address' };
`,
				`
  increment(problems.length > 0 ? 'checkout.address.problem' : 'checkout.address.done');
  if (problems.length > 0) return { ...checkout, step: 'address' };
`,
			),
			replace(
				'src/checkout/flow.ts',
				`
  return { ...checkout, step: 'payment' };
`,
				`
  increment('checkout.delivery.done');
  return { ...checkout, step: 'payment' };
`,
			),
			after(
				'src/checkout/flow.ts',
				"import { totals } from '../cart/totals';\n",
				"import { increment } from '../lib/metrics';\n",
			),
		],
	},
	{
		by: ana,
		at: '2026-07-06 15:44',
		message: 'Rename the flow to checkout; nobody says flow\n\nPart of CHK-1',
		edits: [rename('src/checkout/flow.ts', 'src/checkout/checkout.ts')],
	},
	{
		key: 'move-retry',
		by: ana,
		at: '2026-07-08 09:16',
		message:
			'Move the retry next to the checkout\n\nIt is going to answer to the shopper, not to the gateway.\n\nObjective: CHK-1',
		edits: [
			rename('src/payments/retry.ts', 'src/checkout/retry.ts'),
			replace('src/checkout/retry.ts', "'./card'", "'../payments/card'"),
			replace('src/checkout/retry.ts', "'./gateway'", "'../payments/gateway'"),
			replace('src/checkout/retry.ts', "'./idempotency'", "'../payments/idempotency'"),
			replace('src/checkout/checkout.ts', "'../payments/retry'", "'./retry'"),
		],
	},
	{
		key: 'hard-declines',
		by: ana,
		at: '2026-07-21 14:09',
		message: `Tell hard declines from soft ones

A stolen card is never tried again: the card schemes fine us for it.

Part of CHK-1`,
		edits: [
			after(
				'src/checkout/retry.ts',
				"import { chargeKey } from '../payments/idempotency';\n",
				`

/** Answers after which another try is pointless, or forbidden by the card schemes. */
const HARD_DECLINES = new Set(['stolen_card', 'lost_card', 'closed_account']);
`,
			),
			replace(
				'src/checkout/retry.ts',
				"import type { Card } from '../payments/card';\n",
				"import { increment } from '../lib/metrics';\nimport type { Card } from '../payments/card';\n",
			),
			after(
				'src/checkout/retry.ts',
				`
  return charge(card, { order, key, timeout: GATEWAY_TIMEOUT * 2 });
}
`,
				`

/** What follows a decline: one more try where it may help, else the payment page asks for another card. */
export async function recover(card: Card, order: Order, result: ChargeResult): Promise<ChargeResult> {
  if (result.status !== 'declined') return result;
  if (HARD_DECLINES.has(result.reason)) return result;
  increment('checkout.retry');
  return retryAfterTimeout(card, order);
}
`,
			),
		],
	},
	{
		by: dev,
		at: '2026-07-23 10:02',
		message: 'passwordless: link works once\n\nACC-1',
		edits: [
			after(
				'src/accounts/magicLink.ts',
				`
  return link.expiresAt > now && expected.length === given.length && timingSafeEqual(expected, given);
}
`,
				`

/** A link signs in once: its signature is remembered until it would have expired anyway. */
export function useOnce(link: SignInLink, used: Map<string, number>, now = Date.now()): boolean {
  for (const [signature, until] of used) if (until < now) used.delete(signature);
  if (used.has(link.signature)) return false;
  used.set(link.signature, link.expiresAt);
  return true;
}
`,
			),
		],
	},
	{
		by: ben,
		at: '2026-07-28 17:31',
		message: 'wip mail for carts left behind, do not merge',
		edits: [
			after(
				'src/notifications/templates.ts',
				`
    text: 'Open this page within 15 minutes to sign in: ' + address,
  };
}
`,
				`

export function cartLeftBehind(to: string, names: readonly string[]): Mail {
  return { to, subject: 'Still thinking?', text: 'Your cart keeps ' + names.join(', ') + ' for you.' };
}
`,
			),
		],
	},
	{
		by: ana,
		at: '2026-08-05 11:20',
		message: 'Say which field of the address is wrong, next to the field\n\nFixes #381',
		edits: [
			after(
				'src/checkout/address.ts',
				'  BE: /^\\d{4}$/,\n};\n',
				`

/** Shown under the field, in the shopper's words. */
export const ADDRESS_HINTS: Record<string, string> = {
  name: 'Who is the parcel for?',
  street: 'Street and number, please.',
  city: 'Where is that?',
  postcode: 'This does not look like a postcode of that country.',
};
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-08-12 08:49',
		message: 'Update @types/node to 20.14.0\n\nObjective: none (dependency update)',
		edits: [replace('package.json', '"@types/node": "20.11.0"', '"@types/node": "20.14.0"')],
	},
	{
		key: 'count-tries',
		by: chiara,
		at: '2026-08-18 15:27',
		message: `Count the tries of a card per hour (SHOP-1423)

Twelve shoppers a day had their card blocked by the acquirer, because we
tried it a fourth time.`,
		edits: [
			after(
				'src/checkout/retry.ts',
				`
  return charge(card, { order, key, timeout: GATEWAY_TIMEOUT * 2 });
}
`,
				`

const HOUR = 3_600_000;
/** When each shopper's card was tried, in milliseconds since 1970. */
const tries = new Map<string, number[]>();

function attempts(card: Card, now = Date.now()): number {
  return (tries.get(card.token) ?? []).filter((at) => now - at < HOUR).length;
}

/**
 * The acquirer blocks a card after three tries within an hour, whoever sends them. The shopper's
 * own try and ours leave one for them. A blocked card stays blocked for a day, and the shopper
 * blames us, not the bank.
 */
const LIMIT = 2;
`,
			),
			replace(
				'src/checkout/retry.ts',
				`
  increment('checkout.retry');
  return retryAfterTimeout(card, order);
}
`,
				`
  remember(card);
  increment('checkout.retry');
  return attempts(card) >= LIMIT ? result : retryAfterTimeout(card, order);
}

function remember(card: Card, now = Date.now()): void {
  tries.set(card.token, [...(tries.get(card.token) ?? []), now]);
}
`,
			),
		],
	},
];
