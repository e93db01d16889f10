import assert from 'node:assert/strict';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../src/core/failure.ts';
import type { FailureKind } from '../../src/core/failure.ts';
import { runGit } from '../support/gitRepo.ts';
import { createSpecRemote, noCancel, openSource, textsOf } from '../support/specRemotes.ts';
import type { SourceOptions, SpecRemote } from '../support/specRemotes.ts';

suite('specClone: reading', () => {
	let remote: SpecRemote;

	setup(async () => {
		remote = await createSpecRemote();
	});
	teardown(() => remote.dispose());

	const source = (address: Partial<SourceOptions['address']> = {}) =>
		openSource({ storage: remote.storage, address: { url: remote.bare, ...address } });

	/** The texts that a window sees after a sync. */
	const read = async (address: Partial<SourceOptions['address']> = {}) => {
		const window = source(address);
		await window.sync(noCancel(), () => undefined);
		return textsOf(await window.open(noCancel()));
	};

	const fails = (work: Promise<unknown>, kind: FailureKind) =>
		assert.rejects(work, (error) => {
			assert.ok(error instanceof Failure, String(error));
			assert.equal(`${error.kind}: ${error.detail}`.slice(0, kind.length), kind);
			return true;
		});

	test('clones, and reads what the remote has', async () => {
		assert.deepEqual(await read(), { 'objectives/CHK-1.md': '# One\n' });
	});

	test('says which commit and branch it read', async () => {
		const window = source();
		await window.sync(noCancel(), () => undefined);
		const { revision } = await window.open(noCancel());
		assert.deepEqual(revision, { commit: await remote.pm.git('rev-parse', 'HEAD'), branch: 'main', inPlace: false });
		assert.equal(await window.destination(), `${window.label} (main)`);
	});

	test('sees what was pushed meanwhile, only after a sync', async () => {
		const window = source();
		await window.sync(noCancel(), () => undefined);
		await remote.push('Two', { 'objectives/CHK-2.md': '# Two\n' });
		assert.deepEqual(Object.keys(await textsOf(await window.open(noCancel()))), ['objectives/CHK-1.md']);
		assert.deepEqual(Object.keys(await read()), ['objectives/CHK-1.md', 'objectives/CHK-2.md']);
	});

	test('follows a history that was rewritten', async () => {
		await read();
		await remote.pm.git('commit', '--amend', '--quiet', '-m', 'Other beginning');
		await remote.pm.write('objectives/CHK-1.md', '# Rewritten\n');
		await remote.pm.git('commit', '--quiet', '-a', '--amend', '-m', 'Rewritten');
		await remote.pm.git('push', '--quiet', '--force', 'origin', 'HEAD');
		assert.deepEqual(await read(), { 'objectives/CHK-1.md': '# Rewritten\n' });
	});

	test('follows a renamed default branch', async () => {
		await read();
		await remote.pm.git('branch', '-m', 'trunk');
		await remote.push('On trunk', { 'objectives/CHK-1.md': '# Trunk\n' });
		await runGit(remote.bare, ['symbolic-ref', 'HEAD', 'refs/heads/trunk']);
		await runGit(remote.bare, ['update-ref', '-d', 'refs/heads/main']);
		assert.deepEqual(await read(), { 'objectives/CHK-1.md': '# Trunk\n' });
		assert.match(await source().destination(), /\(trunk\)$/);
	});

	test('a branch whose name was a folder of branches', async () => {
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD:refs/heads/team/a');
		assert.deepEqual(Object.keys(await read({ ref: 'team/a' })), ['objectives/CHK-1.md']);
		await remote.pm.git('push', '--quiet', 'origin', ':refs/heads/team/a');
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD:refs/heads/team');
		assert.deepEqual(Object.keys(await read({ ref: 'team' })), ['objectives/CHK-1.md']);
	});

	test('an emptied remote is a failure, and the last state stays', async () => {
		await read();
		await runGit(remote.bare, ['update-ref', '-d', 'refs/heads/main']);
		const window = source();
		await fails(
			window.sync(noCancel(), () => undefined),
			'empty-repository',
		);
		assert.deepEqual(await textsOf(await window.open(noCancel())), { 'objectives/CHK-1.md': '# One\n' });
	});

	test('a remote that is gone is not found, and the last state stays until it is back', async () => {
		await read();
		await rename(remote.bare, `${remote.bare}-away`);
		const window = source();
		await fails(
			window.sync(noCancel(), () => undefined),
			'not-found',
		);
		assert.deepEqual(await textsOf(await window.open(noCancel())), { 'objectives/CHK-1.md': '# One\n' });
		await rename(`${remote.bare}-away`, remote.bare);
		await remote.push('Back', { 'objectives/CHK-1.md': '# Back\n' });
		assert.deepEqual(await read(), { 'objectives/CHK-1.md': '# Back\n' });
	});

	test('a remote that was always empty', async () => {
		await runGit(remote.bare, ['update-ref', '-d', 'refs/heads/main']);
		await fails(read(), 'empty-repository');
	});

	test('an unknown ref', () => fails(read({ ref: 'nowhere' }), 'unknown-ref'));
	test('a ref that is an option', () => fails(read({ ref: '--upload-pack=touch' }), 'refused-address'));
	test('a missing folder', () => fails(read({ path: 'no/such' }), 'unknown-ref'));
	test('a file for a folder', () => fails(read({ path: 'objectives/CHK-1.md' }), 'unknown-ref'));
	test('a folder outside', () => fails(read({ path: '../..' }), 'refused-address'));
	test('a helper as address', () => fails(read({ url: 'ext::touch pwned' }), 'refused-address'));
	test('a folder that is no repository', async () => {
		await fails(read({ url: remote.dir }), 'not-a-repository');
		assert.deepEqual(await readdir(remote.storage), []);
	});
	test('nothing is here before the first sync', () => fails(source().open(noCancel()), 'offline'));

	test('honours ref and path; branch, tag and hash', async () => {
		await remote.pm.git('checkout', '--quiet', '-b', 'draft/Next');
		const draft = await remote.push('Draft', { 'objectives/CHK-1.md': '# Draft\n', 'deep/er/x.md': 'x\n' });
		await remote.pm.git('tag', '-a', '-m', 'First', 'v1.0');
		await remote.pm.git('push', '--quiet', 'origin', 'v1.0');
		assert.deepEqual((await read({ ref: 'draft/Next' }))['objectives/CHK-1.md'], '# Draft\n');
		assert.deepEqual(await read({ ref: 'v1.0', path: 'deep' }), { 'er/x.md': 'x\n' });
		assert.deepEqual(await read({ ref: draft, path: './deep/er/' }), { 'x.md': 'x\n' });
		assert.deepEqual(await read(), { 'objectives/CHK-1.md': '# One\n' });
	});

	test('leaves out links and submodules; takes every name', async () => {
		const odd = { 'a\nb.md': '1', '-rf.md': '2', 'Ünï/日本.md': '3', ' sp ace .md': '4', '"q".md': '5' };
		await remote.pm.commit('Odd names', odd);
		const link = await runGit(remote.pm.root, ['hash-object', '-w', '--stdin'], { input: '/etc/passwd' });
		await remote.pm.git('update-index', '--add', '--cacheinfo', `120000,${link},objectives/link.md`);
		const head = await remote.pm.git('rev-parse', 'HEAD');
		await remote.pm.git('update-index', '--add', '--cacheinfo', `160000,${head},sub`);
		await remote.pm.git('commit', '--quiet', '-m', 'Link and submodule');
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD');
		assert.deepEqual(await read(), { 'objectives/CHK-1.md': '# One\n', ...odd });
	});

	test('two windows clone at once: both read, one clone stays', async () => {
		const texts = await Promise.all([read(), read(), read()]);
		for (const each of texts) assert.deepEqual(each, { 'objectives/CHK-1.md': '# One\n' });
		assert.equal((await readdir(remote.storage)).length, 1);
	});

	for (const [what, harm] of Object.entries<(dir: string) => Promise<unknown>>({
		'its objects are gone': (dir) => rm(join(dir, 'objects'), { recursive: true }),
		'its HEAD is gone': (dir) => rm(join(dir, 'HEAD')),
		'its packs are cut': async (dir) => {
			const packs = join(dir, 'objects', 'pack');
			for (const name of await readdir(packs)) {
				await rm(join(packs, name), { force: true });
				await writeFile(join(packs, name), 'x');
			}
		},
		'its config is rubbish': (dir) => writeFile(join(dir, 'config'), '[[['),
	})) {
		test(`a clone is made again when ${what}`, async () => {
			await read();
			const [name = ''] = await readdir(remote.storage);
			await harm(join(remote.storage, name));
			const window = source();
			await window.open(noCancel()).catch(() => undefined);
			await window.sync(noCancel(), () => undefined);
			assert.deepEqual(await textsOf(await window.open(noCancel())), { 'objectives/CHK-1.md': '# One\n' });
			assert.deepEqual(await readdir(remote.storage), [name]);
		});
	}
});
