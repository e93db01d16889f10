import assert from 'node:assert/strict';
import { KNOWN_FORMATS } from '../../../../src/core/formats/knownFormats.ts';
import { STATUS_MEANINGS } from '../../../../src/core/formats/specFormat.ts';
import { nearestStatus, readStatusWords, statusWords } from '../../../../src/core/formats/statusWords.ts';

suite('status words', () => {
	const words = {
		'implemented': 'achieved',
		'in review': 'proposed',
		'accepted': 'active',
		'superseded': 'dropped',
	} as const;

	function check(text: string, expected: string | undefined): void {
		test(JSON.stringify(text), () => assert.equal(readStatusWords(text, words), expected));
	}

	check('implemented', 'achieved');
	check('**Implemented (Swift 6.2)**', 'achieved');
	check('In-Review', 'proposed');
	check('in_review!', 'proposed');
	check('Accepted with revisions', 'active');
	check('superseded by [ADR-0005](0005-x.md)', 'dropped');
	check('~~Accepted~~ Superseded', 'dropped');
	check('`accepted`', 'active');
	check('acceptedx', undefined);
	check('not accepted', undefined);
	check('', undefined);

	test('a misspelt word is near to one', () => assert.equal(nearestStatus('imlpemented', words), 'implemented'));
	test('the words of every format are written as they are compared', () => {
		const all = Object.values(KNOWN_FORMATS)
			.flat()
			.flatMap(({ statuses }) => Object.entries(statuses));
		assert.ok(all.length > 80);
		assert.deepEqual(
			all.filter(([word, meaning]) => statusWords(word) !== word || !STATUS_MEANINGS.includes(meaning)),
			[],
		);
	});
});
