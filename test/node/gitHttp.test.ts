import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure, isCancelled } from '../../src/core/failure.ts';
import type { FailureKind } from '../../src/core/failure.ts';
import { serverPassword, serverUser, startGitHttpServer } from '../support/gitHttpServer.ts';
import type { GitHttpServer, ServerMode } from '../support/gitHttpServer.ts';
import { runGit } from '../support/gitRepo.ts';
import { createSpecRemote, lineChange, noCancel, openSource, textsOf } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';

suite('spec repo over http', () => {
	let remote: SpecRemote;
	let server: GitHttpServer;

	setup(async () => {
		remote = await createSpecRemote();
		server = await startGitHttpServer(dirname(remote.bare));
	});
	teardown(async () => {
		await server.close();
		await remote.dispose();
	});

	const url = () => `${server.origin}/specs.git`;
	const open = (env: NodeJS.ProcessEnv = {}, idleMs?: number) =>
		openSource({ storage: remote.storage, address: { url: url() }, env, idleMs });
	const sync = (source: ReturnType<typeof open>, signal = noCancel()) => source.sync(signal, () => undefined);
	const deliver = (source: ReturnType<typeof open>, line = 'Why?') =>
		source.deliver(lineChange('questions/a.md', line), noCancel());

	/** The failure that `work` ends with, checked for its kind. */
	const check = async (work: Promise<unknown>, kind: FailureKind, detail?: RegExp) => {
		const error = await work.then(
			() => undefined,
			(error: unknown) => error,
		);
		assert.ok(error instanceof Failure, String(error));
		assert.equal(error.kind, kind, error.message);
		if (detail) assert.match(error.detail, detail);
	};

	/** The environment of a user who has signed in to this server before: a credential helper for its address alone. */
	const signedIn = async (password = serverPassword): Promise<NodeJS.ProcessEnv> => {
		const path = join(remote.dir, 'gitconfig');
		const helper = `!f() { echo username=${serverUser}; echo 'password=${password}'; }; f`;
		await writeFile(path, `[credential "${server.origin}"]\n\thelper = "${helper}"\n`);
		return { GIT_CONFIG_GLOBAL: path };
	};

	test('reads, writes, and reports progress', async () => {
		const source = open();
		const steps = new Set<string>();
		await source.sync(noCancel(), ({ step }) => steps.add(step));
		assert.deepEqual([...steps].sort(), ['connecting', 'receiving']);
		assert.equal((await deliver(source)).kind, 'delivered');
		assert.equal(await runGit(remote.bare, ['show', 'main:questions/a.md']), 'Why?');
	});

	const reading: readonly (readonly [ServerMode, FailureKind, RegExp])[] = [
		['sign-in', 'unauthorized', /127\.0\.0\.1:\d+ asks for a sign-in/],
		['refuse', 'unauthorized', /asks for a sign-in/],
		['missing', 'not-found', /127\.0\.0\.1/],
		['broken', 'offline', /HTTP 500/],
		['page', 'bad-response', /text\/html|not a git server/],
		['cut', 'offline', /./],
	];
	for (const [mode, kind, detail] of reading) {
		test(`a first sync from a server that is "${mode}" ends as ${kind} and leaves nothing behind`, async () => {
			server.mode = mode;
			await check(sync(open()), kind, detail);
			assert.deepEqual(await readdir(remote.storage), []);
			server.mode = 'ok';
			await sync(open());
		});
		test(`a later sync from a server that is "${mode}" ends as ${kind}; the last state stays`, async () => {
			await sync(open());
			await remote.push('Two', { 'objectives/CHK-2.md': 'x'.repeat(5000) });
			server.mode = mode;
			const source = open();
			await check(sync(source), kind);
			assert.deepEqual(Object.keys(await textsOf(await source.open(noCancel()))), ['objectives/CHK-1.md']);
			server.mode = 'ok';
			await sync(source);
			assert.equal((await source.open(noCancel())).entries.length, 2);
		});
	}

	test('a server that is silent times out and no git stays', async () => {
		server.mode = 'silent';
		await check(sync(open({}, 1000)), 'timeout');
		assert.deepEqual(await readdir(remote.storage), []);
		await noGitStays();
	});

	test('a server that is gone is offline; back again, all is well', async () => {
		const source = open();
		await sync(source);
		const { port } = new URL(server.origin);
		await server.close();
		await check(sync(source), 'offline');
		await check(deliver(source), 'offline');
		server = await startGitHttpServer(dirname(remote.bare), Number(port));
		assert.equal((await deliver(source)).kind, 'delivered');
	});

	test('cancelling during a clone kills git and leaves nothing behind', async () => {
		server.mode = 'silent';
		const stop = new AbortController();
		const silenceMs = 6000;
		const running = sync(open({}, silenceMs), stop.signal);
		while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		const started = Date.now();
		stop.abort();
		await assert.rejects(running, isCancelled);
		const waited = Date.now() - started;
		assert.ok(waited < silenceMs / 2, `it waited for the server, ${waited} ms`);
		assert.deepEqual(await readdir(remote.storage), []);
		await noGitStays();
	});

	test("signed in with the user's own credential helper", async () => {
		server.mode = 'sign-in';
		const source = open(await signedIn());
		await sync(source);
		assert.equal((await deliver(source)).kind, 'delivered');
	});

	test('401, and the same with the right credentials later', async () => {
		server.mode = 'sign-in';
		await check(deliver(open()), 'unauthorized', /asks for a sign-in/);
		await check(deliver(open(await signedIn('wrong'))), 'unauthorized');
		assert.equal((await deliver(open(await signedIn()))).kind, 'delivered');
		assert.equal(await runGit(remote.bare, ['show', 'main:questions/a.md']), 'Why?');
	});

	test('403 for a push: reading works, pushing is not allowed', async () => {
		const source = open();
		await sync(source);
		server.mode = 'no-push';
		await check(deliver(source), 'read-only', /refuses the push with HTTP 403/);
		await sync(source);
		await assert.rejects(runGit(remote.bare, ['show', 'main:questions/a.md']));
	});

	test('a push that a hook declines is rejected, in the words of the hook', async () => {
		const source = open();
		await sync(source);
		const hook = '#!/bin/sh\necho "main is protected: open a pull request" >&2\nexit 1\n';
		await writeFile(join(remote.bare, 'hooks', 'pre-receive'), hook, { mode: 0o755 });
		await check(deliver(source), 'rejected', /hook declined: main is protected: open a pull request/);
		assert.equal(await runGit(remote.bare, ['rev-list', '--count', 'main']), '1');
	});

	test('a redirect to another host is followed without the credentials', async () => {
		const other = await startGitHttpServer(dirname(remote.bare));
		try {
			const env = await signedIn();
			server.mode = 'redirect';
			server.redirectTo = other.origin;
			await sync(open(env));
			other.mode = 'sign-in';
			await check(sync(open(env)), 'unauthorized');
			assert.ok(other.seen.length > 1);
			assert.deepEqual(
				other.seen.filter(({ authorization }) => authorization !== undefined),
				[],
			);
		} finally {
			await other.close();
		}
	});

	const comesBack = async () => {
		const { port } = new URL(server.origin);
		await server.close();
		server = await startGitHttpServer(dirname(remote.bare), Number(port));
	};
	const deaths: readonly (readonly [ServerMode, 'delivered' | 'already-there'])[] = [
		['dies-before-pack', 'delivered'],
		['dies-in-pack', 'delivered'],
		['dies-after-update', 'already-there'],
	];
	for (const [mode, kind] of deaths) {
		test(`a server that ${mode.replaceAll('-', ' ')} and comes back has the question once`, async () => {
			const source = open();
			await sync(source);
			server.mode = mode;
			await check(deliver(source), 'offline');
			await check(deliver(source), 'offline');
			await comesBack();
			assert.equal((await deliver(source)).kind, kind);
			assert.equal((await deliver(source)).kind, 'already-there');
			assert.equal(await runGit(remote.bare, ['show', 'main:questions/a.md']), 'Why?');
			assert.equal(await runGit(remote.bare, ['rev-list', '--count', 'main']), '2');
			await runGit(remote.bare, ['fsck', '--strict']);
		});
	}
	for (const first of [true, false]) {
		test(`a server that dies in the ${first ? 'first' : 'next'} fetch and comes back gets the question once`, async () => {
			if (!first) await sync(open());
			await remote.push('Two', { 'objectives/CHK-2.md': 'x'.repeat(5000) });
			server.mode = 'dies-in-fetch';
			await check(deliver(open()), 'offline');
			await comesBack();
			assert.equal((await deliver(open())).kind, 'delivered');
			assert.equal(await runGit(remote.bare, ['rev-list', '--count', 'main']), '3');
			assert.equal((await open().open(noCancel())).entries.length, 3);
		});
	}

	test('a push whose answer was lost is there once', async () => {
		const source = open();
		await sync(source);
		await deliver(source);
		server.mode = 'cut';
		const lost = await deliver(source, 'Again').catch((error: unknown) => error);
		server.mode = 'ok';
		assert.equal(typeof lost, 'object');
		assert.match((await deliver(source, 'Again')).kind, /^(already-there|delivered)$/);
		assert.equal(await runGit(remote.bare, ['show', 'main:questions/a.md']), 'Why?\nAgain');
		assert.equal(await runGit(remote.bare, ['rev-list', '--count', 'main']), '3');
	});

	/** Helpers of a killed git give up by themselves a moment later. */
	const noGitStays = async () => {
		for (let attempt = 0; ; attempt++) {
			const left = execFileSync('ps', ['-eo', 'pid,args'])
				.toString()
				.split('\n')
				.filter((line) => line.includes(server.origin));
			if (left.length === 0) return;
			assert.ok(attempt < 200, left.join('\n'));
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
});
