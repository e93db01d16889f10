import { create, replace, type HashOf, type Step } from '../history.ts';
import { maria } from '../people.ts';
import { measured } from './measured.ts';

const ONE_PAGE = 'objectives/one-page-checkout.md';
const CHECKOUT = 'objectives/checkout.md';
const GUEST = 'objectives/guest-checkout.md';

/** CHK-0, that failed; CHK-1, that learnt from it; CHK-2, that worked. */
export function checkoutGoals(shopHash: HashOf): readonly Step[] {
	const short = (key: string): string => shopHash(key).slice(0, 7);
	return [
		{
			by: maria,
			at: '2025-11-05 10:00',
			message: 'Checkout: one page instead of three',
			edits: [
				create(
					ONE_PAGE,
					`
---
id: CHK-0
title: Shorten the checkout to one page
status: active
health: on-track
pm: maria
engineer: ana
team: payments
period: 2026-H1
parent: GROW
key_results:
  - id: KR1
    metric: Checkout completion
    unit: "%"
    baseline: 61
    target: 70
    current: 61
code:
  - src/checkout/address.ts
---
# Why

Shoppers click through three pages before they may pay, and at every page some of them leave. We believe that they
leave because it is long. One page that shows everything at once should bring nine of them back out of every hundred.

## Out of scope

- What the bank does after "Pay now".
`,
				),
			],
		},
		{
			by: maria,
			at: '2026-03-02 09:40',
			message: 'CHK-0: no effect yet',
			edits: [measured(ONE_PAGE, '70', ['61', '61.2']), replace(ONE_PAGE, 'health: on-track', 'health: at-risk')],
		},
		{
			by: maria,
			at: '2026-03-19 15:02',
			message: 'Propose guest checkout',
			edits: [
				create(
					GUEST,
					`
---
id: CHK-2
title: Let people buy without an account
status: proposed
pm: maria
engineer: dev
team: payments
period: 2026-Q3
parent: GROW
key_results:
  - id: KR1
    metric: First orders that need no account
    unit: "%"
    baseline: 0
    target: 40
    current: 0
code:
  - src/checkout/guest.ts
tickets: ["acme/web-shop#402"]
aliases: [guest-checkout]
---
# Why

A quarter of all first-time shoppers leave at "Choose a password". They came for a lamp, not for a membership. Nobody
ever thanked us for an account before the first order; many made one gladly after it.

## Constraints

- The fraud check needs a mail address that was written to before; for guests we send the receipt first.

## Out of scope

- Merging a guest's orders into an account that is opened later.
`,
				),
			],
		},
		{
			by: maria,
			at: '2026-06-15 16:20',
			message:
				'Drop CHK-0: the length of the page was not the reason\n\nHalf a year, and nothing moved. What we learnt is in the file.',
			edits: [
				measured(ONE_PAGE, '70', ['61.2', '61']),
				replace(ONE_PAGE, 'status: active\nhealth: at-risk', 'status: dropped\nhealth: off-track'),
				replace(
					ONE_PAGE,
					`
## Out of scope
`,
					`
## Decisions

- Dropped. One page did not bring one shopper back: people leave *after* "Pay now", when the bank says no and we show
  them an error. The page stays as it is, nobody works on it any more. CHK-1 goes after the bank's no. (Maria Lopez,
  Ana Ruiz, 2026-06-15)

## Out of scope
`,
				),
			],
		},
		{
			by: maria,
			at: '2026-07-01 08:50',
			message: 'Checkout: go after the declined cards (CHK-1)',
			edits: [
				create(
					CHECKOUT,
					`
---
id: CHK-1
title: Cut checkout abandonment
status: active
health: on-track
pm: maria
engineer: ana
team: payments
period: 2026-Q4
parent: GROW
supersedes: [CHK-0]
key_results:
  - id: KR1
    metric: Checkout completion
    unit: "%"
    baseline: 61
    target: 70
    current: 61
  - id: KR2
    metric: Declined cards recovered
    unit: "%"
    baseline: 12
    target: 30
    current: 12
code:
  - src/checkout/**
  - repo: acme/web-shop
    paths: [/src/cart/, "!**/*.test.ts"]
tickets: [SHOP-1423, "acme/web-shop#381"]
aliases: [checkout-abandonment]
---
# Why

Every tenth cart dies on the payment page. Shoppers whose card is declined once rarely try a second one.

We watched twenty of them: most had money, their bank was slow or wanted another look, and all they saw was "Payment
failed". They blamed us and left. A cart that got this far is the cheapest order we can win.

## Out of scope

- Paying later, in parts, or on account: that is credit, and not ours to give.
- Vouchers for people who left. We want the order at its price.
`,
				),
			],
		},
		{
			by: maria,
			at: '2026-07-14 14:00',
			message: 'CHK-2 is on: Dev starts in August',
			edits: [replace(GUEST, 'status: proposed\n', 'status: active\nhealth: on-track\n')],
		},
		{
			by: maria,
			at: '2026-08-03 09:15',
			message: 'Checkout: July',
			edits: [measured(CHECKOUT, '70', ['61', '61.4']), measured(CHECKOUT, '30', ['12', '13'])],
		},
		{
			by: maria,
			at: '2026-08-19 10:30',
			message: 'CHK-1: what the acquirer told us',
			edits: [
				replace(
					CHECKOUT,
					`
## Out of scope
`,
					`
## Constraints

- The acquirer blocks a card after three tries an hour, ours included, for a whole day. \`src/checkout/retry.ts:38\`, since
  \`${short('count-tries')}\`.

## Out of scope
`,
				),
			],
		},
		{
			by: maria,
			at: '2026-09-01 09:05',
			message: 'Checkout: August',
			edits: [measured(CHECKOUT, '70', ['61.4', '62.2']), measured(CHECKOUT, '30', ['13', '17'])],
		},
		{
			by: maria,
			at: '2026-10-01 09:20',
			message: 'Checkout: September; at risk, recovery grows but completion does not',
			edits: [
				measured(CHECKOUT, '70', ['62.2', '62.6']),
				measured(CHECKOUT, '30', ['17', '24']),
				replace(CHECKOUT, 'health: on-track', 'health: at-risk'),
				measured(GUEST, '40', ['0', '38']),
			],
		},
		{
			by: maria,
			at: '2026-10-19 11:10',
			message:
				'CHK-2 achieved\n\nFour of ten first orders come without an account, and half of these people open one later.',
			edits: [measured(GUEST, '40', ['38', '44']), replace(GUEST, 'status: active', 'status: achieved')],
		},
		{
			by: maria,
			at: '2026-10-29 09:00',
			message: 'Checkout: October; the second try pays',
			edits: [measured(CHECKOUT, '70', ['62.6', '63.9']), measured(CHECKOUT, '30', ['24', '30'])],
		},
		{
			by: maria,
			at: '2026-11-02 16:30',
			message: 'CHK-1 still holds: looked at the retry with Ana',
			edits: [
				replace(
					CHECKOUT,
					'aliases: [checkout-abandonment]\n',
					`aliases: [checkout-abandonment]\nconfirmed: {by: maria, on: 2026-11-02, at: "${short('retry-once')}"}\n`,
				),
			],
		},
		{
			by: maria,
			at: '2026-11-10 17:05',
			message: 'CHK-1: decided about other cards',
			edits: [
				replace(
					CHECKOUT,
					`
## Out of scope
`,
					`
## Decisions

- No silent switch of the card: when a card is declined for good, we ask for another one and never take one that is
  saved. A charge on the wrong card costs us the shopper. (Maria Lopez, Ana Ruiz, 2026-11-09; \`${short('ask-for-card')}\`)

## Out of scope
`,
				),
			],
		},
		{
			by: maria,
			at: '2026-11-16 09:10',
			message: 'Checkout: first half of November',
			edits: [measured(CHECKOUT, '70', ['63.9', '64.5']), measured(CHECKOUT, '30', ['30', '31'])],
		},
	];
}
