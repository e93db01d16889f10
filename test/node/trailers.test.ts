import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseTrailers } from '../../src/core/trailers.ts';
import { testGitEnvironment } from '../support/gitRepo.ts';
import { tempFolder } from '../support/tempFolder.ts';

/** Compares with `git interpret-trailers --parse`. */
suite('trailers beside git', () => {
	let folder: Awaited<ReturnType<typeof tempFolder>>;
	suiteSetup(async () => {
		folder = await tempFolder('tandem-trailers-');
		mkdirSync(join(folder.path, 'messages'));
	});
	suiteTeardown(() => folder.remove());

	/** The trailers of each message. One process reads all: a message with a mark of its own stands behind each. */
	function trailersOfGit(messages: readonly string[]): string[][] {
		const files = messages.flatMap((message, at) => {
			const names = [`messages/${at}`, `messages/${at}-end`];
			writeFileSync(join(folder.path, names[0] ?? ''), message);
			writeFileSync(join(folder.path, names[1] ?? ''), `x\n\n${MARK}: ${at}\n`);
			return names;
		});
		const result = spawnSync('git', ['interpret-trailers', '--parse', ...files], {
			cwd: folder.path,
			encoding: 'utf8',
			timeout: 20_000,
			env: testGitEnvironment(),
		});
		assert.equal(result.status, 0, result.stderr);
		const found: string[][] = [[]];
		for (const line of result.stdout.split('\n').slice(0, -1)) {
			if (line.startsWith(`${MARK}: `)) found.push([]);
			else found.at(-1)?.push(line);
		}
		return found.slice(0, -1);
	}

	function check(message: string): void {
		test(JSON.stringify(message), () => assert.deepEqual([linesOfOurs(message)], trailersOfGit([message])));
	}

	test('generated messages', function () {
		this.timeout(60_000);
		let compared = 0;
		let found = 0;
		fc.assert(
			fc.property(fc.array(messageText, { minLength: 20, maxLength: 60 }), (messages) => {
				const ours = messages.map(linesOfOurs);
				assert.deepEqual(ours, trailersOfGit(messages));
				compared += messages.length;
				found += ours.filter((lines) => lines.length > 0).length;
			}),
			{ numRuns: Number(process.env.TRAILER_RUNS ?? 40) },
		);
		assert.ok(found > compared / 10, `${found} of ${compared}`);
		console.log(`      ${compared} messages compared, ${found} with trailers`);
	});

	check('subject\n\nbody\n\nObjective: CHK-1\nSigned-off-by: Ana <ana@example.com>\n');
	check('subject\n\nObjective: CHK-1,\n  CHK-2\n\tCHK-3\nChange-Id: I1\n');
	check('Objective: CHK-1\n');
	check('Objective: CHK-1\n\nObjective: CHK-2');
	check('subject\nObjective: CHK-1\n');
	check('subject\n\nObjective: CHK-1\n\nnot a trailer\n');
	check('subject\n\nnot a trailer\nObjective: CHK-1\n');
	check('subject\n\none\ntwo\nthree\nObjective: CHK-1\nSigned-off-by: A <a@b>\n');
	check('subject\n\none\ntwo\nthree\nfour\nSigned-off-by: A <a@b>\n');
	check('subject\n\nsome text\n(cherry picked from commit abc)\n');
	check('subject\n\nsome text\nmore text\n(cherry picked from commit abc)\nKey: v\n');
	check('subject\n\nObjective: CHK-1\n---\n file | 2 +-\n\nOther: x\n');
	check('subject\n\nObjective: CHK-1\n\n--- a/file\nOther: x\n');
	check('subject\n\nObjective: CHK-1\n---');
	check('subject\n\nObjective: CHK-1\n# a comment\n\n# another\n');
	check('subject\n\nObjective: CHK-1\n# a comment\nOther: x\n');
	check('# only\n# comments\n');
	check('# comment\nsubject\n\nKey: x\n');
	check('subject\n\nKey: x\n\nConflicts:\n\tfile.c\n\tother.c\n');
	check('subject\n\nKey: x\n# ------------------------ >8 ------------------------\nrest\n\nOther: y\n');
	check('subject\r\n\r\nObjective: CHK-1\r\nOther: y\r\n  more\r\n');
	check('subject\n\nKey : x\nKey2 :y\nKey3:\nKey 4: no\n');
	check('subject\n\nKey: x\n   \n\t\n');
	check('subject\n   \nKey: x\n');
	check('subject\n\nhttps://example.com/x\nKey: y\n');
	check('subject\n\nhttps://example.com/x\n');
	check('subject\n\n[ana: fixed it]\nSigned-off-by: A <a@b>\n');
	check('subject\n\nImplements: blueprint x\nCloses-Bug: #12\nChange-Id: I12\n');
	check('subject\n\n  Indented: x\n');
	check('subject\n\nKey: x\n indented\nnot one\n');
	check('subject\n\nÄpfel: x\n');
	check('subject\n\nKey: ä  b \n');
	check('');
	check('\n');
	check('\n\nKey: x\n');
	check('a: b');
	check(':\n\n: x\n');
});

const MARK = 'Tandem-Test-Mark';

const trailerLine = fc.constantFrom(
	'Objective: CHK-1',
	'Signed-off-by: A <a@b>',
	'Key:v',
	'Key :  v ',
	'Fixes: #1',
	'Bug-Url: https://x/y',
	'Key:',
	'A1-: x',
);
const oddLine = fc.constantFrom(
	'text',
	'two words',
	' indented',
	'\ttab',
	'  Key: in',
	'# comment',
	'---',
	'--- x',
	'----',
	'Conflicts:',
	'(cherry picked from commit 1)',
	'',
	'',
	'   ',
	'Key word: x',
	': x',
	'https://x/y',
	'ü: x',
	'x\r',
	'\r',
	'-: y',
);
// No scissors line here: with one below a `---` line git 2.39 itself never ends.
const line = fc.oneof({ weight: 5, arbitrary: trailerLine }, { weight: 4, arbitrary: oddLine });
const block = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));
const messageText = fc
	.tuple(
		fc.constantFrom('subject\n\n', 'subject\n', '', '\n', '# c\n', 'subject\r\n\r\n'),
		fc.array(block, { maxLength: 3 }),
		fc.constantFrom('', '\n', '\n\n'),
	)
	.map(([subject, blocks, end]) => subject + blocks.join('\n\n') + end);

function linesOfOurs(message: string): string[] {
	return parseTrailers(message).map(({ key, value }) => `${key}: ${value}`);
}
