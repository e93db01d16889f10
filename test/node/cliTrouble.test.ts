import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DoctorJson, ErrorJson, WhyFileJson, WhyLineJson } from '../../src/cli/json.ts';
import { createCliProgram, finished } from '../support/cliProgram.ts';
import type { CliProgram } from '../support/cliProgram.ts';
import { startGitHttpServer } from '../support/gitHttpServer.ts';
import { createGitRepo, runGit } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { tempFolder } from '../support/tempFolder.ts';

const OBJECTIVE = '---\nid: CHK-1\ntitle: Cut checkout abandonment\n---\n';

suite('the command line in trouble', () => {
	let program: CliProgram;
	let folder: { readonly path: string; remove: () => Promise<void> };
	let shop: GitRepo;
	let specs: GitRepo;
	let bare: string;

	suiteSetup(async function () {
		this.timeout(60_000);
		program = await createCliProgram();
		folder = await tempFolder('tandem-cli-');
		specs = await createGitRepo({ root: join(folder.path, 'specs') });
		await specs.commit('Begin', { 'objectives/CHK-1.md': OBJECTIVE });
		bare = join(folder.path, 'forge', 'specs.git');
		await mkdir(join(folder.path, 'forge'));
		await runGit(folder.path, ['clone', '--quiet', '--bare', specs.root, bare]);
		await runGit(folder.path, ['clone', '--quiet', '--bare', specs.root, join(folder.path, 'forge', 'never.git')]);
		await mkdir(join(folder.path, 'empty'));
		await writeFile(join(folder.path, 'loose.ts'), 'x\n');
		shop = await createGitRepo({ root: join(folder.path, 'shop') });
		await shop.commit('Begin', { 'src/cart.ts': 'one\ntwo\n' });
		await shop.commit('Retry\n\nObjective: CHK-1\n', {
			'src/cart.ts': 'one\ntwo\nthree\n',
			'huge.bin': Buffer.alloc(6e6),
			'logo.png': Buffer.from([137, 80, 0, 1, 10, 2]),
		});
	});
	suiteTeardown(async () => {
		await program.dispose();
		await folder.remove();
	});

	const run = (args: readonly string[], env?: NodeJS.ProcessEnv) => program.run(args, { cwd: shop.root, env });
	/** Exit code 2, with the same reason on stderr and in the JSON. */
	const fails = async (args: readonly string[], kind: string, reason: RegExp, env?: NodeJS.ProcessEnv) => {
		const plain = await run(args, env);
		assert.deepEqual([plain.code, plain.stdout], [2, '']);
		assert.match(plain.stderr, reason);
		assert.match(plain.stderr, /^tandem: [^\n]+\n$/);
		assert.doesNotMatch(plain.stderr, /"Tandem: |tandem\.specRepo|reload|undefined/);
		const { code, stdout } = await run([...args, '--json'], env);
		const { error, ...rest } = JSON.parse(stdout) as ErrorJson;
		assert.deepEqual([code, rest, error.kind], [2, { tandem: 1, command: args[0] }, kind]);
		assert.equal(`tandem: ${error.reason}\n`, plain.stderr);
	};

	suite('a misuse is told on stderr alone', () => {
		const check = (args: readonly string[], reason: RegExp) =>
			test(args.join(' ') || 'nothing', async () => {
				const { code, stdout, stderr } = await run(args);
				assert.deepEqual([code, stdout], [2, '']);
				assert.match(stderr, reason);
			});
		check([], /^tandem: No command is given\. Run "tandem --help" for help\.\n$/);
		check(['why'], /^tandem: Name a file/);
		check(['whyy', '--json'], /^tandem: There is no command "whyy"\./);
		check(['objectives', '--nope'], /^tandem: Unknown option '--nope'\. Run/);
	});

	suite('what is asked for is not there', () => {
		const check = (target: string, kind: string, reason: RegExp) =>
			test(target, () => fails(['why', target, '--spec', '../specs'], kind, reason));
		check('src/cart.ts:4', 'no-such-line', /There is no line 4: src\/cart\.ts has 3 lines, counted from 1\./);
		check('src/cart.ts:0', 'no-such-line', /There is no line 0/);
		check('src/cart.ts:99999999999999999999', 'no-such-line', /There is no line/);
		check('src/nothing.ts:1', 'no-such-file', /There is no file src\/nothing\.ts in .*shop\./);
		check('src', 'not-a-file', /src is a folder\. Name a file in it\./);
		check('../loose.ts:1', 'outside-repository', /loose\.ts is in no git repository/);
		check('huge.bin', 'not-a-file', /larger than 5 MB/);
	});

	test('a folder of the code that is not there', () =>
		fails(['objectives', '--code', 'nowhere'], 'no-such-folder', /There is no folder .*nowhere\./));
	test('commits outside of a repository', () =>
		fails(['commits', '--code', '..', '--spec', '../specs'], 'outside-repository', /is in no git repository/));
	for (const range of ['nope', 'HEAD..nope', 'HEAD~99', 'HEAD^{tree}', ':/x', '--all']) {
		test(`commits ${range}`, async () => {
			const args = ['commits', '--spec', '../specs', ...(range.startsWith('-') ? ['--', range] : [range])];
			const { code, stdout, stderr } = await run(args);
			assert.deepEqual([code, stdout], [2, '']);
			assert.match(stderr, /names no commits here\. Write a commit, A\.\.B or A\.\.\.B\.\n$/);
		});
	}

	suite('the spec repo', () => {
		const check = (what: string, spec: readonly string[], kind: string, reason: RegExp) =>
			test(what, () => fails(['why', 'src/cart.ts:3', ...spec], kind, reason));
		check('is not named', [], 'not-configured', /No spec repo is set for this code\. Give one with --spec/);
		check('is missing', ['--spec', '../nowhere'], 'not-found', /There is no spec repo .*nowhere.* Check --spec/);
		check('is unreachable', ['--spec', 'http://127.0.0.1:1/specs.git'], 'offline', /cannot be reached/);
		check('is a helper', ['--spec', 'ext::touch pwned'], 'refused-address', /git helper/);
		check('is an option', ['--spec=--upload-pack=touch'], 'refused-address', /starts with "-"/);
		check('was never fetched', ['--offline', '--spec', '../forge/never.git'], 'not-here', /Run once without --offline/);
	});

	test('a spec repo without objectives is a known answer', async () => {
		const { code, stdout, stderr } = await run(['objectives', '--spec', '../empty']);
		assert.deepEqual([code, stdout, stderr], [1, 'No objective was found.\n', '']);
		assert.equal((await run(['doctor', '--spec', '../empty'])).code, 1);
		assert.equal((await run(['why', 'src/cart.ts:3', '--spec', '../empty'])).code, 1);
	});

	test('a file: URL of .tandem.yml is refused, the same as an argument is taken', async () => {
		const url = pathToFileURL(bare).href;
		await shop.write('.tandem.yml', `spec: ${url}\n`);
		try {
			await fails(['objectives'], 'refused-address', /file: URL.*Give it with --spec\./);
			assert.equal((await run(['objectives', '--spec', url])).code, 0);
		} finally {
			await shop.git('clean', '--quiet', '--force');
		}
	});

	test('a remote is cloned below the cache, and its last state serves when it is gone', async () => {
		const forge = await startGitHttpServer(join(folder.path, 'forge'));
		try {
			const spec = `${forge.origin}/specs.git`;
			const why = (line: number, ...more: readonly string[]) =>
				run(['why', `src/cart.ts:${line}`, '--json', '--spec', spec, ...more]);
			assert.deepEqual([(await why(3)).code, (await why(1)).code], [0, 1]);
			assert.deepEqual(await readdir(program.cache), ['tandem']);
			forge.mode = 'refuse';
			const linked = await why(3);
			assert.equal(linked.code, 0);
			assert.match(linked.stderr, /refuses access .* This is what was last known of specs\.\n$/);
			const { answer, spec: read } = JSON.parse(linked.stdout) as WhyLineJson;
			assert.deepEqual([answer, read?.url, read?.stale?.kind], ['linked', spec, 'unauthorized']);
			// Nothing was found, and something newer may be there.
			assert.equal((await why(1)).code, 2);
			forge.seen.length = 0;
			const offline = await why(1, '--offline');
			assert.deepEqual([offline.code, offline.stderr, forge.seen], [1, '', []]);
		} finally {
			await forge.close();
		}
	});

	test('a shallow clone says that it is one', async () => {
		const shallow = join(folder.path, 'shallow');
		await runGit(folder.path, ['clone', '--quiet', '--depth=1', pathToFileURL(shop.root).href, shallow]);
		await writeFile(join(shallow, 'src', 'cart.ts'), 'one\ntwo\nthree\nfour\n');
		const at = (args: string) => run([...args.split(' '), '--code', shallow, '--spec', '../specs']);
		const linked = await at('why src/cart.ts:1');
		assert.match(linked.stderr, /An older commit may have written this line\. .*git fetch --unshallow/);
		assert.equal((await at('why src/cart.ts:4')).code, 1);
		assert.match((await at('commits')).stderr, /Older commits are missing/);
		assert.equal((await at('commits --limit 1')).stderr, '');
	});

	test('without git', async () => {
		const env = { PATH: folder.path, Path: folder.path };
		await fails(['objectives', '--spec', '../specs'], 'git-missing', /git was not found\. Install git/, env);
		const { code, stdout, stderr } = await run(['doctor', '--spec', '../specs'], env);
		assert.equal(code, 2);
		assert.match(stdout, /error {3}git was not found\.\n {10}Install git/);
		assert.match(stderr, /git was not found/);
	});

	test('a file without lines: what could not be looked at is not "none"', async () => {
		const { code, stdout, stderr } = await run(['why', 'logo.png', '--json', '--spec', '../specs']);
		assert.equal(code, 2);
		assert.equal(stderr, 'tandem: The history of this file cannot be read: the file is binary and has no lines.\n');
		assert.equal((JSON.parse(stdout) as WhyFileJson).answer, 'unknown');
	});

	test('the doctor of nothing', async () => {
		const { code, stdout, stderr } = await run(['doctor', '--json']);
		assert.deepEqual([code, stderr], [1, '']);
		const { sections } = JSON.parse(stdout) as DoctorJson;
		const here = sections[0]?.checks.map(({ text }) => text) ?? [];
		assert.ok(here.includes('No spec repo is known.'), here.join('\n'));
		const unreachable = await run(['doctor', '--spec', 'http://127.0.0.1:1/specs.git']);
		assert.equal(unreachable.code, 2);
		assert.match(unreachable.stdout, /error {3}The spec repo cannot be reached/);
	});

	test('a reader that goes away ends it quietly', async () => {
		const long = join(folder.path, 'long');
		await mkdir(join(long, 'objectives'), { recursive: true });
		for (let number = 1; number <= 40; number++) {
			const why = `# Why\n${'Because. '.repeat(4000)}\n`;
			await writeFile(join(long, 'objectives', `CHK-${number}.md`), `---\ntitle: Long\n---\n${why}`);
		}
		const whole = await run(['objectives', '--json', '--spec', long]);
		assert.ok(whole.stdout.length > 1e6, `${whole.stdout.length} characters`);
		const child = program.start(['objectives', '--json', '--spec', long], { cwd: shop.root });
		child.stdout.once('readable', () => child.stdout.destroy());
		const { code, stderr } = await finished(child);
		assert.deepEqual([code, stderr], [0, '']);
	});

	test('Ctrl+C ends git', async function () {
		if (process.platform === 'win32') this.skip();
		const server = createServer(() => undefined);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		try {
			const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/specs.git`;
			const connected = once(server, 'connection');
			const child = program.start(['objectives', '--spec', url], { cwd: shop.root, ownGroup: true });
			const end = finished(child);
			const [socket] = (await connected) as [NodeJS.ReadableStream];
			const closed = once(socket.resume(), 'close');
			// As a terminal does it: to the whole group.
			process.kill(-(child.pid ?? 0), 'SIGINT');
			assert.deepEqual(await end, { code: 130, stdout: '', stderr: '' });
			// The socket is git's own: it closes when git is gone.
			await closed;
		} finally {
			server.closeAllConnections();
			server.close();
		}
	});
});
