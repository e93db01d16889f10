import assert from 'node:assert/strict';
import type { IssueTracker, NewIssue } from '../../src/app/channels/issueTracker.ts';
import type { JiraChannel } from '../../src/core/channels/channel.ts';
import { createJiraIssues } from '../../src/node/channels/jira.ts';
import { createHttp } from '../../src/node/http.ts';
import { adfText } from '../support/adfRules.ts';
import { failureOf } from '../support/faultServer.ts';
import { startJira } from '../support/jiraServer.ts';
import type { JiraServer } from '../support/jiraServer.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';
import { faultTests } from '../support/trackerFaults.ts';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const SINCE = '2026-11-29T10:00:00Z';
const HOSTILE =
	'[~accountid:5b1] @Maria\n![x](https://evil.example/x.png)\n<b>{html}\n```\n[a](javascript:x)\n"\\ OR 1=1\u0000\n- - - -';
const doc = (...lines: readonly string[]) => ({
	version: 1,
	type: 'doc',
	content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

suite('questions in Jira', () => {
	let jira: JiraServer;

	setup(async () => (jira = await startJira('ana@acme.example', 'secret')));
	teardown(() => jira.close());

	const connect = (channel: Partial<JiraChannel> = {}, token = 'secret', maxBytes = 200_000): IssueTracker =>
		createJiraIssues({
			http: createHttp({ log: quietLog, timeoutMs: 2500, maxBytes }),
			clock: { now: () => NOW },
			channel: { kind: 'jira', url: jira.origin, type: 'Task', on: 'issue', labels: [], project: 'SHOP', ...channel },
			email: 'ana@acme.example',
			token,
		});
	const onTickets = () => connect({ on: 'ticket' });
	const create = (issue: Partial<NewIssue> = {}, tracker = connect()) =>
		tracker.create(
			{ marker: 'q-1', title: 'May we?', markdown: 'Twice?', labels: [], tickets: [], ...issue },
			noCancel(),
		);
	const find = (marker: string, tracker = connect(), tickets: readonly string[] = []) =>
		tracker.find({ marker, since: SINCE, tickets }, noCancel());
	const read = (key: string, tracker = connect()) => tracker.read(key, noCancel());
	const ask = (ticket: string, marker: string) => create({ marker, tickets: [ticket] }, onTickets());
	const reply = (key: string, marker: string) =>
		onTickets().comment(key, { marker, markdown: `Text of ${marker}` }, noCancel());
	const texts = async (key: string) =>
		(await read(key, onTickets())).comments.map(({ marker, markdown }) => marker ?? markdown);

	suite('as issues of a project', () => {
		test('an issue with labels and an assignee', async () => {
			const made = await create({
				markdown: 'Twice, as **said**?',
				labels: ['to answer'],
				assignee: { name: 'Maria', email: 'Maria@acme.example' },
			});
			assert.deepEqual(made, { key: 'SHOP-1', url: `${jira.origin}/browse/SHOP-1` });
			const { fields, properties } = jira.issues[0] ?? assert.fail();
			assert.deepEqual(
				[fields.summary, fields.labels, fields['assignee'], adfText(fields['description'] as object), properties],
				['May we?', ['to-answer', 'tandem-q-1'], '5b1', 'Twice, as said?', { tandem: { marker: 'q-1' } }],
			);
		});
		const nobody = (title: string, email: string | undefined) =>
			test(`nobody is assigned ${title}`, async () => {
				await create({ assignee: { name: 'Max', ...(email === undefined ? {} : { email }) } });
				assert.equal(jira.issues[0]?.fields['assignee'], null);
			});
		nobody('without an e-mail', undefined);
		nobody('whom Jira does not know', 'max@acme.example');
		nobody('of whom only the beginning fits', 'ana@acme.example.or');
		test('who has the same beginning as another is found', async () => {
			await create({ assignee: { name: 'Ana', email: 'ana@acme.example' } });
			assert.equal(jira.issues[0]?.fields['assignee'], '5b2');
		});
		test('fields that the project does not take are left out', async () => {
			jira.hiddenFields = ['assignee', 'labels'];
			await create({ assignee: { name: 'Ana', email: 'ana@acme.example' } });
			assert.deepEqual(jira.issues[0]?.fields.labels, []);
			assert.equal((await find('q-1'))?.key, 'SHOP-1');
		});
		test('a field that is wrong is said', async () => {
			const failure = await failureOf(create({}, connect({ type: 'Story' })));
			assert.match(failure.message, /^rejected: .*valid issue type/);
		});

		test('is found again by its marker, once the search knows it', async () => {
			assert.equal(await find('q-1'), undefined);
			for (const marker of ['q-0', 'q-1', 'q-2']) await create({ marker });
			assert.equal((await find('q-1'))?.key, 'SHOP-2');
			assert.equal(await find('q-10'), undefined);
		});
		for (const lag of [1, 3, 20]) {
			test(`is found again while the search is ${lag} issues behind`, async () => {
				for (let number = 0; number < 3; number++) jira.ticket(`SHOP-${number + 1}`);
				await create();
				for (let number = 1; number < lag; number++) await create({ marker: `q-x${number}` });
				jira.searchLag = lag;
				assert.equal((await find('q-1'))?.key, 'SHOP-4');
			});
		}
		test('is found again where somebody took its label', async () => {
			await create();
			jira.issues[0]?.fields.labels.splice(0);
			assert.equal((await find('q-1'))?.key, 'SHOP-1');
		});
		test('a marker cannot ask the search for more', async () => {
			jira.ticket('SHOP-1');
			assert.equal(await find('x" OR project = "OPS\\'), undefined);
		});

		test('who has an account of the site is a member, and an app is a bot', async () => {
			const { key } = await create();
			jira.say(key, doc('Yes.'));
			for (const accountType of ['customer', 'app']) {
				jira.say(key, doc('Yes.'), { author: { accountId: '5b9', accountType, displayName: 'Maria Lopez' } });
			}
			const { comments, opener } = await read(key);
			assert.deepEqual(
				comments.map(({ account, standing }) => [account, standing]),
				[
					['5b1', 'member'],
					['5b9', undefined],
					['5b9', 'bot'],
				],
			);
			assert.equal(opener, '5b2');
		});
		test('comments come back, oldest first, without those for a group', async () => {
			const { key } = await create();
			await connect().comment(key, { marker: 'm-1', markdown: 'And **twice**?' }, noCancel());
			const { id } = jira.say(key, doc('Yes.', '*three* times'), { created: '2026-11-29T12:00:00.000+0100' });
			jira.say(key, doc('Between us'), { visibility: { type: 'role', value: 'Administrators' } });
			jira.say(key, { hostile: [null] }, { author: null });
			jira.pageSize = 2;
			const { comments } = await read(key);
			assert.deepEqual(
				comments.map(({ author, marker, markdown }) => [author.name, marker, markdown]),
				[
					['Ana Ruiz', 'm-1', 'And **twice**?'],
					['Maria Lopez', undefined, 'Yes.\n\n\\*three\\* times'],
					['Somebody', undefined, ''],
				],
			);
			assert.equal(comments[1]?.at, '2026-11-29T11:00:00.000Z');
			assert.equal(comments[1]?.url, `${jira.origin}/browse/SHOP-1?focusedCommentId=${id}`);
		});

		test('done is resolved, with when; opening again is not', async () => {
			const { key } = await create();
			await connect().setClosed(key, true, noCancel());
			const { closed } = await read(key);
			assert.equal(closed?.at, new Date(String(jira.issues[0]?.fields['resolutiondate'])).toISOString());
			await connect().setClosed(key, true, noCancel());
			await connect().setClosed(key, false, noCancel());
			assert.equal((await read(key)).closed, undefined);
			assert.equal(jira.issues[0]?.comments.length, 0);
		});
		for (const workflow of ['none', 'fields'] as const) {
			test(`where the workflow cannot be moved (${workflow}), one comment says it`, async () => {
				jira.workflow = workflow;
				const { key } = await create();
				await connect().setClosed(key, false, noCancel());
				for (let time = 0; time < 3; time++) await connect().setClosed(key, true, noCancel());
				const { closed, comments } = await read(key);
				assert.equal(closed, undefined);
				assert.deepEqual(
					comments.map(({ marker, markdown }) => [marker, markdown]),
					[['resolved', 'Resolved in Tandem.']],
				);
			});
		}
	});

	suite('as comments on tickets', () => {
		setup(() => ['OPS-7', 'SHOP-1423'].forEach((key) => jira.ticket(key)));

		test('on the ticket of the project, with the title', async () => {
			const made = await create({ title: 'May *we*?', tickets: ['acme/shop#3', 'OPS-7', 'SHOP-1423'] }, onTickets());
			assert.match(made.key, /^SHOP-1423\?focusedCommentId=\d+$/);
			assert.equal(made.url, `${jira.origin}/browse/${made.key}`);
			assert.equal(adfText(jira.issues[1]?.comments[0]?.body as object), 'May *we*? Twice?');
		});
		test('on the first one where no project is set', async () => {
			const { project: _, ...channel } = {
				kind: 'jira',
				url: jira.origin,
				type: 'Task',
				on: 'ticket',
				labels: [],
				project: '',
			} as const;
			const tracker = createJiraIssues({
				http: createHttp({ log: quietLog }),
				clock: { now: () => NOW },
				channel,
				email: 'ana@acme.example',
				token: 'secret',
			});
			assert.match((await create({ tickets: ['OPS-7', 'SHOP-1423'] }, tracker)).key, /^OPS-7\?/);
			assert.equal((await failureOf(create({ tickets: ['shop-1'] }, tracker))).kind, 'not-configured');
			assert.equal(await find('q-2', tracker, ['shop-1']), undefined);
		});
		test('as an issue where the objective has no ticket', async () =>
			assert.equal((await create({ tickets: ['#12'] }, onTickets())).key, 'SHOP-1424'));
		test('is found again at once, on any of the tickets', async () => {
			const { key } = await ask('OPS-7', 'q-1');
			for (let number = 0; number < 4; number++) jira.say('OPS-7', doc('Yes'));
			jira.pageSize = 2;
			assert.equal((await find('q-1', onTickets(), ['GONE-1', 'SHOP-1423', 'OPS-7']))?.key, key);
			assert.equal(await find('q-2', onTickets(), ['OPS-7']), undefined);
		});
		test('what follows is the answer, until the next question', async () => {
			jira.say('SHOP-1423', doc('Before'));
			const first = (await ask('SHOP-1423', 'q-1')).key;
			jira.say('SHOP-1423', doc('Yes'));
			await reply(first, 'm-1');
			const second = (await ask('SHOP-1423', 'q-2')).key;
			jira.say('SHOP-1423', doc('No'));
			await reply(first, 'm-2');
			jira.say('SHOP-1423', doc('Well'));
			assert.deepEqual(await texts(first), ['Yes', 'm-1', 'm-2', 'Well']);
			assert.deepEqual(await texts(second), ['No']);
		});
		test('the ticket itself is not touched, and its end is no answer', async () => {
			const { key } = await ask('SHOP-1423', 'q-1');
			await onTickets().setClosed(key, true, noCancel());
			await connect().setClosed('SHOP-1423', true, noCancel());
			assert.equal((await read(key, onTickets())).closed, undefined);
		});
	});

	test('no text of a question is more than text', async () => {
		const tracker = connect({ on: 'ticket' }, 'secret', 5_000_000);
		const assignee = { name: HOSTILE, email: HOSTILE };
		const issue = { title: HOSTILE, markdown: HOSTILE, labels: [HOSTILE], assignee };
		const { key } = await create(issue);
		await create({ ...issue, tickets: ['SHOP-1'], markdown: HOSTILE.repeat(2000) }, tracker);
		await connect().comment(key, { marker: 'm-1', markdown: HOSTILE }, noCancel());
		const long = await create({ title: 'x'.repeat(1000), markdown: '*a* '.repeat(50_000) }, tracker);
		assert.equal((await find('q-1'))?.key, key);
		assert.equal(long.key, 'SHOP-2');
		assert.match(adfText(jira.issues[1]?.fields['description'] as object), /goes on in the spec repo/);
	});

	suite('the key of a page', () => {
		const key = (path: string, issue: string | undefined, ticket: string | undefined) =>
			test(path, () => {
				const url = path.startsWith('http') ? path : jira.origin + path;
				assert.deepEqual([connect().keyOf(url), onTickets().keyOf(url)], [issue, ticket]);
			});
		const onComment = 'OPS-7?focusedCommentId=10042';
		key('/browse/SHOP-12', 'SHOP-12', 'SHOP-12');
		key('/browse/SHOP-12?atlOrigin=x', 'SHOP-12', 'SHOP-12');
		key(`/browse/${onComment}`, undefined, onComment);
		key(`/browse/${onComment}&page=x#comment-10042`, undefined, onComment);
		key('/browse/OPS-7', undefined, undefined);
		key('/browse/SHOPS-7', undefined, undefined);
		key('/browse/SHOP-0', undefined, undefined);
		key('/browse/../SHOP-1', undefined, undefined);
		key('https://acme.atlassian.net/browse/SHOP-12', undefined, undefined);
	});

	test('a token that is revoked, a project that is not there, a key of another kind', async () => {
		assert.equal((await failureOf(create({}, connect({}, 'secret-2')))).kind, 'unauthorized');
		assert.equal((await failureOf(find('q-1', connect({ project: 'NONE' })))).kind, 'rejected');
		assert.equal((await failureOf(read('../../myself'))).kind, 'not-found');
	});

	suite('a server in trouble', function () {
		this.timeout(20_000);
		faultTests(() => jira, NOW, {
			find: () => find('q-1'),
			create: () => create(),
			read: () => read('SHOP-1'),
			comment: () => connect().comment('SHOP-1', { marker: 'm-1', markdown: 'Yes' }, noCancel()),
			setClosed: () => connect().setClosed('SHOP-1', true, noCancel()),
			ask: () => ask('SHOP-1', 'q-1'),
		});
	});
});
