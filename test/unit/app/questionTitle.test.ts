import assert from 'node:assert/strict';
import { questionTitle } from '../../../src/app/questionTitle.ts';

suite('the title of a question about an open point', () => {
	const long = 'This goes on and on. '.repeat(10).trim();
	const check = (name: string, markdown: string, expected: string) =>
		test(name, () => assert.equal(questionTitle(markdown), expected));

	check('a short text is its own', 'How `many` **days**?', 'How many days?');
	check('several sentences, as long as they are short', 'Is it good? For whom?', 'Is it good? For whom?');
	check('of a long text the first question', `${long} Who pays? ${long} When?`, 'Who pays?');
	check('the heading, where nothing is asked', `### Users without a build\n\n${long}`, 'Users without a build');
	check('what is asked below a heading', '### Builds\n\nSome have none. Do they get it?', 'Do they get it?');
	check('a heading alone', '### Builds\n', 'Builds');
	check('the first sentence', long, 'This goes on and on.');
	check('a text without any end', 'a'.repeat(400), `${'a'.repeat(160)}…`);
});
