import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { createPatternIndex } from '../../src/core/patterns.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { testGitEnvironment } from '../support/gitRepo.ts';
import { objectiveWith } from '../support/objectiveWith.ts';
import { tempFolder } from '../support/tempFolder.ts';

/** Compares with `git check-ignore`, which says for each path the line of .gitignore that decided. */
suite('patterns beside git', () => {
	let folder: Awaited<ReturnType<typeof tempFolder>>;
	suiteSetup(async () => {
		folder = await tempFolder('tandem-patterns-');
		git(['init', '--quiet']);
	});
	suiteTeardown(() => folder.remove());

	function git(args: readonly string[], input?: string): string {
		const result = spawnSync('git', args, {
			cwd: folder.path,
			input,
			encoding: 'utf8',
			maxBuffer: 1e8,
			env: testGitEnvironment(),
		});
		assert.ok(result.status === 0 || result.status === 1, result.stderr);
		return result.stdout;
	}

	/** For each path the number of the deciding line, or 0. */
	function linesOfGit(patterns: readonly string[], paths: readonly string[]): number[] {
		writeFileSync(join(folder.path, '.gitignore'), `${patterns.join('\n')}\n`);
		const output = git(['check-ignore', '--no-index', '-v', '-n', '-z', '--stdin'], paths.join('\0'));
		const fields = output.split('\0');
		return paths.map((path, at) => {
			const [, line, pattern, name] = fields.slice(at * 4, at * 4 + 4);
			assert.equal(name, path);
			return pattern === undefined || pattern === '' || pattern.startsWith('!') ? 0 : Number(line);
		});
	}

	function check(patterns: readonly string[], paths: readonly string[]): void {
		assert.deepEqual(linesOfOurs(patterns, paths), linesOfGit(patterns, paths), JSON.stringify({ patterns, paths }));
	}

	test('generated patterns and paths', function () {
		this.timeout(300_000);
		const runs = Number(process.env.PATTERN_RUNS ?? 300);
		let compared = 0;
		let matched = 0;
		fc.assert(
			fc.property(
				fc.array(patternText, { minLength: 1, maxLength: 8 }),
				fc.uniqueArray(pathText, { minLength: 60, maxLength: 100 }),
				(patterns, paths) => {
					const ours = linesOfOurs(patterns, paths);
					assert.deepEqual(ours, linesOfGit(patterns, paths));
					compared += paths.length;
					matched += ours.filter((line) => line > 0).length;
				},
			),
			{ numRuns: runs },
		);
		// A generator that hardly ever matches would prove nothing.
		assert.ok(matched > compared / 20 && matched < compared * 0.95, `${matched} of ${compared}`);
		console.log(`      ${compared} decisions compared, ${matched} matched`);
	});

	const paths = [
		'a',
		'a/b',
		'a/b/c',
		'b/a',
		'x/a/b',
		'foo/x/bar',
		'foo/bar',
		'foobar',
		'a b',
		'a ',
		'#a',
		'!a',
		'é',
		'ab',
		'a-b',
		'a]b',
	];
	for (const patterns of [
		['a'],
		['a/'],
		['/a'],
		['a/*'],
		['a/**'],
		['**/a'],
		['**/a/**'],
		['a/**/c'],
		['**'],
		['*', '!a'],
		['a', '!a/b'],
		['a/*', '!a/b'],
		['foo**/bar'],
		['foo/**bar'],
		['f**bar'],
		['foo/***/bar'],
		['**\\/a'],
		['a\\ b', 'a\\ '],
		['a  '],
		['\\#a', '#a', '\\!a', '!!a'],
		['?', '[é]', 'Ã©'],
		['a[!b]b', 'a[^-]b', 'a[]]b', 'a[a-]b', 'a[[:alpha:]]b', 'a[[:nope:]]b', '[[:alpha:]]'],
		['[', 'a[', 'a\\', 'a\\/'],
		['/', '//', '!', '!/', ''],
		['a//b', '//a'],
		['a\t'],
		['a[b/c]'],
		['[z-a]', '[a-\\b]', '[\\]]'],
	]) {
		test(JSON.stringify(patterns), () => check(patterns, paths));
	}
});

const segment = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom('a', 'b', 'ab', 'abc', 'a.ts', 'b.test.ts', 'src') },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'a b',
			'a ',
			' a',
			'#a',
			'!a',
			'é',
			'ü.ts',
			'漢',
			'a]',
			'[a',
			'a-b',
			'a*',
			'A',
			'.a',
			'a\\b',
			'~',
		),
	},
);
const pathText = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

const patternPiece = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom('a', 'b', 'ab', 'abc', 'src', '.ts', '.test', 'c') },
	{ weight: 4, arbitrary: fc.constantFrom('*', '**', '?', '***') },
	{
		weight: 2,
		arbitrary: fc.constantFrom('[a-z]', '[!a]', '[^b]', '[ab]', '[]a]', '[a-]', '[[:alpha:]]', '[!a-b]', '[\\]]', '['),
	},
	{
		weight: 2,
		arbitrary: fc.constantFrom('\\a', '\\*', '\\ ', ' ', '\\', '#', '!', 'é', '漢', '-', ']', '\\[', '\\\\', '.'),
	},
);
const patternSegment = fc.oneof(
	{ weight: 3, arbitrary: segment },
	{ weight: 3, arbitrary: fc.constantFrom('*', '**', 'a', 'b', 'src', '*.ts', 'a*') },
	{ weight: 3, arbitrary: fc.array(patternPiece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')) },
);
const patternText = fc
	.tuple(
		fc.constantFrom('', '', '', '!'),
		fc.constantFrom('', '', '/', '**/', '\\'),
		fc.array(patternSegment, { minLength: 1, maxLength: 4 }),
		fc.constantFrom('', '', '', '/', '/**', '/*', ' ', '\\ ', '  '),
	)
	.map(([bang, start, parts, end]) => bang + start + parts.join('/') + end);

function linesOfOurs(patterns: readonly string[], paths: readonly string[]): number[] {
	const code = [{ patterns: patterns.map((text, at) => ({ text, line: at + 1 })) }];
	const index = createPatternIndex([objectiveWith({ id: 'O-1', code })], undefined);
	return paths.map((path) => index.match(path as RepoPath)[0]?.specLine ?? 0);
}
