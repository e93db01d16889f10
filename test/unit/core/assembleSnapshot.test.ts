import assert from 'node:assert/strict';
import { assembleSnapshot, compareIds } from '../../../src/core/assembleSnapshot.ts';
import { NATIVE } from '../../../src/core/formats/native.ts';
import type { Objective } from '../../../src/core/objective.ts';
import type { Question } from '../../../src/core/question.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { DEFAULT_SPEC_CONFIG } from '../../../src/core/specConfig.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';

suite('assembleSnapshot', () => {
	function assemble(objectives: readonly Objective[], questions: readonly Question[] = []) {
		return assembleSnapshot({
			revision: { inPlace: false },
			config: DEFAULT_SPEC_CONFIG,
			formats: NATIVE,
			recognised: true,
			objectives,
			questions,
			problems: [],
		});
	}

	/** `A>B` is objective A with parent B. */
	function check(objectives: readonly string[], ids: readonly string[], ...problems: string[]): void {
		const made = objectives.map((text, index) => {
			const [id = '', parent] = text.split('>');
			const source = { file: `objectives/${index}.md` as RepoPath, titleLine: 1, captures: {} };
			return objectiveWith({ id, parent, source, aliases: [`${id}-alias`] });
		});
		const snapshot = assemble(made);
		assert.deepEqual(
			snapshot.objectives.map(({ id }) => id),
			ids,
		);
		assert.deepEqual([...snapshot.objectiveById.keys()], ids);
		assert.deepEqual(
			snapshot.problems.map(({ code, file, facts }) => `${code} ${file} ${Object.values(facts).join(' ')}`),
			problems,
		);
	}

	test('nothing', () => check([], []));
	test('in the natural order', () => check(['CHK-10', 'CHK-9', 'A', 'CHK-9a'], ['A', 'CHK-9', 'CHK-9a', 'CHK-10']));
	test('an id twice: the first file has it', () =>
		check(['A', 'B', 'A'], ['A', 'B'], 'id.duplicate objectives/2.md A objectives/0.md'));
	test('an id three times', () =>
		check(
			['A', 'A', 'A'],
			['A'],
			'id.duplicate objectives/1.md A objectives/0.md',
			'id.duplicate objectives/2.md A objectives/0.md',
		));
	test('a parent', () => check(['A>B', 'B'], ['A', 'B']));
	test('a parent by alias', () => check(['A>B-alias', 'B'], ['A', 'B']));
	test('a parent that is not there', () => check(['A>X'], ['A'], 'parent.unknown objectives/0.md X'));
	test('its own parent', () => check(['A>A'], ['A'], 'parent.cycle objectives/0.md A > A'));
	test('a circle, told once', () =>
		check(['C>A', 'A>B', 'B>C', 'D>A'], ['A', 'B', 'C', 'D'], 'parent.cycle objectives/1.md A > B > C > A'));
	test('two circles', () =>
		check(
			['A>B', 'B>A', 'C>C'],
			['A', 'B', 'C'],
			'parent.cycle objectives/0.md A > B > A',
			'parent.cycle objectives/2.md C > C',
		));
	test('a circle that is met from outside', () =>
		check(['A>B', 'B>C', 'C>B'], ['A', 'B', 'C'], 'parent.cycle objectives/1.md B > C > B'));
	test('a chain of 20,000 is no circle, and quick', () => {
		const chain = Array.from({ length: 20_000 }, (_, index) =>
			objectiveWith({ id: `A-${index}`, parent: `A-${index + 1}` }),
		);
		assert.deepEqual(
			assemble(chain).problems.map(({ code }) => code),
			['parent.unknown'],
		);
	});

	const question = (id: string, askedAt: string | undefined, objective?: string): Question => ({
		id,
		title: id,
		askedAt,
		objective,
		messages: [],
		state: 'open',
		file: `questions/${id}.md` as RepoPath,
	});

	test('questions, newest first; one about nothing known is kept', () => {
		const { questions, problems } = assemble(
			[objectiveWith({ id: 'A' })],
			[question('q1', '2026-01-01', 'A'), question('q2', '2026-02-01', 'X'), question('q3', undefined)],
		);
		assert.deepEqual(
			questions.map(({ id }) => id),
			['q2', 'q1', 'q3'],
		);
		assert.deepEqual(
			problems.map(({ code, file }) => [code, file]),
			[['question.unknown-objective', 'questions/q2.md']],
		);
	});

	test('people are those of the settings and of the objectives, once', () => {
		const maria = { key: 'maria', name: 'Maria' };
		const objectives = [
			objectiveWith({ id: 'A', pm: maria, engineer: { name: 'Tom' } }),
			objectiveWith({ id: 'B', pm: { name: 'tom' } }),
		];
		const { people } = assembleSnapshot({
			revision: { inPlace: true },
			config: { ...DEFAULT_SPEC_CONFIG, people: [maria] },
			formats: NATIVE,
			recognised: true,
			objectives,
			questions: [],
			problems: [],
		});
		assert.deepEqual(
			people.map(({ name }) => name),
			['Maria', 'Tom'],
		);
	});

	test('order of ids', () =>
		assert.deepEqual(['b', 'a10', 'a2', 'a', '10', '9', ''].sort(compareIds), ['', '9', '10', 'a', 'a2', 'a10', 'b']));
});
