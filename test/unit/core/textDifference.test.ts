import assert from 'node:assert/strict';
import fc from 'fast-check';
import { itemsDifference, textDifference } from '../../../src/core/textDifference.ts';
import type { TextHunk } from '../../../src/core/textDifference.ts';

/** `We lose [-3][+5] %.` */
const inShort = (hunks: readonly TextHunk[]) =>
	hunks.map((hunk) =>
		hunk.map(({ kind, text }) => (kind === 'same' ? text : `[${kind === 'added' ? '+' : '-'}${text}]`)).join(''),
	);

suite('where two texts differ', () => {
	suite('sentence by sentence, and word by word in a sentence', () => {
		const check = (before: string, after: string, expected: readonly string[], cutOff = false) =>
			test(`${before} | ${after}`, () =>
				assert.deepEqual(inShort(textDifference(before.split('\n'), after.split('\n'), { cutOff })), expected));
		check('We lose 3 % there. It hurts.', 'We lose 5 % there. It hurts.', ['We lose [-3] [+5] % there.']);
		check('It hurts.', 'It hurts. Much is lost.', ['[+Much is lost.]']);
		check('It hurts. Much is lost.', 'Much is lost.', ['[-It hurts.]']);
		check('Cards fail often here.', 'Nobody ever reads mails.', [
			'[-Cards fail often here.] [+Nobody ever reads mails.]',
		]);
		check('one two\nthree', 'one   two\n\nthree', []);
		check('Pay once.\nAsk later.', 'Pay once. Ask later.', []);
		check('It is 3.5 % of all carts.', 'It is 3.7 % of all carts.', ['It is [-3.5] [+3.7] % of all carts.']);
		check('Charge it once a day.', 'Charge it!', ['Charge it [-once a day.] [+!]']);
		check('', 'New.', ['[+New.]']);
		check('One stays. The end was cut o', 'A new one. One stays. The end w', ['[+A new one.]'], true);
	});

	test('what stayed between two changes is cut where it is long', () => {
		const between = 'and so it goes on for a while without any change '.repeat(6);
		const [hunk] = inShort(
			textDifference([`Every tenth cart ${between} is lost`], [`Every fifth cart ${between} is won`]),
		);
		assert.match(hunk ?? '', /^Every \[-tenth\] \[\+fifth\] cart and so .* … .* change is \[-lost\] \[\+won\]$/);
	});

	suite('item by item in a list, whatever their order', () => {
		const check = (before: readonly string[], after: readonly string[], expected: readonly string[]) =>
			test(`${before.join()} | ${after.join()}`, () =>
				assert.deepEqual(inShort(itemsDifference(before, after)), expected));
		check(['a b', 'c d'], ['c d', 'a b'], []);
		check(['Three tries an hour.'], ['Two tries an hour.'], ['[-Three] [+Two] tries an hour.']);
		check(['Gift cards.'], ['Invoices to firms.'], ['[-Gift cards.]', '[+Invoices to firms.]']);
		check(['twice', 'twice'], ['twice'], ['[-twice]']);
	});

	test('nothing is made up and nothing left out: the parts read as before and as now', () => {
		const word = fc.constantFrom('pay', 'Card', 'twice', '3 %', 'it’s', 'a-b', '(x)', 'ä', '"No."', '.', '!', '…');
		const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
		const without = (hunks: readonly TextHunk[], kind: string) =>
			hunks
				.flat()
				.filter((part) => part.kind !== kind)
				.map((part) => part.text)
				.join('')
				.replace(/\s+/g, '');
		fc.assert(
			fc.property(text, text, (before, after) => {
				const [old, fresh] = [before, after].map((one) => one.replace(/\s+/g, ' ').trim());
				const hunks = itemsDifference([old ?? ''].filter(Boolean), [fresh ?? ''].filter(Boolean));
				if (old === fresh) return hunks.length === 0;
				return (
					without(hunks, 'added') === old?.replace(/ /g, '') && without(hunks, 'removed') === fresh?.replace(/ /g, '')
				);
			}),
			{ numRuns: 500 },
		);
		fc.assert(
			fc.property(text, text, (before, after) => {
				const same = before.replace(/\s+/g, ' ').trim() === after.replace(/\s+/g, ' ').trim();
				return textDifference([before], [after]).length === 0 ? true : !same;
			}),
		);
	});

	test('long texts take no long time', () => {
		const long = (seed: number) => Array.from({ length: 800 }, (_, at) => `w${(at * seed) % 997}`).join(' ');
		const started = performance.now();
		textDifference([long(7)], [long(13)]);
		itemsDifference(
			Array.from({ length: 40 }, (_, at) => long(at + 1).slice(0, 600)),
			Array.from({ length: 40 }, (_, at) => long(at + 50).slice(0, 600)),
		);
		assert.ok(performance.now() - started < 1500, `${performance.now() - started} ms`);
	});
});
