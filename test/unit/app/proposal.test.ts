import assert from 'node:assert/strict';
import { failureText, isRefusal } from '../../../src/app/failureText.ts';
import type { OutboxEntry } from '../../../src/app/outboxEntry.ts';
import { proposalOf } from '../../../src/app/proposal.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { SpecAddress } from '../../../src/core/specAddress.ts';
import { fakeSource } from '../../support/inMemory.ts';
import { snapshotOf } from '../../support/snapshots.ts';

const TEXT = '---\nid: q-1\nto: Maria Lopez <maria@shop.example>\n---\n# Why & how?\n\n## Answer\n';
const SECTION = '## Reply by Ana, 2026-11-03 10:00 UTC\n\n100 %?\n';

suite('a text that the spec repo refuses', () => {
	const create = { kind: 'create', text: TEXT } as const;
	const append = { kind: 'append', messageKind: 'reply', section: SECTION } as const;
	const propose = (address: SpecAddress, action: OutboxEntry['action'] = create) => {
		const entry: OutboxEntry = {
			id: 'q-1',
			spec: 'x',
			createdAt: '2026-11-03T10:00:00Z',
			path: 'questions/1 why.md',
			action,
			message: 'Ask',
			title: 'Why & how?',
			attempts: 1,
		};
		return proposalOf(entry, { source: { ...fakeSource(), address }, snapshot: () => snapshotOf([]) });
	};
	const remote = (url: string, rest: { ref?: string; path?: string } = { ref: 'main' }): SpecAddress => ({
		kind: 'remote',
		url,
		...rest,
	});
	/** The page without its query, and the query as the forge reads it. */
	const check = (address: SpecAddress, action: OutboxEntry['action'], page: string, query: object) => {
		const url = new URL(propose(address, action).page?.address ?? 'none:');
		assert.deepEqual([url.origin + url.pathname, Object.fromEntries(url.searchParams), url.hash], [page, query, '']);
	};

	test('opens the page for a new file, filled in', () => {
		check(remote('https://github.com/acme/specs.git'), create, 'https://github.com/acme/specs/new/main', {
			filename: 'questions/1 why.md',
			value: TEXT,
		});
		check(
			remote('git@github.com:acme/mono.git', { ref: 'team/one', path: '/product' }),
			create,
			'https://github.com/acme/mono/new/team/one',
			{ filename: 'product/questions/1 why.md', value: TEXT },
		);
	});
	test('where the page takes no text, only its name is filled in', () => {
		const address = remote('https://gitlab.acme.example:8443/group/sub/specs');
		const page = 'https://gitlab.acme.example:8443/group/sub/specs/-/new/main';
		check(address, create, page, { file_name: 'questions/1 why.md' });
		assert.equal(propose(address).page?.filled, false);
	});
	test('a reply opens the file that it goes to', () => {
		const file = 'questions/1%20why.md';
		check(remote('https://github.com/acme/specs'), append, `https://github.com/acme/specs/edit/main/${file}`, {});
		check(remote('git@gitlab.com:acme/specs.git'), append, `https://gitlab.com/acme/specs/-/edit/main/${file}`, {});
		assert.equal(propose(remote('https://github.com/acme/specs'), append).text, SECTION);
	});
	test('a text that is too long for an address goes over the clipboard', () => {
		const long = { kind: 'create', text: `${TEXT}${'é'.repeat(2000)}` } as const;
		const { page, text } = propose(remote('https://github.com/acme/specs'), long);
		assert.deepEqual([page?.filled, text], [false, long.text]);
		assert.ok((page?.address.length ?? 0) < 200);
		assert.match(page?.next ?? '', /clipboard/);
	});
	test('the branch that is read stands for one that nobody named', () =>
		check(
			remote('https://github.com/acme/specs', {}),
			append,
			'https://github.com/acme/specs/edit/main/questions/1%20why.md',
			{},
		));

	test('no page where the forge is not known, and never another host', () => {
		for (const url of [
			'https://forge.example/acme/specs',
			'https://forge.example/github.com/specs',
			'https://notgithub.com/acme/specs',
			'ssh://git@bitbucket.org/acme/specs',
			'/srv/github.com/specs.git',
			'file:///srv/github.com/specs.git',
		]) {
			assert.equal(propose(remote(url)).page, undefined, url);
		}
		assert.equal(propose({ kind: 'folder', dir: '/home/ana/github.com/specs' }).page, undefined);
		assert.equal(
			new URL(propose(remote('https://github.evil.example/a/b')).page?.address ?? '').host,
			'github.evil.example',
		);
	});

	test('a letter says what to do, where and with what', () => {
		const { letter } = propose(remote('https://forge.example/acme/specs', { path: 'product' }));
		assert.equal(letter, `Please save this as product/questions/1 why.md in acme/specs:\n\n${TEXT}`);
		assert.match(
			propose(remote('https://forge.example/acme/specs'), append).letter,
			/at the end of questions\/1 why\.md/,
		);
	});

	const mail = (to: string, text = '') =>
		propose(remote('https://forge.example/a/b'), { kind: 'create', text: `---\nid: q\nto: ${to}\n---\n# T\n${text}` })
			.mail;
	test('a mail to whom it is for', () => {
		const { to, address } = mail('Maria Lopez <maria@shop.example>') ?? {};
		const url = new URL(address ?? '');
		assert.deepEqual([to, url.protocol, url.pathname], ['Maria Lopez', 'mailto:', 'maria@shop.example']);
		assert.equal(url.searchParams.get('subject'), 'Why & how?');
		assert.match(url.searchParams.get('body') ?? '', /^Please save this as questions\/1 why\.md.*\n\n---\nid: q/);
	});
	test('a long text is pasted into the mail', () => {
		const { address = '' } = mail('Maria <maria@shop.example>', 'x'.repeat(3000)) ?? {};
		assert.ok(address.length < 500 && address.includes('clipboard'));
	});
	test('no mail where no address is known, or where it is none', () => {
		assert.equal(mail('Maria'), undefined);
		assert.equal(mail('Eve <eve@x.example?bcc=all@x.example>'), undefined);
		assert.equal(mail('Eve <eve@x.example,all@x.example>'), undefined);
	});

	test('is offered where no right is there, and not where signing in or waiting helps', () => {
		assert.deepEqual(['read-only', 'rejected', 'unauthorized', 'offline', ''].filter(isRefusal), [
			'read-only',
			'rejected',
		]);
		assert.match(failureText(new Failure('read-only', 'x')), /may read .* not push/);
	});
});
