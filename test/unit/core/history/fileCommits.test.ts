import assert from 'node:assert/strict';
import { appendCommits, createCommitColumns } from '../../../../src/core/history/appendCommits.ts';
import { commitHistoryOf, findCommit } from '../../../../src/core/history/commitTable.ts';
import { commitsOfFile } from '../../../../src/core/history/fileCommits.ts';
import { createLogStream } from '../../../../src/core/history/logStream.ts';
import { reachableFrom } from '../../../../src/core/history/reachable.ts';

/** `name parents: changes` with changes as `M a`, `R a b`; children first. */
function columnsOf(...lines: readonly string[]) {
	const hash = (name: string) => name.charCodeAt(0).toString(16).padStart(40, '0');
	const log = lines.map((line, at) => {
		const [, name = '', parents = '', changes = ''] = /^(\w) ?([\w ]*): ?(.*)$/.exec(line) ?? [];
		const hashes = parents.split(' ').filter(Boolean).map(hash);
		const fields = changes
			.split(', ')
			.filter(Boolean)
			.flatMap((change) => change.split(' '));
		const list = fields.length === 0 ? '' : `\n${fields.join('\0')}\0`;
		return `${hash(name)}\0${hashes.join(' ')}\0${1_700_000_000 - at}\0A\0a@b\0${name}\0\0${list}`;
	});
	const stream = createLogStream({ onMessage() {}, next: (records) => records });
	stream.push(new TextEncoder().encode(log.join('')));
	assert.ok(stream.end());
	const columns = createCommitColumns();
	assert.ok(appendCommits(columns, stream.records()));
	return { columns, hash };
}

suite('the commits of a file', () => {
	const check = (what: string, path: string, expected: string, ...lines: readonly string[]) =>
		test(what, () => {
			const { columns, hash } = columnsOf(...lines);
			const history = commitHistoryOf(columns);
			const head = findCommit(columns, hash(lines[0]?.[0] ?? ''));
			const found = commitsOfFile(columns, reachableFrom(columns, head), path);
			const names = found.map((commit) => String.fromCharCode(Number.parseInt(history.hash(commit), 16)));
			assert.equal(names.sort().join(''), expected);
		});

	check('a rename is followed', 'b', 'acd', 'e d: M x', 'd c: M b', 'c b: R a b', 'b a: M x', 'a: A a');
	check('there and back again', 'a', 'abcd', 'd c: M a', 'c b: R b a', 'b a: R a b', 'a: A a');
	check(
		'another file that took the old name is another file',
		'b',
		'ab',
		'd c: M a',
		'c b: A a',
		'b a: R a b',
		'a: A a',
	);
	check('and the other way round', 'a', 'cd', 'd c: M a', 'c b: A a', 'b a: R a b', 'a: A a');
	check(
		'a line beside the rename has the old name',
		'b',
		'abcd',
		'e d c:',
		'd b: M a',
		'c b: R a b',
		'b a: M a',
		'a: A a',
	);
	check('a file that never was', 'z', '', 'a: A a');
});
