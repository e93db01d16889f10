import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../src/core/failure.ts';
import { readQuestion } from '../../src/core/readQuestion.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { runGit } from '../support/gitRepo.ts';
import { engineerWithFolder } from '../support/questionWriters.ts';
import type { Engineer } from '../support/questionWriters.ts';
import { createSpecRemote } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';

const FILE = 'questions/q.md';
const START = '---\nid: q-1\nobjective: CHK-1\n---\n# Why?\n\n## Answer\n';

/** No `.gitattributes` here: what Tandem writes into a branch of the user's has to merge without help. */
suite('a question where the checkout and the remote went apart', () => {
	let remote: SpecRemote;
	let ben: Engineer;
	let own: GitRepo;

	setup(async () => {
		remote = await createSpecRemote({ 'objectives/CHK-1.md': '# One\n', [FILE]: START });
		({ engineer: ben, own } = await engineerWithFolder(remote, 'Ben'));
	});
	teardown(() => remote.dispose());

	const kinds = async () =>
		(await ben.send()).map(({ result }) => (result instanceof Failure ? `failure ${result.kind}` : result.kind));
	const messages = (text: string) =>
		readQuestion({ path: FILE as RepoPath, text, people: [] }).value?.messages.map(({ kind, markdown }) =>
			`${kind} ${markdown}`.trim(),
		);
	const checkRemote = async (...expected: readonly string[]) =>
		assert.deepEqual(messages(await runGit(remote.bare, ['show', `main:${FILE}`])), expected);
	const checkHere = async (...expected: readonly string[]) =>
		assert.deepEqual(messages(await readFile(join(own.root, FILE), 'utf8')), expected);
	const pull = () => own.git('pull', '--quiet', '--no-rebase', '--no-edit');
	const answer = (text: string) => remote.push('Answer', { [FILE]: text });

	test('a reply from offline, answered meanwhile: the pull is silent, and all is there once', async () => {
		ben.write(FILE, 'reply', 1, 'And if it fails?');
		await ben.line.down();
		assert.deepEqual(await kinds(), ['failure not-found']);
		await answer(`${START}\nBecause.\n`);
		await ben.line.up();
		assert.deepEqual(await kinds(), ['delivered']);
		await checkRemote('answer Because.', 'reply And if it fails?');
		await pull();
		await checkHere('answer Because.', 'reply And if it fails?');
		await own.git('push', '--quiet');
		await checkRemote('answer Because.', 'reply And if it fails?');
	});

	test("the same beside commits of the user's, which stay here until the user pushes", async () => {
		await own.commit('Draft', { 'draft.md': 'x\n' });
		ben.write(FILE, 'reply', 1, 'And if it fails?');
		assert.deepEqual(await kinds(), ['committed-locally']);
		await answer(`${START}\nBecause.\n`);
		ben.write(FILE, 'resolved', 2, '');
		assert.deepEqual(await kinds(), ['delivered']);
		await checkRemote('answer Because.', 'resolved');
		await assert.rejects(runGit(remote.bare, ['show', 'main:draft.md']));
		await pull();
		await own.git('push', '--quiet');
		await checkRemote('reply And if it fails?', 'answer Because.', 'resolved');
	});

	test('edits that are not committed are left alone; the change comes with the pull', async () => {
		await own.write(FILE, `${START}\nhalf a tho`);
		await answer(START.replace('Why?', 'Why so?'));
		ben.write(FILE, 'reply', 1, 'More.');
		assert.deepEqual(await kinds(), ['delivered']);
		assert.equal(await readFile(join(own.root, FILE), 'utf8'), `${START}\nhalf a tho`);
	});

	test('a reply to a question that only this branch has stays with it', async () => {
		await own.commit('Draft', { 'draft.md': 'x\n' });
		ben.ask('questions/new.md', START.replace('q-1', 'q-2'));
		assert.deepEqual(await kinds(), ['committed-locally']);
		await answer(`${START}\nBecause.\n`);
		ben.write('questions/new.md', 'reply', 1, 'I forgot:');
		assert.deepEqual(await kinds(), ['committed-locally']);
		await pull();
		await own.git('push', '--quiet');
		assert.deepEqual(messages(await runGit(remote.bare, ['show', 'main:questions/new.md'])), ['reply I forgot:']);
	});

	test('a question that was deleted in the remote is not made again', async () => {
		await remote.push('Delete', { [FILE]: null });
		ben.write(FILE, 'reply', 1, 'More.');
		assert.deepEqual(await kinds(), ['failure misfit']);
		assert.equal(ben.waiting.length, 1);
	});
});
