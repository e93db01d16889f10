import { create, replace, type Step } from '../history.ts';
import { jonas, maria } from '../people.ts';
import { measured } from './measured.ts';

const PAGES = 'objectives/product-pages.md';
const SEARCH = 'objectives/search.md';
const TYPOS = 'objectives/typo-tolerance.md';

/** CAT-1, SRCH-1 and SRCH-2: how people find what we sell. */
export const findGoals: readonly Step[] = [
	{
		by: jonas,
		at: '2025-12-01 09:00',
		message: 'Product pages in a second (CAT-1)',
		edits: [
			create(
				PAGES,
				`
---
id: CAT-1
title: Show a product within a second
status: active
health: on-track
pm: jonas
engineer: emma
team: catalogue
period: 2026-H1
parent: GROW
key_results:
  - id: KR1
    metric: Product pages readable within a second
    unit: "%"
    baseline: 48
    target: 90
    current: 48
code:
  - src/catalog/**
aliases: [fast-product-pages]
---
# Why

Half of our visitors come from a search engine straight to one product, on a phone. Those who wait for more than two
seconds look at one page and go; those who do not wait look at four. It is the first thing we ever say to them, and we
say it late.

## Constraints

- A price is never older than a minute. A shopper who sees one price and pays another has a right to the lower one.
`,
			),
		],
	},
	{
		by: maria,
		at: '2025-12-08 13:30',
		message: 'Propose a search that finds (SRCH-1)',
		edits: [
			create(
				SEARCH,
				`
---
id: SRCH-1
title: Find it on the first try
status: proposed
pm: maria
engineer: chiara
team: discovery
period: "2026"
parent: GROW
key_results:
  - id: KR1
    metric: Searches that lead to a product page
    unit: "%"
    baseline: 52
    target: 70
    current: 52
  - id: KR2
    metric: Searches without any result
    unit: "%"
    baseline: 18
    target: 6
    current: 18
  - id: KR3
    metric: Searches that are typed again
    unit: "%"
    baseline: 33
    target: 15
    current: 33
  - id: KR4
    metric: Orders that began with a search
    unit: "%"
    baseline: 24
    target: 35
    current: 24
  - id: KR5
    metric: Time to the first result
    unit: ms
    baseline: 640
    target: 200
    current: 640
code:
  - src/search/**
  - tests/search/
aliases: [findability]
---
# Why

People who search buy three times as often as people who browse, if they find something. One search in five finds
nothing, although we have the thing: we call it a settee, they call it a couch. They do not look for our word. They
look for another shop.

## Constraints

- Results are sorted for the shopper, never for our margin. Once they notice, they never search again.

## Out of scope

- Search by picture or by voice.
`,
			),
		],
	},
	{
		by: maria,
		at: '2026-02-02 10:00',
		message: 'SRCH-1 begins',
		edits: [replace(SEARCH, 'status: proposed\n', 'status: active\nhealth: on-track\n')],
	},
	{
		by: jonas,
		at: '2026-03-03 09:35',
		message: 'CAT-1: 71 %',
		edits: [measured(PAGES, '90', ['48', '71'])],
	},
	{
		by: maria,
		at: '2026-05-06 10:45',
		message: 'Search: accents and synonyms show',
		edits: [
			measured(SEARCH, '70', ['52', '58']),
			measured(SEARCH, '6', ['18', '12.5']),
			measured(SEARCH, '35', ['24', '27']),
		],
	},
	{
		by: jonas,
		at: '2026-05-18 16:00',
		message: 'CAT-1 achieved: 93 % of product pages within a second',
		edits: [
			measured(PAGES, '90', ['71', '93']),
			replace(PAGES, 'status: active', 'status: achieved'),
			replace(
				PAGES,
				'right to the lower one.\n',
				`
right to the lower one.

## Decisions

- Achieved and kept: whatever makes a product page slower than a second needs Jonas's word. (Jonas Weber, Emma
  Lindqvist, 2026-05-18)
`,
			),
		],
	},
	{
		by: maria,
		at: '2026-09-07 09:55',
		message: 'Propose to forgive typos (SRCH-2)',
		edits: [
			create(
				TYPOS,
				`
---
id: SRCH-2
title: Forgive typos in search
status: proposed
pm: maria
engineer: chiara
team: discovery
period: 2026-Q4
parent: SRCH-1
key_results:
  - id: KR1
    metric: Searches with a typo that find the thing
    unit: "%"
    baseline: 9
    target: 75
    current: 9
code:
  - src/search/normalize.ts
---
# Why

Four of ten searches come from a phone, and one in eight of these has a typo. "Lapm" finds nothing, and the page says
so as if it were the shopper's fault. We know what was meant. We should not make them say it again.

## Constraints

- Never correct in silence: show what we searched for instead, and let people insist on their own word.

## Out of scope

- Other languages than the one of the page.
`,
			),
		],
	},
	{
		by: maria,
		at: '2026-10-05 10:40',
		message: 'Search: third quarter',
		edits: [
			measured(SEARCH, '70', ['58', '64']),
			measured(SEARCH, '6', ['12.5', '9']),
			measured(SEARCH, '15', ['33', '24']),
			measured(SEARCH, '35', ['27', '31']),
			measured(SEARCH, '200', ['640', '310']),
		],
	},
	{
		by: maria,
		at: '2026-11-06 13:10',
		message: 'SRCH-2 begins, late: at risk for this quarter',
		edits: [replace(TYPOS, 'status: proposed\n', 'status: active\nhealth: at-risk\n')],
	},
	{
		by: maria,
		at: '2026-11-16 09:30',
		message: 'Search: first half of November',
		edits: [measured(SEARCH, '70', ['64', '66']), measured(SEARCH, '6', ['9', '8.1'])],
	},
];
