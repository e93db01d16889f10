import assert from 'node:assert/strict';
import { readAloud } from '../../../src/core/plainMarkdown.ts';

suite('Markdown read aloud', () => {
	const check = (markdown: string, expected: string) =>
		test(JSON.stringify(markdown), () => assert.equal(readAloud(markdown), expected));

	check('# Why\n\nEvery **tenth** cart [dies](https://x.example).\n\nMore', 'Every tenth cart dies.');
	check('<!-- nothing -->\n![a `picture`](x.png) of it', 'a picture of it');
	check('- one\n- two', 'one two');
	check('', '');

	test('brackets that nothing closes take no time', () => {
		const start = process.cpuUsage();
		for (const piece of ['[', '![', '[a, ', '- [', '**', '`', '<!--']) readAloud(`x${piece.repeat(200_000)}`);
		assert.ok(process.cpuUsage(start).user < 3_000_000);
	});
});
