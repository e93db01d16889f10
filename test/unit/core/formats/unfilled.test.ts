import assert from 'node:assert/strict';
import { isUnfilled } from '../../../../src/core/formats/unfilled.ts';

suite('what a template left to be filled in', () => {
	const check = (expected: boolean, ...texts: readonly string[]) =>
		texts.forEach((text) => test(text, () => assert.equal(isUnfilled(text), expected)));

	check(
		true,
		'<title>',
		'{short title}',
		'{{ title }}',
		'[Short title]',
		'TBD',
		'todo',
		'NNNN',
		'XXX',
		'YYYY-MM-DD',
		'...',
		'?',
		'N/A',
	);
	check(
		true,
		'provisional|implementable|implemented',
		'{proposed | rejected | accepted}',
		'(fill me in with a name)',
		'$ARGUMENTS',
	);
	check(true, 'As a [role], I want [feature]', 'acme/web#0000', '@jane.doe', 'TBD - created by archiving change x');
	check(
		false,
		'Cut checkout abandonment',
		'maria',
		'2026-10-01',
		'a|b',
		'Ana <ana@shop.example>',
		'<https://shop.example/x>',
		'<rossella-s>',
		'[a][b]',
		'acme/web#100',
		'',
		'Todo lists',
	);
	// What people really write, and what looks like a template only at a glance.
	check(
		false,
		'[Feature] Pay by invoice',
		'Hide the [feature] flag behind a role',
		'Show [role] beside each name',
		'Web | iOS | Android',
		'Search | Filter | Sort',
		'Payments|Checkout|Storage',
		'(Optional) gift wrap (beta)',
		'Your orders (all of them)',
		'[RFC] Cut the cart in two',
		'{cart} and {order} in one transaction',
		'TBDs of the checkout',
		'xx',
		'nn',
		'acme/web#10',
		'C#0',
		'$ per order',
		'%',
		'-',
		'0',
		'2026-MM',
		'Q4',
		'Author 1st edition',
		'The title of your order',
		'<= 200 ms',
		'p95 < 200 ms',
		'a -> b',
	);
});
