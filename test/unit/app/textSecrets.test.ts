import assert from 'node:assert/strict';
import { checkTexts } from '../../../src/app/textSecrets.ts';
import { findSecrets } from '../../../src/core/secrets/findSecrets.ts';
import { fakeLog } from '../../support/inMemory.ts';

suite('a text that is about to be kept', () => {
	const check = (text: string, why?: string) =>
		checkTexts({ text, ...(why === undefined ? {} : { why }) }, 'typed', {
			finder: { find: async (typed) => findSecrets(typed) },
			log: fakeLog(),
		});

	test('is kept without a word where there is nothing to say', async () =>
		assert.deepEqual(await check('The password is in the vault.'), { kind: 'harmless' }));

	test('is asked about with a secret in it, and can be masked', async () => {
		const checked = await check('Try DB with "password: hunter22"');
		assert.equal(checked.kind, 'doubtful');
		assert.match(checked.kind === 'doubtful' ? checked.message : '', /a password/);
		assert.deepEqual(checked.kind === 'doubtful' && checked.masked, { text: 'Try DB with "password: ••••••••"' });
	});

	test('with several parts, only what holds a secret is masked', async () => {
		const checked = await check('Rotate it', 'password: hunter22');
		assert.deepEqual(checked.kind === 'doubtful' && checked.masked, { text: 'Rotate it', why: 'password: ••••••••' });
	});

	test('a key is known by the lines around the quote, and is one secret', async () => {
		const line = 'MIIEowIBAAKCAQEA3f9zQm1Xk2vB7TqW8sLpR4nYcUjHgFdZxVbNaKiOeMtSuPwC';
		const around = { quote: line, lineBefore: line, lineAfter: line, symbol: 'KEY =' };
		const checked = await checkTexts(around, 'code', {
			finder: { find: async (text) => findSecrets(text) },
			log: fakeLog(),
		});
		assert.equal(checked.kind, 'doubtful');
		assert.match(checked.kind === 'doubtful' ? checked.message : '', /hold a private key\./);
		const mask = '••••••••';
		assert.deepEqual(checked.kind === 'doubtful' && checked.masked, {
			quote: mask,
			lineBefore: mask,
			lineAfter: mask,
			symbol: 'KEY =',
		});
	});

	test('is asked about where nobody could look, and cannot be masked', async () => {
		const log = fakeLog();
		const checked = await checkTexts({ text: 'x' }, 'code', {
			finder: { find: () => Promise.reject(new Error('no rules')) },
			log,
		});
		assert.equal(checked.kind === 'doubtful' && checked.masked, undefined);
		assert.equal(checked.kind, 'doubtful');
		assert.equal(log.lines.length, 1);
	});
});
