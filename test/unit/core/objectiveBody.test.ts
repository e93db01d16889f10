import assert from 'node:assert/strict';
import { bodyLines } from '../../../src/core/formats/readHead.ts';
import { readObjectiveBody, type ObjectiveBody } from '../../../src/core/objectiveBody.ts';

suite('objectiveBody', () => {
	function check(markdown: string, expected: Partial<ObjectiveBody>): void {
		const body = readObjectiveBody(bodyLines('markdown', markdown, 1));
		assert.deepEqual(
			Object.fromEntries(Object.keys(expected).map((key) => [key, body[key as keyof ObjectiveBody]])),
			expected,
		);
	}
	const items = (...items: [line: number, markdown: string][]) => items.map(([line, markdown]) => ({ markdown, line }));

	test('why', () => check('# Why\nBecause.\n\n## Constraints\n', { why: 'Because.' }));
	test('why, as people write it', () => check('## WHY?\n\nBecause.\n', { why: 'Because.', title: undefined }));
	test('why is what stands before the first heading', () => check('\nBecause.\n\n## Notes\nx', { why: 'Because.' }));
	test('why is what stands under the title', () =>
		check('# Cut it\n\nBecause.\n\n## Notes\nx', { why: 'Because.', title: { text: 'Cut it', line: 1 } }));
	test('parts of why stay in it', () =>
		check('# Why\na\n## Background\nb\n### Decisions\nc', { why: 'a\n## Background\nb', decisions: items([6, 'c']) }));
	test('two of why are two paragraphs', () =>
		check('# Why\na\n## Constraints\n- x\n## Why\nb', { why: 'a\n\nb', constraints: items([4, 'x']) }));
	test('motivation stands in for why', () => check('# T\n## Summary\ns\n## Motivation\nm\n## Design\nd', { why: 'm' }));
	test('no why', () => check('## Decisions\n- x', { why: '' }));
	test('code keeps its first indentation', () => check('# Why\n\n    code\n', { why: '    code' }));
	test('a heading in a fence is text', () =>
		check('# Why\n```\n## Decisions\n- x\n```\n', { why: '```\n## Decisions\n- x\n```', decisions: [] }));
	test('a heading in a comment is nothing', () =>
		check('# Why\na\n<!--\n## Decisions\n- x\n-->\nb', { why: 'a\nb', decisions: [] }));
	test('a fence that is never closed hides nothing', () =>
		check('# Why\n```\n\n## Decisions\n- x', { decisions: items([5, 'x']) }));

	test('title', () =>
		check('# The *quick* `fix` of [it](http://x.y) ##\n', { title: { text: 'The *quick* fix of it', line: 1 } }));
	test('an underlined title', () =>
		check('Cut it\n======\n\nBecause.\n', { title: { text: 'Cut it', line: 1 }, why: 'Because.' }));
	test('a section is no title with a comment behind it either', () =>
		check('# Summary <!-- omit in toc -->\n\nx', { title: undefined, why: 'x' }));
	test('a comment is no word of a title', () =>
		check('# One <!-- a --> two <!-- b -->', { title: { text: 'One two', line: 1 } }));
	test('a section is no title', () => check('# Summary\n\n# Other\n', { title: undefined }));

	test('items', () =>
		check('## Constraints\n\n- one\n- two\n  more\n* three\n', {
			constraints: items([3, 'one'], [4, 'two\nmore'], [6, 'three']),
		}));
	test('numbered items', () =>
		check('## Constraints\n1. one\n2) two\n', { constraints: items([2, 'one'], [3, 'two']) }));
	test('nested items belong to theirs', () =>
		check('## Constraints\n- one\n  - a\n\n  b\n- two', { constraints: items([2, 'one\n- a\n\nb'], [6, 'two']) }));
	test('paragraphs', () =>
		check('## Decisions\n\none\nstill\n\ntwo\n', { decisions: items([3, 'one\nstill'], [6, 'two']) }));
	test('a fence belongs to what stands above it', () =>
		check('## Decisions\n- one\n\n```\n- x\n\n- y\n```\n- two', {
			decisions: items([2, 'one\n\n```\n- x\n\n- y\n```'], [9, 'two']),
		}));
	test('parts with a heading of their own', () =>
		check('## Decisions\n### One\na\n\nb\n### Two\nc', {
			decisions: items([2, '### One\na\n\nb'], [6, '### Two\nc']),
		}));
	test('rules and empty items are nothing', () => check('## Decisions\n---\n-\n* * *\n', { decisions: [] }));
	test('out of scope', () => check('## Out-of-Scope:\n- x\n', { outOfScope: items([2, 'x']) }));
	const checkNothing = (text: string) =>
		test(`"${text}" leaves nothing open`, () => check(`## Unresolved questions\n${text}\n`, { openPoints: [] }));
	checkNothing('None.');
	checkNothing('- none yet');
	checkNothing('**N/A**');
	checkNothing('There are no open questions at this time.');
	checkNothing('> Optional, but suggested for first drafts. What parts of the design are still\n> TBD?');
	checkNothing('To be determined.');
	checkNothing('TBD?');
	checkNothing('None at this point.');
	checkNothing('None, that I can think of.');
	checkNothing('There are currently no unresolved questions.');
	checkNothing('No open questions have been found so far.');
	checkNothing('- [x] Who pays?');
	checkNothing('[rfc-731]: https://x.y/731');
	test('a box that is not ticked is no word', () =>
		check('## Open questions\n- [ ] Who pays?', { openPoints: items([2, 'Who pays?']) }));
	test('none of something is something', () =>
		check('## Open questions\nNone of us knows how.', { openPoints: items([2, 'None of us knows how.']) }));
	test('a question that begins with none is one', () =>
		check('## Open questions\nNone of them?', { openPoints: items([2, 'None of them?']) }));
	test('a mark without words stands for its whole item', () =>
		check('- Keep it [NEEDS CLARIFICATION]', { openPoints: items([1, 'Keep it [NEEDS CLARIFICATION]']) }));
	test('non-goals', () => check('## Non-Goals\n- x\n', { outOfScope: items([2, 'x']) }));
	test('a section ends at the next heading of its level', () =>
		check('## Constraints\n- a\n## Else\n- b\n', { constraints: items([2, 'a']) }));
	test('the section twice', () =>
		check('## Constraints\n- a\n## Decisions\n- b\n## Constraints\n- c', { constraints: items([2, 'a'], [6, 'c']) }));
	test('CRLF', () => check('# Why\r\nx\r\n## Constraints\r\n- a\r\n', { why: 'x', constraints: items([4, 'a']) }));

	test('the worst lines, a hundred thousand of them, take a moment', () => {
		for (const line of ['```a\n', '<!--\n', '- \n', '# \n', `#${' '.repeat(1000)}x\n`, '===\n', '[[](', '*a']) {
			const started = process.cpuUsage();
			readObjectiveBody(
				bodyLines('markdown', `# Why\n## Decisions\n${line.repeat(Math.ceil(300_000 / line.length))}`, 1),
			);
			assert.ok(process.cpuUsage(started).user < 1_500_000, line);
		}
	}).timeout(20_000);
});
