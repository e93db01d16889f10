import assert from 'node:assert/strict';
import { createObjectivesLook } from '../../../src/app/objectivesLook.ts';
import { fakeMemory } from '../../support/inMemory.ts';

suite('how the objectives are looked at', () => {
	const check = (remembered: unknown, expected: unknown) => {
		const memory = fakeMemory();
		memory.values.set('objectives:look', remembered);
		assert.deepEqual(createObjectivesLook(memory).get(), expected);
	};

	test('by status and unfiltered at first, and where memory is damaged', () => {
		const first = { grouping: 'status', filter: '' };
		check(undefined, first);
		check('team', first);
		check({ grouping: 'colour', filter: 7 }, first);
		check({ grouping: 'team' }, { grouping: 'team', filter: '' });
	});

	test('a change is told and remembered by the next window', () => {
		const memory = fakeMemory();
		const look = createObjectivesLook(memory);
		let told = 0;
		look.onDidChange(() => told++);
		look.set({ grouping: 'team' });
		look.set({ filter: 'maria' });
		assert.equal(told, 2);
		assert.deepEqual(createObjectivesLook(memory).get(), { grouping: 'team', filter: 'maria' });
	});
});
