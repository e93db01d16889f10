import assert from 'node:assert/strict';
import type { NewIssue } from '../../src/app/channels/issueTracker.ts';
import type { Failure } from '../../src/core/failure.ts';
import { createGithubIssues } from '../../src/node/channels/github.ts';
import { createHttp } from '../../src/node/http.ts';
import { FAULTS, failureOf, json, plain, startFaultServer } from '../support/faultServer.ts';
import type { Answer, FaultServer } from '../support/faultServer.ts';
import { checkedHttp, exchangeProblems } from '../support/githubOpenApi.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const QUESTION: NewIssue = { marker: 'q-1', title: 'Why?', markdown: 'Why?', labels: ['question'], tickets: [] };

suite('a GitHub that answers badly', () => {
	let server: FaultServer;
	suiteSetup(async () => {
		server = await startFaultServer();
	});
	suiteTeardown(() => server.close());

	const user = (login: string, type = 'User') => {
		const page = `https://github.com/${login}`;
		const links = ['followers', 'following', 'gists', 'starred', 'subscriptions', 'received_events'];
		const urls = [...links, 'organizations', 'repos', 'events'].map((name) => [`${name}_url`, `${page}/${name}`]);
		const known = { login, id: 1, node_id: 'U', avatar_url: page, gravatar_id: null, url: page, html_url: page };
		return { ...known, ...Object.fromEntries(urls), type, site_admin: false } as Record<string, unknown>;
	};
	const issue = (number: number, more: Record<string, unknown> = {}) => {
		const url = `https://api.github.com/repos/acme/specs/issues/${number}`;
		const urls = ['labels', 'comments', 'events', 'html', 'repository'].map((name) => [`${name}_url`, url]);
		const facts = { id: number, node_id: 'I', url, ...Object.fromEntries(urls), number, title: 'Why?', state: 'open' };
		const people = { user: user('ana'), assignee: null, assignees: [], labels: [], milestone: null, locked: false };
		const by = { author_association: 'OWNER' };
		const times = { closed_at: null, created_at: '2026-11-29T10:00:01Z', updated_at: '2026-11-29T10:00:01Z' };
		return { ...facts, ...people, ...by, ...times, comments: 0, body: 'Why?\n\n<!-- tandem q-1 -->', ...more };
	};
	const comment = (id: number, more: Record<string, unknown> = {}) => {
		const url = `https://api.github.com/repos/acme/specs/issues/comments/${id}`;
		const urls = { url, html_url: url, issue_url: url, author_association: 'MEMBER' };
		const times = { created_at: '2026-11-29T11:00:00Z', updated_at: '2026-11-29T11:00:00Z' };
		return { id, node_id: 'C', ...urls, ...times, user: user('maria'), body: 'Yes.', ...more };
	};

	const trackerOn = (origin: string, timeoutMs = 10_000) => {
		const http = createHttp({ log: quietLog, timeoutMs, maxBytes: 100_000 });
		const watched = checkedHttp(http, `${origin}/api/v3`);
		const channel = { kind: 'github', repo: 'acme/specs', url: origin, labels: [] } as const;
		const clock = { now: () => NOW };
		return { ...watched, issues: createGithubIssues({ http: watched.http, clock, channel, token: 's3cret' }) };
	};

	suite('whatever goes wrong', () => {
		const gone = json({ message: 'This issue was deleted' }, 410);
		const invalid = { message: 'Validation Failed', errors: [{ resource: 'Issue', code: 'invalid' }] };
		const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 60) };
		const cases: readonly (readonly [title: string, Answer, kind: string, word?: RegExp, retryAfterMs?: number])[] = [
			['401', json({ message: 'Bad credentials' }, 401), 'unauthorized', /Bad credentials/],
			['403', json({ message: 'Resource not accessible' }, 403), 'rejected', /not accessible/],
			['403 at the end of the allowance', json({ message: 'limit' }, 403, spent), 'busy', /limit/, 60_000],
			['403 with a time to wait', json({}, 403, { 'retry-after': '30' }), 'busy', /403/, 30_000],
			[
				'403 for too much at once',
				json({ message: 'You have exceeded a secondary rate limit.' }, 403),
				'busy',
				/secondary/,
				60_000,
			],
			['404', json({ message: 'Not Found' }, 404), 'not-found', /^acme\/specs#12 does not exist, or .* 404 Not Found/],
			['409', json({ message: 'Conflict' }, 409), 'rejected', /Conflict/],
			['410', gone, 'not-found', /^acme\/specs#12 .* This issue was deleted/],
			['422', json(invalid, 422), 'rejected', /Validation Failed/],
			['429', json({}, 429, { 'retry-after': '7' }), 'busy', /429/, 7000],
			['500', plain('<h1>Oops</h1>', 500), 'bad-response', /500/],
			['503', json({}, 503, { 'retry-after': '5' }), 'bad-response', /503/, 5000],
			[
				'moved to another repository',
				json({}, 301, { location: '/repositories/7/issues/3' }),
				'refused-address',
				/moved/,
			],
			['to another host', FAULTS.otherHost, 'refused-address', /^acme\/specs#12 has moved/],
			['slow', FAULTS.slow, 'timeout'],
			['cut off', FAULTS.cutOff, 'offline'],
			['no answer at all', FAULTS.hangUp, 'offline'],
			['a page', FAULTS.otherType, 'bad-response'],
			['huge', FAULTS.huge, 'bad-response', /too large/],
			['another shape', json({ number: '12' }), 'bad-response'],
			['a time that is none', json(issue(12, { created_at: '<b>' })), 'bad-response'],
		];
		for (const [title, answer, kind, word = /./, retryAfterMs] of cases) {
			test(title, async () => {
				server.answerWith(answer);
				const { issues } = trackerOn(server.origin, answer === FAULTS.slow ? 300 : undefined);
				const failures: readonly Failure[] = [
					await failureOf(issues.setClosed('12', true, noCancel())),
					await failureOf(issues.read('12', noCancel())),
					await failureOf(issues.comment('12', { marker: 'm-1', markdown: 'x' }, noCancel())),
				];
				for (const failure of failures) {
					const wait = failure.retryAt === undefined ? undefined : failure.retryAt - NOW;
					assert.deepEqual([failure.kind, wait], [kind, retryAfterMs]);
					assert.match(failure.detail, word);
					assert.doesNotMatch(failure.message, /s3cret/);
				}
				assert.equal(server.seen.length, 3, 'nothing is asked twice, or elsewhere');
			});
		}
		test('making an issue fails as reading does', async () => {
			server.answerWith(json({ message: 'Issues has been disabled in this repository.' }, 410));
			const { kind, detail } = await failureOf(trackerOn(server.origin).issues.create(QUESTION, noCancel()));
			assert.deepEqual([kind, /^acme\/specs .*disabled/.test(detail)], ['not-found', true]);
		});
	});

	suite('the assignee', () => {
		const given = (title: string, handle: string, answer: Answer, expected: readonly string[]) =>
			test(title, async () => {
				server.answerWith((response, request) =>
					(request.method === 'GET' ? answer : json(issue(1), 201))(response, request),
				);
				const { issues, checkAll } = trackerOn(server.origin);
				await issues.create({ ...QUESTION, assignee: { name: 'Maria', handle } }, noCancel());
				assert.deepEqual((JSON.parse(server.seen.at(-1)?.body ?? '') as { assignees: unknown }).assignees, expected);
				checkAll();
			});
		given('is who may be', 'maria', plain('', 204), ['maria']);
		given('is nobody else', 'maria', json({ message: 'Not Found' }, 404), []);
		given('is left out where it cannot be asked', 'maria', FAULTS.hangUp, []);
		given('is no path', '../../user', plain('', 204), []);
	});

	test('pull requests, bots, people who are gone, empty texts', async () => {
		const closed = { state: 'closed', closed_at: '2026-11-29T12:00:00Z', closed_by: null };
		server.answerWith((response, request) => {
			const isList = request.url.includes('/issues?');
			const list = [
				issue(3, { pull_request: { url: null, html_url: null, diff_url: null, patch_url: null } }),
				issue(2),
			];
			const comments = [
				comment(1, { user: user('build[bot]', 'Bot') }),
				comment(2, { user: null, body: '<!-- tandem m-1 -->' }),
			];
			const answer = request.url.includes('/comments') ? comments : isList ? list : issue(2, { ...closed, body: null });
			json(answer)(response, request);
		});
		const { issues, checkAll } = trackerOn(server.origin);
		const page = `${server.origin}/acme/specs/issues/2`;
		assert.deepEqual(await issues.find({ marker: 'q-1', since: '2026-11-29T10:00:00Z' }, noCancel()), {
			key: '2',
			url: page,
		});
		assert.deepEqual(await issues.read('2', noCancel()), {
			key: '2',
			url: page,
			opener: 'ana',
			createdAt: '2026-11-29T10:00:01Z',
			closed: { at: '2026-11-29T12:00:00Z' },
			comments: [
				{
					url: `${page}#issuecomment-1`,
					author: { name: 'build[bot]', handle: 'build[bot]' },
					standing: 'bot',
					at: '2026-11-29T11:00:00Z',
					editedAt: '2026-11-29T11:00:00Z',
					markdown: 'Yes.',
				},
				{
					url: `${page}#issuecomment-2`,
					author: { name: 'ghost', handle: 'ghost' },
					standing: 'member',
					at: '2026-11-29T11:00:00Z',
					editedAt: '2026-11-29T11:00:00Z',
					markdown: '',
					marker: 'm-1',
				},
			],
		});
		assert.equal(checkAll(), 3);
	});

	test('looks for an issue no further back than it can be', async () => {
		server.answerWith((response, request) => {
			const link = `<${server.origin}/api/v3/repos/acme/specs/issues?page=2>; rel="next"`;
			json([issue(9), issue(8, { created_at: '2026-11-27T00:00:00Z' })], 200, { link })(response, request);
		});
		const wanted = { marker: 'q-2', since: '2026-11-29T10:00:00Z' };
		assert.equal(await trackerOn(server.origin).issues.find(wanted, noCancel()), undefined);
		assert.equal(server.seen.length, 1);
	});

	test('what did not change costs nothing', async () => {
		const statuses: number[] = [];
		server.answerWith((response, request) => {
			const isKnown = request.headers['if-none-match'] === '"1"';
			statuses.push(isKnown ? 304 : 200);
			const value = request.url.includes('/comments') ? [comment(1)] : issue(2);
			(isKnown ? plain('', 304) : json(value, 200, { etag: '"1"' }))(response, request);
		});
		const { issues, checkAll } = trackerOn(server.origin);
		const first = await issues.read('2', noCancel());
		assert.deepEqual(await issues.read('2', noCancel()), first);
		assert.deepEqual(statuses, [200, 200, 304, 304]);
		checkAll();
	});

	test('says who asks, and which version of the API it speaks', async () => {
		server.answerWith(json(issue(2)));
		await trackerOn(server.origin).issues.setClosed('2', false, noCancel());
		const { authorization, accept, 'x-github-api-version': version } = server.seen[0]?.headers ?? {};
		assert.deepEqual([authorization, accept, version], ['Bearer s3cret', 'application/vnd.github+json', '2022-11-28']);
	});

	suite('what GitHub does not describe is seen', () => {
		const check = (title: string, expected: RegExp, change: Partial<Parameters<typeof exchangeProblems>[0]>) =>
			test(title, () => {
				const path = '/repos/acme/specs/issues';
				const right = { method: 'POST', path, body: '{"title":"x"}', status: 201, answer: JSON.stringify(issue(1)) };
				assert.deepEqual(exchangeProblems(right), []);
				assert.match(exchangeProblems({ ...right, ...change }).join('\n'), expected);
			});
		check('another method', /^there is no PUT/, { method: 'PUT' });
		check('another path', /^there is no POST/, { path: '/repos/acme/issues' });
		check('another word of a query', /there is no \?newest=/, { path: '/repos/acme/specs/issues?newest=1' });
		check('no title', /request\.title is missing/, { body: '{}' });
		check('a field that is none', /the request has no text/, { body: '{"title":"x","text":"y"}' });
		check('labels that are none', /request\.labels is no array/, { body: '{"title":"x","labels":"y"}' });
		check('another status', /there is no answer 200/, { status: 200 });
		check('an answer without a number', /answer\.number is no integer/, {
			answer: JSON.stringify(issue(1, { number: '1' })),
		});
		check('an answer without a user', /answer\.user is missing/, {
			answer: JSON.stringify({ ...issue(1), user: undefined }),
		});
	});
});
