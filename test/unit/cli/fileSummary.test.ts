import assert from 'node:assert/strict';
import { isBoundary, summarizeFile } from '../../../src/cli/fileSummary.ts';
import { commitEvidence, linked, lineHistory, linkTo, none, pathEvidence, unknown, unlinked } from './answers.ts';
import type { LineAnswer } from '../../../src/core/link.ts';

const summaryOf = (...answers: readonly LineAnswer[]) =>
	summarizeFile({
		answer: (line) => answers[line - 1] ?? unknown,
		lineCount: answers.length,
		shares: () => [],
		unknownMarkers: [],
	});

suite('a file, line by line', () => {
	test('counts what each line is, and the sums agree', () => {
		const {
			lineCount,
			objectives,
			none: onPurpose,
			unlinked: without,
			unknown: open,
		} = summaryOf(linked(linkTo('A', pathEvidence)), none(), unlinked, unlinked, unknown);
		const lines = objectives.reduce((sum, share) => sum + share.lines, 0);
		assert.deepEqual([lines, onPurpose, without, open], [1, 1, 2, 1]);
		assert.equal(lines + onPurpose + without + open, lineCount);
	});

	test('neighbouring lines are one range', () => {
		const a = linked(linkTo('A', pathEvidence));
		const [share] = summaryOf(a, a, unlinked, a, linked(linkTo('B', pathEvidence)), a).objectives;
		assert.equal(share?.objective, 'A');
		assert.deepEqual(share?.ranges, [
			{ first: 1, last: 2 },
			{ first: 4, last: 4 },
			{ first: 6, last: 6 },
		]);
	});

	test('an objective behind a stronger one, or behind "none", is counted apart', () => {
		const { objectives } = summaryOf(
			linked(linkTo('A', commitEvidence('1')), linkTo('B', pathEvidence)),
			none(linkTo('B', pathEvidence)),
		);
		assert.deepEqual(
			objectives.map(({ objective, lines, alsoLines }) => [objective, lines, alsoLines]),
			[
				['A', 1, 0],
				['B', 0, 2],
			],
		);
	});

	test('most lines first, then the id', () => {
		const order = summaryOf(
			...['C', 'B', 'B', 'A'].map((objective) => linked(linkTo(objective, pathEvidence))),
		).objectives.map(({ objective }) => objective);
		assert.deepEqual(order, ['B', 'A', 'C']);
	});

	test('the same evidence on many lines is one piece, and the strongest is first', () => {
		const [share] = summaryOf(
			linked(linkTo('A', pathEvidence)),
			linked(linkTo('A', commitEvidence('1', 'body'), pathEvidence)),
			linked(linkTo('A', commitEvidence('1', 'body'), pathEvidence)),
			linked(linkTo('A', commitEvidence('2', 'trailer'), pathEvidence)),
		).objectives;
		assert.deepEqual(
			share?.evidence.map(({ evidence, lines }) => [
				evidence.kind === 'commit' ? evidence.commit.hash : evidence.kind,
				lines,
			]),
			[
				['2', 1],
				['1', 2],
				['path', 4],
			],
		);
	});

	test('lines at the end of a shallow history', () => {
		const edge: LineAnswer = { kind: 'unlinked', links: [], history: { ...lineHistory, boundary: true } };
		assert.equal(summaryOf(edge, unlinked).boundary, 1);
		assert.equal(isBoundary(edge), true);
		assert.equal(isBoundary(unlinked), false);
	});
});
