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

suite('passwords in sentences', () => {
	check('The password is Sommer2024!', 'The password is •');
	check('the password is hunter22, and it works', 'the password is •, and it works');
	check('The password for the test database is hunter22.', 'The password for the test database is •.');
	check('Passwort: Sommer2024!', 'Passwort: •');
	check('Unser Kennwort lautet Sommer2024!', 'Unser Kennwort lautet •');
	check('Das Passwort für die Datenbank ist: hunter22', 'Das Passwort für die Datenbank ist: •');
	check('**Password:** hunter22', '**Password:** •');
	check('the token is `a8f5f167f44f4964`', 'the token is `•`');
	check('The API key is a8f5f167f44f4964?', 'The API key is •?');
	check('Access key: a8f5f167f44f4964', 'Access key: •');
	check('the default password is "letmein"', 'the default password is "•"');
	none(
		'The password is in the vault.',
		'The password is required.',
		'The password is sha256 of the salt.',
		'The password is base64-encoded, its hash is PBKDF2.',
		'if password is None:',
		'the password is `None`',
		'the password is "required"',
		'The token is oauth2.',
		'The public key is a8f5f167f44f4964.',
		'The partition key: a8f5f167f44f4964.',
		'The token is `access_token2`.',
		'a token is a string of 32 characters',
		'The password is 8 characters long.',
		'password is user.pass1',
	);
});

suite('passwords of mere letters on lines of settings', () => {
	check('password: letmein', 'password: •');
	check('db:\n  user: ana\n  password: letmein\n', 'db:\n  user: ana\n  password: •\n');
	check('    environment:\n      POSTGRES_PASSWORD: letmein', '    environment:\n      POSTGRES_PASSWORD: •');
	check('  - MYSQL_PASSWORD=MySecretPassword', '  - MYSQL_PASSWORD=•');
	check('DB_PASSWORD=MySecretPassword', 'DB_PASSWORD=•');
	check('spring.datasource.password=letmein', 'spring.datasource.password=•');
	check('db.user=ana\ndb.password = letmein', 'db.user=ana\ndb.password = •');
	check('user=ana\npassword=letmein', 'user=ana\npassword=•');
	check('ENV DB_PASS letmein', 'ENV DB_PASS •');
	check('setx DB_PASSWORD "letmein"', 'setx DB_PASSWORD "•"');
	none(
		// References, types, labels, words for none.
		'password: process.env.X',
		'password: ${DB_PASS}',
		'password=$DB_PASS',
		'DB_PASSWORD=password',
		'DB_PASSWORD: DB_PASSWORD',
		'DB_PASSWORD=db_password',
		'password: string',
		'password: str',
		'password: SecretStr',
		'password: String!',
		'password: required',
		'password: disabled',
		'password: none',
		'password = getPassword()',
		'password = letter',
		'password=getPassword()',
		'db.password=config.password',
		'this.password=letter',
		'password: Kennwort',
		'ENV DB_PASS $pass',
		'ENV TOKENIZER words',
		// Code around it.
		'login({\n\tuser: name,\n\tpassword: letter\n});',
		'interface Login {\n\tpassword: letter\n}',
		'@dataclass\nclass Login:\n    name: letter\n    password: letter',
		'login(\n    user=name,\n    password=letter\n)',
		' * password: letter',
		'// password: letter',
	);
});

suite('passwords of several words', () => {
	check('password = "correct horse battery staple"', 'password = "•"');
	check('passphrase: "Tr0ub 4dor &3"', 'passphrase: "•"');
	none(
		'password: "Enter your password"',
		'password: "please do not use it"',
		'password: "at least 8 characters"',
		'password: "Passwort mit 8 Zeichen"',
		'password: "see the other file"',
		'token: "correct horse battery staple"',
	);
});
