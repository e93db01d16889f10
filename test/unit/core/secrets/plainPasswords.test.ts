import assert from 'node:assert/strict';
import { findSecrets } from '../../../../src/core/secrets/findSecrets.ts';
import { maskSecrets } from '../../../../src/core/secrets/maskSecrets.ts';

/** What is found reads as `expected`: the text with `•` for each secret. */
function check(text: string, expected: string): void {
	test(text.slice(0, 70), () =>
		assert.equal(maskSecrets(text, findSecrets(text)).replaceAll('•'.repeat(8), '•'), expected),
	);
}
function none(...texts: readonly string[]): void {
	for (const text of texts) check(text, text);
}

suite('passwords in markup', () => {
	check('<password>Sommer2024!</password>', '<password>•</password>');
	check('<db.password type="plain">letmein</db.password>', '<db.password type="plain">•</db.password>');
	check('<ns:apiKey>a8f5f167f44f4964</ns:apiKey>', '<ns:apiKey>•</ns:apiKey>');
	check('<property name="password" value="letmein"/>', '<property name="password" value="•"/>');
	check("<add key='Db.Password' value='letmein' />", "<add key='Db.Password' value='•' />");
	check('<entry key="password">letmein</entry>', '<entry key="password">•</entry>');
	check('{ "name": "DB_PASSWORD", "value": "letmein" }', '{ "name": "DB_PASSWORD", "value": "•" }');
	none(
		'<password>${db.password}</password>',
		'<password>Password</password>',
		'<password/><b>letmein</b>',
		'<input type="text" name="password" value="{{ password }}">',
		'<string name="password">Kennwort eingeben</string>',
		'<token>identifier</token>',
		'<password></password>',
		'new Map<Token>(letmein)</b>',
	);
});
