import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createChangedTogether } from '../../../../src/core/suggest/changedTogether.ts';
import { createFading } from '../../../../src/core/suggest/fading.ts';
import { createObjectiveLives } from '../../../../src/core/suggest/objectiveLives.ts';
import { createServedFiles } from '../../../../src/core/suggest/servedFiles.ts';
import { repoPath } from '../../../support/snapshots.ts';

const DAY = 86_400;
const near = (found: number | undefined, expected: number) =>
	assert.ok(Math.abs((found ?? NaN) - expected) < 1e-9, `${found} is not ${expected}`);

suite('what fades', () => {
	test('is the sum of its parts, each halved by its age, in whichever order they come', () => {
		const times = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 20 });
		fc.assert(
			fc.property(times, (all) => {
				const fading = createFading(100);
				for (const time of all) fading.add(time);
				const expected = all.reduce((sum, time) => sum + 2 ** ((time - 1_000) / 100), 0);
				near(fading.at(1_000), expected);
			}),
		);
	});
});

suite('what files and folders served', () => {
	const files = createServedFiles();
	files.add([repoPath('src/cart/cart.ts'), repoPath('src/cart/total.ts')], [0], 0);
	files.add([repoPath('src/cart/cart.ts'), repoPath('README.md')], [1], 180 * DAY);

	test('each objective has its share, the older one less; one commit more is counted for another', () => {
		const shares = files.file(repoPath('src/cart/cart.ts'))?.shares(180 * DAY) ?? [];
		assert.deepEqual(
			shares.map(([objective]) => objective),
			[0, 1],
		);
		near(shares[0]?.[1], 0.5 / 2.5);
		near(shares[1]?.[1], 1 / 2.5);
	});
	test('a folder has all that is in it, and a file at the top is in none', () => {
		assert.equal(files.folder('src')?.commits(0), 1);
		assert.equal(files.folder('src/cart')?.commits(1), 1);
		assert.equal(files.folder(''), undefined);
	});
	test('nothing is known of other files', () => {
		assert.equal(files.file(repoPath('src/other.ts')), undefined);
		assert.equal(files.file(repoPath('src/cart/total.ts'))?.commits(1), 0);
	});
});

suite('files that change together', () => {
	const [a, b, c] = [repoPath('a.ts'), repoPath('b.ts'), repoPath('c.ts')];
	test('the partners of a file, the most frequent first', () => {
		const together = createChangedTogether();
		together.add([a, b]);
		together.add([a, b, c]);
		together.add([a]);
		assert.deepEqual(together.partners(a), [
			{ path: b, commits: 2, share: 2 / 5 },
			{ path: c, commits: 1, share: 1 / 5 },
		]);
	});
	test('a change of the whole tree says nothing', () => {
		const together = createChangedTogether();
		together.add(Array.from({ length: 21 }, (_, at) => repoPath(`f${at}.ts`)));
		assert.deepEqual(together.partners(repoPath('f0.ts')), []);
	});
	test('once in twenty commits is chance', () => {
		const together = createChangedTogether();
		together.add([a, b]);
		for (let at = 0; at < 19; at++) together.add([a]);
		assert.deepEqual(together.partners(a), []);
	});
});

suite('when objectives are worked on', () => {
	const lives = createObjectiveLives(['2026-Q3', '2026-Q4', undefined, '2026-Q4']);
	lives.add([0], 'ana', 0);
	lives.add([1], 'tom', 30 * DAY);
	lives.add([1, 2], 'ana', 30 * DAY);

	test('it halves each month, and one that was never named may begin', () => {
		near(lives.recency(0, 30 * DAY), 0.5);
		near(lives.recency(1, 30 * DAY), 1);
		near(lives.recency(3, 30 * DAY), 0.9);
		assert.equal(lives.lastNamed(3), undefined);
	});
	test('a person goes on with what they did last', () => {
		assert.deepEqual(lives.lastOf('ana', 30 * DAY), { objective: 1, fresh: 1 });
		near(lives.lastOf('tom', 60 * DAY)?.fresh, 0.5);
		assert.equal(lives.lastOf('eve', 0), undefined);
	});
	test('most work of a time goes to one period', () => {
		const shares = lives.periodShares(30 * DAY);
		assert.deepEqual([...shares.keys()], ['2026-Q3', '2026-Q4']);
		assert.ok((shares.get('2026-Q4') ?? 0) > 2 * (shares.get('2026-Q3') ?? 0));
	});
});
