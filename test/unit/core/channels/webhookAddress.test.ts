import assert from 'node:assert/strict';
import { webhookDoubt, webhookProblem } from '../../../../src/core/channels/webhookAddress.ts';

const SLACK = 'https://hooks.slack.com/services/T0/B0/x';
const TEAMS = [
	'https://prod-12.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x',
	'https://default1.2.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/1?sig=x',
	'https://acme.webhook.office.com/webhookb2/1',
];

suite('the address of a webhook', () => {
	const fine = (kind: 'slack' | 'teams', url: string) =>
		test(`${kind}: ${url}`, () =>
			assert.deepEqual([webhookProblem(kind, url), webhookDoubt(kind, url)], [undefined, undefined]));
	fine('slack', SLACK);
	for (const url of TEAMS) fine('teams', url);

	const doubted = (kind: 'slack' | 'teams', url: string) =>
		test(`${kind}, perhaps: ${url}`, () => {
			assert.equal(webhookProblem(kind, url), undefined);
			assert.match(webhookDoubt(kind, url) ?? '', new RegExp(`^${new URL(url).hostname} is no host of`));
		});
	doubted('slack', 'https://chat.acme.example/hooks/x');
	doubted('slack', 'http://127.0.0.1:4003/services/T/B/x');
	doubted('teams', 'https://evil-logic.azure.com.example/x');
	doubted('slack', 'https://hooks.slack.com.example/services/T/B/x');

	const wrong = (kind: 'slack' | 'teams', url: string, expected: RegExp) =>
		test(`${kind}, not: ${url}`, () => {
			const problem = webhookProblem(kind, url) ?? '';
			assert.match(problem, expected);
			assert.doesNotMatch(problem, /s3cret/);
		});
	wrong('slack', 's3cret', /^This is not an address/);
	wrong('slack', '', /^This is not an address/);
	wrong('slack', `https://hooks.slack.com/services/${'x'.repeat(2000)}`, /^This is not an address/);
	wrong('slack', 'http://hooks.slack.com/services/s3cret', /begin with https/);
	wrong('teams', 'file:///s3cret', /begin with https/);
	wrong('teams', 'http://localhost.example/s3cret', /begin with https/);
	wrong('slack', 'https://s3cret@hooks.slack.com/services/x', /user name or password/);
	wrong('slack', 'https://hooks.slack.com/triggers/T0/s3cret', /no incoming webhook/);
	wrong('slack', 'https://hooks.slack.com/', /no incoming webhook/);
	wrong('teams', 'https://acme.webhook.office.com', /only the beginning/);
	wrong('teams', SLACK, /address of Slack, not of Teams/);
	for (const url of TEAMS) wrong('slack', url, /address of Teams, not of Slack/);
});
