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

suite('passwords that no sign assigns', () => {
	check('curl -u admin:letmein https://acme.example', 'curl -u admin:• https://acme.example');
	check("  --user 'admin:Sommer2024!' \\", "  --user 'admin:•' \\");
	check("sshpass -p 'letmein' ssh ana@acme.example", "sshpass -p '•' ssh ana@acme.example");
	check('mysql -h db -u root -pletmein shop', 'mysql -h db -u root -p• shop');
	check('docker login -u ana -p letmein acme.example', 'docker login -u ana -p • acme.example');
	check('redis-cli -h db -a letmein PING', 'redis-cli -h db -a • PING');
	check('machine acme.example login ana password letmein', 'machine acme.example login ana password •');
	check(
		'machine acme.example\n  login ana\n  password hunter22\n',
		'machine acme.example\n  login ana\n  password •\n',
	);
	check('shop-admin --db-password hunter22 --now', 'shop-admin --db-password • --now');
	check("ALTER USER ana WITH PASSWORD 'letmein';", "ALTER USER ana WITH PASSWORD '•';");
	check("CREATE USER ana IDENTIFIED BY 'letmein'", "CREATE USER ana IDENTIFIED BY '•'");
	check('  - name: DB_PASSWORD\n    value: letmein', '  - name: DB_PASSWORD\n    value: •');
	check('  - name: "DB_PASS"\n    value: "letmein"', '  - name: "DB_PASS"\n    value: "•"');
	none(
		'  - name: DB_PASSWORD\n    value: $(PASS)',
		'  - name: DB_USER\n    value: letmein',
		'  - name: DB_PASSWORD\n    valueFrom: letmein',
		'shop-admin --password <password>',
		'shop-admin --password PASSWORD --base64',
		"ALTER USER ana WITH PASSWORD '${pass}'",
		'  password of version2',
		'curl -u "$USER:$PASS" https://acme.example',
		'curl -u user:password https://acme.example',
		'docker run -u 1000:1000 acme',
		'docker run --user www-data:www-data acme',
		'docker run -u node:staff acme',
		'sshpass -p "$PASS" ssh ana@acme.example',
		'mysql -h db -p shop',
		'mysqldump --single-transaction -port',
		'mkdir -p letmein',
		'docker login -u ana --password-stdin',
	);
});
