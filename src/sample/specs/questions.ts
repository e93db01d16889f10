import { ben, chiara, dev, jonas, maria } from '../people.ts';
import type { ToldQuestion } from './questionFile.ts';

/** What the engineers asked: two answered, two open, one resolved. */
export const questions: readonly ToldQuestion[] = [
	{
		id: '4c9w1x',
		objective: 'CHK-2',
		slug: 'guest-tries',
		by: dev,
		at: '2026-09-03 12:20',
		to: 'maria',
		path: 'src/checkout/guest.ts',
		from: '/** Whose card it is',
		count: 4,
		title: 'Does a guest who comes back start at zero?',
		why: `A guest's id lives as long as the cart. Somebody who empties the cart gets three new tries from us, but not from the
acquirer, so their card may be blocked by a try that we believed to be the first.`,
		messages: [
			{
				kind: 'answer',
				by: maria,
				at: '2026-09-04 08:10',
				text: `Yes, they start at zero. It happens to five people a month, and I do not want us to recognise guests by their card
just for that.`,
			},
			{
				kind: 'reply',
				by: dev,
				at: '2026-09-04 09:30',
				text: 'Then I leave it as it is, and count how often it happens.',
			},
			{ kind: 'resolved', by: dev, at: '2026-09-08 15:20', text: '' },
		],
	},
	{
		id: 'b8n5ze',
		objective: 'CHK-1',
		slug: 'three-second-wait',
		by: chiara,
		at: '2026-11-03 10:05',
		to: 'maria',
		path: 'src/checkout/retry.ts',
		from: '  if (attempts(card) >= LIMIT)',
		count: 2,
		title: 'Is the 3-second wait a rule of the bank?',
		why: 'People see a spinner for that long. With one second they would hardly notice, if we may.',
		messages: [
			{
				kind: 'answer',
				by: maria,
				at: '2026-11-04 09:12',
				text: `Not a rule, a measurement. After one second the second try recovers 11 % of the soft declines, after three it is 31 %,
after ten it is 33 %. Three is where people still wait: we watched eight of them, and six stayed.

Please keep it at three until the acquirer has changed. Say on the page that we are trying again, then the wait is
shorter than it is.`,
			},
		],
	},
	{
		id: 'm2r6td',
		objective: 'PAY-1',
		slug: 'refund-second-pair-of-eyes',
		by: dev,
		at: '2026-11-12 10:15',
		to: 'jonas',
		path: 'src/payments/refund.ts',
		from: '/** Gives money back.',
		count: 4,
		title: 'Do several parts together need a second pair of eyes?',
		why: `Refunds above 500 € need a second person. Two parts of 300 € each are below it, and together they are not. I can add them
up per charge, but then the second part of a harmless return waits for somebody.`,
		messages: [
			{
				kind: 'bare',
				by: jonas,
				at: '2026-11-13 16:40',
				text: `Add them up. The bank looks at the charge, not at the parts, and so should we. It will be two or three a week; the
returns desk knows and is fine with it.`,
			},
		],
	},
	{
		id: 'x3h9ka',
		objective: 'SHIP-1',
		slug: 'strike-in-carrier-table',
		by: ben,
		at: '2026-11-17 08:05',
		to: 'jonas',
		path: 'src/shipping/carrier.ts',
		from: "  { name: 'Postlane'",
		count: 2,
		title: 'How long do we count a strike as normal?',
		why: `I added one day for Rapido by hand this morning. If nobody takes it out again we promise too late for months, and if I
take it out too early we break our word again. Who decides when it is over?`,
		messages: [],
	},
	{
		id: '7f3k2a',
		objective: 'CHK-1',
		slug: 'why-only-one-retry',
		by: ben,
		at: '2026-11-20 15:10',
		to: 'maria',
		path: 'src/checkout/retry.ts',
		from: 'export async function retry(',
		count: 4,
		title: 'Why only one retry?',
		why: `The acquirer blocks a card after three tries an hour, so a second retry would still be allowed. By the numbers of October
it would recover about 4 % more.`,
		messages: [],
	},
];
