import assert from 'node:assert/strict';
import { findSecrets } from '../../../../src/core/secrets/findSecrets.ts';
import { maskSecrets } from '../../../../src/core/secrets/maskSecrets.ts';

/** Characters that look random. Tokens are put together here, so that nobody who looks for secrets finds one in this file. */
const some = (length: number, alphabet = 'aB3dE5gH7jK9mN2pQ4rS6tU8vW1xYz') =>
	Array.from({ length }, (_, at) => alphabet[(at * 7) % alphabet.length]).join('');
const joined = (...parts: readonly string[]) => parts.join('_');
const hex = (length: number) => some(length, '0a1b2c3d4e5f6978');

/** `token` is found in code that calls it nothing, as this kind, and nothing else of the line. */
function check(kind: string, token: string, [before, after] = ['it("', '");']): void {
	test(`${kind}: ${before.slice(0, 30)}${token.slice(0, 10)}…`, () => {
		const text = `${before}${token}${after}`;
		const found = findSecrets(text);
		assert.equal(maskSecrets(text, found), `${before}••••••••${after}`);
		assert.deepEqual(
			found.map((secret) => secret.kind),
			[kind],
		);
	});
}
function none(text: string): void {
	test(`not: ${text.slice(0, 50)}`, () => assert.deepEqual(findSecrets(text), []));
}

suite('tokens of services', () => {
	check('a Stripe key', `${joined('sk', 'live')}_${some(24)}`);
	check('a Stripe key', `${joined('rk', 'live')}_${some(99)}`);
	check('a Stripe key', `${joined('sk', 'test')}_${some(24)}`);
	check('a Stripe key', `whsec_${some(32)}`);
	check('a Google key', `${['AI', 'za'].join('')}${some(35)}`);
	check('a Google key', `GOCSPX-${some(28)}`);
	check('a Twilio key', `AC${hex(32)}`);
	check('a Twilio key', `SK${hex(32)}`);
	check('a Mailgun key', `key-${hex(32)}`);
	check('a SendGrid key', `SG.${some(9)}-_${some(11)}.${some(12)}_${some(14)}-${some(15)}`);
	check('a DigitalOcean token', `dop_v1_${hex(64)}`);
	check('a PyPI token', `pypi-${some(160)}`);
	check('an Atlassian token', `ATATT3x${some(180)}=${hex(8).toUpperCase()}`);
	check('a GitLab token', `glrt-${some(20)}`);
	check('a GitLab token', `glpat-${some(27)}.01.${hex(9)}`);
	check('a Slack token', `xoxe.xoxp-1-${some(140)}`);
	check('a token', `hvs.${some(24)}`);
	check('a token', `hf_${some(34)}`);
	check('a token', `sq0atp-${some(22)}`);
	check('a token', `EAAA${some(60)}`);
	check('a token', `sk-or-v1-${hex(64)}`);
	check('a token', `MT${some(24)}.${some(6)}.${some(38)}`);
	check('a token', `123456789:AA${some(33)}`);
	check('a token', `bot123456789:AA${some(33)}`, ['get("https://api.telegram.example/', '/sendMessage")']);
	check('an npm token', `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`, ['//npm.acme.example/:_authToken=', '']);
});

suite('addresses that are a secret', () => {
	const azure = 'https://shop.blob.core.windows.net/a?sv=2024-11-04&';
	check('a secret address', `${some(40)}%2B%3D`, [`${azure}sig=`, '&sp=r']);
	check('a secret address', some(43), [`${azure}amp;sig=`, '']);
	const teams = 'https://prod-12.westeurope.logic.azure.com:443/workflows/0/triggers/manual/paths/invoke?sv=1.0&';
	check('a secret address', some(43), [`${teams}sig=`, '']);
	check('a secret address', `${hex(8)}@${hex(8)}/IncomingWebhook/${hex(32)}/${hex(8)}`, [
		'https://acme.webhook.office.com/webhookb2/',
		'',
	]);
	for (const kind of ['services', 'workflows', 'triggers'])
		check('a secret address', `T${some(9)}/${some(10)}/${some(24)}`, [`https://hooks.slack.com/${kind}/`, '")']);
	check('a secret address', `${'1234567890'.repeat(2)}/${some(68)}`, ['https://discord.com/api/webhooks/', '']);
});

suite('what only begins like a token', () => {
	for (const text of [
		`SK${'0'.repeat(32)}`,
		`${joined('sk', 'live')}_${'X'.repeat(24)}`,
		'key-value-store-for-the-settings-of-v2',
		'hf_transfer_enabled_by_default_in_v2',
		'hvs.some_long_name_of_a_property',
		'pypi-server-with-a-long-name-and-many-words-in-it-at-version-2',
		'glint-rules-for-component-authors-2',
		`https://hooks.slack.com/services/${'T'.padEnd(9, '0')}/${'B'.padEnd(9, '0')}/${'X'.repeat(24)}`,
		'https://docs.example/api/webhooks/how-to-make-one',
		`?signature=${some(40)}`,
		`.ACCESS${some(30)}`,
	])
		none(text);
});
