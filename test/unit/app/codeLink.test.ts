import assert from 'node:assert/strict';
import { codeLink } from '../../../src/app/codeLink.ts';
import { repoPath } from '../../support/snapshots.ts';

const COMMIT = '3f2a1c9'.padEnd(40, '0');

/** `expected` with `*` for the commit. */
function check(
	remoteUrl: string | undefined,
	expected: string | undefined,
	{ path = 'src/a.ts', last = 43 } = {},
): void {
	test(`${remoteUrl} ${path}`, () =>
		assert.equal(
			codeLink({ remoteUrl, commit: COMMIT, path: repoPath(path), lines: { first: 40, last } }),
			expected?.replace('*', COMMIT),
		));
}

suite('the link to lines of code', () => {
	suite('is written as each forge does', () => {
		check('https://github.com/acme/shop.git', 'https://github.com/acme/shop/blob/*/src/a.ts#L40-L43');
		check('git@github.com:acme/shop.git', 'https://github.com/acme/shop/blob/*/src/a.ts#L40-L43');
		check('https://github.com/acme/shop', 'https://github.com/acme/shop/blob/*/src/a.ts#L40', { last: 40 });
		check('ssh://git@gitlab.com:22/a/b/shop', 'https://gitlab.com/a/b/shop/-/blob/*/src/a.ts#L40-43');
		check('git@bitbucket.org:acme/shop.git', 'https://bitbucket.org/acme/shop/src/*/src/a.ts#lines-40:43');
		check('https://bitbucket.org/acme/shop', 'https://bitbucket.org/acme/shop/src/*/src/a.ts#lines-40', { last: 40 });
		check('https://codeberg.org/acme/shop', 'https://codeberg.org/acme/shop/src/commit/*/src/a.ts#L40-L43');
		check('https://gitea.acme.example/a/shop', 'https://gitea.acme.example/a/shop/src/commit/*/src/a.ts#L40-L43');
		check('https://gitlab.acme.example:8443/a/b', 'https://gitlab.acme.example:8443/a/b/-/blob/*/src/a.ts#L40-43');
	});
	suite('holds no password, and nothing that ends a link in Markdown', () => {
		check('https://me:secret@github.com/acme/shop', 'https://github.com/acme/shop/blob/*/src/a.ts#L40-L43');
		check('https://github.com/acme/shop', 'https://github.com/acme/shop/blob/*/%5Bid%5D/a%20%28b%29%23.ts#L40-L43', {
			path: '[id]/a (b)#.ts',
		});
	});
	suite('is not made up', () => {
		check(undefined, undefined);
		check('https://forge.example/acme/shop', undefined);
		check('/srv/git/github.com/shop', undefined);
		check('git@github.com-work:acme/shop.git', undefined);
		check('ext::sh -c github.com/acme/shop', undefined);
		test('without a commit', () =>
			assert.equal(
				codeLink({
					remoteUrl: 'https://github.com/acme/shop',
					commit: undefined,
					path: repoPath('a.ts'),
					lines: { first: 1, last: 1 },
				}),
				undefined,
			));
	});
});
