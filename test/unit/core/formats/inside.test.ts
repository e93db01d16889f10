import assert from 'node:assert/strict';
import { idInside, labelledItems, shortTitle, statusOfTasks } from '../../../../src/core/formats/inside.ts';
import { markdownLines } from '../../../../src/core/markdownLines.ts';

suite('ids inside of others', () => {
	const check = (parent: string, name: string, expected: string | undefined) =>
		test(`${name} in ${parent}`, () => assert.equal(idInside(parent, name), expected));

	check('003-retry', 'FR-001', '003-retry/FR-001');
	check('checkout', 'pay by invoice', 'checkout/pay-by-invoice');
	check('checkout', '???', undefined);
	check('x'.repeat(80), 'a', undefined);

	test('names with one long beginning are two', () => {
		const name = 'the system must let a customer who has an account pay by invoice within '.repeat(2);
		const [one = '', other = ''] = [
			idInside('checkout', `${name}ten days`),
			idInside('checkout', `${name}twenty days`),
		];
		assert.notEqual(one, other);
		assert.ok(one.length <= 80 && other.length <= 80);
		assert.equal(one, idInside('checkout', `${name}ten days`));
	});
});

suite('labelled items', () => {
	const check = (text: string, ...expected: string[]) =>
		test(JSON.stringify(text.slice(0, 40)), () => {
			const found = labelledItems(markdownLines(text), /^FR-\d+$/);
			assert.deepEqual(
				found.map(({ label, text: own, line }) => `${line} ${label} ${own}`.trim()),
				expected,
			);
		});

	check('- **FR-001**: System MUST pay', '1 FR-001 System MUST pay');
	check('- **FR-001:** one\n  two\n- **FR-2** three', '1 FR-001 one two', '3 FR-2 three');
	check('- **FR-001**: one\n\nno part of it', '1 FR-001 one');
	check('- **Other**: one\n  two');

	test('blanks before a line separator take no time', () => {
		const start = process.cpuUsage();
		labelledItems(markdownLines(`- **FR-001**${' '.repeat(20_000)}x\u2028`), /^FR-\d+$/);
		assert.ok(process.cpuUsage(start).user < 2_000_000);
	});
});

suite('what lists of tasks say', () => {
	const check = (text: string, expected: string | undefined) =>
		test(JSON.stringify(text), () => assert.equal(statusOfTasks(text), expected));

	check('- [x] one\n- [X] two', 'achieved');
	check('- [x] one\n- [ ] two', 'active');
	check('- [ ] one', 'proposed');
	check('no tasks', undefined);
});

suite('requirements as titles', () => {
	const check = (text: string, expected: string) =>
		test(text.slice(0, 40), () => assert.equal(shortTitle(text), expected));

	check('System **MUST** `pay`', 'System MUST pay');
	check('Pay [NEEDS CLARIFICATION: how?]', 'Pay …');
	check(`${'word '.repeat(40)}end`, `${'word '.repeat(24).trim()}…`);
});
