import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { addCodePattern, filePattern, folderPattern } from '../../../src/core/codeListEdit.ts';
import { createPatternIndex } from '../../../src/core/patterns.ts';
import { toRepoPath } from '../../../src/core/repoPath.ts';
import { applyEdits } from '../../../src/core/textEdit.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { repoPath } from '../../support/snapshots.ts';

/** Lines of the front matter before and after `src/new.ts` was added; undefined: it is not offered. */
function check(
	name: string,
	before: readonly string[],
	after: readonly string[] | undefined,
	repo = 'acme/web-shop',
): void {
	const whole = (lines: readonly string[], end: string) =>
		['---', ...lines, '---', '# Why', '', 'Because.', ''].join(end);
	for (const end of ['\n', '\r\n']) {
		test(`${name}${end === '\n' ? '' : ', with CRLF'}`, () => {
			const text = whole(before, end);
			const edit = addCodePattern(text, 'src/new.ts', repo);
			assert.equal(edit && applyEdits(text, [edit]), after && whole(after, end));
		});
	}
}

suite('a pattern added to the code of an objective', () => {
	check('makes the list', ['id: A-1', 'title: One'], ['id: A-1', 'title: One', 'code:', '  - src/new.ts']);
	check(
		'behind a value of several lines',
		['id: A-1', 'tickets:', '  - X-1', '# end'],
		['id: A-1', 'tickets:', '  - X-1', '# end', 'code:', '  - src/new.ts'],
	);
	check('fills an empty one', ['id: A-1', 'code:', 'team: x'], ['id: A-1', 'code:', '  - src/new.ts', 'team: x']);
	check(
		'goes below the others, with their indent',
		['code: # mine', '- src/a/** # all', '- "!b.ts"', 'team: x'],
		['code: # mine', '- src/a/** # all', '- "!b.ts"', '- src/new.ts', 'team: x'],
	);
	check('stands in brackets, where they do', ['code: [a.ts, "b.ts"]'], ['code: [a.ts, "b.ts", src/new.ts]']);
	check('fills brackets that are empty', ['code: []'], ['code: [src/new.ts]']);
	check('makes a list of a single one', ['code: src/a/**'], ['code: [src/a/**, src/new.ts]']);
	check(
		'goes to the entry of its code repo',
		[
			'code:',
			'  - src/**',
			'  - repo: acme/Web-Shop',
			'    paths:',
			'      - apps/',
			'  - repo: acme/other',
			'    paths: [x]',
		],
		[
			'code:',
			'  - src/**',
			'  - repo: acme/Web-Shop',
			'    paths:',
			'      - apps/',
			'      - src/new.ts',
			'  - repo: acme/other',
			'    paths: [x]',
		],
	);
	check(
		'holds for all repos, where none is named',
		['code:', '  - repo: acme/other', '    paths: [x]'],
		['code:', '  - repo: acme/other', '    paths: [x]', '  - src/new.ts'],
	);
	check('is not offered where the value is something else', ['code: {repo: x, paths: [a]}'], undefined);
	check('is not offered where the keys are indented', ['  id: A-1'], undefined);
	test('is not offered without front matter, or where that has no end', () => {
		for (const text of ['# Title\n', '', '---\nid: A-1\n', '---\n---\n']) {
			assert.equal(addCodePattern(text, 'src/new.ts', undefined), undefined, JSON.stringify(text));
		}
	});
	test('stands above the last fence, also where that ends the file', () => {
		const text = '---\nid: A-1\n---';
		const edit = addCodePattern(text, 'src/new.ts', undefined);
		assert.equal(edit && applyEdits(text, [edit]), '---\nid: A-1\ncode:\n  - src/new.ts\n---');
	});
	test('is put in quotes where YAML wants them', () => {
		const text = '---\ncode:\n  - a\n---\n';
		const edit = addCodePattern(text, '**/*.ts', undefined);
		assert.equal(edit && applyEdits(text, [edit]), '---\ncode:\n  - a\n  - "**/*.ts"\n---\n');
	});
});

suite('the pattern of a file', () => {
	const matcher = (pattern: string) =>
		createPatternIndex([objectiveWith({ id: 'A', code: [{ patterns: [{ text: pattern, line: 1 }] }] })], undefined);

	test('covers this file alone, whatever it is called', () => {
		const name = fc.string({
			unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '!', '#', ' ', '-', '.'),
			minLength: 1,
			maxLength: 6,
		});
		const paths = fc
			.array(name, { minLength: 1, maxLength: 3 })
			.map((parts) => toRepoPath(parts.join('/')))
			.filter((path) => path !== undefined);
		fc.assert(
			fc.property(paths, paths, (path, other) => {
				const index = matcher(filePattern(path));
				assert.equal(index.match(path).length, 1);
				if (other !== path && !other.startsWith(`${path}/`)) assert.equal(index.match(other).length, 0);
				const folder = folderPattern(path);
				if (folder !== undefined) assert.equal(matcher(folder).match(path).length, 1);
			}),
		);
	});
	test('reads as a PM would write it', () => {
		assert.equal(filePattern(repoPath('src/a.ts')), 'src/a.ts');
		assert.equal(filePattern(repoPath('README.md')), '/README.md');
		assert.equal(folderPattern(repoPath('src/cart/a.ts')), 'src/cart/**');
		assert.equal(folderPattern(repoPath('src/a.ts')), undefined);
		assert.equal(folderPattern(repoPath('README.md')), undefined);
	});
});
