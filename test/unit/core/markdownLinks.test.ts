import assert from 'node:assert/strict';
import { createLinkTargets } from '../../../src/core/deadLinks.ts';
import { fileLinks } from '../../../src/core/markdownLinks.ts';

const FILE = 'objectives/shop/A.md';

/** `path at line:column-column` of each link of objectives/shop/A.md. */
function check(text: string, ...expected: string[]): void {
	const found = fileLinks(FILE, text).map(
		({ path, range: { start, end } }) => `${path} at ${start.line}:${start.column}-${end.column}`,
	);
	assert.deepEqual(found, expected);
}

suite('fileLinks', () => {
	test('beside it', () => check('See [b](B.md).', 'objectives/shop/B.md at 1:9-13'));
	test('above it, with a heading', () => check('[b](../B.md#why)', 'objectives/B.md at 1:5-16'));
	test('from the root', () => check('[b](/questions/q.md)', 'questions/q.md at 1:5-20'));
	test('a picture', () => check('![b](b.PNG)', 'objectives/shop/b.PNG at 1:6-11'));
	test('with a title', () => check('[b]( B.md "B" )', 'objectives/shop/B.md at 1:6-10'));
	test('in angle brackets, with a blank', () => check('[b](<my B.md>)', 'objectives/shop/my B.md at 1:6-13'));
	test('encoded', () => check('[b](my%20B.md)', 'objectives/shop/my B.md at 1:5-14'));
	test('brackets in the name', () => check('[b](B(1).md)', 'objectives/shop/B(1).md at 1:5-12'));
	test('a definition', () => check('[b]: B.md', 'objectives/shop/B.md at 1:6-10'));
	test('two in a line', () =>
		check('[b](B.md) [c](C.md)', 'objectives/shop/B.md at 1:5-9', 'objectives/shop/C.md at 1:15-19'));
	test('below front matter', () => check('---\nid: A\n---\n\n# [b](B.md)', 'objectives/shop/B.md at 5:7-11'));
	test('a web page', () => check('[b](https://x.example/B.md) [c](//x.example/C.md) [d](mailto:d@x.md)'));
	test('a heading', () => check('[b](#b.md)'));
	test('out of the repository', () => check('[b](../../../B.md)'));
	test('what may be made of another file', () => check('[b](B.html) [c](c/) [d](CHK-1)'));
	test('in code', () => check('`[b](B.md)`\n\n```\n[b](B.md)\n```'));
	test('a footnote', () => check('[^1]: B.md'));
	test('broken', () => check('[b](B.md\n[c](%E0.md)\n[d]('));
	test('in code of several marks', () => check('``[b](B.md)`` [d](D.md)', 'objectives/shop/D.md at 1:19-23'));
	test('marks of code that nothing closes take no time', () => {
		const start = process.cpuUsage();
		check(`${'`'.repeat(30_000)}${'a'.repeat(30_000)}](`);
		assert.ok(process.cpuUsage(start).user < 2_000_000);
	});
	test('many marks take no time', () => check(`${'['.repeat(50_000)}${']('.repeat(50_000)}`));
});

suite('dead links', () => {
	/** What is suggested for a link of objectives/shop/A.md; undefined for one that is alive. */
	function checkDead(link: string, expected: string | undefined): void {
		const paths = [
			FILE,
			'objectives/growth.md',
			'objectives/shop/B.md',
			'objectives/shop/my B.md',
			'a/twice.md',
			'b/twice.md',
		];
		const [problem] = createLinkTargets(paths).dead(FILE, fileLinks(FILE, `[x](${link})`));
		assert.equal(problem && 'suggestion' in problem.facts ? problem.facts.suggestion : undefined, expected);
	}

	test('alive', () => checkDead('B.md', undefined));
	test('alive, encoded', () => checkDead('my%20B.md', undefined));
	test('nothing of that name', () => checkDead('C.md', ''));
	test('another folder', () => checkDead('growth.md', '../growth.md'));
	test('another folder, with a heading', () => checkDead('growth.md#why', '../growth.md#why'));
	test('a blank is encoded', () => checkDead('../my%20b.md', 'my%20B.md'));
	test('two of that name: none', () => checkDead('twice.md', ''));
});
