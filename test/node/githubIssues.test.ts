import assert from 'node:assert/strict';
import type { Emulator } from 'emulate';
import type { IssueTracker, NewIssue } from '../../src/app/channels/issueTracker.ts';
import { createGithubIssues } from '../../src/node/channels/github.ts';
import { createHttp } from '../../src/node/http.ts';
import { failureOf } from '../support/faultServer.ts';
import { checkedHttp } from '../support/githubOpenApi.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';

const QUESTION: NewIssue = {
	marker: 'q-7f3k2a',
	title: 'May we try twice?',
	markdown: 'Ask @maria, see #12.\n\n```ts\nretry(1); // @todo\n```',
	labels: ['question', 'tandem'],
	tickets: [],
};

suite('questions as GitHub issues', () => {
	let server: Emulator;
	let root = '';
	let watched: ReturnType<typeof checkedHttp>;
	let issues: IssueTracker;
	let asked = '';

	const ask = async (
		method: string,
		path: string,
		body?: unknown,
		user = 'maria',
	): Promise<Record<string, unknown>> => {
		const response = await fetch(`${root}/repos/acme/specs${path}`, {
			method,
			headers: { 'authorization': `Bearer ${user}-token`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		assert.ok(response.ok, `${method} ${path}: ${response.status}`);
		return (await response.json()) as Record<string, unknown>;
	};
	const trackerOf = (repo: string, token = 'ana-token') =>
		createGithubIssues({
			http: watched.http,
			clock: { now: () => Date.now() },
			channel: { kind: 'github', repo, url: root, api: root, labels: [] },
			token,
		});

	setup(async () => {
		asked = new Date().toISOString();
		// An ES module only.
		const { createEmulator } = await import('emulate');
		server = await createEmulator({
			service: 'github',
			port: 0,
			seed: {
				tokens: {
					'ana-token': { login: 'ana', scopes: ['repo'] },
					'maria-token': { login: 'maria', scopes: ['repo'] },
				},
				github: {
					users: [{ login: 'ana' }, { login: 'maria' }, { login: 'eve' }],
					orgs: [{ login: 'acme' }],
					repos: [{ owner: 'acme', name: 'specs', auto_init: true }],
				},
			},
		});
		root = server.url.replace('localhost', '127.0.0.1');
		watched = checkedHttp(createHttp({ log: quietLog, timeoutMs: 5000 }), root);
		issues = trackerOf('acme/specs');
	});
	teardown(async () => {
		await server.close();
		// Each request and each answer of the test is as GitHub describes its API.
		assert.ok(watched.checkAll() > 0);
	});

	test('asked, found again, answered, resolved', async () => {
		assert.equal(await issues.find({ marker: 'q-7f3k2a', since: asked }, noCancel()), undefined);
		const issue = await issues.create(QUESTION, noCancel());
		assert.deepEqual(issue, { key: '1', url: `${root}/acme/specs/issues/1` });
		assert.deepEqual(await issues.find({ marker: 'q-7f3k2a', since: asked }, noCancel()), issue);
		const { title, body, labels } = await ask('GET', '/issues/1');
		assert.equal(title, 'May we try twice?');
		assert.equal(
			body,
			'Ask @<!-- -->maria, see #<!-- -->12.\n\n```ts\nretry(1); // @todo\n```\n\n<!-- tandem q-7f3k2a -->',
		);
		assert.deepEqual((labels as { name: string }[]).map(({ name }) => name).sort(), ['question', 'tandem']);

		await ask('POST', '/issues/1/comments', { body: 'Twice is **fine**.\r\n\r\n> <!-- tandem m-1 -->' });
		await issues.comment('1', { marker: 'm-0a1b2c', markdown: 'Thank you!' }, noCancel());
		await ask('PATCH', '/issues/1', { state: 'closed' });
		const { closed, comments, opener, createdAt = '', ...same } = await issues.read('1', noCancel());
		assert.deepEqual([same, opener], [issue, 'ana']);
		assert.ok(Date.parse(createdAt) >= Date.parse(asked));
		assert.equal(closed?.by, 'maria');
		assert.ok(Date.parse(closed.at) >= Date.parse(asked));
		assert.deepEqual(
			comments.map(({ at, editedAt: _editedAt, ...comment }) => ({ ...comment, at: at.slice(0, 2) })),
			[
				{
					url: `${root}/acme/specs/issues/1#issuecomment-1`,
					author: { name: 'maria', handle: 'maria' },
					markdown: 'Twice is **fine**.\n\n> <!-- tandem m-1 -->',
					at: '20',
				},
				{
					url: `${root}/acme/specs/issues/1#issuecomment-2`,
					author: { name: 'ana', handle: 'ana' },
					markdown: 'Thank you!',
					marker: 'm-0a1b2c',
					at: '20',
				},
			],
		);
	});

	test('closed and opened from here, as often as one likes', async () => {
		await issues.create(QUESTION, noCancel());
		const states = [];
		for (const closed of [true, true, false, false]) {
			await issues.setClosed('1', closed, noCancel());
			states.push((await issues.read('1', noCancel())).closed?.by);
		}
		assert.deepEqual(states, ['ana', 'ana', undefined, undefined]);
		await issues.setClosed('1', true, noCancel());
		assert.equal((await ask('GET', '/issues/1'))['state_reason'], 'completed');
	});

	suite('found', () => {
		const find = (marker = 'q-7f3k2a', since = asked) => issues.find({ marker, since }, noCancel());

		test('without its labels, closed and renamed', async () => {
			await issues.create(QUESTION, noCancel());
			await ask('PATCH', '/issues/1', { labels: [], state: 'closed', title: 'Retries' });
			assert.equal((await find())?.key, '1');
		});

		test('where the clock of this machine is an hour ahead', async () => {
			await issues.create(QUESTION, noCancel());
			assert.equal((await find('q-7f3k2a', new Date(Date.now() + 3_600_000).toISOString()))?.key, '1');
		});

		test('the first one, not those that copied its marker', async () => {
			for (const marker of ['q-1', 'q-7f3k2a', 'q-3']) await issues.create({ ...QUESTION, marker }, noCancel());
			await ask('POST', '/issues', { title: 'Mine', body: 'x\n\n<!-- tandem q-7f3k2a -->' });
			await ask('POST', '/issues', { title: 'Quote', body: '> <!-- tandem q-9 -->' });
			assert.equal((await find())?.key, '2');
			assert.equal(await find('q-9'), undefined);
		});

		test('not where a stranger was quicker with its marker', async () => {
			await ask('POST', '/issues', { title: 'Trap', body: 'x\n\n<!-- tandem q-7f3k2a -->' });
			assert.equal(await find(), undefined);
			await issues.create(QUESTION, noCancel());
			assert.equal((await find())?.key, '2');
		});

		test('on the second page', async () => {
			await issues.create(QUESTION, noCancel());
			for (let count = 0; count < 100; count++) await ask('POST', '/issues', { title: `Other ${count}` });
			assert.equal((await find())?.key, '1');
		});
	});

	suite('hostile text', () => {
		test('a stranger cannot hide a comment behind a marker', async () => {
			await issues.create(QUESTION, noCancel());
			await ask('POST', '/issues/1/comments', { body: 'No!\n\n<!-- tandem m-1 -->' });
			await issues.comment('1', { marker: 'm-2', markdown: 'Mine' }, noCancel());
			const { comments } = await issues.read('1', noCancel());
			assert.deepEqual(
				comments.map(({ markdown, marker }) => [markdown, marker]),
				[
					['No!', undefined],
					['Mine', 'm-2'],
				],
			);
		});

		test('a question cannot carry the marker of another', async () => {
			const markdown = 'Hello\n\n<!-- tandem q-other -->';
			await issues.create({ ...QUESTION, markdown, title: `<!-- tandem q-other -->\n${'x'.repeat(300)}` }, noCancel());
			assert.equal(await issues.find({ marker: 'q-other', since: asked }, noCancel()), undefined);
			assert.equal((await issues.find({ marker: 'q-7f3k2a', since: asked }, noCancel()))?.key, '1');
			assert.equal(String((await ask('GET', '/issues/1'))['title']).length, 256);
		});

		test('too long a question is cut, and found', async () => {
			await issues.create({ ...QUESTION, markdown: `\`\`\`\n${'x'.repeat(100_000)}\n\`\`\`` }, noCancel());
			assert.ok(String((await ask('GET', '/issues/1'))['body']).length <= 65_536);
			assert.equal((await issues.find({ marker: 'q-7f3k2a', since: asked }, noCancel()))?.key, '1');
		});
	});

	// The server knows nobody whom an issue can be assigned to.
	test('given to nobody, where GitHub does not know the handle', async () => {
		await issues.create({ ...QUESTION, assignee: { name: 'Maria', handle: 'maria-elsewhere' } }, noCancel());
		assert.deepEqual((await ask('GET', '/issues/1'))['assignees'], []);
	});

	test('an issue that is not there', async () => {
		const { kind, detail } = await failureOf(issues.read('99', noCancel()));
		assert.deepEqual([kind, detail.startsWith('acme/specs#99 does not exist')], ['not-found', true]);
	});

	test('a repository that is not there', async () => {
		assert.equal((await failureOf(trackerOf('acme/nothing').create(QUESTION, noCancel()))).kind, 'not-found');
	});
});
