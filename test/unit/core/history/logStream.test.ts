import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { appendCommits, createCommitColumns } from '../../../../src/core/history/appendCommits.ts';
import type { CommitRecords } from '../../../../src/core/history/commitRecords.ts';
import { commitHistoryOf } from '../../../../src/core/history/commitTable.ts';
import { dropUnfinished } from '../../../../src/core/history/joinRecords.ts';
import { createLogStream } from '../../../../src/core/history/logStream.ts';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];

/** What git prints for a merge with a conflict, a rename, an empty commit and a first commit. */
const log = [
	`${C}\0${B} ${A}\x001700000300\0Ana\0ana@example.com\0Merge: both\n\0\0\0MM\0a.txt\0a.txt\0a.txt\0RM\0old.txt\0new.txt\0new.txt\0`,
	`${B}\0${A}\x001700000200\0Bo Ek\0bo@example.com\0Move it ünder\n\nObjective: CHK-1\n\0\0\nR087\0old.txt\0sub/new.txt\0M\0a.txt\0T\0link\0`,
	`${A}\0\x001700000100\0\0\0\0\0\nA\0a.txt\0A\0old.txt\0A\0link\0`,
].join('');

function read(chunks: readonly Uint8Array[]) {
	const messages: string[] = [];
	const stream = createLogStream({
		onMessage: (_, bytes, start, end) => void messages.push(new TextDecoder().decode(bytes.subarray(start, end))),
		next: (records) => records,
	});
	for (const chunk of chunks) stream.push(chunk);
	const whole = stream.end();
	return { records: stream.records(), messages, whole };
}

function historyOf(records: CommitRecords) {
	const columns = createCommitColumns();
	assert.ok(appendCommits(columns, records));
	return commitHistoryOf(columns);
}

suite('logStream', () => {
	const bytes = new TextEncoder().encode(log);

	test('commits come with parents, author, time and changes; of a merge what differs from all parents', () => {
		const { records, messages, whole } = read([bytes]);
		assert.ok(whole);
		assert.deepEqual(messages, ['Merge: both\n', 'Move it ünder\n\nObjective: CHK-1\n', '']);
		const history = historyOf(records);
		const merge = history.find(C);
		assert.equal(history.commitCount, 3);
		assert.deepEqual(history.parents(merge).map(history.hash), [B, A]);
		assert.deepEqual(history.changes(merge), [
			{ commit: merge, path: 'a.txt', kind: 'modified' },
			{ commit: merge, path: 'new.txt', kind: 'renamed', from: 'old.txt' },
		]);
		assert.deepEqual(history.author(history.find(B)), { name: 'Bo Ek', email: 'bo@example.com' });
		assert.equal(history.time(history.find(A)), 1_700_000_100);
		assert.deepEqual(
			history.changesOf('a.txt').map(({ commit, kind }) => [history.hash(commit), kind]),
			[
				[C, 'modified'],
				[B, 'modified'],
				[A, 'added'],
			],
		);
	});

	test('chunks may be cut anywhere', () => {
		const expected = read([bytes]);
		fc.assert(
			fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
				const ends = [0, ...cuts.sort((one, other) => one - other), bytes.length];
				const chunks = ends.slice(1).map((end, at) => bytes.slice(ends[at] ?? 0, end));
				assert.deepEqual(read(chunks), expected);
			}),
		);
	});

	test('an output that breaks off gives the commits that are complete, and says so', () => {
		for (let end = 1; end < bytes.length; end++) {
			const { records, whole } = read([bytes.slice(0, end)]);
			const atCommit = log.slice(0, end).endsWith('\0') && records.changeEnds.length < records.count;
			dropUnfinished(records);
			const history = historyOf(records);
			assert.ok(history.commitCount <= 3);
			if (!whole) assert.ok(!atCommit || history.commitCount < 3, `${end}`);
		}
	});

	test('what is no log is no log', () => {
		for (const text of ['fatal: bad\0', `${A}\0${A.slice(1)}\0`, `${A}\0\x001\0a\0b\0m\0\0\nQ\0x\0`]) {
			const { records, whole } = read([new TextEncoder().encode(text)]);
			assert.equal(whole, false, text);
			dropUnfinished(records);
			assert.ok(historyOf(records).commitCount <= 1);
		}
	});
});
