import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path, { join } from 'node:path';
import { findSpecFolder, inspectFolder } from '../../src/node/inspectFolder.ts';
import { createGitRepo } from '../support/gitRepo.ts';

suite('inspectFolder', () => {
	let dir: string;

	setup(async () => {
		dir = await mkdtemp(join(tmpdir(), 'tandem-inspect-'));
	});
	teardown(() => rm(dir, { recursive: true, force: true }));

	const check = async (name: string, expected: string) => assert.equal(await inspectFolder(join(dir, name)), expected);

	test('a bare repository', async () => {
		await createGitRepo({ root: join(dir, 'bare.git'), bare: true });
		await check('bare.git', 'bare-repository');
	});
	test('a checkout is a folder', async () => {
		await createGitRepo({ root: join(dir, 'checkout') });
		await check('checkout', 'folder');
	});
	test('any other folder', () => check('.', 'folder'));
	test('nothing', () => check('nowhere', 'missing'));
	test('a file', async () => {
		await writeFile(join(dir, 'file'), '');
		await check('file', 'missing');
	});
	test('names alone make no repository', async () => {
		for (const name of ['HEAD', 'objects', 'refs']) await writeFile(join(dir, name), '');
		await check('.', 'folder');
	});

	const finds = async (expected: string | undefined) => {
		const dirs = ['a', 'b', 'c'].map((name) => join(dir, name));
		await Promise.all(dirs.map((each) => mkdir(each, { recursive: true })));
		assert.equal(await findSpecFolder(dirs), expected === undefined ? undefined : join(dir, expected));
	};

	test('finds none', () => finds(undefined));
	test('finds the first with tandem.yml or objectives', async () => {
		await mkdir(join(dir, 'c', 'objectives'), { recursive: true });
		await finds('c');
		await writeFile(join(dir, 'b', 'tandem.yml'), '');
		await finds('b');
	});
	test('finds specs in a format that says so by itself', async () => {
		for (const fixture of [
			'kep',
			'pep',
			'bip',
			'eip',
			'ember',
			'rust',
			'swift',
			'msc',
			'openstack',
			'dep',
			'okr',
			'spec-kit',
			'openspec',
			'kiro',
		]) {
			assert.equal(
				await findSpecFolder([dir, path.resolve('test/fixtures/specs', fixture)]),
				path.resolve('test/fixtures/specs', fixture),
			);
		}
	});
	test('decision records alone make no spec repo of a code repository', async () =>
		assert.equal(await findSpecFolder([path.resolve('test/fixtures/specs/madr')]), undefined));
	test('folders that are only called so are none', async () => {
		await mkdir(join(dir, 'a', 'specs', 'models'), { recursive: true });
		await mkdir(join(dir, 'a', 'text'));
		await writeFile(join(dir, 'a', 'specs', 'models', 'cart_spec.rb'), 'describe Cart');
		await writeFile(join(dir, 'a', 'text', '0001-license.md'), '# Licence\n');
		await finds(undefined);
	});
	test('a file named objectives is none', async () => {
		await mkdir(join(dir, 'a'));
		await writeFile(join(dir, 'a', 'objectives'), '');
		await finds(undefined);
	});
});
