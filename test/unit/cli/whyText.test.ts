import assert from 'node:assert/strict';
import { summarizeFile } from '../../../src/cli/fileSummary.ts';
import { whyFileText, whyLineText } from '../../../src/cli/whyText.ts';
import type { WhyPlace } from '../../../src/cli/whyText.ts';
import type { LineAnswer } from '../../../src/core/link.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { commitEvidence, linked, linkTo, none, now, pathEvidence, unknown, unlinked } from './answers.ts';

const place: WhyPlace = {
	root: '/shop',
	path: 'src/cart.ts' as RepoPath,
	spec: 'folder:/specs',
	now,
	objectives: new Map(
		[
			objectiveWith({ id: 'A', title: 'Cut abandonment', status: 'active', health: 'at-risk', pm: { name: 'Maria' } }),
			objectiveWith({ id: 'B', title: 'Title\u001b[2J of B', statusText: 'sleeping' }),
		].map((objective) => [objective.id, objective]),
	),
};

suite('why, for people', () => {
	suite('one line', () => {
		const check = (what: string, answer: LineAnswer, ...expected: readonly string[]) =>
			test(what, () => assert.deepEqual(whyLineText(12, answer, place), expected));
		check(
			'linked',
			linked(linkTo('A', commitEvidence('0123456789abcdef'), pathEvidence), linkTo('B', pathEvidence)),
			'src/cart.ts:12',
			'',
			'A  Cut abandonment',
			'  Active · At risk · PM Maria',
			'  Because 0123456 Retry a declined card once says Objective: A · Ana Ruiz, last week',
			'  Because src/** in A.md matches this file',
			'',
			'B  Title\ufffd[2J of B',
			'  sleeping',
			'  Because src/** in A.md matches this file',
		);
		check(
			'none, on purpose',
			none(),
			'src/cart.ts:12',
			'No objective, on purpose: 0123456 Retry a declined card once (Ana Ruiz, last week) says Objective: none (dependency update)',
		);
		check(
			'none, but a pattern covers the file',
			none(linkTo('A', pathEvidence)),
			'src/cart.ts:12',
			'No objective, on purpose: 0123456 Retry a declined card once (Ana Ruiz, last week) says Objective: none (dependency update)',
			"The PM's patterns cover this file for:",
			'',
			'A  Cut abandonment',
			'  Active · At risk · PM Maria',
			'  Because src/** in A.md matches this file',
		);
		check(
			'unlinked',
			unlinked,
			'src/cart.ts:12',
			'No objective known. Last changed by 0123456 Retry a declined card once (Ana Ruiz, last week)',
		);
		check(
			'not committed',
			{ kind: 'unlinked', links: [], history: { kind: 'uncommitted' } },
			'src/cart.ts:12',
			'No objective known. This line is not committed yet.',
		);
		check('unknown', unknown, 'src/cart.ts:12', 'It cannot be known.');
	});

	suite('a whole file', () => {
		const check = (what: string, answers: readonly LineAnswer[], ...expected: readonly string[]) =>
			test(what, () => {
				const explanation = {
					answer: (line: number) => answers[line - 1] ?? unknown,
					lineCount: answers.length,
					shares: () => [],
					unknownMarkers: [],
				};
				assert.deepEqual(whyFileText(summarizeFile(explanation), place), expected);
			});
		check(
			'objectives and the rest',
			[
				linked(linkTo('A', commitEvidence('0123456789abcdef')), linkTo('B', pathEvidence)),
				linked(linkTo('A', pathEvidence)),
				none(),
				unlinked,
			],
			'src/cart.ts, 4 lines',
			'',
			'A  Cut abandonment',
			'  2 lines, 50 % · Active · At risk · PM Maria',
			'  Because 0123456 Retry a declined card once says Objective: A · Ana Ruiz, last week',
			'  and 1 more piece of evidence',
			'',
			'B  Title\ufffd[2J of B',
			'  behind others on 1 line · sleeping',
			'  Because src/** in A.md matches this file',
			'',
			'No objective, on purpose  1 line  25 %',
			'Not linked                1 line  25 %',
		);
		check('nothing at all', [unlinked], 'src/cart.ts, 1 line', 'No objective known.');
	});
});
