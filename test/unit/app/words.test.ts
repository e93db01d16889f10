import assert from 'node:assert/strict';
import type { KeyResult, Period } from '../../../src/core/objective.ts';
import {
	count,
	formatShare,
	formatValue,
	isReached,
	linesText,
	periodText,
	progressOf,
	relativeTime,
	shortDuration,
} from '../../../src/app/words.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

suite('words', () => {
	suite('values in their unit', () => {
		const check = (value: number, unit: string | undefined, expected: string) =>
			test(expected, () => assert.equal(formatValue(value, unit), expected));
		check(64.5, '%', '64.5 %');
		check(1200, '€', '€1,200');
		check(3, 'days', '3 days');
		check(0.333333, undefined, '0.33');
		check(-2, '%', '-2 %');
	});

	suite('shares', () => {
		const check = (share: number, expected: string) =>
			test(`${share} is ${expected}`, () => assert.equal(formatShare(share), expected));
		check(0.58, '58 %');
		check(0.001, '< 1 %');
		check(0, '0 %');
		check(1, '100 %');
	});

	suite('times', () => {
		const check = (ago: number, expected: string) =>
			test(expected, () => assert.equal(relativeTime(NOW - ago, NOW), expected));
		check(10_000, 'just now');
		check(5 * 60_000, '5 minutes ago');
		check(DAY, 'yesterday');
		check(21 * DAY, '3 weeks ago');
		check(400 * DAY, 'last year');
		check(-DAY, 'tomorrow');
	});

	suite('durations', () => {
		const check = (ms: number, expected: string) => test(expected, () => assert.equal(shortDuration(ms), expected));
		check(30_000, '0 min');
		check(5 * 3_600_000, '5 h');
		check(2 * DAY, '2 d');
		check(-1, '0 min');
	});

	suite('periods', () => {
		const check = (period: Period | undefined, expected: string | undefined) =>
			test(String(expected), () => assert.equal(periodText(period), expected));
		check({ text: '2026-Q4' }, 'Q4 2026');
		check({ text: '2026H1' }, 'H1 2026');
		check({ text: 'next spring' }, 'next spring');
		check({ start: '2026-10-01', due: '2026-12-31' }, '2026-10-01 to 2026-12-31');
		check({ due: '2026-12-31' }, 'until 2026-12-31');
		check({ start: '2026-10-01' }, 'since 2026-10-01');
		check(undefined, undefined);
	});

	suite('progress of a key result', () => {
		const check = (result: Partial<KeyResult>, progress: number | undefined, reached: boolean) =>
			test(JSON.stringify(result), () => {
				const whole = { metric: 'm', line: 1, ...result };
				assert.equal(progressOf(whole), progress);
				assert.equal(isReached(whole), reached);
			});
		check({ baseline: 60, target: 70, current: 65 }, 0.5, false);
		check({ baseline: 60, target: 70, current: 71 }, 1, true);
		check({ baseline: 60, target: 70, current: 50 }, 0, false);
		check({ baseline: 10, target: 2, current: 4 }, 0.75, false);
		check({ baseline: 10, target: 2, current: 2 }, 1, true);
		check({ target: 4, current: 1 }, 0.25, false);
		check({ baseline: 5, target: 5, current: 5 }, 1, true);
		check({ baseline: 5, target: 5, current: 4 }, undefined, false);
		check({ target: 4 }, undefined, false);
		check({ current: 4 }, undefined, false);
	});

	test('lines and counts', () => {
		assert.equal(linesText(4, 4), 'line 4');
		assert.equal(linesText(4, 6), 'lines 4 to 6');
		assert.equal(count(1, 'question'), '1 question');
		assert.equal(count(1200, 'question'), '1,200 questions');
	});
});
