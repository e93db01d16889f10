import assert from 'node:assert/strict';
import { attributesLine, mergesQuestions } from '../../src/core/questionAttributes.ts';
import { createGitRepo } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';

/** The oracle is `git check-attr`. */
suite('whether questions merge by themselves', () => {
	let repo: GitRepo;
	setup(async () => (repo = await createGitRepo()));
	teardown(() => repo.dispose());

	async function check(files: Readonly<Record<string, string>>, folder = 'questions'): Promise<boolean> {
		for (const [path, text] of Object.entries(files)) await repo.write(path, text);
		const said = await repo.git('check-attr', 'merge', '--', `${folder}/question.md`);
		const merges = mergesQuestions(folder, new Map(Object.entries(files)));
		assert.equal(merges, said.endsWith(': union'), said);
		return merges;
	}
	const root = (...lines: readonly string[]) => ({ '.gitattributes': `${lines.join('\n')}\n` });

	for (const line of [
		'questions/*.md merge=union',
		'/questions/*.md text merge=union diff',
		'*.md merge=union',
		'questions/** merge=union',
		'**/*.md\tmerge=union',
		'questions merge=union',
		'questions/ merge=union',
		'other/*.md merge=union',
		'# *.md merge=union',
		'*.md merge=binary',
		'*.md -merge',
	]) {
		test(line, () => check(root(line)));
	}
	test('the line that is proposed does it', async () => {
		assert.equal(await check(root(attributesLine('questions'))), true);
		assert.equal(await check(root(attributesLine('product/all questions')), 'product/all questions'), true);
	});
	test('the last word counts, and the nearest file', async () => {
		assert.equal(await check(root('*.md merge=union', '*.md merge=text')), false);
		assert.equal(await check({ 'questions/.gitattributes': '*.md merge=union\n' }), true);
		assert.equal(await check({ ...root('*.md merge=union'), 'questions/.gitattributes': '*.md !merge\n' }), false);
	});
});
