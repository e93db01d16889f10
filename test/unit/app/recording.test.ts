import assert from 'node:assert/strict';
import { changeOf } from '../../../src/app/outboxChange.ts';
import {
	canRecordIn,
	decidedIn,
	decidersOf,
	proposedQuestion,
	recordedLine,
	recordEntry,
} from '../../../src/app/recording.ts';
import { recordedIn } from '../../../src/core/readRecorded.ts';
import type { RecordDraft } from '../../../src/app/recording.ts';
import { committedPlace } from '../../../src/app/recordPlace.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import type { FormatName } from '../../../src/core/formats/specFormat.ts';
import type { Question } from '../../../src/core/question.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { commitOf, historyOf } from '../../support/knownWhy.ts';
import { objectiveOf, questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const ana = { name: 'Ana Ruiz', email: 'ana@shop.example' };
const chk = objectiveOf('CHK-1', { pm: { key: 'maria', name: 'Maria Lopez' }, engineer: { name: 'Ben Okafor' } });
const anchor = {
	path: repoPath('src/a.ts'),
	lines: { first: 4, last: 6 },
	commit: 'a'.repeat(40),
	repo: 'acme/web-shop',
};
const draft: RecordDraft = {
	kind: 'decision',
	objective: chk,
	what: 'Retry once',
	why: '',
	people: ['Maria Lopez'],
	place: { repo: { root: '/r' }, anchor },
};

suite('recording', () => {
	test('is an entry of the outbox that puts one line into the objective', () => {
		const store = createSpecStore({
			source: fakeSource(),
			read: async () => snapshotOf([chk]),
			clock: fakeClock(),
			log: fakeLog(),
		});
		const entry = recordEntry(draft, { store, author: ana, now: NOW, shortId: '1' });
		assert.equal(entry.path, 'objectives/chk-1.md');
		assert.equal(entry.message, 'Record decision: Retry once\n\nObjective: CHK-1');
		assert.equal(entry.title, 'Decision for CHK-1: Retry once');
		assert.deepEqual(entry.author, ana);
		const change = changeOf(entry);
		const line = '- Retry once. (Decided by Maria Lopez, 2026-11-29; `src/a.ts:4-6` in acme/web-shop at aaaaaaa)';
		assert.equal(change.update('## Decisions\n'), `## Decisions\n\n${line}\n`);
		assert.equal(change.update(change.update('## Decisions\n')), `## Decisions\n\n${line}\n`);
		assert.throws(() => change.update(undefined), /no longer/);
	});
	test('links the lines on their forge', () => {
		const repo = { root: '/r', remoteUrl: 'git@github.com:acme/web-shop.git' };
		assert.match(
			recordedLine({ ...draft, place: { repo, anchor } }, NOW),
			/\[`src\/a\.ts:4-6`\]\(https:\/\/github\.com\/acme\/web-shop\/blob\/a{40}\/src\/a\.ts#L4-L6\) at aaaaaaa/,
		);
	});
	test('names the question from where the objective is', () =>
		assert.match(
			recordedLine({ ...draft, question: questionOf('q-1') }, NOW),
			/; \[question\]\(\.\.\/questions\/q-1\.md\)\)$/,
		));
	test('what a commit said is signed and dated by the commit', () => {
		const commit = { hash: 'abcdef0'.padEnd(40, '0'), author: 'Ben', time: Date.parse('2026-01-02T00:00:00Z') / 1000 };
		assert.equal(
			recordedLine({ ...draft, kind: 'trade-off', commit }, NOW),
			'Trade-off: Retry once. (From commit abcdef0 by Ben, 2026-01-02)',
		);
	});
	test('may be asked for instead', () => {
		const { title, whyItMatters, replaces } = proposedQuestion({ ...draft, kind: 'constraint' }, 'The line', 'r-1');
		assert.equal(title, 'Proposed constraint for CHK-1: Retry once');
		assert.match(whyItMatters ?? '', /"Constraints" of objectives\/chk-1\.md[^]*\n> The line$/);
		assert.equal(replaces, 'r-1');
	});

	const decided = (messages: Question['messages'], expected: string) =>
		test(`begins with: ${expected}`, () =>
			assert.equal(decidedIn(questionOf('q', { title: 'Why once?', messages })), expected));
	decided([], 'Why once?');
	decided(
		[
			{ kind: 'answer', markdown: 'The **law** says so. More of it.\n\nAnd more.' },
			{ kind: 'reply', markdown: 'Fine.' },
		],
		'The law says so.',
	);
	decided(
		[
			{ kind: 'answer', markdown: 'One' },
			{ kind: 'answer', markdown: 'v1.2 it is' },
		],
		'v1.2 it is',
	);

	test('those who may have decided', () => {
		assert.deepEqual(decidersOf(chk, ana), [
			['Maria Lopez', 'Ana Ruiz'],
			['Ana Ruiz'],
			['Maria Lopez'],
			['Ben Okafor'],
		]);
		assert.deepEqual(decidersOf(objectiveOf('A'), ana), [['Ana Ruiz']]);
	});
	test('what the file says already, in any dress', () => {
		const is = recordedIn(
			objectiveOf('A', {
				constraints: [
					{ markdown: 'Two *a second*. (Recorded by Ana, 2026-01-01)', line: 1 },
					{ markdown: 'Trade-off: slow', line: 2 },
				],
			}),
		);
		assert.deepEqual(['two a second', 'Slow!', 'three a second'].map(is), [true, true, false]);
	});

	const takes = (file: string, format: FormatName, expected: boolean) =>
		test(`${file} of ${format}: ${expected ? 'can be written' : 'cannot'}`, () => {
			const objective = objectiveOf('A', { source: { file: repoPath(file), titleLine: 1, captures: {} } });
			const child = objectiveOf('A.1', { source: { file: repoPath(file), titleLine: 9, captures: {} } });
			const snapshot = {
				...snapshotOf([objective, child]),
				formats: KNOWN_FORMATS[format],
			};
			assert.equal(canRecordIn(objective, snapshot), expected);
			assert.equal(canRecordIn(child, snapshot), false);
		});
	takes('objectives/a.md', 'native', true);
	takes('okrs/2026-Q4.yaml', 'okr', false);
	takes('specs/2026.1/approved/a.rst', 'openstack', false);
	takes('keps/sig-a/1-x/README.md', 'kep', true);

	suite('the lines at the commit', () => {
		const lines = ['one', 'two', 'three', 'four'];
		const ready = { kind: 'ready', history: historyOf(lines, [commitOf('a', 'x')]) } as const;
		const check = (name: string, now: readonly string[], [first, last]: readonly [number, number], expected: string) =>
			test(name, () => {
				const found = committedPlace({ history: ready }, now, { ...anchor, lines: { first, last } });
				assert.equal(`${found.lines.first}-${found.lines.last} ${found.commit?.[0] ?? 'none'}`, expected);
			});
		check('are those of the editor', lines, [2, 3], '2-3 a');
		check('are found above what is typed', ['new', ...lines], [3, 4], '2-3 a');
		check('are none where one is typed', ['one', 'new', 'two'], [1, 2], '1-2 none');
		check('are none where one is gone between', ['one', 'three'], [1, 2], '1-2 none');
		test('are none in a file that is not committed', () =>
			assert.equal(committedPlace({ history: { kind: 'absent' } }, lines, anchor).commit, undefined));
	});
});
