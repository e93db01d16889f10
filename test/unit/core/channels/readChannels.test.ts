import assert from 'node:assert/strict';
import type { Channel } from '../../../../src/core/channels/channel.ts';
import { channelLabel, channelPlace } from '../../../../src/core/channels/channel.ts';
import { readSpecConfig } from '../../../../src/core/readSpecConfig.ts';

const GITHUB: Channel = { kind: 'github', url: 'https://github.com', labels: ['question'] };

suite('the channels of tandem.yml', () => {
	function check(text: string, expected: readonly Channel[], ...codes: string[]): void {
		const { value, problems } = readSpecConfig(text, 'tandem.yml');
		assert.deepEqual([value.channels, problems.map(({ code }) => code)], [expected, codes]);
	}

	test('none', () => check('questions: q', []));
	test('git', () => check('channel: git', []));
	test('one word', () => check('channel: GitHub', [GITHUB]));
	test('several words', () => check('channel: [github, slack]', [GITHUB, { kind: 'slack' }]));
	test('with settings', () =>
		check('channel:\n  github: {repo: acme/specs, label: ask}\n  teams:\n', [
			{ ...GITHUB, repo: 'acme/specs', labels: ['ask'] },
			{ kind: 'teams' },
		]));
	test('a forge of one’s own', () =>
		check('channel: {gitlab: {project: acme/product/specs, url: https://git.acme.example/}}', [
			{ kind: 'gitlab', repo: 'acme/product/specs', url: 'https://git.acme.example', labels: ['question'] },
		]));
	test('Jira with a project makes issues', () =>
		check('channel: {jira: {url: https://acme.atlassian.net, project: SHOP}}', [
			{
				kind: 'jira',
				url: 'https://acme.atlassian.net',
				project: 'SHOP',
				type: 'Task',
				on: 'issue',
				labels: ['question'],
			},
		]));
	test('Jira without a project comments on tickets', () =>
		check('channel: {jira: {url: https://acme.atlassian.net}}', [
			{ kind: 'jira', url: 'https://acme.atlassian.net', type: 'Task', on: 'ticket', labels: ['question'] },
		]));
	test('Jira without a site', () => check('channel: jira', [], 'value.invalid'));
	test('two places of answers: the first counts', () => check('channel: [github, gitlab]', [GITHUB], 'value.invalid'));
	test('the same twice', () => check('channel: [github, github]', [GITHUB]));
	test('an unknown one beside a known one', () => check('channel: [mail, github]', [GITHUB], 'value.invalid'));

	suite('addresses of a hostile spec repo', () => {
		const refused = (url: string) =>
			check(
				`channel: {gitlab: {url: ${JSON.stringify(url)}}}`,
				[{ ...GITHUB, kind: 'gitlab', url: 'https://gitlab.com' }],
				'value.invalid',
			);

		test('no encryption', () => refused('http://gitlab.example'));
		test('with a user', () => refused('https://user:word@gitlab.example'));
		test('another scheme', () => refused('file:///etc/passwd'));
		test('with a query', () => refused('https://gitlab.example/?x=1'));
		test('no port', () => refused('https://gitlab.example:99999'));
		test('up and out', () => refused('https://gitlab.example/../..'));
		test('this machine is fine', () =>
			check('channel: {gitlab: {url: "http://127.0.0.1:8080"}}', [
				{ ...GITHUB, kind: 'gitlab', url: 'http://127.0.0.1:8080' },
			]));
		test('a repository that climbs', () =>
			check('channel: {github: {repo: acme/../../user}}', [GITHUB], 'value.invalid'));
	});

	suite('the API of a forge is where its pages are', () => {
		const read = (settings: string) => {
			const { value, problems } = readSpecConfig(`channel: {${settings}}`, 'tandem.yml');
			const [channel] = value.channels;
			return [channel && 'api' in channel ? channel.api : channel?.kind, problems.map(({ code }) => code)];
		};
		const fine = (settings: string, api: string) => test(settings, () => assert.deepEqual(read(settings), [api, []]));
		const refused = (settings: string) =>
			test(`not ${settings}`, () => assert.deepEqual(read(settings), [undefined, ['value.invalid']]));

		fine('github: {api: https://api.github.com}', 'https://api.github.com');
		fine('github: {url: https://git.acme.example, api: https://GIT.acme.example/v3}', 'https://GIT.acme.example/v3');
		fine('github: {url: https://acme.ghe.com, api: https://api.acme.ghe.com}', 'https://api.acme.ghe.com');
		fine('gitlab: {url: https://git.example/gitlab, api: https://git.example/api}', 'https://git.example/api');
		refused('github: {repo: acme/specs, api: https://evil.example/api}');
		refused('github: {api: https://github.com.evil.example}');
		refused('github: {api: https://github.com:8443}');
		refused('github: {url: https://git.acme.example, api: https://api.github.com}');
		refused('gitlab: {api: https://api.gitlab.com}');
		test('the problem says what to write', () => {
			const [problem] = readSpecConfig('channel: {github: {api: https://git.example/api}}', 'tandem.yml').problems;
			assert.ok(problem?.code === 'value.invalid');
			assert.equal(problem.facts.example, 'url: https://git.example');
		});
	});

	test('places are told apart by server and repository, not by label', () => {
		const place = (channel: Partial<Channel>) => channelPlace({ ...GITHUB, ...channel } as Channel);
		assert.equal(place({ labels: ['a'] }), place({}));
		assert.notEqual(place({ repo: 'a/b' }), place({}));
		assert.notEqual(place({ api: 'https://other.example' }), place({}));
	});
	test('a label says where', () => {
		assert.equal(channelLabel({ ...GITHUB, repo: 'acme/specs' }), 'GitHub issues of acme/specs');
		assert.equal(
			channelLabel({ ...GITHUB, repo: 'acme/specs', url: 'https://git.acme.example' }),
			'GitHub issues of acme/specs at git.acme.example',
		);
		assert.equal(
			channelLabel({ ...GITHUB, repo: 'acme/specs', url: 'https://gitlab.com' }),
			'GitHub issues of acme/specs at gitlab.com',
		);
	});
});
