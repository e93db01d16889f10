import assert from 'node:assert/strict';
import type { CodeRule } from '../../../src/core/objective.ts';
import { patternProblem } from '../../../src/core/patternSyntax.ts';
import { createPatternIndex } from '../../../src/core/patterns.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';

/** One objective for each pattern (`O-1`, ...); `a b` gives one objective two patterns, `repo: a` is a rule for one repo. */
function check(patterns: readonly string[], path: string, ...expected: string[]): void {
	test(`${JSON.stringify(patterns)} ${path}`, () => {
		const objectives = patterns.map((text, at) => objectiveWith({ id: `O-${at + 1}`, code: [ruleOf(text)] }));
		const found = createPatternIndex(objectives, 'acme/shop').match(path as RepoPath);
		assert.deepEqual(
			found.map(({ objective, pattern }) => `${objective} ${pattern}`),
			expected,
		);
	});
}

function ruleOf(text: string): CodeRule {
	const [, repo, list = ''] = /^(?:(\S+): )?(.*)$/.exec(text) ?? [];
	return { repo, patterns: list.split(' ').map((pattern, at) => ({ text: pattern, line: at + 1 })) };
}

suite('patterns', () => {
	suite('the most specific first', () => {
		check(
			['**', 'src/**', 'src/pay/**', 'src/pay/retry.ts'],
			'src/pay/retry.ts',
			'O-4 src/pay/retry.ts',
			'O-3 src/pay/**',
			'O-2 src/**',
			'O-1 **',
		);
		check(['*.ts', '*', 'src/*.ts', 'src/**/*.ts'], 'src/a.ts', 'O-3 src/*.ts', 'O-4 src/**/*.ts', 'O-1 *.ts', 'O-2 *');
		check(['src/**', 'src/', 'acme/shop: src/'], 'src/a', 'O-3 src/', 'O-2 src/', 'O-1 src/**');
		check(['src/', 'src/'], 'src/a', 'O-1 src/', 'O-2 src/');
	});
	suite('one objective has one list', () => {
		check(['src/** !src/a.ts'], 'src/a.ts');
		check(['src/** !src/a.ts'], 'src/b.ts', 'O-1 src/**');
		check(['src/ !src/a.ts'], 'src/a.ts', 'O-1 src/');
		check(['src/** src/a.ts'], 'src/a.ts', 'O-1 src/a.ts');
		check(['!src/a.ts', 'src/a.ts'], 'src/a.ts', 'O-2 src/a.ts');
	});
	suite('rules for a repo', () => {
		check(['acme/shop: a', 'ACME/Shop: a', 'shop: a', 'acme/other: a'], 'a', 'O-1 a', 'O-2 a');
	});

	test('the same index answers the same again, in any order of asking', () => {
		const index = createPatternIndex([objectiveWith({ id: 'O-1', code: [ruleOf('a/** !a/b/c')] })], undefined);
		const ask = () => ['a/b/c', 'a/x', 'a/b/d', 'b'].map((path) => index.match(path as RepoPath).length);
		assert.deepEqual(ask(), ask());
		assert.deepEqual(ask(), [1, 1, 1, 0]);
	});

	test('hostile patterns and paths take no longer than others', () => {
		const texts = [
			`${'*a'.repeat(400)}b`,
			`${'**/*a'.repeat(150)}b`,
			`${'**/'.repeat(300)}b`,
			`x/${'**/a*a*'.repeat(60)}b`,
			'a'.repeat(5_000),
		];
		const code = [{ patterns: texts.map((text, at) => ({ text, line: at + 1 })) }];
		const index = createPatternIndex([objectiveWith({ id: 'O-1', code })], undefined);
		for (const path of [
			'a'.repeat(4_000),
			`${'a'.repeat(60)}/`.repeat(60),
			`x/${'aaaaaaaaaa/'.repeat(300)}c`,
			'a/'.repeat(2_000),
		]) {
			assert.deepEqual(index.match(`${path}c` as RepoPath), []);
		}
	}).timeout(20_000);
});

suite('what is wrong with a pattern', () => {
	function problem(text: string, expected: RegExp | undefined): void {
		test(JSON.stringify(text.slice(0, 30)), () => {
			const found = patternProblem(text);
			if (expected) assert.match(found ?? '', expected);
			else assert.equal(found, undefined);
		});
	}
	for (const text of ['src/**', '!**/*.test.ts', '/apps/store/', 'a b', '\\#a', 'a\\ ', '[a-z]*', 'é', '.github/', '*'])
		problem(text, undefined);
	problem('', /empty/);
	problem('  ', /empty/);
	problem('# src', /comment/);
	problem('/', /names no/);
	problem('!', /names no/);
	problem('a\nb', /line break/);
	problem('x'.repeat(2_000), /longer/);
	problem('src\\checkout', /write "\/"/);
	problem('./src', /root/);
	problem('a/../b', /root/);
	problem('a//b', /no path/);
	problem('src/[a', /"\["/);
	problem('src\\', /ends with/);
});
