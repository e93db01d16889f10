import assert from 'node:assert/strict';
import { aroundQuote, symbolLines } from '../../../../src/core/anchors/aroundQuote.ts';

function check(what: string, text: string, line: number, expected: ReturnType<typeof aroundQuote>): void {
	test(what, () => assert.deepEqual(aroundQuote(text.split('\n'), { first: line, last: line }), expected));
}

const SHOP = `class Shop {
	open = false;

	pay(order) {
		if (order.paid) {
			return;
		}

		charge(order);
	}
}`;
const PYTHON = `@wraps
async def retry(order, tries=3):
    """Tries again."""
    for at in range(tries):
        pay(order)
`;

suite('what is recorded around a quote', () => {
	check('the lines beside it and its method', SHOP, 9, { lineBefore: 'return;', symbol: 'pay(order) {' });
	check('no branch as its symbol', SHOP, 6, {
		lineBefore: 'if (order.paid) {',
		lineAfter: 'charge(order);',
		symbol: 'pay(order) {',
	});
	check('the class around a field', SHOP, 2, {
		lineBefore: 'class Shop {',
		lineAfter: 'pay(order) {',
		symbol: 'class Shop {',
	});
	check('nothing around a file of one line', 'call();', 1, {});
	check('a function that is told by indentation', PYTHON, 5, {
		lineBefore: 'for at in range(tries):',
		symbol: 'async def retry(order, tries=3):',
	});
	check('no line that is too long to be read by people', `${'x'.repeat(200)}\ncall();\nback();`, 2, {
		lineAfter: 'back();',
	});
	check('no line with control characters', 'one\u0007\ncall();\nback();', 2, { lineAfter: 'back();' });

	test('the lines of a symbol are those of its body, where there is one of it', () => {
		const lines = SHOP.split('\n');
		assert.deepEqual(symbolLines(lines, 'pay(order) {'), { first: 4, last: 10 });
		assert.equal(symbolLines([...lines, ...lines], 'pay(order) {'), undefined);
		assert.equal(symbolLines(lines, 'refund(order) {'), undefined);
	});

	test('no text takes long', () => {
		const started = process.cpuUsage();
		const lines = Array.from({ length: 20_000 }, (_, at) => ' '.repeat(at % 50) + 'a '.repeat(70));
		aroundQuote(lines, { first: 19_000, last: 19_010 });
		aroundQuote(['word '.repeat(2_000), '\tx'], { first: 2, last: 2 });
		assert.ok(process.cpuUsage(started).user < 500_000);
	});
});
