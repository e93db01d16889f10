import assert from 'node:assert/strict';
import type { DoctorReport } from '../../../src/app/doctor.ts';
import { commitsText, doctorText, objectivesText } from '../../../src/cli/listText.ts';
import type { NamedCommit } from '../../../src/cli/listText.ts';
import type { CommitMention, CommitNaming } from '../../../src/core/link.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { commitOf } from './answers.ts';

suite('lists for people', () => {
	test('objectives', () => {
		const lines = objectivesText([
			objectiveWith({ id: 'CHK-1', title: 'Cut', status: 'active', health: 'at-risk', period: { text: '2026-Q4' } }),
			objectiveWith({ id: 'B', title: 'Other\nline', statusText: 'odd', pm: { name: 'Maria Lopez' } }),
		]);
		assert.deepEqual(lines, [
			'ID     STATUS  HEALTH   PERIOD   PM           TITLE',
			'CHK-1  Active  At risk  Q4 2026  -            Cut',
			'B      odd     -        -        Maria Lopez  Other line',
		]);
	});
	test('no objectives', () => assert.deepEqual(objectivesText([]), ['No objective was found.']));

	suite('commits', () => {
		const mention = (objective: string, words: string): CommitMention => {
			return { objective, words, relation: 'implements', where: 'subject' };
		};
		const named = (hash: string, naming: CommitNaming): NamedCommit => ({ commit: commitOf(hash), naming });
		const commits = [
			named('aaaaaaaaaaaa', { mentions: [mention('A', 'CHK-1'), mention('LONG-1', 'x'.repeat(60))] }),
			named('bbbbbbbbbbbb', { mentions: [], none: { words: 'Objective: none' } }),
			named('cccccccccccc', { mentions: [] }),
		];
		test('one line for each objective; what names none is left out', () => {
			assert.deepEqual(commitsText(commits, { commits: 3, named: 1, none: 1 }), [
				`aaaaaaaaa  2026-11-13  A       implements  subject  "CHK-1"${' '.repeat(43)}  Retry a declined card once`,
				`aaaaaaaaa  2026-11-13  LONG-1  implements  subject  "${'x'.repeat(47)}…"  Retry a declined card once`,
				`bbbbbbbbb  2026-11-13  none    on purpose           "Objective: none"${' '.repeat(33)}  Retry a declined card once`,
				'',
				'1 of 3 commits names an objective; 1 says that it serves none.',
			]);
		});
		test('nothing named', () =>
			assert.deepEqual(commitsText([], { commits: 0, named: 0, none: 0 }), ['0 of 0 commits name an objective.']));
	});

	test('the doctor: advice below, and a flood of notes cut', () => {
		const note = { status: 'note', text: 'a key' } as const;
		const report: DoctorReport = {
			version: 1,
			sections: [
				{ title: 'Here', checks: [{ status: 'error', text: 'git was not found.', next: 'Install git.' }] },
				{ title: 'Problems', checks: Array.from({ length: 14 }, () => note) },
			],
		};
		assert.deepEqual(doctorText(report), [
			'Here',
			'  error   git was not found.',
			'          Install git.',
			'',
			'Problems',
			...Array.from({ length: 10 }, () => '  note    a key'),
			'  note    and 4 more like these; --json lists them',
		]);
	});
});
