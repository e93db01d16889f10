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
});
