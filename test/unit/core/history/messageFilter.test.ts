import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readCommitMessage } from '../../../../src/core/commitMessage.ts';
import { createMessageFilter } from '../../../../src/core/history/messageFilter.ts';
import type { Objective } from '../../../../src/core/objective.ts';
import { keysOf } from '../../../../src/core/objectiveKey.ts';
import { createKeyIndex } from '../../../../src/core/objectiveKeys.ts';
import { objectiveWith, withKeys } from '../../../support/objectiveWith.ts';

const places = { repoName: 'acme/web-shop', specName: 'acme/product-specs' };

const objectives: readonly Objective[] = [
	objectiveWith({
		id: 'CHK-1',
		aliases: ['checkout-abandonment', 'GROW'],
		tickets: ['SHOP-1423', 'acme/web-shop#381'],
	}),
	objectiveWith({ id: '0042', aliases: ['größe'], tickets: ['https://jira.example.com/browse/SHOP-7'] }),
	objectiveWith({ id: 'über-uns' }),
	objectiveWith({ id: 'InPlaceResize' }),
	...withKeys(
		[objectiveWith({ id: '389' }), objectiveWith({ id: '0060' })],
		['RFC {id}', 'emberjs/rfcs/pull/{id}', 'rfcs#{id}'],
	),
];

const filter = createMessageFilter(
	objectives.flatMap((objective) => keysOf(objective, places)),
	objectives.map(({ id }) => id),
);
const keys = createKeyIndex({ objectives, ...places });

function mayName(message: string): boolean {
	const bytes = new TextEncoder().encode(`\0${message}\0`);
	return filter.mayName(bytes, 1, bytes.length - 1);
}

/** Pieces of which messages are made that nearly, or really, name something. */
const pieces = [
	'CHK',
	'chk-1',
	'CHK-01',
	'CHK-12',
	'1',
	'-',
	'#',
	' ',
	'\n',
	'\n\n',
	': ',
	'/',
	'_',
	'.',
	'–',
	'“',
	'”',
	'é',
	'\u212A',
	'K',
	'RFC',
	'rfc 0389',
	'RFC#389',
	'RFC\n389',
	'rfcs/pull/389',
	'https://github.com/emberjs/rfcs/pull/60',
	'389',
	'kip',
	'a',
	'Objective',
	'Objective: ',
	'objectives=',
	'none',
	'(upkeep)',
	'Implements: ',
	'Part of ',
	'Fixes #381',
	'GH-381',
	'grow',
	'checkout',
	'abandonment',
	'checkout_abandonment',
	'größe',
	'GRÖSSE',
	'über-uns',
	'Über',
	'InPlaceResize',
	'inplaceresize',
	'acme/web-shop#381',
	'acme/product-specs/objectives/CHK-1',
	'https://jira.example.com/browse/SHOP-7',
	'SHOP-1423',
	'0042',
];

suite('messageFilter', () => {
	const check = (message: string, expected: boolean) => assert.equal(mayName(message), expected, message);

	test('a message with a key passes, however it is spelt', () => {
		check('Cut it (chk-1)', true);
		check('per RFC #0389', true);
		check('see emberjs/rfcs/pull/60/files', true);
		check('Objective: none (upkeep)', true);
		check('Fixes #381', true);
		check('see https://jira.example.com/browse/SHOP-7', true);
		check('as the InPlaceResize spec says', true);
	});

	test('most others do not', () => {
		check('Update the README', false);
		check('CHK alone, and 1 alone', false);
		check('Bump version to 3.8.9', false);
		check('', false);
	});

	test('whatever the grammar finds, passes', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'grapheme', maxLength: 4 })),
					{ maxLength: 8 },
				),
				(parts) => {
					const message = parts.join('');
					const { mentions, none } = readCommitMessage(message, keys);
					if (mentions.length > 0 || none) assert.ok(mayName(message), JSON.stringify(message));
				},
			),
			{ numRuns: 20_000 },
		);
	});
});
