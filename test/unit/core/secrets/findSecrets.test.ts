import assert from 'node:assert/strict';
import { findSecrets } from '../../../../src/core/secrets/findSecrets.ts';
import { maskSecrets } from '../../../../src/core/secrets/maskSecrets.ts';

const KEY = 'MIIEowIBAAKCAQEA3f9zQm1Xk2vB7T';
/** Put together here, so that nobody who looks for secrets finds one in this file. */
const AWS = ['AKIA', 'Z7QW3ERT5YUIOP2A'].join('');

/** What is found reads as `expected`: the text with `•` for each secret. */
function check(text: string, expected: string): void {
	test(text.slice(0, 70), () =>
		assert.equal(maskSecrets(text, findSecrets(text)).replaceAll('•'.repeat(8), '•'), expected),
	);
}
function none(text: string): void {
	check(text, text);
}

suite('secrets in code', () => {
	suite('passwords', () => {
		check('const password = "hunter2";', 'const password = "•";');
		check("db_password: 'correct-horse',", "db_password: '•',");
		check('String password = "letmein";', 'String password = "•";');
		check('const password: string = `swordfish`;', 'const password: string = `•`;');
		check('"password": "s3cr3t!",', '"password": "•",');
		check("config['password'] = 'swordfish'", "config['password'] = '•'");
		check('password := "tr0ub4dor&3"', 'password := "•"');
		check('DB_PASSWORD=hunter2', 'DB_PASSWORD=•');
		check('export PGPASSWORD=swordfish', 'export PGPASSWORD=•');
		check('ENV MYSQL_ROOT_PASSWORD=swordfish # for tests', 'ENV MYSQL_ROOT_PASSWORD=• # for tests');
		check('# DB_PASS=hunter2', '# DB_PASS=•');
		check('spring.datasource.password=Summer2026', 'spring.datasource.password=•');
		check('  password: Summer2026!', '  password: •');
		check('  DB_PASSWORD: U29tbWVyMjAyNCE=', '  DB_PASSWORD: •');
		check('  password: dHIwdWI0ZG9yMw==', '  password: •');
		check('  password: c3dvcmRmaXNoZXM=', '  password: •');
		check('log("password: U29tbWVyMjAyNCE=");', 'log("password: •");');
		check('const password:string="hunter2";', 'const password:string="•";');
		check('Server=db;User Id=sa;Password=Summer2026;', 'Server=db;User Id=sa;Password=•;');
		check('Password=Tr0ub&dor3;', 'Password=•;');
		check(
			'"Server=db;User Id=sa;Password=Tr0ub&dor,3 (x);Encrypt=true"',
			'"Server=db;User Id=sa;Password=•;Encrypt=true"',
		);
		check("Password=it is me;Server=db'", "Password=•;Server=db'");
		check('Data Source=db;Pwd=swordfish;', 'Data Source=db;Pwd=•;');
		check('/login?password=hunter22&amp;host=a;b', '/login?password=•&amp;host=a;b');
		check('mysqldump --password=hunter2 shop', 'mysqldump --password=• shop');
		check('Is it password=hunter22?', 'Is it password=•');
		check('Use "password: hunter22" there.', 'Use "password: •" there.');
		check('client.setPassword("hunter2")', 'client.setPassword("•")');
		check('put("password", "hunter2")', 'put("password", "•")');
		check('pw = "a\\"b1" + x', 'pw = "•" + x');
	});
	suite('tokens and keys', () => {
		check("api_key: 'a8f5f167f44f4964'", "api_key: '•'");
		check('token=9f86d081884c7d65', 'token=•');
		check('  api_key: c2stMTIzNDU2Nzg5MGFiY2Rl=', '  api_key: •');
		check('GITHUB_TOKEN=a1b2c3d4e5f6a7b8', 'GITHUB_TOKEN=•');
		check('const clientSecret = "Zx81-kQ92-mmP0";', 'const clientSecret = "•";');
		check('get(`/orders?access_token=9f86d081884c7d65&page=2`)', 'get(`/orders?access_token=•&page=2`)');
		check('"private_key_id": "7d4f9a1c2b3e5f60718293a4b5c6d7e8f9a0b1c2"', '"private_key_id": "•"');
		check('const hmac = "mJ3kQ9xZ2vB7tR5wY8uP1sD4";', 'const hmac = "•";');
		check(`accessKeyId: "${AWS}"`, 'accessKeyId: "•"');
		check(`// once it was ${AWS}.`, '// once it was •.');
		check('jwt("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN")', 'jwt("•")');
		check("headers: { Authorization: 'Bearer 9f86d081884c7d65' }", "headers: { Authorization: 'Bearer •' }");
		check('curl -H "Authorization: Basic YW5hOnN3b3JkZmlzaA=="', 'curl -H "Authorization: Basic •"');
	});
	suite('addresses with a password', () => {
		check('postgres://shop:hunter2@db.example/shop', 'postgres://shop:•@db.example/shop');
		check('"redis://:Summer2026@10.0.0.1:6379"', '"redis://:•@10.0.0.1:6379"');
		check('postgres://shop:p@ssw0rd@db/shop', 'postgres://shop:•@db/shop');
		check('mongodb://a:x@y@z1@h1:1,h2:1/?m=a@b', 'mongodb://a:•@h1:1,h2:1/?m=a@b');
		check('http://ana:Pa$$w0rd@db', 'http://ana:•@db');
		check('amqps://ana:p%40ss@[::1]/', 'amqps://ana:•@[::1]/');
	});
	suite('private keys, line for line', () => {
		const begin = '-----BEGIN RSA PRIVATE KEY-----';
		const end = '-----END RSA PRIVATE KEY-----';
		check(`${begin}\n${KEY}\n${KEY}\nQmE=\n${end}\nafter();`, `${begin}\n•\n•\n•\n${end}\nafter();`);
		check(`  a: |\n    ${begin}\n    ${KEY}\n    ${KEY}`, `  a: |\n    ${begin}\n    •\n    •`);
		check(`${KEY}\n${KEY}\n${end}`, `•\n•\n${end}`);
		check(`{"k": "${begin}\\n${KEY}\\nQmE=\\n${end}\\n"}`, `{"k": "${begin}•${end}\\n"}`);
		check(`"${begin}\\n" +\n"${KEY}\\n" +\n"${end}"`, `"${begin}\\n" +\n•\n"${end}"`);
		const full = 'MIIEowIBAAKCAQEA3f9zQm1Xk2vB7TqW8sLpR4nYcUjHgFdZxVbNaKiOeMtSuPwC';
		const ssh = `${full}b3Blbn`;
		check(`a();\n${full}\n${full}\nQmE=\nb();`, `a();\n•\n•\n•\nb();`);
		check(`    ${full}\n    ${full}\n`, '    •\n    •\n');
		check(`"${full}\\n" +\n"${full}\\n" +`, '•\n•');
		check(`${ssh}\r\n${ssh}\r\n`, '•\r\n•\r\n');
		none(`${full}\nb();`);
		none(`${full.toLowerCase()}\n${full.toLowerCase()}`);
		none(`${'3f2a1c9B'.repeat(8)}\n\n${'3f2a1c9B'.repeat(8)}`);
		for (const open of ['CERTIFICATE', 'PUBLIC KEY', 'PGP SIGNATURE']) {
			none(`-----BEGIN ${open}-----\n${full}\n${full}\nQmE=`);
			none(`-----BEGIN ${open}-----\nVersion: 1\n\n${full}\n${full}\nQmE=`);
			none(`${full}\n${full}\nQmE=\n-----END ${open}-----`);
		}
		none(`if (text.startsWith('${begin}')) {\n\treturn parse(text);\n}`);
		none(`${begin}\n...\n${end}`);
	});
	suite('are not', () => {
		for (const text of [
			// Where it is kept, or filled in.
			'const password = process.env.DB_PASSWORD;',
			'password: ${DB_PASSWORD}',
			'DB_PASSWORD=$(pass show db)',
			'password = "{{ db_password }}"',
			"password: '<your password>'",
			'API_KEY=your-api-key-1',
			'token: ${{ secrets.GITHUB_TOKEN }}',
			'postgres://shop:${PASSWORD}@db/shop',
			'postgres://$user:$pass@$host/shop',
			'a=b;password=c.dd;host=d.ee;',
			'def login(self, user=None, password=None, host=name1):',
			'postgres://user:password@localhost/shop',
			'key_file: "/etc/ssl/private/key1.pem"',
			// Code.
			'password: string;',
			'const token = tokens[index1];',
			'token = next_token2(',
			'password=password,',
			'connect(user=name1, password=value1)',
			'this.password = password;',
			'const secret = await readSecret1();',
			'if (password === "") return;',
			'self.token = request.headers1.token',
			'let pass = 0;',
			'for (const key of keys) {',
			"import { token1 } from './token1.ts';",
			"readFile('/etc/passwd', 'utf8')",
			'"@acme/rule-1password": "12.0.0",',
			'Pass :meth:`peek1` a value.',
			'HMAC(secret, "v0:<timestamp>:<body>")',
			['AKIAIOSFODNN7', 'EXAMPLE'].join(''),
			// Labels and words.
			"password: 'Password',",
			'"password": "Passwort vergessen",',
			'"password": "Contraseña",',
			"type: 'password'",
			"passwordLabel: 'hunter2'",
			"token_type: 'bearer'",
			"tokenUrl: 'https://login.example/oauth2/token'",
			"grant: { secret: 'client_secret_post1' }",
			'Send a Bearer token with it. Basic authentication is not enough.',
			// Numbers that are no secrets.
			'commit: 3f2a1c93f2a1c93f2a1c93f2a1c93f2a1c93f2a1',
			'key: "3f2a1c93f2a1c93f2a1c93f2a1c93f2a1c93f2a1"',
			'key: "123e4567-e89b-12d3-a456-426614174000"',
			'"integrity": "sha512-Zx81kQ92mmP0Zx81kQ92mmP0Zx81kQ92mmP0Zx81kQ92mmP0Zx81kQ92mmP0Zx81kQ92mmP0Zx81=="',
			'color: #a1b2c3;',
			'const cacheKey = "v2:9f86d081884c7d65";',
			'publicKey: "9f86d081884c7d659a2feaa0c55ad015"',
			'const alphabet_key = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij0123456789";',
			'!function(e){var t=e.key,n=e.token;return t+n.k9}(window)',
			'key: "user.settings.notifications2.title"',
		])
			none(text);
	});

	test('take no time in the square of their line', function () {
		this.timeout(20_000);
		const started = process.cpuUsage();
		const lines = [
			'token="',
			'?token=',
			'password=',
			'eyJ-',
			'://a:',
			'-----BEGIN PRIVATE KEY-----',
			'-----END PRIVATE KEY-----',
			'Bearer ',
			' ',
			'a',
			'A1',
			'token: ',
			'"\\',
			`${'aB3+'.repeat(16)}\n`,
			`// ${'aB3/'.repeat(16)}`,
			'\n\n\nA-b: \n',
			'/+#',
			'curl -u ',
			'mysql a -p',
			'login a password ',
			'password for a ',
			'<password ',
			'password" value',
			'password=a;server=',
			'Password=a@b&c',
			'password: a\n',
			'sig=a',
		].map((part) => part.repeat(100_000 / part.length));
		for (const line of [...lines, `password =${' '.repeat(100_000)}x`, `key: "${'aB3'.repeat(33_000)}`])
			findSecrets(line);
		const { user, system } = process.cpuUsage(started);
		assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms`);
	});
});
