import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { readCommitMessage } from '../../src/core/commitMessage.ts';
import type { LinkRules } from '../../src/core/linkRules.ts';
import { createLinkRules } from '../../src/core/linkRules.ts';
import { findMarkers } from '../../src/core/markers.ts';
import { specTreeOf } from '../support/specTreeOf.ts';

const ROOT = 'test/fixtures/specs';

/** How commits and comments name the objectives of each format, and what only looks as if it did. */
function namesIn(
	folder: string,
	places: { readonly repoName?: string; readonly specName?: string },
	more: (
		check: (text: string, ...objectives: string[]) => void,
		checkMarker: (comment: string, ...objectives: string[]) => void,
	) => void,
): void {
	suite(`names of ${folder}`, () => {
		let rules: LinkRules | undefined;
		suiteSetup(async () => {
			const files = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile() && entry.name !== 'expected.json')
				.map((entry) => path.join(entry.parentPath, entry.name));
			const texts = files.map(
				(file) => [path.relative(path.join(ROOT, folder), file).split(path.sep).join('/'), readFileSync(file)] as const,
			);
			const snapshot = await createSpecReader().read(
				specTreeOf(Object.fromEntries(texts)),
				new AbortController().signal,
			);
			rules = createLinkRules(snapshot, places);
		});
		const keys = () => rules?.keys ?? assert.fail('not read');
		more(
			(text, ...objectives) =>
				test(JSON.stringify(text), () =>
					assert.deepEqual(
						readCommitMessage(text, keys())
							.mentions.map(({ objective }) => objective)
							.sort(),
						objectives,
					),
				),
			(comment, ...objectives) =>
				test(JSON.stringify(comment), () =>
					assert.deepEqual(
						findMarkers([comment, 'const a = 1;'], keys()).markers.map(({ objective }) => objective),
						objectives,
					),
				),
		);
	});
}

namesIn('kep', { repoName: 'acme/orchestra', specName: 'acme/enhancements' }, (check, checkMarker) => {
	check('KEP-1412: snapshots', 'KEP-1412');
	check('Graduate LiveVolumeSnapshot to GA', 'KEP-1412');
	check('See https://kep.k8s.io/1412 and kep.k8s.io/2210', 'KEP-1412', 'KEP-2210');
	check('https://github.com/acme/enhancements/issues/1412', 'KEP-1412');
	check('https://github.com/acme/enhancements/tree/master/keps/sig-storage/1412-volume-snapshots', 'KEP-1412');
	checkMarker('// @objective kep.k8s.io/1412', 'KEP-1412');
	checkMarker('// @objective KEP-1412', 'KEP-1412');
	check('Bump to 1412, fixes #1412, livevolumesnapshot, KEP-14120');
});

namesIn('pep', {}, (check) => {
	check('PEP 634 and PEP-0635, pep-0318', 'PEP-318', 'PEP-634', 'PEP-635');
	check('https://peps.python.org/pep-0634/', 'PEP-634');
	check('gh-634: fix #634, RFC 634, 0634');
});

namesIn('swift', { specName: 'acme/martlet-evolution' }, (check) => {
	check('[SE-413] Typed errors', 'SE-0413');
	check('SE-0413, SE-0337', 'SE-0337', 'SE-0413');
	check('Enable StrictIsolation by default', 'SE-0337');
	check('https://github.com/acme/martlet-evolution/blob/main/proposals/0413-typed-errors.md', 'SE-0413');
	check('strictisolation, 0413, USE-413');
});

namesIn('ember', { repoName: 'lantern/lantern', specName: 'lantern/rfcs' }, (check) => {
	check('RFC#118 - lazy routes', 'RFC-118');
	check('Implement RFC #0402', 'RFC-402');
	check('https://github.com/lantern/rfcs/pull/871', 'RFC-118');
	check('Bump to 1.18, close #118, RFC 2119, rust-lang/rfcs#118');
});

namesIn('rust', { specName: 'ferrite/rfcs' }, (check) => {
	check('ferrite/ferrite#43234: borrows', 'RFC-2094');
	check('Stabilise short_borrows', 'RFC-2094');
	check('my_awesome_feature, ferrite/ferrite#0000, #43234');
});

namesIn('openstack', { specName: 'acme/block-specs', repoName: 'acme/block' }, (check) => {
	check('Freeze\n\nImplements: blueprint volume-freeze', 'volume-freeze');
	check('Freeze\n\nPartially-Implements: bp volume-freeze', 'volume-freeze');
	check('Freeze\n\nPart of bp:volume-freeze', 'volume-freeze');
	check('Freeze\n\nBlueprint: https://blueprints.launchpad.net/block/+spec/volume-freeze', 'volume-freeze');
	check('https://specs.openstack.org/openstack/block-specs/specs/2025.1/volume-freeze.html', 'volume-freeze');
	check('Quota\n\nblueprint quotas-per-type', 'quota-per-type');
	check('Say in the volume-freeze message that it is slow; example');
});

namesIn('msc', {}, (check) => {
	check('Implement MSC3030 and MSC 2918', 'MSC2918', 'MSC3030');
	check('matrix-org/matrix-spec-proposals#3030', 'MSC3030');
	check('MSC30300, 3030, #3030');
});

namesIn('eip', {}, (check) => {
	check('core: implement EIP-101 spec change, ERC-88', 'EIP-101', 'EIP-88');
	check('https://eips.ethereum.org/EIPS/eip-101', 'EIP-101');
	check('EIP-1011, eip101x, #101');
});

namesIn('madr', {}, (check) => {
	check('As ADR 5 says, and ADR-0002', 'ADR-0002', 'ADR-0005');
	check('See SHOP-88', 'ADR-0002');
	check('RADR-5, 0005');
});

namesIn('spec-kit', {}, (check) => {
	check('T001 for 001-guest-checkout/FR-001', '001-guest-checkout/FR-001');
	check('Objective: 001-guest-checkout', '001-guest-checkout');
	check('FR-001, 001, US1');
});

namesIn('kiro', {}, (check) => {
	check('Implements spare-part-finder/1', 'spare-part-finder/1');
	check('The loyalty of customers');
});
