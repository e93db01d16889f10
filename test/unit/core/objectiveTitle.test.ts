import assert from 'node:assert/strict';
import { withoutIdPrefix } from '../../../src/core/objectiveTitle.ts';

suite('objectiveTitle', () => {
	const check = (title: string, id: string, expected: string) =>
		test(`${title} (${id})`, () => assert.equal(withoutIdPrefix(title, id), expected));

	check('MSC3030: Jump to date', 'MSC3030', 'Jump to date');
	check('KEP-1287 - Resize', 'KEP-1287', 'Resize');
	check('[SE-0461] Resize', 'SE-0461', 'Resize');
	check('0012. Resize', 'ADR-0012', 'Resize');
	check('12. Resize', 'ADR-0012', 'Resize');
	check('RFC 389: Resize', 'RFC-389', 'Resize');
	check('3 ways to pay', 'ADR-0003', '3 ways to pay');
	check('MSC3083: Another one', 'MSC3038', 'MSC3083: Another one');
	check('Resize', 'checkout', 'Resize');
});
