import { create, replace, type HashOf, type Step } from '../history.ts';
import { jonas, maria } from '../people.ts';
import { measured } from './measured.ts';

const TWICE = 'objectives/double-charges.md';
const PASSWORDS = 'objectives/passwordless.md';
const PRIVACY = 'objectives/privacy.md';

/** PAY-1, PAY-2, ACC-1 and PRIV-1: money, sign-in, and what we know about people. */
export function moneyGoals(shopHash: HashOf): readonly Step[] {
	return [
		{
			by: jonas,
			at: '2025-11-24 10:10',
			message: 'Payments: never twice (PAY-1)',
			edits: [
				create(
					TWICE,
					`
---
id: PAY-1
title: Payments never charge twice
status: active
health: off-track
pm: jonas
engineer: dev
team: payments
period: "2026"
parent: TRUST
key_results:
  - id: KR1
    metric: Double charges per ten thousand orders
    baseline: 14
    target: 0
    current: 14
  - id: KR2
    metric: Charges without an order
    unit: a week
    baseline: 40
    target: 0
    current: 40
code:
  - src/payments/**
  - "!src/payments/receipt.ts"
aliases: [double-charge]
---
# Why

When the gateway is slow we lose its answer, the shopper presses "Pay" again, and the same lamp is paid twice. It hits
14 orders in ten thousand, and it hits the support desk: half of all angry calls begin with "You took my money twice".
The money goes back within a day. The trust does not.

## Constraints

- The gateway remembers a key for 24 hours. A repeat after that is a new charge.
- Refunds above 500 € need a second pair of eyes; that is the bank's rule, not ours.

## Out of scope

- Chargebacks that a shopper starts at their bank.
`,
				),
			],
		},
		{
			by: jonas,
			at: '2026-01-12 09:30',
			message: 'PAY-1: December, the keys work',
			edits: [
				measured(TWICE, '0', ['14', '3']),
				measured(TWICE, '0', ['40', '6']),
				replace(TWICE, 'health: off-track', 'health: on-track'),
				replace(
					TWICE,
					`
## Out of scope
`,
					`
## Decisions

- One key per order and try, made from the order alone, so that every process and every restart makes the same one.
  (Jonas Weber, Dev Patel, 2025-12-01; \`${shopHash('charge-key').slice(0, 7)}\`)

## Out of scope
`,
				),
			],
		},
		{
			by: jonas,
			at: '2026-01-19 13:00',
			message: 'Propose sign-in without a password',
			edits: [
				create(
					PASSWORDS,
					`
---
id: ACC-1
title: Sign in without a password
status: proposed
pm: jonas
engineer: dev
team: accounts
period: {start: 2026-03-01, due: 2026-09-30}
parent: TRUST
key_results:
  - id: KR1
    metric: Sign-ins that need no password
    unit: "%"
    baseline: 0
    target: 60
    current: 0
  - id: KR2
    metric: Calls about lost passwords
    unit: a week
    baseline: 85
    target: 20
    current: 85
code:
  - src/accounts/magicLink.ts
  - src/accounts/session.ts
---
# Why

People come back twice a year. Nobody remembers a password for that long, so every second sign-in begins with "Forgot
it", and one in five ends there. A link in a mail is what the lost-password path does anyway, without the detour.

## Constraints

- A link lives for 15 minutes and works once.

## Out of scope

- Signing in with another company's account.
`,
				),
			],
		},
		{
			by: jonas,
			at: '2026-03-02 11:45',
			message: 'ACC-1 begins',
			edits: [replace(PASSWORDS, 'status: proposed\n', 'status: active\nhealth: on-track\n')],
		},
		{
			by: jonas,
			at: '2026-05-04 10:20',
			message: 'The right to be forgotten (PRIV-1)',
			edits: [
				create(
					PRIVACY,
					`
---
id: PRIV-1
title: Forget people who ask us to
status: active
health: on-track
pm: jonas
engineer: dev
team: accounts
period: 2026-Q4
parent: TRUST
key_results:
  - id: KR1
    metric: Days from the wish to the last trace
    unit: days
    baseline: 26
    target: 3
    current: 26
code:
  - src/accounts/erase.ts
  - tests/accounts/
tickets: [LEGAL-7]
---
# Why

The law gives us thirty days to forget somebody. We need 26, by hand, in five systems, and twice we missed one. Whoever
asks us to forget them has already decided to leave; how we let them go is the last thing that they tell others about.

## Constraints

- Orders are kept for ten years, without a name: the tax office wants the sums, the law does not want the person.
- Erasing cannot be taken back. There is no waiting list and no "are you sure" mail a week later.
`,
				),
			],
		},
		{
			by: jonas,
			at: '2026-06-30 15:30',
			message: 'Half-year: PAY-1 and ACC-1',
			edits: [
				measured(TWICE, '0', ['3', '1']),
				measured(TWICE, '0', ['6', '2']),
				measured(PASSWORDS, '60', ['0', '22']),
				replace(PASSWORDS, 'health: on-track', 'health: at-risk'),
			],
		},
		{
			by: jonas,
			at: '2026-08-10 09:50',
			message: 'Pause ACC-1: our mails arrive too late',
			edits: [
				replace(PASSWORDS, 'status: active', 'status: paused'),
				replace(
					PASSWORDS,
					`
## Out of scope
`,
					`
## Decisions

- Paused until mails arrive within a minute: today one in six takes longer, and a link that is not there yet is worse
  than a password. See MAIL-1. (Jonas Weber, Dev Patel, 2026-08-07)

## Out of scope
`,
				),
			],
		},
		{
			by: jonas,
			at: '2026-10-06 09:40',
			message: 'PRIV-1: eleven days now',
			edits: [measured(PRIVACY, '3', ['26', '11'])],
		},
		{
			by: maria,
			at: '2026-10-21 14:15',
			message: 'Propose local ways to pay (PAY-2)',
			edits: [
				create(
					'objectives/local-payments.md',
					`
---
id: PAY-2
title: Pay the way people pay at home
status: proposed
pm: maria
engineer: ana
team: payments
period: 2027-Q1
parent: GROW
code:
  - src/payments/local/**
---
# Why

In the Netherlands seven of ten people pay from their bank account, and we offer them cards only. They put things into
the cart as often as everybody else, and order half as often. We would like to know from engineering what a first way
to pay costs us before we say how much it should bring; so there is no key result yet.

## Out of scope

- Paying on delivery.
`,
				),
			],
		},
	];
}
