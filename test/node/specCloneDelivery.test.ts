import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { access, rename, writeFile } from 'node:fs/promises';
import type { SpecSource } from '../../src/app/ports.ts';
import { Failure } from '../../src/core/failure.ts';
import { runGit, testGitEnvironment } from '../support/gitRepo.ts';
import {
	createSpecRemote,
	lineChange,
	noCancel,
	openSource,
	textsOf,
	userEnvironment,
} from '../support/specRemotes.ts';
import type { SourceOptions, SpecRemote } from '../support/specRemotes.ts';

const FILE = 'questions/2026-11-02-chk-1-why.md';

suite('specClone: delivering', () => {
	let remote: SpecRemote;

	setup(async () => {
		remote = await createSpecRemote();
	});
	teardown(() => remote.dispose());

	const open = (
		options: Partial<SourceOptions> & { ref?: string; path?: string; storage?: string } = {},
	): SpecSource => {
		const { ref, path, ...rest } = options;
		return openSource({ storage: remote.storage, address: { url: remote.bare, ref, path }, ...rest });
	};
	const deliver = (source: SpecSource, line: string, path = FILE) => source.deliver(lineChange(path, line), noCancel());
	const atRemote = (path: string, branch = 'main') => runGit(remote.bare, ['show', `${branch}:${path}`]);
	const kindOf = async (work: Promise<unknown>) => {
		const error = await work.then(
			() => undefined,
			(error: unknown) => error,
		);
		return error instanceof Failure ? error.kind : error;
	};

	test('writes one file on the newest tip, as the user, and is seen at once without a sync', async () => {
		const source = open();
		const delivery = await deliver(source, 'Why?');
		assert.equal(delivery.kind, 'delivered');
		assert.equal(await atRemote(FILE), 'Why?');
		const log = await runGit(remote.bare, ['log', '-1', '--format=%an <%ae>|%cn|%s|%H', 'main']);
		assert.equal(log, `Uma User <uma@example.com>|Uma User|Add Why?|${'commit' in delivery ? delivery.commit : ''}`);
		assert.equal(await runGit(remote.bare, ['diff', '--name-only', 'main~1', 'main']), FILE);
		assert.equal((await textsOf(await source.open(noCancel())))[FILE], 'Why?\n');
	});

	test('a second time changes nothing', async () => {
		await deliver(open(), 'Why?');
		const tip = await runGit(remote.bare, ['rev-parse', 'main']);
		assert.deepEqual(await deliver(open(), 'Why?'), { kind: 'already-there' });
		assert.equal(await runGit(remote.bare, ['rev-parse', 'main']), tip);
	});

	test('goes to ref and below path, and keeps the mode', async () => {
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD:refs/heads/draft');
		await deliver(open({ ref: 'draft', path: 'product' }), 'Why?');
		assert.equal(await atRemote(`product/${FILE}`, 'draft'), 'Why?');
		assert.equal((await kindOf(atRemote(`product/${FILE}`))) instanceof Error, true);
		await remote.pm.git('update-index', '--chmod=+x', 'objectives/CHK-1.md');
		await remote.pm.git('commit', '--quiet', '-m', 'Executable');
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD');
		await deliver(open(), 'More', 'objectives/CHK-1.md');
		assert.match(await runGit(remote.bare, ['ls-tree', 'main', 'objectives/CHK-1.md']), /^100755 /);
	});

	test('applies the change again when the remote moved in between', async () => {
		const texts: (string | undefined)[] = [];
		// The PM is quicker: between our look at the file and our push.
		const pmPushes = () => {
			const files = { 'objectives/CHK-1.md': '# One\nanswer\n' };
			execFileSync('git', ['-C', remote.pm.root, 'pull', '--quiet', 'origin', 'main'], { env: testGitEnvironment() });
			writeFileSync(`${remote.pm.root}/objectives/CHK-1.md`, files['objectives/CHK-1.md']);
			execFileSync('git', ['-C', remote.pm.root, 'commit', '--quiet', '-am', 'Answer'], { env: testGitEnvironment() });
			execFileSync('git', ['-C', remote.pm.root, 'push', '--quiet', 'origin', 'HEAD'], { env: testGitEnvironment() });
		};
		const change = lineChange('objectives/CHK-1.md', 'asked');
		const update = (current: string | undefined) => {
			if (texts.push(current) === 1) pmPushes();
			return change.update(current);
		};
		assert.equal((await open().deliver({ ...change, update }, noCancel())).kind, 'delivered');
		assert.deepEqual(texts, ['# One\n', '# One\nanswer\n']);
		assert.equal(await atRemote('objectives/CHK-1.md'), '# One\nanswer\nasked');
	});

	test('a tag or a hash takes nothing', async () => {
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD:refs/tags/v1');
		assert.equal(await kindOf(deliver(open({ ref: 'v1' }), 'Why?')), 'rejected');
		assert.equal(await kindOf(deliver(open({ ref: await remote.pm.git('rev-parse', 'HEAD') }), 'Why?')), 'rejected');
	});

	test('a name that is a link, a folder or below a file is refused, and nothing is written', async () => {
		const link = await runGit(remote.pm.root, ['hash-object', '-w', '--stdin'], { input: '../outside' });
		await remote.pm.git('update-index', '--add', '--cacheinfo', `120000,${link},questions`);
		await remote.pm.git('commit', '--quiet', '-m', 'Link');
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD');
		const tip = await runGit(remote.bare, ['rev-parse', 'main']);
		for (const path of [
			'questions',
			'questions/a.md',
			'objectives',
			'objectives/CHK-1.md/a.md',
			'.git/config',
			'a/.git/x',
		]) {
			assert.equal(await kindOf(deliver(open(), 'Why?', path)), 'git', path);
		}
		assert.equal(await runGit(remote.bare, ['rev-parse', 'main']), tip);
	});

	test('a file of Windows-1252 is UTF-8 with what is added to it', async () => {
		await remote.push('Latin', { [FILE]: Buffer.from('Ja, für Müller\n', 'latin1') });
		await deliver(open(), 'Why?');
		assert.equal(await atRemote(FILE), 'Ja, für Müller\nWhy?');
	});

	test('a file of another encoding, or a damaged one, is left alone', async () => {
		for (const bytes of [Buffer.from('\uFEFFa\n', 'utf16le'), Buffer.from([0xc3, 0xb6, 0xe9, 0x0a])]) {
			await remote.push('Other', { [FILE]: bytes });
			assert.equal(await kindOf(deliver(open(), 'Why?')), 'git');
		}
	});

	test('without an identity it says what to do, unless the change is signed already', async () => {
		const nobody = Object.fromEntries(
			Object.keys(userEnvironment()).map((name) => [name, undefined] as const),
		) as NodeJS.ProcessEnv;
		const env = {
			...nobody,
			PATH: process.env.PATH,
			HOME: remote.dir,
			GIT_CONFIG_GLOBAL: '/dev/null',
			GIT_CONFIG_NOSYSTEM: '1',
		};
		const failure = await deliver(open({ env }), 'Why?').catch((error: unknown) => error);
		assert.ok(
			failure instanceof Failure && failure.kind === 'git' && /git config --global user\.email/.test(failure.detail),
			String(failure),
		);
		const author = { name: 'Repo Name', email: 'repo@example.com' };
		const signed = { ...lineChange(FILE, 'Why?'), author };
		assert.equal((await open({ env }).deliver(signed, noCancel())).kind, 'delivered');
		assert.equal(
			await runGit(remote.bare, ['log', '-1', '--format=%an <%ae>', 'main']),
			'Repo Name <repo@example.com>',
		);
	});

	test('offline it fails and leaves nothing half done; restored, it goes out once', async () => {
		const source = open();
		await source.sync(noCancel(), () => undefined);
		await rename(remote.bare, `${remote.bare}-away`);
		assert.equal(await kindOf(deliver(source, 'Why?')), 'not-found');
		assert.equal((await textsOf(await source.open(noCancel())))[FILE], undefined);
		await rename(`${remote.bare}-away`, remote.bare);
		assert.equal((await deliver(source, 'Why?')).kind, 'delivered');
		assert.equal(await runGit(remote.bare, ['rev-list', '--count', 'main']), '2');
	});

	test('no hook of a repository on this machine runs', async () => {
		const marker = `${remote.dir}/pwned`;
		for (const hook of ['pre-receive', 'update', 'post-receive', 'post-update', 'reference-transaction']) {
			await writeFile(`${remote.bare}/hooks/${hook}`, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
		}
		assert.equal((await deliver(open(), 'Why?')).kind, 'delivered');
		await assert.rejects(access(marker));
	});

	for (const shared of [true, false]) {
		test(`many deliver at the same moment (${shared ? 'one clone' : 'a clone each'}): nothing lost, nothing doubled`, async () => {
			const windows = [0, 1, 2].map((at) => open(shared ? {} : { storage: `${remote.storage}-${at}` }));
			const lines = windows.flatMap((_, at) => [`w${at} own`, `w${at} shared`, 'everybody']);
			const all = windows.flatMap((source, at) => [
				deliver(source, `w${at} own`, `questions/${at}.md`),
				deliver(source, `w${at} shared`, 'questions/all.md'),
				deliver(source, 'everybody', 'questions/all.md'),
			]);
			const pm = remote
				.push('PM works too', { 'objectives/CHK-2.md': '# Two\n' })
				.catch(() => 'the PM has to fetch first');
			const kinds = (await Promise.all(all)).map(({ kind }) => kind);
			await pm;
			assert.ok(
				kinds.every((kind) => kind === 'delivered' || kind === 'already-there'),
				kinds.join(),
			);
			const written = await Promise.all(['0', '1', '2', 'all'].map((name) => atRemote(`questions/${name}.md`)));
			assert.deepEqual(written.flatMap((text) => text.split('\n')).sort(), [...new Set(lines)].sort());
			const seen = await textsOf(await (windows[0] ?? open()).open(noCancel()));
			assert.equal(typeof seen['questions/0.md'], 'string');
		});
	}
});
