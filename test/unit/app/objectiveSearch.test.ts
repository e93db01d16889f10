import assert from 'node:assert/strict';
import { createObjectiveSearch } from '../../../src/app/objectiveSearch.ts';
import type { ObjectiveHit } from '../../../src/app/objectiveSearch.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

const SNAPSHOT = snapshotOf([
	objectiveOf('CHK-1', {
		title: 'Cut checkout abandonment',
		why: '# Why\n\nEvery tenth cart dies.\n\nShoppers whose card is **declined once** rarely try a second one.',
		pm: { name: 'María López', email: 'maria@shop.example' },
		team: 'payments',
		keyResults: [{ metric: 'Declined cards recovered', line: 12 }],
		constraints: [{ markdown: 'Never charge twice.', line: 30 }],
		tickets: ['SHOP-1423'],
		aliases: ['checkout-abandonment'],
	}),
	objectiveOf('CHK-10', { title: 'Follow CHK-1 into the app' }),
	objectiveOf('CHK-2', { title: 'Guest orders', why: 'After CHK-1 the checkout asks for an account.' }),
	objectiveOf('PAY-1', {
		title: 'Payments never charge twice',
		decisions: [{ markdown: 'Keys come from the cart.', line: 8 }],
	}),
	objectiveOf('SRCH-1', {
		title: 'Find it on the first try',
		why: 'People type badly.',
		outOfScope: [{ markdown: 'Voice', line: 5 }],
	}),
]);

suite('the search over objectives', () => {
	const setUp = () => {
		let time = 0;
		let pauses = 0;
		const search = createObjectiveSearch({ now: () => (time += 1), pause: async () => void pauses++ });
		return { search, pauses: () => pauses };
	};
	const { search } = setUp();
	const find = (query: string, limit = 10): Promise<readonly ObjectiveHit[]> => search.search(SNAPSHOT, query, limit);
	/** The ids, best first. */
	const check = async (query: string, expected: readonly string[]) =>
		assert.deepEqual(
			(await find(query)).map(({ objective }) => objective.id),
			expected,
			query,
		);
	/** Of the best one: `Constraint@30: Never charge twice.` */
	const checkFound = async (query: string, expected: string | undefined) => {
		const found = (await find(query))[0]?.found;
		assert.equal(
			found && `${found.what}${found.line === undefined ? '' : `@${found.line}`}: ${found.words}`,
			expected,
			query,
		);
	};

	test('an id gets its objective first, then those that begin like it, then those that speak of it', () =>
		check('chk-1', ['CHK-1', 'CHK-10', 'CHK-2']));
	test('a ticket and an alias do, too', async () => {
		assert.equal((await find('SHOP-1423'))[0]?.objective.id, 'CHK-1');
		assert.equal((await find('checkout-abandonment'))[0]?.objective.id, 'CHK-1');
	});
	test('a title is worth more than the text', () => check('checkout', ['CHK-1', 'CHK-2']));
	test('every word has to be there, wherever', async () => {
		await check('lopez declined', ['CHK-1']);
		await check('lopez guest', []);
	});
	test('words may be unfinished, the last one from its first letter', async () => {
		await check('aband', ['CHK-1']);
		await check('guest o', ['CHK-2']);
	});
	test('short words inside a query are whole words', () => check('it on', ['SRCH-1']));
	test('a typing mistake is forgiven where nothing is found otherwise; a digit is not', async () => {
		await check('chekcout', ['CHK-1', 'CHK-2']);
		await check('paymets twise', ['PAY-1', 'CHK-1']);
		await check('CHK-3', []);
	});
	test('neither case nor accents matter', () => check('MARIA lópez', ['CHK-1']));
	test('nothing, and no words at all', async () => {
		await check('zebra', []);
		await check(' - ', []);
	});
	test('no more than wanted', async () => assert.equal((await find('c', 2)).length, 2));

	test('says where the words are, and on which line', async () => {
		await checkFound('declined', 'Key result@12: Declined cards recovered');
		await checkFound('shoppers rarely', 'Why: Shoppers whose card is declined once rarely try a second one.');
		await checkFound('lopez', 'PM: María López');
		await checkFound('keys', 'Decision@8: Keys come from the cart.');
		await checkFound('voice', 'Out of scope@5: Voice');
		await checkFound('1423', 'Ticket: SHOP-1423');
	});
	test('but not where id and title say it', async () => {
		await checkFound('guest', undefined);
		await checkFound('PAY-1', undefined);
		// Although a ticket has a 1, too.
		await checkFound('chk-1', undefined);
	});

	test('reads a snapshot once, in slices, and a new one anew', async () => {
		const { search: own, pauses } = setUp();
		await own.prepare(SNAPSHOT);
		const once = pauses();
		assert.ok(once >= 1);
		await own.search(SNAPSHOT, 'cart', 5);
		assert.equal(pauses(), once);
		const renamed = snapshotOf([objectiveOf('CHK-1', { title: 'Zebra' })]);
		assert.equal((await own.search(renamed, 'zebra', 5)).length, 1);
		assert.equal((await own.search(SNAPSHOT, 'zebra', 5)).length, 0);
	});

	test('ids, titles and people answer while the objectives are still read', async () => {
		const { search: own } = setUp();
		const early = (query: string) => own.searchEarly(SNAPSHOT, query, 10)?.map(({ objective }) => objective.id);
		assert.deepEqual(early('chk-1'), ['CHK-1', 'CHK-10']);
		assert.deepEqual(early('lopez'), ['CHK-1']);
		assert.deepEqual(early(''), []);
		await own.prepare(SNAPSHOT);
		assert.equal(early('chk-1'), undefined);
	});

	test('finds among thousands', async () => {
		const many = snapshotOf(
			Array.from({ length: 5000 }, (_, at) => objectiveOf(`X-${at}`, { title: `Goal number ${at}` })),
		);
		const { search: own } = setUp();
		assert.deepEqual((await own.search(many, 'x-42', 3)).map(({ objective }) => objective.id).slice(0, 1), ['X-42']);
	});
});
