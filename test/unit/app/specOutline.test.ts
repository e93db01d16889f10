import assert from 'node:assert/strict';
import { specOutline } from '../../../src/app/specOutline.ts';
import type { OutlineItem } from '../../../src/app/specOutline.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the outline of a spec file', () => {
	const path = repoPath('objectives/a.md');
	const inShort = ({ name, detail, lines, line, children }: OutlineItem, depth = 0): readonly string[] => [
		`${'-'.repeat(depth)}${name}${detail && ` (${detail})`} ${line} of ${lines.first}-${lines.last}`,
		...children.flatMap((child) => inShort(child, depth + 1)),
	];
	const check = (
		name: string,
		text: string,
		expected: readonly string[],
		known: readonly [string, string, number][] = [],
	) =>
		test(name, () => {
			const objectives = known.map(([id, title, line]) =>
				objectiveOf(id, { title, source: { file: path, titleLine: line, captures: {} } }),
			);
			const items = specOutline(path, text, snapshotOf(objectives));
			assert.deepEqual(
				items.flatMap((item) => inShort(item)),
				expected,
			);
		});

	check(
		'a native file',
		'---\nid: A\ntitle: B\nkey_results:\n  - {metric: M, current: 1, target: 2, unit: "%"}\n  - N\n---\n# Why\n\n## Constraints\n\n# Notes\n',
		[
			'B (A) 3 of 1-13',
			'-M (1 of 2 %) 5 of 5-5',
			'-N 6 of 6-6',
			'-Why 8 of 8-11',
			'--Constraints 10 of 10-11',
			'-Notes 12 of 12-13',
		],
		[['A', 'B', 3]],
	);
	check('a file that was not read yet', '---\nid: A\n---\n# Why\n', ['A 1 of 1-5', '-Why 4 of 4-5']);
	check(
		'a title that is a heading',
		'---\nid: A\n---\n# The B\n\n## Why\n',
		['The B (A) 4 of 1-7', '-Why 6 of 6-7'],
		[['A', 'The B', 4]],
	);
	check(
		'several objectives, moved by what is typed above',
		'\n# One\n\n## Why\n\n# Two\n',
		['One (A-1) 2 of 2-5', '-Why 4 of 4-5', 'Two (A-2) 6 of 6-7'],
		[
			['A-1', 'One', 1],
			['A-2', 'Two', 5],
		],
	);
	check('no objective at all', '# Only\n\n## Words\n', ['Only 1 of 1-4', '-Words 3 of 3-4']);
	test('a page of nothing but headings takes no time', () => {
		const start = process.cpuUsage();
		assert.equal(specOutline(path, '# a\n'.repeat(60_000), snapshotOf([])).length, 60_000);
		assert.ok(process.cpuUsage(start).user < 3_000_000);
	});
	check('nothing', '', []);
	check('a broken header', '---\nid: [\n', ['[ 1 of 1-3']);
});
