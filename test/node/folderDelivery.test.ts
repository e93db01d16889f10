import assert from 'node:assert/strict';
import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Delivery } from '../../src/app/ports.ts';
import { Failure } from '../../src/core/failure.ts';
import { createClock } from '../../src/node/clock.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createSpecFolder } from '../../src/node/specFolder.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { createSpecRemote, lineChange, noCancel, quietLog } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';

const FILE = 'questions/a.md';

suite('specFolder: delivering', () => {
	let remote: SpecRemote;
	let own: GitRepo;

	setup(async () => {
		remote = await createSpecRemote();
		own = await createGitRepo({ root: join(remote.dir, 'own') });
		await own.git('remote', 'add', 'origin', remote.bare);
		await own.git('fetch', '--quiet', 'origin');
		await own.git('reset', '--quiet', '--hard', 'origin/main');
		await own.git('branch', '--quiet', '--set-upstream-to=origin/main');
	});
	teardown(() => remote.dispose());

	const deliver = (line: string, path = FILE, folder?: string): Promise<Delivery> => {
		const git = createGit({ log: quietLog, environment: testGitEnvironment() });
		const network = createGitNetwork({ log: quietLog, git, environment: testGitEnvironment() });
		const address = { kind: 'folder', dir: own.root, path: folder } as const;
		return createSpecFolder({ address, git, network, log: quietLog, clock: createClock() }).deliver(
			lineChange(path, line),
			noCancel(),
		);
	};
	const atRemote = (path = FILE) => runGit(remote.bare, ['show', `main:${path}`]);
	const kindOf = async (work: Promise<Delivery>) => {
		const result = await work.catch((error: unknown) => error);
		return result instanceof Failure
			? `failure ${result.kind}`
			: result && typeof result === 'object' && 'kind' in result
				? result.kind
				: result;
	};
	const status = () => own.git('status', '--porcelain', '--branch');

	test('commits this file alone, as the user of the repository, and pushes', async () => {
		await own.git('config', 'user.name', 'Local Name');
		await own.write('objectives/CHK-1.md', '# Edited by hand\n');
		await own.write('staged.md', 'staged\n');
		await own.git('add', 'staged.md');
		await own.write('new.md', 'new\n');
		const delivery = await deliver('Why?');
		assert.equal(delivery.kind, 'delivered');
		assert.equal(await atRemote(), 'Why?');
		assert.equal(await own.git('log', '-1', '--format=%an|%s|%D'), 'Local Name|Add Why?|HEAD -> main, origin/main');
		assert.equal(await own.git('show', '--name-only', '--format='), FILE);
		assert.equal(await status(), '## main...origin/main\n M objectives/CHK-1.md\nA  staged.md\n?? new.md');
	});

	test('a second time changes nothing', async () => {
		await deliver('Why?');
		const head = await own.git('rev-parse', 'HEAD');
		assert.deepEqual(await deliver('Why?'), { kind: 'already-there' });
		assert.equal(await own.git('rev-parse', 'HEAD'), head);
	});

	test('below a folder of the repository', async () => {
		await own.write('product/specs/tandem.yml', '');
		assert.equal((await deliver('Why?', FILE, 'product/specs')).kind, 'delivered');
		assert.equal(await atRemote(`product/specs/${FILE}`), 'Why?');
	});

	test("the user's own commits are not pushed along", async () => {
		await own.commit('Not ready', { 'draft.md': 'x' });
		const delivery = await deliver('Why?');
		assert.deepEqual(delivery, { kind: 'committed-locally', commit: await own.git('rev-parse', 'HEAD') });
		await assert.rejects(atRemote());
	});

	test('our own commits of before are', async () => {
		await rename(remote.bare, `${remote.bare}-away`);
		assert.equal(await kindOf(deliver('One')), 'failure not-found');
		assert.equal(await own.git('log', '-1', '--format=%s'), 'Add One');
		await rename(`${remote.bare}-away`, remote.bare);
		assert.equal((await deliver('Two', 'questions/b.md')).kind, 'delivered');
		assert.equal(await atRemote(), 'One');
		assert.deepEqual(await deliver('One'), { kind: 'already-there' });
	});

	test('tried again after it was offline, it goes out', async () => {
		await rename(remote.bare, `${remote.bare}-away`);
		assert.equal(await kindOf(deliver('One')), 'failure not-found');
		await rename(`${remote.bare}-away`, remote.bare);
		assert.equal((await deliver('One')).kind, 'delivered');
		assert.equal(await own.git('rev-list', '--count', 'HEAD'), '2');
	});

	test('the remote moved: the change goes onto it, and the next pull is silent', async () => {
		await remote.push('PM works', { 'objectives/CHK-2.md': '# Two\n' });
		await own.write('objectives/CHK-1.md', '# Edited by hand\n');
		assert.equal((await deliver('Why?')).kind, 'delivered');
		assert.equal(await atRemote(), 'Why?');
		assert.equal(await readFile(join(own.root, FILE), 'utf8'), 'Why?\n');
		assert.equal(await own.git('diff', '--name-only'), 'objectives/CHK-1.md');
		await own.git('-c', 'pull.rebase=false', 'pull', '--quiet', '--no-edit');
		assert.equal(await status(), '## main...origin/main [ahead 2]\n M objectives/CHK-1.md');
	});

	test('the remote changed the same file: nothing is written here, and the pull brings all', async () => {
		await deliver('Question');
		await remote.pm.git('pull', '--quiet', 'origin', 'main');
		await remote.push('Answer', { [FILE]: 'Question\nanswer\n' });
		const head = await own.git('rev-parse', 'HEAD');
		assert.equal((await deliver('Thanks')).kind, 'delivered');
		assert.equal(await atRemote(), 'Question\nanswer\nThanks');
		assert.equal(await own.git('rev-parse', 'HEAD'), head);
		await own.git('pull', '--quiet', '--ff-only');
		assert.equal(await readFile(join(own.root, FILE), 'utf8'), 'Question\nanswer\nThanks\n');
		assert.deepEqual(await deliver('Thanks'), { kind: 'already-there' });
	});

	test('a file with edits of the user is written and not committed', async () => {
		await own.commit('Ask', { [FILE]: 'Question\n' });
		await own.write(FILE, 'Question\nhalf a tho');
		const delivery = await deliver('ught');
		assert.equal(delivery.kind, 'written');
		assert.equal(await own.git('log', '-1', '--format=%s'), 'Ask');
		assert.match(await readFile(join(own.root, FILE), 'utf8'), /half a tho/);
	});

	const written: Record<string, () => Promise<unknown>> = {
		'in a merge': async () => {
			await own.git('checkout', '--quiet', '-b', 'side');
			await own.commit('Side', { 'x.md': 'side' });
			await own.git('checkout', '--quiet', 'main');
			await own.commit('Main', { 'x.md': 'main' });
			await own.git('merge', 'side').catch(() => 'the conflict that is wanted');
		},
		'in a rebase': async () => {
			await own.commit('A', { 'x.md': 'a' });
			await own
				.git('-c', 'sequence.editor=sed -i 1s/pick/edit/', 'rebase', '--quiet', '-i', 'HEAD~1')
				.catch(() => 'stopped');
		},
		'detached': () => own.git('checkout', '--quiet', '--detach'),
		'no repository': () => rm(join(own.root, '.git'), { recursive: true }),
		'ignored by git': () => own.write('.gitignore', 'questions/\n'),
	};
	for (const [what, arrange] of Object.entries(written)) {
		test(`${what}: written only`, async () => {
			await arrange();
			const head = await own.git('rev-parse', 'HEAD').catch(() => 'none');
			const delivery = await deliver('Why?');
			assert.equal(delivery.kind, 'written');
			assert.equal(await readFile(join(own.root, FILE), 'utf8'), 'Why?\n');
			assert.equal(await own.git('rev-parse', 'HEAD').catch(() => 'none'), head);
		});
	}

	test('without a remote the commit is the delivery; also the first commit of all', async () => {
		await own.git('remote', 'remove', 'origin');
		assert.equal((await deliver('Why?')).kind, 'delivered');
		assert.deepEqual(await deliver('Why?'), { kind: 'already-there' });
		await rm(join(own.root, '.git'), { recursive: true });
		await rm(join(own.root, FILE));
		await createGitRepo({ root: own.root });
		assert.equal((await deliver('First')).kind, 'delivered');
		assert.equal(await own.git('ls-tree', '-r', '--name-only', 'HEAD'), FILE);
	});

	test('a branch without upstream stays here', async () => {
		await own.git('checkout', '--quiet', '-b', 'mine');
		assert.equal((await deliver('Why?')).kind, 'committed-locally');
	});

	test('never through a link', async () => {
		await symlink(remote.dir, join(own.root, 'questions'));
		assert.equal(await kindOf(deliver('Why?')), 'failure disk');
		await rm(join(own.root, 'questions'));
		await own.write('questions/x.md', 'x');
		await writeFile(join(remote.dir, 'target'), 'before');
		await symlink(join(remote.dir, 'target'), join(own.root, FILE));
		assert.equal(await kindOf(deliver('Why?')), 'failure disk');
		assert.equal(await readFile(join(remote.dir, 'target'), 'utf8'), 'before');
	});

	test('no hook, filter or signing program of the repository runs', async () => {
		const marker = join(remote.dir, 'pwned');
		const script = `#!/bin/sh\ntouch ${marker}\n`;
		for (const hook of [
			'pre-commit',
			'commit-msg',
			'post-commit',
			'pre-push',
			'reference-transaction',
			'post-index-change',
		]) {
			await writeFile(join(own.root, '.git', 'hooks', hook), script, { mode: 0o755 });
		}
		await writeFile(join(remote.dir, 'evil'), script, { mode: 0o755 });
		const evil = join(remote.dir, 'evil');
		const settings = {
			'filter.x.clean': evil,
			'gpg.program': evil,
			'commit.gpgSign': 'true',
			'core.sshCommand': evil,
			'core.fsmonitor': evil,
		};
		for (const [key, value] of Object.entries({
			...settings,
			'remote.origin.receivepack': evil,
			'remote.origin.uploadpack': evil,
		})) {
			await own.git('config', key, value);
		}
		await own.write('.gitattributes', '* filter=x\n');
		assert.equal((await deliver('Why?')).kind, 'delivered');
		await assert.rejects(readFile(marker));
	});

	test('a file that goes through a filter of the user stays clean', async () => {
		await own.git('config', 'filter.upper.clean', 'tr a-z A-Z');
		await own.git('config', 'filter.upper.required', 'true');
		await own.commit('Filtered', { '.gitattributes': '*.bin filter=upper\n', 'x.bin': 'small' });
		assert.equal((await deliver('Why?')).kind, 'committed-locally');
		assert.equal(await own.git('status', '--porcelain'), '');
		await own.write('x.bin', 'other');
		assert.equal(await own.git('status', '--porcelain'), ' M x.bin');
	});

	test('CRLF on the disk, LF in git, stays so', async () => {
		await own.commit('Ask', { [FILE]: 'Question\n' });
		await own.git('push', '--quiet', 'origin', 'HEAD:main');
		await own.git('config', 'core.autocrlf', 'true');
		await own.write(FILE, 'Question\r\n');
		const git = createGit({ log: quietLog, environment: testGitEnvironment() });
		const network = createGitNetwork({ log: quietLog, git, environment: testGitEnvironment() });
		const source = createSpecFolder({ address: { kind: 'folder', dir: own.root }, git, network, log: quietLog });
		const change = {
			...lineChange(FILE, 'More'),
			update: (text = '') => (text.includes('More') ? text : `${text}More${text.includes('\r\n') ? '\r\n' : '\n'}`),
		};
		assert.equal((await source.deliver(change, noCancel())).kind, 'delivered');
		assert.equal(await readFile(join(own.root, FILE), 'utf8'), 'Question\r\nMore\r\n');
		assert.equal(await atRemote(), 'Question\nMore');
		assert.equal(await own.git('status', '--porcelain'), '');
	});
});
