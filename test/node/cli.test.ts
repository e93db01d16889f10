import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitsJson, DoctorJson, ObjectivesJson, WhyFileJson, WhyLineJson } from '../../src/cli/json.ts';
import { createCliProgram } from '../support/cliProgram.ts';
import type { CliProgram, CliResult } from '../support/cliProgram.ts';
import { createGitRepo } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { tempFolder } from '../support/tempFolder.ts';

const CHECKOUT = `---
id: CHK-1
title: Cut checkout abandonment
status: active
health: at-risk
pm: maria
tickets: [SHOP-7]
key_results:
  - { metric: Completion, unit: "%", baseline: 61, target: 70 }
code: ["src/pay/**"]
---
# Why
Every tenth cart dies.

## Out of scope
- Invoices
`;
const QUESTION = `---
id: q-1
objective: CHK-1
---
# May a card be tried twice?

## Answer
`;

suite('the command line', () => {
	let program: CliProgram;
	let folder: { readonly path: string; remove: () => Promise<void> };
	let shop: GitRepo;
	const hashes: Record<string, string> = {};

	suiteSetup(async function () {
		this.timeout(60_000);
		program = await createCliProgram();
		folder = await tempFolder('tandem-cli-');
		shop = await createGitRepo({ root: join(folder.path, 'shop') });
		const specs = await createGitRepo({ root: join(folder.path, 'specs') });
		await specs.commit('Begin', {
			'tandem.yml': 'people:\n  maria: { name: Maria Lopez, email: maria@example.com }\n',
			'objectives/CHK-1.md': CHECKOUT,
			'objectives/GROW.md': '---\nid: GROW\ntitle: Earn more\nstatus: proposed\n---\n',
			'questions/2026-11-01-CHK-1-card-q1.md': QUESTION,
		});
		hashes['begin'] = await shop.commit('Begin', {
			'.tandem.yml': 'spec: ../specs\nrepo: acme/shop\n',
			'src/cart.ts': 'one\ntwo\nthree\n',
			'src/pay/charge.ts': 'charge\n',
			'src/empty.ts': '',
			'src/mark.ts': '// @objective GROW\n\nconst a = 1;\n// @objective NOPE-1\n',
		});
		hashes['retry'] = await shop.commit('Retry once\n\nObjective: CHK-1\n', {
			'src/cart.ts': 'one\ntwo\nthree\nfour\n',
		});
		hashes['none'] = await shop.commit('Reformat\n\nObjective: none (tooling)\n', {
			'src/cart.ts': 'one\ntwo\nthree\nfour\nfive\n',
			'src/odd:12': 'odd\n',
		});
		hashes['ticket'] = await shop.commit('Part of SHOP-7: colours \u001b[31mred\n', {
			'src/-rf.ts': 'x\n',
			'src/日本 ü.ts': 'x\n',
			'src/\u001b[31mred.ts': 'x\n',
		});
	});
	suiteTeardown(async () => {
		await program.dispose();
		await folder.remove();
	});

	const run = (...args: readonly string[]) => program.run(args, { cwd: shop.root });
	const json = async <Json>(...args: readonly string[]): Promise<Json> => {
		const { stdout, stderr } = await run(...args, '--json');
		assert.equal(stderr, '');
		return JSON.parse(stdout) as Json;
	};
	const ends = ({ code, stderr }: CliResult, expected: number, reason = '') => {
		assert.equal(stderr.trimEnd(), reason);
		assert.equal(code, expected);
	};

	suite('why, for one line', () => {
		const check = (target: string, code: number, answer: string, evidence: readonly string[]) =>
			test(JSON.stringify(target), async () => {
				const result = await run('why', target, '--json');
				ends(result, code);
				const { answer: found, objectives } = JSON.parse(result.stdout) as WhyLineJson;
				const pieces = objectives.flatMap(({ id, evidence }) => evidence.map(({ kind }) => `${id} ${kind}`));
				assert.deepEqual([found, ...pieces], [answer, ...evidence]);
			});
		check('src/cart.ts:4', 0, 'linked', ['CHK-1 commit']);
		check('src/cart.ts:4:17', 0, 'linked', ['CHK-1 commit']);
		check('./src/../src/cart.ts:4', 0, 'linked', ['CHK-1 commit']);
		check('src/cart.ts:1', 1, 'unlinked', []);
		check('src/cart.ts:5', 1, 'none', []);
		check('src/pay/charge.ts:1', 0, 'linked', ['CHK-1 path']);
		check('src/mark.ts:3', 0, 'linked', ['GROW marker']);
		check('src/odd:12:1', 1, 'none', []);
		check('src/日本 ü.ts:1', 0, 'linked', ['CHK-1 commit']);
		check('src/\u001b[31mred.ts:1', 0, 'linked', ['CHK-1 commit']);
	});

	test('why PATH:LINE --json, whole', async () => {
		const found = await json<WhyLineJson>('why', 'src/cart.ts:4');
		const { objectives, history, code, spec, ...rest } = found;
		assert.deepEqual(rest, {
			tandem: 1,
			command: 'why',
			path: 'src/cart.ts',
			lineCount: 5,
			line: 4,
			answer: 'linked',
			unknownMarkers: [],
		});
		const head = await shop.git('rev-parse', 'HEAD');
		assert.deepEqual(code, { root: shop.root, name: 'acme/shop', commit: head, branch: 'main', shallow: false });
		assert.equal(spec?.folder, join(folder.path, 'specs'));
		assert.equal(spec?.branch, 'main');
		const commit = {
			hash: hashes['retry'],
			author: 'Ana Example',
			time: '2024-01-01T10:00:00.000Z',
			subject: 'Retry once',
		};
		assert.deepEqual(history, { kind: 'commit', commit, boundary: false });
		const [objective] = objectives;
		assert.deepEqual(objective?.evidence, [
			{ kind: 'commit', commit, relation: 'implements', where: 'trailer', words: 'Objective: CHK-1' },
		]);
		assert.deepEqual(objective?.pm, { name: 'Maria Lopez', email: 'maria@example.com' });
		assert.deepEqual(objective?.outOfScope, ['Invoices']);
		assert.deepEqual(
			objective?.openQuestions.map(({ id }) => id),
			['q-1'],
		);
	});

	test('why PATH:LINE where the commit says none', async () => {
		const found = await json<WhyLineJson>('why', 'src/cart.ts:5');
		assert.deepEqual(found.none, { reason: 'tooling', words: 'Objective: none (tooling)' });
	});

	test('why PATH --json counts every line', async () => {
		const { answer, lineCount, otherLines, objectives } = await json<WhyFileJson>('why', 'src/cart.ts');
		assert.deepEqual([answer, lineCount, otherLines], ['linked', 5, { none: 1, unlinked: 3, unknown: 0 }]);
		assert.deepEqual(
			objectives.map(({ id, lines, ranges, alsoLines, evidence }) => [id, lines, ranges, alsoLines, evidence.length]),
			[['CHK-1', 1, [{ first: 4, last: 4 }], 0, 1]],
		);
	});

	test('why PATH tells ids that the spec repo does not know', async () => {
		const { unknownMarkers } = await json<WhyFileJson>('why', 'src/mark.ts');
		assert.deepEqual(unknownMarkers, [{ line: 4, id: 'NOPE-1' }]);
	});

	suite('why, for people', () => {
		const check = (args: string, code: number, expected: RegExp) =>
			test(args, async () => {
				const result = await run(...args.split(' '));
				ends(result, code);
				assert.match(result.stdout, expected);
			});
		check(
			'why src/cart.ts:4',
			0,
			/^src\/cart\.ts:4\n\nCHK-1 {2}Cut checkout abandonment\n {2}Active · At risk · PM Maria Lopez\n {2}Because [0-9a-f]{7} Retry once says Objective: CHK-1 · Ana Example, .* ago\n$/,
		);
		check('why src/cart.ts:1', 1, /^src\/cart\.ts:1\nNo objective known\. Last changed by [0-9a-f]{7} Begin/);
		check(
			'why src/cart.ts:5',
			1,
			/^src\/cart\.ts:5\nNo objective, on purpose: [0-9a-f]{7} Reformat .* none \(tooling\)\n$/,
		);
		check('why src/cart.ts', 0, /\n {2}1 line, 20 % · Active/);
		check('why src/empty.ts', 1, /^src\/empty\.ts, 1 line\nNo objective known\.\n$/);
		check('why -- src/-rf.ts', 0, /says Part of SHOP-7/);
	});

	test('a file that is not committed: marker, path and branch still speak', async () => {
		await shop.write('src/pay/new.ts', 'new\n');
		await shop.write('src/new.ts', 'new\n');
		try {
			ends(await run('why', 'src/new.ts:1'), 1);
			ends(await run('why', 'src/pay/new.ts:1'), 0);
			await shop.git('checkout', '--quiet', '-b', 'feature/CHK-1-retry');
			const { objectives } = await json<WhyLineJson>('why', 'src/new.ts:1');
			assert.deepEqual(objectives[0]?.evidence, [{ kind: 'branch', branch: 'feature/CHK-1-retry', words: 'CHK-1' }]);
		} finally {
			await shop.git('checkout', '--quiet', 'main');
			await shop.git('clean', '--quiet', '--force', '-d');
		}
	});

	test('objectives', async () => {
		const result = await run('objectives');
		ends(result, 0);
		assert.equal(
			result.stdout,
			'ID     STATUS    HEALTH   PERIOD  PM           TITLE\n' +
				'CHK-1  Active    At risk  -       Maria Lopez  Cut checkout abandonment\n' +
				'GROW   Proposed  -        -       -            Earn more\n',
		);
		const { objectives, code } = await json<ObjectivesJson>('objectives');
		assert.deepEqual(
			objectives.map(({ id, file }) => [id, file]),
			[
				['CHK-1', 'objectives/CHK-1.md'],
				['GROW', 'objectives/GROW.md'],
			],
		);
		assert.equal(code?.name, 'acme/shop');
	});

	test('objectives outside of any code, of a spec that is named relative to the current folder', async () => {
		const result = await program.run(['objectives', '--spec', './specs', '--json'], { cwd: folder.path });
		ends(result, 0);
		const { code, objectives } = JSON.parse(result.stdout) as ObjectivesJson;
		assert.deepEqual([code, objectives.length], [undefined, 2]);
	});

	test('commits: all in JSON, newest first', async () => {
		const { commits, counts, range } = await json<CommitsJson>('commits');
		assert.deepEqual(
			commits.map(({ hash, objectives, none }) => [hash, objectives.map(({ id }) => id), none?.words]),
			[
				[hashes['ticket'], ['CHK-1'], undefined],
				[hashes['none'], [], 'Objective: none (tooling)'],
				[hashes['retry'], ['CHK-1'], undefined],
				[hashes['begin'], [], undefined],
			],
		);
		assert.deepEqual([counts, range], [{ commits: 4, named: 2, none: 1 }, undefined]);
		assert.deepEqual(commits[0]?.objectives, [
			{ id: 'CHK-1', relation: 'partially', where: 'subject', words: 'Part of SHOP-7' },
		]);
	});

	test('commits for people: what says something, and nothing that steers the terminal', async () => {
		const { stdout } = await run('commits');
		const lines = stdout.split('\n');
		assert.equal(lines.length, 6);
		assert.match(
			lines[0] ?? '',
			/^[0-9a-f]{9} {2}2024-01-01 {2}CHK-1 {2}partially .*"Part of SHOP-7" .*\ufffd\[31mred$/,
		);
		assert.equal(lines[4], '2 of 4 commits name an objective; 1 says that it serves none.');
		assert.ok(!stdout.includes('\u001b'));
	});

	suite('commits of a range', () => {
		const check = (args: string, code: number, expected: number) =>
			test(args, async () => {
				const result = await run('commits', ...args.split(' '), '--json');
				ends(result, code);
				assert.equal((JSON.parse(result.stdout) as CommitsJson).commits.length, expected);
			});
		check('HEAD~1', 0, 3);
		check('HEAD~2..', 0, 2);
		check('HEAD~2..HEAD~1', 1, 1);
		check('--limit 1', 0, 1);
		check('main..HEAD', 1, 0);
	});

	test('doctor', async () => {
		const result = await run('doctor');
		ends(result, 0);
		assert.match(result.stdout, /^Here\n {2}ok {6}Tandem \d+\.\d+\.\d+ on the command line, Node/);
		assert.match(result.stdout, /2 objectives, 1 of them active/);
		const { sections, spec } = await json<DoctorJson>('doctor');
		assert.ok(sections.length >= 3);
		assert.equal(spec?.label, 'specs');
	});

	test('help and version go to stdout', async () => {
		const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
		assert.deepEqual(await run('--version'), { code: 0, stdout: `tandem ${version}\n`, stderr: '' });
		const help = await run('--help');
		ends(help, 0);
		assert.match(help.stdout, /Usage: tandem COMMAND/);
		for (const command of ['why', 'objectives', 'commits', 'doctor']) {
			const own = await run(command, '--help');
			ends(own, 0);
			assert.match(own.stdout, new RegExp(`^Usage: tandem ${command}`));
			assert.ok(own.stdout.split('\n').every((line) => line.length <= 100));
		}
	});

	test('neither repository is written to', async () => {
		const before = await inventory(folder.path);
		assert.ok(before.length > 40, `${before.length} files`);
		for (const args of ['why src/cart.ts', 'objectives', 'commits', 'doctor']) await run(...args.split(' '));
		assert.deepEqual(await inventory(folder.path), before);
	});
});

/** Every file below, with its size and time. */
async function inventory(folder: string): Promise<readonly string[]> {
	const entries = await readdir(folder, { recursive: true });
	const lines = entries.map(async (name) => {
		const { size, mtimeMs } = await stat(join(folder, name));
		return `${name} ${size} ${mtimeMs}`;
	});
	return (await Promise.all(lines)).sort();
}
