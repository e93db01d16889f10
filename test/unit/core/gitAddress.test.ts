import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	isRefName,
	isServerAddress,
	parseGitAddress,
	specKey,
	specLabel,
	specName,
} from '../../../src/core/gitAddress.ts';
import type { SpecAddress, SpecAddressOrigin } from '../../../src/core/specAddress.ts';

const ORIGINS: readonly SpecAddressOrigin[] = ['setting', 'argument', 'code-config', 'workspace-folder'];

suite('gitAddress', () => {
	/** `expected`: the kind, or a word of the refusal; from the user's own setting and from a workspace file. */
	const check = (text: string, setting: string, workspaceFile = setting) => {
		for (const origin of ORIGINS) {
			const expected = origin === 'setting' || origin === 'argument' ? setting : workspaceFile;
			const parsed = parseGitAddress(text, origin);
			if ('refused' in parsed)
				assert.ok(parsed.refused.includes(expected), `${text} from ${origin}: ${parsed.refused}`);
			else assert.equal(parsed.kind, expected, `${text} from ${origin}`);
		}
	};

	const taken: Record<string, readonly string[]> = {
		url: [
			'https://github.com/acme/specs',
			'https://github.com/acme/specs.git',
			'https://example.com:8443/a/b/c/',
			'https://[2001:db8::1]/acme/specs',
			'HTTPS://Example.COM/acme/specs',
			'https://dev.azure.com/acme/Product%20X/_git/specs',
			'ssh://git@example.com/acme/specs.git',
			'ssh://git@example.com:2222/acme/specs.git',
			'ssh://example.com/~ana/specs',
			'git@github.com:acme/specs.git',
			'example.com:specs',
			'  https://github.com/acme/specs \n',
		],
		path: ['.', '..', '../specs', './specs.git', 'specs', 'docs/product specs', 'Ünï/日本', '..\\specs', 'a/b:c'],
	};
	for (const [kind, texts] of Object.entries(taken)) {
		for (const text of texts) test(`${JSON.stringify(text)} is a ${kind} from anywhere`, () => check(text, kind));
	}

	for (const text of [
		'/srv/specs.git',
		'C:\\specs',
		'C:/specs',
		'c:',
		'\\\\server\\share',
		'~/specs',
		'//server/share',
	]) {
		test(`${text} only from the user`, () => check(text, 'path', 'absolute path'));
	}
	for (const text of ['file:///srv/specs.git', 'FILE:///srv/specs', 'file://server/share']) {
		test(`${text} only from the user`, () => check(text, 'url', 'file: URL'));
	}
	for (const text of ['http://127.0.0.1:3000/a/b', 'http://localhost/a', 'http://[::1]:80/a']) {
		test(`${text} only from the user`, () => check(text, 'url', 'not encrypted'));
	}

	const refused: Record<string, readonly string[]> = {
		'is empty': ['', '  \n'],
		'too long': [`https://example.com/${'a'.repeat(3000)}`],
		'not encrypted': ['http://github.com/acme/specs', 'http://127.0.0.1.evil.example/a', 'http://localhost.evil/a'],
		'git helper': [
			'ext::sh -c touch% /tmp/pwned',
			'EXT::x',
			'fd::17',
			'persistent-https::x',
			'file::/srv/x',
			'::x',
			'https::https://example.com/a',
		],
		'does not speak': [
			'git://example.com/a',
			'ftp://example.com/a',
			'javascript://x/a',
			'git+ssh://example.com/a',
			'vscode://x/y',
			'rsync://x/y',
		],
		'starts with "-"': [
			'-oProxyCommand=touch pwned',
			'--upload-pack=touch pwned',
			'ssh://-oProxyCommand=touch/x',
			'ssh://-oProxyCommand=touch@example.com/x',
			'ssh://git@-oProxyCommand=x/acme',
			'-oProxyCommand=x:acme/specs',
			'git@-oProxyCommand=x:acme/specs',
			'-git@example.com:acme/specs',
			'git@example.com:-acme',
			'ssh://example.com/-acme',
			'https://-example.com/a',
		],
		'control characters': [
			'https://example.com/a\nb',
			'https://example.com/\u0000',
			'a\tb',
			'git@example.com:a\u007f',
			'..\u2028x',
			'a\rb',
		],
		'user name or password': [
			'https://ana:secret@example.com/a',
			'https://ghp_token@github.com/acme/specs',
			'https://:secret@example.com/a',
			'https://@example.com/a',
			'ssh://git:secret@example.com/a',
			'http://127.0.0.1@evil.example/a',
			'https://example.com\\@evil.example/a',
		],
		'names no repository': [
			'https://',
			'https:///a',
			'https://example.com',
			'https://example.com/',
			'git@example.com:',
			'ssh://git@example.com',
		],
		'"?" or "#"': ['https://example.com/a?b=c', 'https://example.com/a#main'],
		'cannot be read': [
			'https://exa:mple:1/a',
			'a b:c',
			'git@exa mple:x',
			'user@host@evil:x',
			'https://a[b/c',
			'git@example.com:a b',
		],
		'space or a backslash': ['https://example.com/a b', 'https://exa mple/a', 'https://example.com/a\\b'],
		'complete URL': ['file:x', 'file:/srv/x'],
	};
	for (const [why, texts] of Object.entries(refused)) {
		for (const text of texts) {
			test(`${JSON.stringify(text.slice(0, 60))} is refused`, () => {
				for (const origin of ORIGINS) {
					const parsed = parseGitAddress(text, origin);
					assert.ok('refused' in parsed && parsed.refused.includes(why), JSON.stringify(parsed));
					assert.match(parsed.refused, /^The address of the spec repo .*\. ?[A-Z].*\.$/);
				}
			});
		}
	}

	test('whatever is taken from a workspace file is https, ssh, scp form or relative', () => {
		const part = fc.constantFrom(
			'https',
			'ssh',
			'file',
			'ext',
			'::',
			'://',
			':',
			'/',
			'-',
			'@',
			'..',
			'a',
			'\\',
			'~',
			'C:',
			'\n',
			' ',
			'x.y',
		);
		const texts = fc.oneof(
			fc.array(part, { maxLength: 9 }).map((parts) => parts.join('')),
			fc.string(),
		);
		fc.assert(
			fc.property(texts, (text) => {
				const parsed = parseGitAddress(text, 'code-config');
				if ('refused' in parsed) return;
				const { address, kind } = parsed;
				assert.ok(!address.startsWith('-') && !/^[\w+.-]*::/.test(address) && !/\p{Cc}/u.test(address));
				if (kind === 'path') assert.ok(!/^([/\\~]|[A-Za-z]:|\w+:\/\/|file:)/i.test(address), address);
				else assert.match(address, /^(https:\/\/[^-@]|ssh:\/\/[^-]|[^/\\:]+:(?!:))/i);
			}),
			{ numRuns: 3000 },
		);
	});

	const key = (url: string, more: { ref?: string; path?: string } = {}) => specKey({ kind: 'remote', url, ...more });

	test('the key is the same for one repository, however it is written', () => {
		const all = [
			'https://github.com/acme/specs',
			'https://GitHub.com/acme/specs.git',
			'https://github.com:443/acme/specs/',
			'git@github.com:acme/specs.git',
			'ssh://git@github.com/acme/specs',
			'ssh://git@github.com:22/acme/specs.git',
			'git@github.com:/acme/specs',
		];
		assert.deepEqual([...new Set(all.map((url) => key(url)))], ['remote:github.com/acme/specs']);
	});
	test('the key differs for another repository, ref, folder, port or kind', () => {
		const base = 'https://github.com/acme/specs';
		const keys = [
			key(base),
			key('https://github.com/acme/Specs'),
			key('https://github.com:8443/acme/specs'),
			key(base, { ref: 'draft' }),
			key(base, { path: 'draft' }),
			key('/srv/acme/specs.git'),
			specKey({ kind: 'folder', dir: '/srv/acme/specs' }),
			specKey({ kind: 'folder', dir: '/srv/acme/specs', path: 'x' }),
		];
		assert.equal(new Set(keys).size, keys.length, keys.join('\n'));
		assert.equal(key(base, { path: '/x/' }), key(base, { path: 'x' }));
	});

	const label = (address: SpecAddress, expected: string, name: string) => {
		assert.equal(specLabel(address), expected);
		assert.equal(specName(address), name);
	};
	test('labels', () => {
		label({ kind: 'remote', url: 'https://github.com/acme/product-specs.git' }, 'acme/product-specs', 'product-specs');
		label(
			{ kind: 'remote', url: 'git@gitlab.com:group/sub/specs.git', path: 'shop/' },
			'group/sub/specs/shop',
			'specs',
		);
		label({ kind: 'remote', url: '/srv/git/specs.git' }, 'specs', 'specs');
		label({ kind: 'remote', url: 'C:\\git\\specs.git' }, 'specs', 'specs');
		label({ kind: 'remote', url: 'file:///srv/git/specs.git' }, 'specs', 'specs');
		label({ kind: 'folder', dir: '/home/ana/specs/' }, 'specs', 'specs');
		label({ kind: 'folder', dir: 'C:\\work\\specs', path: 'a' }, 'specs/a', 'specs');
	});
	test('servers, and paths of this machine', () => {
		assert.equal(isServerAddress('ssh://git@example.com:2222/acme/web-shop.git'), true);
		assert.equal(isServerAddress('git@example.com:acme/web-shop'), true);
		assert.equal(isServerAddress('../web-shop'), false);
		assert.equal(isServerAddress('file:///srv/web-shop.git'), false);
	});

	for (const good of ['main', 'feature/a-b', 'v1.0', 'Ünï', 'a@b', 'refs/heads/x', '3f2a1c9', 'x{y}']) {
		test(`${good} is a ref`, () => assert.equal(isRefName(good), true));
	}
	for (const bad of [
		'',
		'@',
		'-x',
		'--all',
		'a..b',
		'a b',
		'a~1',
		'a^',
		'a:b',
		'a?',
		'a*',
		'a[',
		'a\\b',
		'/a',
		'a/',
		'a//b',
		'.a',
		'a/.b',
		'a.lock',
		'a.',
		'a@{1}',
		'a\nb',
	]) {
		test(`${JSON.stringify(bad)} is none`, () => assert.equal(isRefName(bad), false));
	}
});
