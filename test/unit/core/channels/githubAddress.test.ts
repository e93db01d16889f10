import assert from 'node:assert/strict';
import { githubApi, githubIssueKey, isGithubHandle } from '../../../../src/core/channels/githubAddress.ts';
import type { GithubChannel } from '../../../../src/core/channels/githubAddress.ts';

const CHANNEL: GithubChannel = { kind: 'github', repo: 'Acme/product-specs', url: 'https://github.com', labels: [] };

suite('the API of a GitHub', () => {
	const check = (url: string, expected: string, api?: string) =>
		test(`${url} ${api ?? ''}`, () => assert.equal(githubApi({ url, ...(api !== undefined && { api }) }), expected));
	check('https://github.com', 'https://api.github.com');
	check('https://acme.ghe.com', 'https://api.acme.ghe.com');
	check('https://git.acme.example', 'https://git.acme.example/api/v3');
	check('https://git.acme.example', 'https://api.acme.example', 'https://api.acme.example');
});

suite('the address of an issue', () => {
	const check = (url: string, expected: string | undefined) =>
		test(url, () => assert.equal(githubIssueKey(CHANNEL, url), expected));
	check('https://github.com/acme/product-specs/issues/12', '12');
	check('https://github.com/ACME/Product-Specs/issues/12/?a=b#issuecomment-3', '12');
	check('https://GITHUB.com:443/acme/product-specs/issues/12', '12');
	// Another place.
	check('https://github.com/acme/other/issues/12', undefined);
	check('https://github.com/acme/product-specs/pull/12', undefined);
	check('https://github.com.evil.example/acme/product-specs/issues/12', undefined);
	check('https://github.com:8443/acme/product-specs/issues/12', undefined);
	check('http://github.com/acme/product-specs/issues/12', undefined);
	check('https://evil@github.com/acme/product-specs/issues/12', undefined);
	check('https://github.com/acme/product-specs/issues/12/../../../../user', undefined);
	check('https://github.com/acme%2Fproduct-specs/issues/12', undefined);
	check('https://github.com/acme/product-specs/issues/0x12', undefined);
	check('https://github.com/acme/product-specs/issues/1234567890123456', undefined);
	check('https://github.com/acme/product-specs/issues/', undefined);
	check('javascript:alert(1)//github.com/acme/product-specs/issues/12', undefined);
	check('acme/product-specs#12', undefined);
	check('', undefined);
});

suite('a handle', () => {
	const check = (text: string, expected: boolean) => test(text, () => assert.equal(isGithubHandle(text), expected));
	check('maria-lopez', true);
	check('maria_acme', true);
	check('../user', false);
	check('maria?x', false);
	check('-maria', false);
	check('', false);
});
