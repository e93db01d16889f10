import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/cli/arguments.ts';
import type { Command, Invocation, Options } from '../../../src/cli/arguments.ts';

const words = (line: string) => (line === '' ? [] : line.split(' '));

suite('the words of the command line', () => {
	suite('a command', () => {
		const check = (line: string, command: Command, options: Partial<Options> = {}) =>
			test(line, () => {
				const expected = { code: undefined, spec: undefined, json: false, offline: false, ...options };
				assert.deepEqual(parseArguments(words(line)), { kind: 'run', command, options: expected });
			});
		check('why src/cart.ts:12', { name: 'why', target: 'src/cart.ts:12' });
		check('why -- -odd.ts', { name: 'why', target: '-odd.ts' });
		check('why help', { name: 'why', target: 'help' });
		check('objectives', { name: 'objectives' });
		check('doctor --offline', { name: 'doctor' }, { offline: true });
		check('commits', { name: 'commits' });
		check('commits v1..v2 --limit 5', { name: 'commits', range: 'v1..v2', limit: 5 });
		check('--json why a --code ../shop', { name: 'why', target: 'a' }, { json: true, code: '../shop' });
		check('why a --spec=../specs --spec=git@host:a/b.git', { name: 'why', target: 'a' }, { spec: 'git@host:a/b.git' });
	});

	suite('help and version', () => {
		const check = (line: string, expected: Invocation) =>
			test(line, () => assert.deepEqual(parseArguments(words(line)), expected));
		check('--help', { kind: 'help', command: undefined });
		check('help', { kind: 'help', command: undefined });
		check('help commits', { kind: 'help', command: 'commits' });
		check('why --help', { kind: 'help', command: 'why' });
		check('-h', { kind: 'help', command: undefined });
		check('--version', { kind: 'version' });
		check('why a b c --version', { kind: 'version' });
	});

	suite('what cannot be meant', () => {
		const check = (line: string, message: string) =>
			test(line || 'nothing', () => {
				const invocation = parseArguments(words(line));
				assert.equal(invocation.kind === 'misuse' && invocation.message, message);
			});
		check('', 'No command is given.');
		check('whyy a', 'There is no command "whyy".');
		check('why', 'Name a file, with a line if you like: tandem why PATH[:LINE].');
		check('why a b', '"b" is one word too many.');
		check('objectives all', '"all" is one word too many.');
		check('commits a b', '"b" is one word too many.');
		check('commits --limit 0', '--limit needs a number from 1.');
		check('commits --limit many', '--limit needs a number from 1.');
		check('commits --limit 99999999999', '--limit needs a number from 1.');
		check('why a --limit 3', '--limit belongs to "tandem commits".');
		check('why a --code=', '--code needs a folder.');
		check('why a --spec=', '--spec needs an address or a folder.');
		check('why a --frobnicate', "Unknown option '--frobnicate'.");
		check('why a --spec', "Option '--spec <value>' argument missing.");
		check('why a --spec --json', "Option '--spec' argument is ambiguous.");
		check('why a --json=yes', "Option '--json' does not take an argument.");
	});

	test('a misused command says which one', () => {
		assert.deepEqual(parseArguments(['doctor', 'x']), {
			kind: 'misuse',
			message: '"x" is one word too many.',
			command: 'doctor',
		});
	});
});
