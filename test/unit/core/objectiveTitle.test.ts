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
	check('3-D Secure for all', 'PAY-3', '3-D Secure for all');
	check('24-hour delivery', 'ADR-0024', '24-hour delivery');
	check('1:1 meetings', 'G-1', '1:1 meetings');
	check('2.0 of the checkout', 'RFC-2', '2.0 of the checkout');
	check('Phase 3: roll-out', 'CHK-3', 'Phase 3: roll-out');
	check('Version 2 of the router', 'RFC-2', 'Version 2 of the router');
	check('Goal 1: Grow', 'G-1', 'Grow');
	check('MSC3030:Jump to date', 'MSC3030', 'Jump to date');
	check('0012-resize', 'ADR-0012', 'resize');
	check('Resize', 'checkout', 'Resize');
});
