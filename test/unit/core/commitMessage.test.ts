import assert from 'node:assert/strict';
import { readCommitMessage } from '../../../src/core/commitMessage.ts';
import { sampleKeys } from '../../support/sampleKeys.ts';

const keys = sampleKeys();

/** Mentions as `objective relation where "words"`; `none "words": reason` where it says so. */
function check(message: string, ...expected: string[]): void {
	test(JSON.stringify(message), () => {
		const { mentions, none } = readCommitMessage(message, keys);
		const found = mentions.map(
			({ objective, relation, where, words }) => `${objective} ${relation} ${where} "${words}"`,
		);
		if (none) found.push(`none "${none.words}": ${none.reason ?? '-'}`);
		assert.deepEqual(found, expected);
	});
}

suite('what a commit message names', () => {
	suite('Objective lines', () => {
		check('x\n\nObjective: CHK-1\n', 'CHK-1 implements trailer "Objective: CHK-1"');
		check(
			'x\n\nObjective: CHK-1, CHK-2\nSigned-off-by: A <a@b>',
			'CHK-1 implements trailer "Objective: CHK-1, CHK-2"',
			'CHK-2 implements trailer "Objective: CHK-1, CHK-2"',
		);
		check(
			'x\n\nObjectives: CHK-1 and grow\n',
			'CHK-1 implements trailer "Objectives: CHK-1 and grow"',
			'GROW implements trailer "Objectives: CHK-1 and grow"',
		);
		check(
			'x\n\nObjective: CHK-1,\n  CHK-2\n',
			'CHK-1 implements trailer "Objective: CHK-1, CHK-2"',
			'CHK-2 implements trailer "Objective: CHK-1, CHK-2"',
		);
		check('x\n\nobjective: CHK-1 Cut it\n\nmore text', 'CHK-1 implements body "objective: CHK-1 Cut it"');
		check('Objective: CHK-1', 'CHK-1 implements subject "Objective: CHK-1"');
		check('x\r\n\r\nObjective: CHK-1\r\n', 'CHK-1 implements trailer "Objective: CHK-1"');
		check(
			'x\n\nObjective: https://github.com/acme/specs/pull/389',
			'RFC-389 implements trailer "Objective: https://github.com/acme/specs/pull/389"',
		);
		check(
			'CHK-2: x\n\nCloses CHK-12\n\nObjective: CHK-1',
			'CHK-1 implements trailer "Objective: CHK-1"',
			'CHK-12 implements body "Closes CHK-12"',
			'CHK-2 mentions subject "CHK-2"',
		);
		check('x\n\nObjective: make it faster\n');
		check('x\n\nThe objective: CHK-1 was met', 'CHK-1 mentions body "objective: CHK-1"');
	});
	suite('none', () => {
		check('x\n\nObjective: none (reformatting)\n', 'none "Objective: none (reformatting)": reformatting');
		check('x\n\nObjective: none\n', 'none "Objective: none": -');
		check('x\n\nObjectives: None - build only\n\nmore', 'none "Objectives: None - build only": build only');
		check('x\n\nobjective: n/a: tooling', 'none "objective: n/a: tooling": tooling');
		check(
			'x\n\nObjective: none (after (all) CHK-1)',
			'none "Objective: none (after (all) CHK-1)": (after (all) CHK-1)',
		);
		check('CHK-1: x\n\nObjective: none', 'CHK-1 mentions subject "CHK-1"', 'none "Objective: none": -');
		check('x\n\nObjective: none\nObjective: CHK-1', 'CHK-1 implements trailer "Objective: CHK-1"');
		check('x\n\nobjective none of them\nObjective: nonesuch\nObjective: none-blocking');
	});
	suite('real spellings of blueprints', () => {
		const slug = 'amd-sev-snp-libvirt-support';
		for (const [words, relation] of [
			[`Related to blueprint ${slug}`, 'related'],
			[`Part of blueprint ${slug}`, 'partially'],
			[`Partially implements blueprint ${slug}`, 'partially'],
			[`Partially implements bp ${slug}`, 'partially'],
			[`Part of bp:${slug}`, 'partially'],
			[`part of the blueprint ${slug}`, 'partially'],
			[`blueprint ${slug}`, 'mentions'],
			[`Implements bp: ${slug}`, 'implements'],
		] as const) {
			check(`x\n\nAnd ${words}`, `${slug} ${relation} body "${words}"`);
		}
		check(`x\n\nThis does not implement ${slug}`, `${slug} related body "implement ${slug}"`);
		for (const [key, relation] of [
			['Implements', 'implements'],
			['Partially-Implements', 'partially'],
			['Partial-Implements', 'partially'],
			['Related-To', 'related'],
			['Partially implements', 'partially'],
		] as const) {
			check(
				`x\n\n${key}: blueprint ${slug}\nChange-Id: I1`,
				`${slug} ${relation} ${key.includes(' ') ? 'body' : 'trailer'} "${key}: blueprint ${slug}"`,
			);
		}
		check(`x\n\nblueprint: ${slug}`, `${slug} mentions trailer "blueprint: ${slug}"`);
		check(`x\n\nImplements: ${slug}`, `${slug} implements trailer "Implements: ${slug}"`);
		check('x\n\nblueprint quotas', 'GROW mentions body "blueprint quotas"');
		check('x\n\nImplements: quotas', 'GROW implements trailer "Implements: quotas"');
		check('x\n\nThis implements quotas, related to GROWTH. See quotas.');
		check('x\n\nThis implements GROW', 'GROW implements body "implements GROW"');
		check('x\n\nralated-to: CHK-1', 'CHK-1 mentions trailer "ralated-to: CHK-1"');
		check('x\n\nReviewed-by: GROW Bot <g@b>\nCo-authored-by: CHK-1 <c@d>');
	});
	suite('verbs, tickets and plain mentions', () => {
		check('Fix retry (#381)', 'CHK-1 mentions subject "(#381)"');
		check('Fixes #381: retry', 'CHK-1 implements subject "Fixes #381"');
		check('x\n\nCloses #381\n', 'CHK-1 implements body "Closes #381"');
		check(
			'x\n\nFixes: https://github.com/acme/web-shop/issues/381\n',
			'CHK-1 implements trailer "Fixes: https://github.com/acme/web-shop/issues/381"',
		);
		check('SHOP-1423: retry', 'CHK-1 mentions subject "SHOP-1423"');
		check('Add it (RFC 389) (#12)', 'RFC-389 mentions subject "(RFC 389)"');
		check('RFC#389 - {{element}}', 'RFC-389 mentions subject "RFC#389"');
		check(
			'Implement [RFC 389](https://github.com/acme/specs/pull/389)',
			'RFC-389 implements subject "Implement [RFC 389]"',
		);
		check('x\n\nas part of\nRFC 389', 'RFC-389 partially body "part of RFC 389"');
		check('x\n\nas specified in RFC 389, per RFC 389', 'RFC-389 mentions body "RFC 389"');
		check(
			'x\n\nImplements CHK-1, CHK-2 and CHK-12. CHK-12',
			...['CHK-1', 'CHK-2', 'CHK-12'].map(
				(id) => `${id} implements body "${id === 'CHK-1' ? 'Implements ' : ''}${id}"`,
			),
		);
		check('see CHK-1\n\nCHK-1: text\n\nPart of CHK-1', 'CHK-1 partially body "Part of CHK-1"');
		check('CHK-1: x\n\nRelated to CHK-2', 'CHK-1 mentions subject "CHK-1"', 'CHK-2 related body "Related to CHK-2"');
		check('x\n\nSee https://github.com/pnpm/specs/pull/389 and other/web-shop#381');
		check('prefix CHK-1 suffix', 'CHK-1 mentions subject "CHK-1"');
		check('prefixes CHK-1', 'CHK-1 mentions subject "CHK-1"');
	});
	suite('reverts', () => {
		check('Revert "Implement CHK-1"\n\nThis reverts commit 123.', 'CHK-1 related subject "Implement CHK-1"');
		check('revert: CHK-1 retry', 'CHK-1 related subject "revert: CHK-1"');
		check('[stable] Revert "x"\n\nPart of CHK-1', 'CHK-1 related body "Part of CHK-1"');
		check('Revert "Revert "Implement CHK-1""', 'CHK-1 implements subject "Implement CHK-1"');
		check('Revert "x"\n\nObjective: CHK-2', 'CHK-2 implements trailer "Objective: CHK-2"');
	});

	test('an empty message names nothing', () => assert.deepEqual(readCommitMessage('', keys), { mentions: [] }));

	test('a long and hostile message is read in bounded time', () => {
		for (const piece of [
			'CHK-1\n',
			'Objective: CHK-1\n',
			'Implements ',
			'part of the ',
			'Objective: none\n ',
			'(((',
			'a: b\n',
		]) {
			readCommitMessage(`x\n\n${piece.repeat(100_000 / piece.length)}`, keys);
		}
	}).timeout(20_000);
});
