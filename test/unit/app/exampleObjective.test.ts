import assert from 'node:assert/strict';
import { exampleSpec } from '../../../src/app/exampleObjective.ts';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import type { Person } from '../../../src/core/objective.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';

suite('exampleObjective', () => {
	async function check(author: Person, pm: Person): Promise<void> {
		const files = exampleSpec('2026-11-02', author);
		const tree = specTreeOf(Object.fromEntries(files.map(({ path, text }) => [path, text])));
		const { objectives, problems, people } = await createSpecReader().read(tree, new AbortController().signal);
		const [only] = objectives;
		assert.deepEqual([problems, objectives.length, only?.pm, people], [[], 1, pm, [pm]]);
		assert.deepEqual(
			[
				only?.status,
				only?.period,
				only?.keyResults.length,
				only?.constraints.length,
				only?.decisions.length,
				only?.outOfScope.length,
			],
			['proposed', { text: '2026-Q4' }, 1, 1, 1, 1],
		);
		for (const { text } of files) assert.ok(text.endsWith('\n') && !text.includes('undefined'));
	}

	test('reads back without a problem', () =>
		check(
			{ name: 'Ana Ruiz', email: 'ana@shop.example' },
			{ key: 'ana', name: 'Ana Ruiz', email: 'ana@shop.example' },
		));
	test('a name that YAML would misread', () => check({ name: '@no: "x" # y' }, { key: 'no', name: '@no: "x" # y' }));
	test('a name of another script', () =>
		check({ name: '李雷', email: 'l@x.y' }, { key: 'pm', name: '李雷', email: 'l@x.y' }));
	test('a name with accents', () => check({ name: 'Élodie' }, { key: 'elodie', name: 'Élodie' }));
});
