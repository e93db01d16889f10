import assert from 'node:assert/strict';
import { findPerson, formatPerson, parsePerson } from '../../../src/core/people.ts';
import type { Person } from '../../../src/core/objective.ts';

suite('people', () => {
	function check(text: string, expected: Person): void {
		assert.deepEqual(parsePerson(text), expected);
	}

	test('name and e-mail', () =>
		check(' Ana  Ruiz <ana@shop.example> ', { name: 'Ana Ruiz', email: 'ana@shop.example' }));
	test('e-mail alone', () => check('ana@shop.example', { name: 'ana', email: 'ana@shop.example' }));
	test('e-mail in brackets', () => check('<ana@shop.example>', { name: 'ana', email: 'ana@shop.example' }));
	test('handle', () => check('@ana-r', { name: 'ana-r', handle: 'ana-r' }));
	test('name', () => check('Ana Ruiz', { name: 'Ana Ruiz' }));
	test('name in quotes', () => check('"Ruiz, Ana" <a@b>', { name: 'Ruiz, Ana', email: 'a@b' }));
	test('brackets without an e-mail', () => check('Ana <x>', { name: 'Ana' }));
	test('e-mail in round brackets', () => {
		check('Ana Ruiz (ana@shop.example)', { name: 'Ana Ruiz', email: 'ana@shop.example' });
		check('ana(a@b.c or ana on IRC)', { name: 'ana', email: 'a@b.c' });
	});
	test('words in brackets stay', () => check('Ana Ruiz (payments)', { name: 'Ana Ruiz (payments)' }));
	test('the number of a list', () => check('1. Ana', { name: 'Ana' }));
	test('an address behind the name', () => check('Ana Ruiz: https://x.y/~ana', { name: 'Ana Ruiz' }));
	test('nothing', () => check(' ', { name: 'somebody' }));

	const maria: Person = { key: 'maria', name: 'Maria Lopez', email: 'Maria@shop.example', handle: 'marial' };
	const found = (text: string, expected: Person) =>
		assert.deepEqual(findPerson([{ key: 'x', name: 'X' }, maria], text), expected);

	test('by key', () => found('MARIA', maria));
	test('by name', () => found('maria lopez', maria));
	test('by e-mail, whatever the name', () => found('M. L. <maria@shop.example>', maria));
	test('by handle', () => found('@MariaL', maria));
	test('by handle without the sign', () => found('marial', maria));
	test('another e-mail is another person', () =>
		found('Maria Lopez <m@other.example>', { name: 'Maria Lopez', email: 'm@other.example' }));
	test('nobody known', () => found('Tom', { name: 'Tom' }));

	test('what is written reads back', () =>
		assert.equal(formatPerson({ name: 'Ana\n<Ruiz>', email: 'a@b.c' }), 'Ana Ruiz <a@b.c>'));
	test('without e-mail', () => assert.equal(formatPerson({ name: 'Ana' }), 'Ana'));
});
