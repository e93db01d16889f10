import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createKeyIndex } from '../../../src/core/objectiveKeys.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';

/** As the words are compared, said in another way: letters in any case, blanks as one, numbers without leading zeros. */
const fold = (text: string) =>
	(
		text
			.trim()
			.toLowerCase()
			.match(/\d+|\s+|[^\d\s]+/g) ?? []
	)
		.map((run) => (/^\d/.test(run) ? run.replace(/^0+(?=\d)/, '') : run.trim() === '' ? ' ' : run))
		.join('');

const word = fc
	.array(fc.constantFrom('CHK', 'chk', 'a', 'B', '1', '01', '10', '-', ' ', '  ', 'é'), { minLength: 1, maxLength: 5 })
	.map((parts) => parts.join(''));

suite('the objective that a word names', () => {
	test('is the first that is called just so, or else the only one that is called so in any case', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(word, fc.array(word, { maxLength: 3 })), { maxLength: 6 }), word, (all, asked) => {
				const objectives = all.map(([id, aliases]) => objectiveWith({ id: `${id}.`, aliases }));
				const isKey = (text: string) => /[^\d\s#]/.test(text);
				const names = [
					...objectives.map(({ id }) => ({ text: id, id })),
					...objectives.flatMap(({ id, aliases }) => aliases.filter(isKey).map((text) => ({ text, id }))),
				];
				const exact = names.find(({ text }) => text === asked.trim());
				const alike = new Set(names.filter(({ text }) => fold(text) === fold(asked)).map(({ id }) => id));
				const expected = exact?.id ?? (alike.size === 1 ? [...alike][0] : undefined);
				assert.equal(createKeyIndex({ objectives }).lookup(asked), expected);
			}),
			{ numRuns: 2000 },
		);
	});
});
