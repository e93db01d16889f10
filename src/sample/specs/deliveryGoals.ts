import { create, replace, type Step } from '../history.ts';
import { jonas } from '../people.ts';
import { measured } from './measured.ts';

const DATES = 'objectives/delivery-dates.md';

/** SHIP-1 and MAIL-1: what we promise, and how often we write. */
export const deliveryGoals: readonly Step[] = [
	{
		by: jonas,
		at: '2026-02-16 11:00',
		message: 'Propose honest delivery dates (SHIP-1)',
		edits: [
			create(
				DATES,
				`
---
id: SHIP-1
title: Promise only dates that we keep
status: proposed
pm: jonas
engineer: ben
team: fulfilment
period: {start: 2026-04-01, due: 2026-12-15}
parent: TRUST
key_results:
  - id: KR1
    metric: Parcels that arrive by the promised date
    unit: "%"
    baseline: 82
    target: 97
    current: 82
  - id: KR2
    metric: Calls that ask where a parcel is
    unit: a day
    baseline: 130
    target: 50
    current: 130
code:
  - repo: acme/web-shop
    paths: [/src/shipping/, "!**/*.test.ts"]
---
# Why

A parcel that comes on Friday is fine. A parcel that was promised for Wednesday and comes on Friday is a broken word.
We print the carrier's best case as if it were our promise, and every fifth time it is wrong. People forgive slow. They
do not forgive being told.

## Constraints

- The date on the product page, in the cart and in the mail is the same date.
- Carriers tell us about strikes in the morning, if at all.

## Out of scope

- Faster delivery. First we say the truth, then we improve it.
`,
			),
		],
	},
	{
		by: jonas,
		at: '2026-04-01 09:00',
		message: 'SHIP-1 begins',
		edits: [replace(DATES, 'status: proposed\n', 'status: active\nhealth: on-track\n')],
	},
	{
		by: jonas,
		at: '2026-07-07 10:05',
		message: 'SHIP-1: holidays help, a little',
		edits: [measured(DATES, '97', ['82', '88']), measured(DATES, '50', ['130', '104'])],
	},
	{
		by: jonas,
		at: '2026-10-07 10:15',
		message: 'SHIP-1: at risk, no carrier keeps its own times',
		edits: [measured(DATES, '97', ['88', '89']), replace(DATES, 'health: on-track', 'health: at-risk')],
	},
	{
		by: jonas,
		at: '2026-11-09 08:45',
		message: 'Propose fewer mails (MAIL-1)',
		edits: [
			create(
				'objectives/fewer-mails.md',
				`
---
id: MAIL-1
title: Write less, arrive sooner
status: proposed
pm: jonas
engineer: ben
period: 2027-Q1
parent: TRUST
key_results:
  - id: KR1
    metric: Mails that arrive within a minute
    unit: "%"
    baseline: 83
    target: 99
    current: 83
  - id: KR2
    metric: Mails per order
    baseline: 7
    target: 3
code:
  - src/notifications/**
---
# Why

We write seven mails about one order, and the mail services take us for a nuisance: the one that people wait for, with
the sign-in link or the tracking number, queues behind six that nobody opens. Fewer mails are the faster mails.

## Constraints

- What somebody asked for (a link, a receipt) is never bundled and never waits.
`,
			),
		],
	},
	{
		by: jonas,
		at: '2026-11-17 11:30',
		message: 'SHIP-1: off track since the strike at Rapido',
		edits: [
			measured(DATES, '97', ['89', '84']),
			measured(DATES, '50', ['104', '121']),
			replace(DATES, 'health: at-risk', 'health: off-track'),
			replace(
				DATES,
				`
## Out of scope
`,
				`
## Decisions

- While a carrier is on strike we promise two dates rather than one that we hope for. (Jonas Weber, Ben Okafor,
  2026-11-17)

## Out of scope
`,
			),
		],
	},
];
