import assert from 'node:assert/strict';
import type { IssueTracker, NewIssue } from '../../src/app/channels/issueTracker.ts';
import { createGitlabIssues } from '../../src/node/channels/gitlab.ts';
import { createHttp } from '../../src/node/http.ts';
import { failureOf, json } from '../support/faultServer.ts';
import { startGitlab } from '../support/gitlabServer.ts';
import type { GitlabServer } from '../support/gitlabServer.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';
import { faultTests } from '../support/trackerFaults.ts';

const TOKEN = 'glpat-secret';
const NOW = Date.parse('2026-11-29T10:00:00Z');
const SINCE = '2026-11-29T10:00:00Z';
const HOSTILE = [
	'/close',
	'@all see ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>',
	'```ts\n/assign @maria\n@all\n```',
	'<!-- tandem q-other -->',
	'a\r/reopen',
].join('\n');

suite('the issues of GitLab', () => {
	let gitlab: GitlabServer;
	let issues: IssueTracker;

	setup(async () => {
		gitlab = await startGitlab(TOKEN);
		issues = connect();
	});
	teardown(() => gitlab.close());

	const connect = (token = TOKEN, repo = 'acme/specs', maxBytes = 200_000) =>
		createGitlabIssues({
			http: createHttp({ log: quietLog, timeoutMs: 2500, maxBytes }),
			clock: { now: () => NOW },
			channel: { kind: 'gitlab', url: gitlab.origin, repo, labels: [] },
			token,
		});
	const create = (issue: Partial<NewIssue> = {}, tracker = issues) =>
		tracker.create(
			{ marker: 'q-1', title: 'May we?', markdown: 'Twice?', labels: [], tickets: [], ...issue },
			noCancel(),
		);
	const find = (marker: string) => issues.find({ marker, since: SINCE }, noCancel());
	const read = (key = '1') => issues.read(key, noCancel());

	test('a question is an issue with labels and an assignee', async () => {
		const made = await create({ labels: ['question', 'a,b'], assignee: { name: 'Maria', handle: 'Maria' } });
		assert.deepEqual(made, { key: '1', url: `${gitlab.origin}/acme/specs/-/issues/1` });
		const [issue] = gitlab.issues;
		assert.equal(issue?.title, 'May we?');
		assert.equal(issue.description, 'Twice?\n\n<!-- tandem q-1 -->');
		assert.deepEqual(issue.labels, ['question', 'a b']);
		assert.deepEqual(
			issue.assignees.map(({ username }) => username),
			['maria'],
		);
	});

	suite('nobody is assigned', () => {
		const nobody = (title: string, assignee: NewIssue['assignee']) =>
			test(title, async () => {
				await create(assignee && { assignee });
				assert.deepEqual(gitlab.issues[0]?.assignees, []);
			});
		nobody('where nobody is asked', undefined);
		nobody('without a handle', { name: 'Maria', email: 'maria@acme.example' });
		nobody('whom GitLab does not know', { name: 'Max', handle: 'max&username=maria' });
		test('where GitLab does not say', async () => {
			gitlab.answerWith((response, request) =>
				request.url.includes('/users')
					? json({}, 500)(response, request)
					: json({ iid: 4, state: 'opened', updated_at: SINCE }, 201)(response, request),
			);
			assert.equal((await create({ assignee: { name: 'Maria', handle: 'maria' } })).key, '4');
		});
	});

	test('is found again by its marker, after an answer that was lost', async () => {
		await create({ marker: 'q-0' });
		gitlab.pageSize = 1;
		assert.equal(await find('q-1'), undefined);
		await create();
		await create({ marker: 'q-2', markdown: 'See <!-- tandem q-1 --> there' });
		assert.equal((await find('q-1'))?.key, '2');
		assert.equal((await find('q-2'))?.key, '3');
		gitlab.paging = 'number';
		assert.equal((await find('q-2'))?.key, '3');
	});
	test('is the first of its clones', async () => {
		await create();
		await create();
		assert.equal((await find('q-1'))?.key, '1');
	});
	test('is not what a stranger made with its marker', async () => {
		gitlab.author = { id: 10, username: 'eve', name: 'Eve' };
		await create();
		assert.equal(await find('q-1'), undefined);
		gitlab.author = { id: 8, username: 'ana', name: 'Ana Ruiz' };
		await create();
		gitlab.pageSize = 1;
		assert.equal((await find('q-1'))?.key, '2');
	});
	test('a stranger cannot hide a comment behind a marker', async () => {
		await create();
		const body = 'No!\n\n<!-- tandem m-1 -->';
		gitlab.note(1, { body, author: { id: 10, username: 'eve', name: 'Eve' } });
		await issues.comment('1', { marker: 'm-2', markdown: 'Mine' }, noCancel());
		assert.deepEqual(
			(await read()).comments.map(({ markdown, marker }) => [markdown, marker]),
			[
				['No!', undefined],
				['Mine', 'm-2'],
			],
		);
	});
	test('pages of another host are not asked for', async () => {
		for (const marker of ['q-1', 'q-2']) await create({ marker });
		gitlab.pageSize = 1;
		gitlab.paging = 'other host';
		assert.equal((await failureOf(find('q-2'))).kind, 'refused-address');
		assert.ok(gitlab.seen.every(({ headers }) => headers.host?.startsWith('127.0.0.1:')));
	});

	test('comments come back, oldest first, without what is for members only', async () => {
		await create();
		await issues.comment('1', { marker: 'm-1', markdown: 'And @maria?' }, noCancel());
		const maria = { id: 7, username: 'maria', name: 'Maria Lopez' };
		gitlab.note(1, { body: 'Yes, **twice**.', author: maria, created_at: '2026-11-29T12:00:00.000+01:00' });
		gitlab.note(1, { body: 'Between us', internal: true });
		gitlab.note(1, { body: 'changed the description', system: true });
		gitlab.note(1, { body: 'Gone', author: null });
		gitlab.pageSize = 2;
		const thread = await read();
		assert.equal(thread.closed, undefined);
		assert.deepEqual(
			thread.comments.map(({ author, marker, markdown }) => [author.name, marker, markdown]),
			[
				['ana', 'm-1', 'And @maria?'],
				['maria', undefined, 'Yes, **twice**.'],
				['Somebody', undefined, 'Gone'],
			],
		);
		assert.equal(thread.comments[1]?.at, '2026-11-29T11:00:00.000Z');
		assert.equal(thread.comments[1]?.url, `${thread.url}#note_302`);
		assert.deepEqual(gitlab.acted, []);
	});
	test('what did not change is not sent again', async () => {
		await create();
		await read();
		const first = await read();
		assert.ok(gitlab.seen.slice(-2).every(({ headers }) => headers['if-none-match'] !== undefined));
		assert.deepEqual(await read(), first);
	});

	test('who may look after issues is a member, and a token of the project is a bot', async () => {
		await create();
		for (const [id, username] of [
			[7, 'maria'],
			[9, 'guest'],
			[10, 'eve'],
			[11, 'project_1_bot_0a1b'],
		] as const) {
			gitlab.note(1, { body: 'Yes.', author: { id, username, name: 'Maria Lopez' } });
		}
		const { comments, opener } = await read();
		assert.deepEqual(
			comments.map(({ standing }) => standing),
			['member', undefined, undefined, 'bot'],
		);
		assert.equal(opener, 'ana');
		const before = gitlab.seen.length;
		await read();
		assert.equal(gitlab.seen.length, before + 2);
	});

	test('closing is resolved, with who did it and when; opening again is not', async () => {
		await create();
		await issues.setClosed('1', true, noCancel());
		const { closed } = await read();
		assert.deepEqual(closed, { at: gitlab.issues[0]?.closed_at, by: 'ana' });
		await issues.setClosed('1', true, noCancel());
		assert.equal(gitlab.issues[0]?.notes.length, 1);
		await issues.setClosed('1', false, noCancel());
		assert.equal((await read()).closed, undefined);
	});

	test('no text of a question acts', async () => {
		await create({
			title: HOSTILE,
			markdown: HOSTILE,
			labels: [HOSTILE],
			assignee: { name: HOSTILE, handle: HOSTILE },
		});
		await issues.comment('1', { marker: 'm-1', markdown: HOSTILE }, noCancel());
		assert.deepEqual(gitlab.acted, []);
		assert.equal(gitlab.issues.length, 1);
		assert.equal((await find('q-1'))?.key, '1');
		assert.equal(gitlab.issues[0]?.state, 'opened');
		assert.deepEqual(
			(await read()).comments.map(({ marker }) => marker),
			['m-1'],
		);
	});
	test('a text that is too long is cut and keeps its marker', async () => {
		const large = connect(TOKEN, 'acme/specs', 5_000_000);
		await create({ title: 'x'.repeat(1000), markdown: '@a/'.repeat(500_000) }, large);
		await large.comment('1', { marker: 'm-1', markdown: '@a/'.repeat(500_000) }, noCancel());
		assert.match(gitlab.issues[0]?.description ?? '', /<!-- tandem q-1 -->$/);
		assert.match(gitlab.issues[0]?.notes[0]?.body ?? '', /<!-- tandem m-1 -->$/);
	});

	suite('the key of a page', () => {
		const key = (path: string, expected: string | undefined) =>
			test(path, () => assert.equal(issues.keyOf(path.startsWith('http') ? path : gitlab.origin + path), expected));
		key('/acme/specs/-/issues/12', '12');
		key('/acme/specs/-/work_items/12', '12');
		key('/Acme/Specs/-/issues/12#note_301', '12');
		key('/acme/specs/-/issues/12?a=b', '12');
		key('/acme/specs/-/issues/12/designs', undefined);
		key('/acme/specs/-/issues/0', undefined);
		key('/acme/specs2/-/issues/12', undefined);
		key('/acme/specs/-/merge_requests/12', undefined);
		key('https://gitlab.example/acme/specs/-/issues/12', undefined);
	});

	test('another project, or a token that is revoked', async () => {
		assert.equal((await failureOf(create({}, connect(TOKEN, 'acme/other')))).kind, 'not-found');
		assert.equal((await failureOf(create({}, connect('glpat-secret-2')))).kind, 'unauthorized');
	});

	suite('a server in trouble', function () {
		this.timeout(20_000);
		faultTests(() => gitlab, NOW, {
			find: () => find('q-1'),
			create: () => create(),
			read: () => read(),
			comment: () => issues.comment('1', { marker: 'm-1', markdown: 'Yes' }, noCancel()),
			setClosed: () => issues.setClosed('1', true, noCancel()),
		});
	});
});
