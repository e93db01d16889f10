import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { maskSecrets } from '../../src/core/secrets/maskSecrets.ts';
import { findAllSecrets } from '../../src/node/secretFinder.ts';
import { hasRealSpecs, unpackRealSpecs } from '../support/realSpecs.ts';

const letters = (length: number, alphabet = 'aB3dE5gH7jK9mN2pQ4rS6tU8vW1xYz') =>
	Array.from({ length }, (_, at) => alphabet[(at * 7) % alphabet.length]).join('');

/** Put together here, so that nobody who looks for secrets finds one in this file. */
const TOKENS: readonly (readonly [kind: string, token: string])[] = [
	['a GitHub token', `ghp_${letters(36)}`],
	['a GitHub token', `github_pat_${letters(22)}_${letters(59)}`],
	['a GitLab token', `glpat-${letters(20)}`],
	['a Slack token', `xoxb-${letters(12)}-${letters(12)}-${letters(24)}`],
	['a Slack token', `https://hooks.slack.com/services/T${letters(9)}/B${letters(9)}/${letters(24)}`],
	['an npm token', `npm_${letters(36)}`],
	['a SendGrid key', `SG.${letters(22)}.${letters(43)}`],
	['an Anthropic key', `sk-ant-api03-${letters(93)}AA`],
	['a token', `shpat_${letters(32, '0123456789abcdef')}`],
	['a token', `hf_${letters(34, 'aBcDeFgHiJkLmN')}`],
	['a token', `lin_api_${letters(40)}`],
	['a token', `glsa_${letters(32)}_${letters(8, '0123456789abcdef')}`],
	['a token', `dckr_pat_${letters(27)}`],
	['a token', `figd_${letters(40)}`],
	['an AWS key', ['AKIA', 'Z7QW3ERT5YUIOP2A'].join('')],
];

suite('secrets that the machine looks for', () => {
	for (const [kind, token] of TOKENS) {
		test(`${token.slice(0, 12)}…, whatever it is called`, async () => {
			const text = `const a = 1;\nconst it = "${token}";\n`;
			const found = await findAllSecrets(text);
			assert.equal(maskSecrets(text, found), 'const a = 1;\nconst it = "••••••••";\n');
			assert.deepEqual(
				found.map((secret) => secret.kind),
				[kind],
			);
		});
	}

	test('are masked whole, and no more of them: also in a .npmrc', async () => {
		const text = '//registry.acme.example/:_authToken=7d9c1f3a-52e8-4b60-9a1d-c3e5f7089b2a\nalways-auth=true\n';
		assert.equal(
			maskSecrets(text, await findAllSecrets(text)),
			'//registry.acme.example/:_authToken=••••••••\nalways-auth=true\n',
		);
	});

	test('are found by name as well, together and in their order', async () => {
		const text = `password = "hunter2"\ntoken = "ghp_${letters(36)}"\n`;
		assert.deepEqual(
			(await findAllSecrets(text)).map(({ kind }) => kind),
			['a password', 'a GitHub token'],
		);
	});

	test('are not hidden by a comment in the code that tells scanners to look away', async () => {
		const text = `// secretlint-disable\nconst it = "ghp_${letters(36)}"; // secretlint-disable-line\n`;
		assert.equal((await findAllSecrets(text)).length, 1);
	});

	test('take no time in the square of their line', async function () {
		this.timeout(20_000);
		const parts = [
			'xoxb-a-',
			'ghp_',
			'AKIA',
			'sk-',
			'-----BEGIN PRIVATE KEY-----',
			'a',
			'"a": "b", ',
			'https://a:',
			'secret_access_key=',
		];
		for (const part of parts) {
			const started = process.cpuUsage();
			await findAllSecrets(part.repeat(100_000 / part.length));
			const { user, system } = process.cpuUsage(started);
			assert.ok(user + system < 1_000_000, `${part}: ${(user + system) / 1000} ms`);
		}
	});

	test('are seldom seen where there are none: in the texts of a real project', async function () {
		this.timeout(60_000);
		if (!hasRealSpecs('neutron')) this.skip();
		const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-specs-'));
		try {
			await unpackRealSpecs('neutron', 'specs.tar.gz', folder);
			let lines = 0;
			let found = 0;
			for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
				const file = path.join(entry.parentPath, entry.name);
				if (!entry.isFile() || !existsSync(file)) continue;
				const text = readFileSync(file, 'utf8');
				lines += text.split('\n').length;
				found += (await findAllSecrets(text)).length;
			}
			assert.ok(lines > 10_000, `${lines} lines`);
			assert.ok(found / lines < 0.0001, `${found} in ${lines} lines`);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
