import assert from 'node:assert/strict';
import { sourceFiles } from './sourceFiles.ts';

suite('the size of files', () => {
	const check = (folder: string, limit: number, endings: readonly string[]) =>
		test(`${folder}: no file has more than ${limit} lines`, () => {
			const files = sourceFiles(folder, endings);
			assert.ok(files.length > 0);
			const lineCount = (text: string) => text.split('\n').length - 1;
			const large = files.filter(({ text }) => lineCount(text) > limit);
			assert.deepEqual(
				large.map(({ path, text }) => `${path} has ${lineCount(text)}`),
				[],
			);
		});
	check('src', 300, ['.ts', '.tsx']);
	check('test', 400, ['.ts', '.tsx', '.mjs']);

	test('names say what is in a file', () => {
		const vague = /(^|\/)(utils?|helpers?|common|misc|types|manager|service|base|index)\.tsx?$/i;
		const files = [...sourceFiles('src'), ...sourceFiles('test')];
		assert.deepEqual(
			files.filter(({ path }) => vague.test(path)).map(({ path }) => path),
			[],
		);
	});
});
