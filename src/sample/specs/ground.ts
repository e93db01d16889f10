import { create, replace, type Step } from '../history.ts';
import { jonas, maria } from '../people.ts';
import { measured } from './measured.ts';

/** The spec repo's own files, and the two goals above all others. */
export const ground: readonly Step[] = [
	{
		by: maria,
		at: '2025-11-03 08:30',
		message: 'Start the product specs',
		edits: [
			create(
				'README.md',
				`
# Product specs

What the shop wants, and why. One file per objective in \`objectives/\`, questions of the engineers in \`questions/\`.

To answer a question, write below \`## Answer\` and commit. The web page of the forge will do.
`,
			),
			create(
				'tandem.yml',
				`
people:
  # Product
  maria: { name: Maria Lopez, email: maria@shop.example, github: marial }
  jonas: { name: Jonas Weber, email: jonas@shop.example, github: jweber }
  # Engineering
  ana: { name: Ana Ruiz, email: ana@shop.example, github: anaruiz }
  ben: { name: Ben Okafor, email: ben@shop.example, github: bokafor }
  chiara: { name: Chiara Rossi, email: chiara@shop.example, github: chiarar }
  dev: { name: Dev Patel, email: dev@shop.example, github: devp }
  emma: { name: Emma Lindqvist, email: emma@shop.example, github: emmalin }
channel: git
`,
			),
			create('.gitattributes', 'questions/*.md merge=union\n'),
			create(
				'objectives/growth.md',
				`
---
id: GROW
title: Earn more from every visit
status: active
health: on-track
pm: maria
engineer: emma
period: "2026"
key_results:
  - id: KR1
    metric: Revenue per visit
    unit: €
    baseline: 1.84
    target: 2.30
    current: 1.84
  - id: KR2
    metric: Visits that end in an order
    unit: "%"
    baseline: 2.1
    target: 2.6
    current: 2.1
---
# Why

We pay more for every visitor each year and sell them the same. Another visitor costs us 41 cents; a visitor who was
already here and leaves with an empty cart costs us the whole order. So in 2026 we buy no reach. We make more of the
people who come.

## Constraints

- Margin stays at 31 % or above: no growth that we pay for with discounts.

## Out of scope

- New countries. The next one is a decision of its own, in 2027.
`,
			),
		],
	},
	{
		by: jonas,
		at: '2025-11-04 14:10',
		message: 'Trust comes before growth',
		edits: [
			create(
				'objectives/trust.md',
				`
---
id: TRUST
title: People trust us with their money and their name
status: active
health: on-track
pm: jonas
engineer: dev
period: "2026"
key_results:
  - id: KR1
    metric: Shoppers who would order again
    unit: "%"
    baseline: 71
    target: 80
    current: 71
  - id: KR2
    metric: Complaints per thousand orders
    baseline: 9.4
    target: 4
    current: 9.4
---
# Why

One order in three comes from somebody who ordered before, and these orders cost us nothing in advertising. People do
not leave because of a price; they leave because a parcel came late, money left their account twice, or a mail showed
that we knew too much. Each of these is a small thing to us, and the end of it to them.

## Constraints

- No personal data in logs, ever: neither mail addresses nor names, nor what somebody bought.
- Whatever the law gives a shopper, they get without asking twice.
`,
			),
		],
	},
	{
		by: maria,
		at: '2026-04-07 09:00',
		message: 'First quarter: growth in numbers',
		edits: [
			measured('objectives/growth.md', '2.30', ['1.84', '1.95']),
			measured('objectives/growth.md', '2.6', ['2.1', '2.2']),
		],
	},
	{
		by: jonas,
		at: '2026-04-07 11:20',
		message: 'First quarter: trust in numbers',
		edits: [measured('objectives/trust.md', '80', ['71', '73']), measured('objectives/trust.md', '4', ['9.4', '6.8'])],
	},
	{
		by: maria,
		at: '2026-07-06 10:12',
		message: 'Second quarter: growth in numbers',
		edits: [measured('objectives/growth.md', '2.30', ['1.95', '2.02'])],
	},
	{
		by: maria,
		at: '2026-10-05 09:25',
		message: 'Third quarter: growth in numbers',
		edits: [
			measured('objectives/growth.md', '2.30', ['2.02', '2.17']),
			measured('objectives/growth.md', '2.6', ['2.2', '2.4']),
		],
	},
	{
		by: jonas,
		at: '2026-10-05 13:45',
		message: 'Third quarter: trust in numbers; late parcels cost us',
		edits: [
			measured('objectives/trust.md', '80', ['73', '76']),
			measured('objectives/trust.md', '4', ['6.8', '5.1']),
			replace(
				'objectives/trust.md',
				'- Whatever the law gives a shopper, they get without asking twice.\n',
				`
- Whatever the law gives a shopper, they get without asking twice.

## Decisions

- A late parcel is our fault, never the carrier's, in everything we write to shoppers. (Jonas Weber, Ben Okafor,
  2026-09-28)
`,
			),
		],
	},
];
