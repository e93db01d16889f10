import { create, replace, after, type Step } from '../history.ts';
import { ben, chiara, emma } from '../people.ts';

/** June 2026: honest delivery dates, on a branch. */
export const deliveryDates: readonly Step[] = [
	{
		by: ben,
		at: '2026-06-02 09:30',
		branch: 'ben/delivery-dates',
		message: 'Know the public holidays of the countries we ship to\n\nObjective: SHIP-1',
		edits: [
			create(
				'src/shipping/holidays.ts',
				`
/** Days without pick-up or delivery, as the carriers publish them each December. */
const HOLIDAYS: Record<string, readonly string[]> = {
  DE: ['2026-10-03', '2026-12-25', '2026-12-26', '2027-01-01'],
  NL: ['2026-12-25', '2026-12-26', '2027-01-01'],
  BE: ['2026-07-21', '2026-08-15', '2026-11-11', '2026-12-25', '2027-01-01'],
};

export function isHoliday(date: Date, country: string): boolean {
  return HOLIDAYS[country]?.includes(date.toISOString().slice(0, 10)) ?? false;
}

/** Countries whose list ends before \`date\`: somebody has to ask the carriers for the next year. */
export function countriesToUpdate(date: Date): string[] {
  const today = date.toISOString().slice(0, 10);
  return Object.entries(HOLIDAYS)
    .filter(([, days]) => days.every((day) => day < today))
    .map(([country]) => country);
}
`,
			),
		],
	},
	{
		by: ben,
		at: '2026-06-03 14:11',
		branch: 'ben/delivery-dates',
		message: 'skip holidays in the promise\n\npart of SHIP-1',
		edits: [
			replace(
				'src/shipping/promise.ts',
				`
function isWorkingDay(date: Date): boolean {
  return date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
}
`,
				`
function isWorkingDay(date: Date, country: string): boolean {
  return date.getUTCDay() !== 0 && date.getUTCDay() !== 6 && !isHoliday(date, country);
}
`,
			),
			replace('src/shipping/promise.ts', 'if (isWorkingDay(date)) left', 'if (isWorkingDay(date, country)) left'),
			after(
				'src/shipping/promise.ts',
				"import type { Carrier } from './carrier';\n",
				"import { isHoliday } from './holidays';\n",
			),
		],
	},
	{
		by: chiara,
		at: '2026-06-04 10:40',
		message: 'Rank what is in stock first\n\nObjective: SRCH-1',
		edits: [
			after(
				'src/search/ranking.ts',
				`
import type { Product } from '../catalog/product';
`,
				`

/** Sold-out products stay findable, below everything that can be bought. */
const SOLD_OUT = -100;
`,
			),
			replace(
				'src/search/ranking.ts',
				'(description.includes(word) ? 1 : 0), 0);',
				'(description.includes(word) ? 1 : 0), product.stock > 0 ? 0 : SOLD_OUT);',
			),
		],
	},
	{
		by: ben,
		at: '2026-06-08 11:55',
		branch: 'ben/delivery-dates',
		message: 'Tests for promised dates\n\nObjective: SHIP-1',
		edits: [
			create(
				'src/shipping/promise.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { promisedDate } from './promise';

const carrier = { name: 'Test', days: { DE: 1 }, cutOff: 15 };
const promised = (ordered: string) => promisedDate(carrier, 'DE', new Date(ordered)).toISOString().slice(0, 10);

test('the next working day', () => assert.equal(promised('2026-06-08T10:00:00Z'), '2026-06-09'));
test('a day later after the cut-off', () => assert.equal(promised('2026-06-08T16:00:00Z'), '2026-06-10'));
test('not on a holiday', () => assert.equal(promised('2026-10-02T10:00:00Z'), '2026-10-05'));
`,
			),
		],
	},
	{
		by: emma,
		at: '2026-06-10 09:05',
		merge: 'ben/delivery-dates',
		message: "Merge branch 'ben/delivery-dates'\n\nHonest delivery dates, first part (SHIP-1).",
		edits: [],
	},
	{
		by: emma,
		at: '2026-06-16 13:18',
		message: 'Count what happens\n\nObjective: none (groundwork, every team counts)',
		edits: [
			create(
				'src/lib/metrics.ts',
				`
const counts = new Map<string, number>();

/** Adds one to a counter. The collector reads and clears the counters every minute. */
export function increment(name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

export function drain(): ReadonlyMap<string, number> {
  const drained = new Map(counts);
  counts.clear();
  return drained;
}
`,
			),
		],
	},
];
