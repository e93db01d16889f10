import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createKeyIndex } from '../../../src/core/objectiveKeys.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { sampleKeys } from '../../support/sampleKeys.ts';

const keys = sampleKeys();

/** Each hit as `objective=words`, with `?` behind a weak one. */
function hitsOf(text: string, place?: 'branch'): string[] {
	return keys
		.scan(text, place)
		.map(({ objective, words, strength }) => `${objective}=${words}${strength === 'weak' ? '?' : ''}`);
}

function check(text: string, ...expected: string[]): void {
	test(JSON.stringify(text), () => assert.deepEqual(hitsOf(text), expected));
}

suite('keys of objectives in a text', () => {
	suite('ids', () => {
		check('CHK-1: retry', 'CHK-1=CHK-1');
		check('fix (CHK-1)', 'CHK-1=CHK-1');
		check('feat(chk-1): x', 'CHK-1=chk-1');
		check('CHK-001 and CHK-12, CHK-2.', 'CHK-1=CHK-001', 'CHK-12=CHK-12', 'CHK-2=CHK-2');
		check('CHK-1/CHK-2: both', 'CHK-1=CHK-1', 'CHK-2=CHK-2');
		check('SE-413, se-0413', 'SE-0413=SE-413', 'SE-0413=se-0413');
		check('*CHK-1* `CHK-1` "CHK-1" CHK-1\'s', ...Array.from({ length: 4 }, () => 'CHK-1=CHK-1'));
		check('修复CHK-1的问题', 'CHK-1=CHK-1');
		check('🎉CHK-1', 'CHK-1=CHK-1');
	});
	suite('inside of something longer', () => {
		for (const text of [
			'CHK-123',
			'XCHK-1',
			'CHK-1x',
			'CHK-1_x',
			'CHK-1.5',
			'CHK-1-x',
			'x-CHK-1',
			'x.CHK-1',
			'lib/CHK-1',
			'CHK-1/retry.ts',

			'@CHK-1',
			'CHK-1@example.com',
			'äCHK-1',
			'CHK-1ä',
			'docs/CHK-1.md',
			'a/CHK-1/CHK-2/b.ts',
			'CHK -1',
			'CHK1',
			'1287',
			'389',
		]) {
			check(text);
		}
	});
	suite('one word', () => {
		check('GROW the basket', 'GROW=GROW?');
		check('grow the basket, Grow it, GROWTH');
		check('quotas', 'GROW=quotas?');
		check('checkout-abandonment: x', 'CHK-1=checkout-abandonment');
		check('Checkout-Abandonment checkout-abandonment-v2 my-checkout-abandonment checkout abandonment');
	});
	suite('templates', () => {
		for (const words of [
			'RFC 389',
			'RFC#389',
			'RFC #389',
			'rfc-389',
			'RFC389',
			'RFC: 389',
			'RFC  0389',
			'RFC\n389',
			'RFC # 389',
			'specs#389',
		]) {
			check(`see ${words}.`, `RFC-389=${words}`);
		}
		check('RFC 3890, RFC 389.1, xRFC 389, RFC\n\n389, RFC 38, RFC');
		check('blueprint amd-sev-snp-libvirt-support', 'amd-sev-snp-libvirt-support=blueprint amd-sev-snp-libvirt-support');
		check(
			'Blueprint: amd-sev-snp-libvirt-support',
			'amd-sev-snp-libvirt-support=Blueprint: amd-sev-snp-libvirt-support',
		);
		check('same for all');
	});
	suite('tickets', () => {
		check('SHOP-1423 shop-1423', 'CHK-1=SHOP-1423', 'CHK-1=shop-1423');
		check('Fixes #381, (#381) GH-381', 'CHK-1=#381', 'CHK-1=#381', 'CHK-1=GH-381');
		check('#3811 #38 #0381 a#381 RFC #381 step #381');
		check('acme/web-shop#381', 'CHK-1=acme/web-shop#381');
		check('acme/api#7', 'CHK-2=acme/api#7');
		check('#7 api#7 other/web-shop#381 x/acme/web-shop#381');
		for (const page of [
			'issues/381',
			'pull/381',
			'-/issues/381',
			'-/merge_requests/381',
			'pull/381/files',
			'issues/381#c1',
			'issues/381?x=y',
		]) {
			check(`see https://host.example/acme/web-shop/${page}.`, `CHK-1=https://host.example/acme/web-shop/${page}`);
		}
		check('github.com/acme/web-shop/issues/381', 'CHK-1=github.com/acme/web-shop/issues/381');
		check(
			'https://github.com/acme/web-shop/issues/3812 https://github.com/evil/web-shop/issues/381 https://github.com/x/acme/web-shop/issues/381',
		);
		check('https://acme.atlassian.net/browse/SHOP-1423', 'CHK-1=https://acme.atlassian.net/browse/SHOP-1423');
		check(
			'https://acme.atlassian.net/browse/SHOP-14234 https://other.example/CHK-1 https://other.example/wiki/CHK-1/x',
		);
		check('<https://trello.com/c/aB12/card>', 'CHK-2=https://trello.com/c/aB12/card');
	});
	suite('addresses', () => {
		for (const url of [
			'https://github.com/acme/specs/pull/389',
			'https://github.com/acme/specs/blob/main/text/0389-element.md#why',
			'https://gitlab.com/acme/specs/-/tree/main/text/0389-element.md',
			'https://raw.githubusercontent.com/acme/specs/main/text/0389-element.md',
			'https://acme.github.io/specs/0389-element.html',
			'https://specs.acme.com/id/0389-element/',
			'https://specs.acme.com/id/https://specs.acme.com/id/0389-element',
			'specs/pull/389',
			'acme/specs/pull/389',
			'acme/specs#389',
		]) {
			check(`[it](${url})`, `RFC-389=${url}`);
		}
		check(
			'https://github.com/acme/specs/blob/main/objectives/CHK-1.md',
			'CHK-1=https://github.com/acme/specs/blob/main/objectives/CHK-1.md',
		);
		check(
			'https://github.com/pnpm/specs/pull/389 pnpm/specs#389 https://github.com/pnpm/specs/blob/main/text/0389-element.md',
		);
		check(
			'https://specs.acme.com/id/0389-elements https://specs.acme.com/id/0389 https://x.specs.acme.com.evil.com/CHK-1',
		);
		check('bp:https://github.com/acme/specs/pull/389', 'RFC-389=https://github.com/acme/specs/pull/389');
	});

	test('the first objective keeps a key that two have, an id goes before an alias', () => {
		const two = createKeyIndex({
			objectives: [
				objectiveWith({ id: 'A-1', aliases: ['B-1', 'X-1'] }),
				objectiveWith({ id: 'B-1', aliases: ['X-1'] }),
			],
		});
		assert.deepEqual(
			two.scan('B-1 X-1').map((hit) => hit.objective),
			['B-1', 'A-1'],
		);
		assert.equal(two.lookup('B-1'), 'B-1');
	});

	test('lookup takes a whole key, in any case where that is clear', () => {
		const found = ['CHK-1', 'chk-01', 'grow', 'Quotas', ' CHK-1 ', '1287', 'CHK', 'CHK-1 x', 'rfc 389'].map((word) =>
			keys.lookup(word),
		);
		assert.deepEqual(found, ['CHK-1', 'CHK-1', 'GROW', 'GROW', 'CHK-1', '1287', undefined, undefined, 'RFC-389']);
	});

	test('offsets are those of the text, hits are in order and apart, whatever the text is', () => {
		const pieces = fc.constantFrom(
			'CHK-1',
			'RFC 389',
			'#381',
			'/',
			'-',
			' ',
			'\n',
			'https://',
			'acme/web-shop',
			'x',
			'GROW',
			'(',
			'.',
			'é',
			'漢',
			'_',
			'0',
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
				const text = parts.join('');
				let end = 0;
				for (const hit of keys.scan(text)) {
					assert.ok(hit.start >= end && hit.end > hit.start);
					assert.equal(text.slice(hit.start, hit.end), hit.words);
					end = hit.end;
				}
			}),
			{ numRuns: 500 },
		);
	});

	test('hostile texts take no longer than others', () => {
		const objectives = Array.from({ length: 200 }, (_, at) =>
			objectiveWith({ id: `${'a-'.repeat(80)}${at}`, aliases: [`a ${'b '.repeat(60)}${at}`] }),
		);
		const hostile = createKeyIndex({ objectives });
		for (const piece of ['a-', 'a b ', '/', ' ', 'a/', 'x', '://', '#', 'a-1/'])
			hostile.scan(piece.repeat(60_000 / piece.length));
	}).timeout(20_000);
});
