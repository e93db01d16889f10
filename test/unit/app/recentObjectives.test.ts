import assert from 'node:assert/strict';
import { createRecentObjectives } from '../../../src/app/recentObjectives.ts';
import { fakeMemory } from '../../support/inMemory.ts';

suite('objectives that were opened last', () => {
	/** Opens these and compares the ids that are remembered. */
	const check = (opened: readonly string[], expected: readonly string[], before?: unknown) => {
		const memory = fakeMemory();
		memory.values.set('objectives:recent', before);
		const recent = createRecentObjectives(memory);
		for (const id of opened) recent.note({ spec: 's', id });
		assert.deepEqual(
			createRecentObjectives(memory)
				.list()
				.map(({ id }) => id),
			expected,
		);
	};
	test('the last one first, each once', () => check(['A', 'B', 'A'], ['A', 'B']));
	test('ten of them', () => check('ABCDEFGHIJKL'.split(''), 'LKJIHGFEDC'.split('')));
	test('damaged memory is taken for none', () => {
		check(['A'], ['A'], 'x');
		check([], ['B'], [7, { id: 'A' }, { spec: 's', id: 'B' }]);
	});
	test('the same id of another spec repo is another one', () => check(['A'], ['A', 'A'], [{ spec: 'other', id: 'A' }]));
});
