import assert from 'node:assert/strict';
import { jiraMark, jqlText } from '../../../../src/core/channels/jiraAnswers.ts';
import { jiraKey, jiraPlace, jiraTickets } from '../../../../src/core/channels/jiraKey.ts';

suite('a text in a query of Jira', () => {
	const check = (text: string, expected: string) =>
		test(JSON.stringify(text), () => assert.equal(jqlText(text), expected));
	check('SHOP', '"SHOP"');
	check('a" OR project = "OPS', '"a\\" OR project = \\"OPS"');
	check('a\\', '"a\\\\"');
	check('a\\" x', '"a\\\\\\" x"');
	check("it's\na\ttext\u0000", '"it\'s a text "');
});

suite('a mark of Tandem in Jira', () => {
	const check = (value: unknown, expected: unknown) =>
		test(JSON.stringify(value) ?? 'nothing', () => assert.deepEqual(jiraMark(value), expected));
	check({ marker: 'q-1' }, { marker: 'q-1' });
	check({ marker: 'm-1', to: '10042', more: 1 }, { marker: 'm-1', to: '10042' });
	check({ marker: 1 }, undefined);
	check('q-1', undefined);
	check(undefined, undefined);
});

suite('the key of a thread in Jira', () => {
	const check = (key: string, expected: ReturnType<typeof jiraPlace>) =>
		test(key, () => {
			assert.deepEqual(jiraPlace(key), expected);
			if (expected) assert.deepEqual(jiraPlace(jiraKey(expected)), expected);
		});
	check('SHOP-12', { ticket: 'SHOP-12' });
	check('SHOP-12?focusedCommentId=7', { ticket: 'SHOP-12', comment: '7' });
	check('A_1-12?a=b&focusedCommentId=7&c=d#comment-7', { ticket: 'A_1-12', comment: '7' });
	check('SHOP-12?focusedCommentId=x', { ticket: 'SHOP-12' });
	check('shop-12', undefined);
	check('SHOP-012', undefined);
	check('SHOP-12/../x', undefined);

	test('tickets: Jira’s only, those of the project first, each once', () =>
		assert.deepEqual(jiraTickets(['#3', 'OPS-1', 'SHOP-2', 'a/b#4', 'SHOP-1', 'OPS-1', 'SHOP-1?x'], 'SHOP'), [
			'SHOP-2',
			'SHOP-1',
			'OPS-1',
		]));
});
