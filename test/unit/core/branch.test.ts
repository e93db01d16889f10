import assert from 'node:assert/strict';
import { readBranch } from '../../../src/core/branch.ts';
import { sampleKeys } from '../../support/sampleKeys.ts';

const keys = sampleKeys();

function check(branch: string, ...expected: string[]): void {
	test(branch, () => {
		const found = readBranch(branch, keys).map(({ objective, words }) => `${objective}=${words}`);
		assert.deepEqual(found, expected);
	});
}

suite('objectives in the name of a branch', () => {
	check('feature/chk-1-retry', 'CHK-1=chk-1');
	check('chk-1_retry', 'CHK-1=chk-1');
	check('ana/chk_1_retry', 'CHK-1=chk_1');
	check('SHOP-1423/x', 'CHK-1=SHOP-1423');
	check('fix-SHOP-1423', 'CHK-1=SHOP-1423');
	check('CHK-2-and-CHK-12-CHK-2', 'CHK-2=CHK-2', 'CHK-12=CHK-12');
	check('checkout-abandonment-v2', 'CHK-1=checkout-abandonment');
	check('rfc-389-element', 'RFC-389=rfc-389');
	check('rfc389', 'RFC-389=rfc389');
	check('GROW/basket', 'GROW=GROW');
	check('GROW-basket');
	check('xchk-1');
	check('chk-123');
	check('chk-1.5');
	check('release/1.0.381');
	check('main');
});
