import assert from 'node:assert/strict';
import { nameOfRemote } from '../../../src/core/remoteName.ts';

function check(url: string, expected: string | undefined): void {
	assert.equal(nameOfRemote(url), expected);
}

suite('remoteName', () => {
	test('https, with and without .git, user, port, slash at the end, query', () => {
		check('https://github.com/acme/web-shop.git', 'acme/web-shop');
		check('https://github.com/acme/web-shop', 'acme/web-shop');
		check('https://user:token@github.com:8443/acme/web-shop.git/', 'acme/web-shop');
		check('https://host/acme/web%20shop.git?x=1#y', 'acme/web shop');
		check('https://host/acme/100%.git', 'acme/100%');
	});
	test('scp form', () => {
		check('git@github.com:acme/web-shop.git', 'acme/web-shop');
		check('github.com:acme/web-shop', 'acme/web-shop');
		check('git@host:/srv/git/shop.git', 'srv/git/shop');
		check('git@[::1]:acme/shop.git', 'acme/shop');
	});
	test('ssh and git URLs', () => {
		check('ssh://git@host:7999/acme/web-shop.git', 'acme/web-shop');
		check('git+ssh://git@[::1]:22/acme/web-shop.git', 'acme/web-shop');
		check('git://host/acme/web-shop.git', 'acme/web-shop');
	});
	test('subgroups stay', () => {
		check('https://gitlab.com/group/sub/deeper/name.git', 'group/sub/deeper/name');
		check('git@gitlab.com:group/sub/name.git', 'group/sub/name');
	});
	test('Azure DevOps in its three forms', () => {
		check('https://org@dev.azure.com/org/project/_git/shop', 'org/project/shop');
		check('git@ssh.dev.azure.com:v3/org/project/shop', 'org/project/shop');
		check('https://org.visualstudio.com/DefaultCollection/project/_git/shop', 'org/project/shop');
	});
	test('Bitbucket Server', () => check('https://bitbucket.example.com/scm/acme/shop.git', 'acme/shop'));
	test('paths of the machine: the last two folders', () => {
		check('/srv/git/acme/web-shop.git', 'acme/web-shop');
		check('file:///srv/git/acme/web-shop.git', 'acme/web-shop');
		check('/home/ana/acme/web-shop/.git', 'acme/web-shop');
		check('../web-shop', 'web-shop');
		check(String.raw`C:\work\acme\web-shop`, 'acme/web-shop');
		check('C:/repos/acme/web-shop.git', 'acme/web-shop');
	});
	test('nothing to name', () => {
		check('', undefined);
		check('/', undefined);
		check('https://host', undefined);
		check('https://host/.git', undefined);
		check('ext::sh -c "touch x"', undefined);
	});
});
