import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/steps.ts';
import { stem } from '../../../../src/core/suggest/stem.ts';
import { readWords, wordsOf } from '../../../../src/core/suggest/words.ts';

/** Which words a text is about, as they are shown. */
function check(text: string, ...expected: string[]): void {
	test(JSON.stringify(text), () =>
		assert.deepEqual(
			[...wordsOf(text).values()].map(({ shown }) => shown),
			expected,
		),
	);
}

suite('the words of a text', () => {
	check('Retry a declined card once, every first time', 'retry', 'declined', 'card', 'time');
	check('RetryPolicy', 'retry', 'policy', 'retrypolicy');
	check('db_retry_limit', 'db', 'retry', 'limit');
	check('HTTPServerError', 'server', 'error', 'httpservererror');
	check('src/checkout/retry.test.ts', 'checkout', 'retry');
	check('export async function chargeOnce(): Promise<void> { return null; }', 'charge', 'chargeonce', 'promise');
	check("The shopper's carts, 42 of 100", 'shopper', 'carts');
	check('commit 3f2a1c9b0d, v2', 'v2');
	check('Élan vital, élan', 'elan', 'vital');
	check('注文 を確認', '注文', 'を確認');
	check('');

	test('a word counts in all its forms', () => {
		assert.deepEqual([...wordsOf('retry, retries, retried, retrying')], [['retry', { count: 4, shown: 'retry' }]]);
	});
	test('what comes after a key of an object like "constructor" is a word like any other', () => {
		assert.deepEqual([...wordsOf('__proto__ toString hasOwnProperty').keys()].includes('proto'), true);
	});
	test('a long run of letters is data', () => {
		assert.equal(wordsOf('A'.repeat(41)).size, 0);
	});
	test('others have their turn while a long text is read, and it takes the time of its length', () => {
		const line = `${'word '.repeat(2_000)}${'Aa'.repeat(100_000)} ${'_'.repeat(100_000)}\n`;
		const before = process.cpuUsage();
		const steps = readWords(line.repeat(3));
		let turns = 0;
		while (!steps.next().done) turns++;
		assert.ok(turns >= 6, String(turns));
		assert.ok(process.cpuUsage(before).user < 2_000_000);
	});
	test('is the same at one go and in turns', () => {
		const text = 'the goal behind the retry of cards '.repeat(500);
		assert.deepEqual(finish(readWords(text)), wordsOf(text));
	});
});

suite('stems', () => {
	const same = (...words: string[]) =>
		test(words.join(', '), () => assert.equal(new Set(words.map(stem)).size, 1, words.map(stem).join()));
	const other = (...words: string[]) =>
		test(`not ${words.join(', ')}`, () => assert.equal(new Set(words.map(stem)).size, words.length));
	same('retry', 'retries', 'retried', 'retrying');
	same('box', 'boxes');
	same('search', 'searches', 'searching', 'searched');
	same('migrate', 'migrates', 'migrating', 'migrated', 'migration', 'migrations');
	same('validate', 'validation', 'validating');
	same('deploy', 'deployment', 'deployments');
	same('cut', 'cutting');
	same('address', 'addresses');
	other('port', 'sport', 'import');
	other('bus', 'status', 'bush');
	other('ring', 'sing', 'red');
	other('speed', 'spend');
});
