import assert from 'node:assert/strict';
import type { Objective } from '../../../src/core/objective.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import { finish } from '../../../src/core/steps.ts';
import { NATIVE } from '../../../src/core/formats/native.ts';
import { objectiveProblems } from '../../../src/core/snapshotProblems.ts';
import { readNative } from '../../support/readNative.ts';
import { createProblemPlaces } from '../../../src/core/problemPlaces.ts';

const people = [
	{ key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example', handle: 'marial' },
	{ key: 'ben', name: 'Ben Okafor' },
];

function read(keys: string, known = people): { objective: Objective; text: string } {
	const text = `---\nid: A\ntitle: T\n${keys}\n---\n`;
	const { value } = readNative(text, { path: 'objectives/A.md', people: known });
	assert.ok(value);
	return { objective: value, text };
}

/** The problems of an objective with these keys, each with the text that stands at its place. */
function check(keys: string, ...expected: string[]): void {
	checkWith(people, keys, ...expected);
}

function checkWith(known: typeof people, keys: string, ...expected: string[]): void {
	const { objective, text } = read(keys, known);
	const lines = text.split('\n');
	const found = finish(objectiveProblems([objective], { people: known, formats: NATIVE })).map((problem) => {
		const range = createProblemPlaces(problem.file, text, [])(problem);
		const line = range && lines[range.start.line - 1]?.slice(range.start.column - 1, range.end.column - 1);
		const suggestion = 'suggestion' in problem.facts && problem.facts.suggestion;
		return `${problem.code} ${problem.severity} at ${line}${suggestion ? ` ? ${suggestion}` : ''}`;
	});
	assert.deepEqual(found, expected);
}

suite('objectiveProblems', () => {
	test('a person by key', () => check('pm: maria'));
	test('by name, in any case', () => check('pm: maria lopez'));
	test('by e-mail', () => check('pm: maria@shop.example'));
	test('by name and e-mail', () => check('pm: M. L. <maria@shop.example>'));
	test('by handle', () => check('pm: "@marial"'));
	test('by handle without @', () => check('pm: marial'));
	test('a misspelt key', () => check('pm: mraia # PM', 'person.unknown warning at mraia ? maria'));
	test('a misspelt handle', () => check('pm: "@marail"', 'person.unknown warning at "@marail" ? marial'));
	test('somebody else', () => check('engineer: Zoe Zimmer', 'person.unknown warning at Zoe Zimmer'));
	test('somebody else who can be reached', () =>
		check('product_owner: Zoe <zoe@x.example>', 'person.unknown info at Zoe <zoe@x.example>'));
	test('who confirmed', () => check('confirmed: {by: bne, on: 2026-11-02}', 'person.unknown warning at bne ? ben'));
	test('where nobody is listed, anybody will do', () => checkWith([], 'pm: mraia'));

	test('the author of an RFC may be anybody, and is told once for a file', () => {
		const { objective } = read('pm: Zoe');
		const problems = finish(
			objectiveProblems([objective, { ...objective, id: 'B' }], {
				people,
				formats: KNOWN_FORMATS.ember,
			}),
		);
		assert.deepEqual(
			problems.map(({ code, severity }) => [code, severity]),
			[['person.unknown', 'info']],
		);
	});

	test('a successor of nothing', () => check('supersedes: OLD-1', 'supersedes.unknown info at OLD-1'));
	test('of one that is there and one that is not', () =>
		check('supersedes:\n  - A\n  - OLD-1', 'supersedes.unknown info at OLD-1'));
	test('in brackets, under another name', () => check('replaces: [A, "OLD-1"]', 'supersedes.unknown info at "OLD-1"'));

	test('a key result without baseline', () =>
		check('key_results:\n  - metric: Orders\n    target: 7', 'key-result.no-baseline info at Orders'));
	test('one that is only named', () => check('key_results: [{metric: Orders}]'));
	test('a baseline of zero is one', () => check('key_results: [{metric: Orders, baseline: 0, target: 7}]'));
	test('no way to go', () =>
		check('krs:\n- {metric: Orders, baseline: 7 %, target: 7.0}', 'key-result.no-change warning at 7.0'));

	test('ten thousand unknown people are told in time', () => {
		const { objective } = read('pm: x');
		const crowd = Array.from({ length: 5000 }, (_, index) => ({ key: `key-${index}`, name: `Somebody of ${index}` }));
		const all = Array.from({ length: 10_000 }, (_, index) => ({ ...objective, pm: { name: `Nobody of ${index}` } }));
		const start = process.cpuUsage();
		assert.equal(finish(objectiveProblems(all, { people: crowd, formats: NATIVE })).length, 10_000);
		// A moment is usual; what grows with the square takes minutes.
		assert.ok(process.cpuUsage(start).user < 8_000_000);
	});
});
