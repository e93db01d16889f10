import assert from 'node:assert/strict';
import fc from 'fast-check';
import { specCursor } from '../../../src/core/specCursor.ts';

suite('specCursor', () => {
	/** `|` is the cursor. The answer in short: `key status.sta`, `value code "src/"`, with what would be replaced between `<>`. */
	function inShort(path: string, marked: string): string {
		const at = marked.indexOf('|');
		const text = marked.slice(0, at) + marked.slice(at + 1);
		const lines = marked.slice(0, at).split('\n');
		const cursor = specCursor(path, text, { line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
		if (cursor.kind === 'nowhere') return 'nowhere';
		const { start, end } = cursor.range;
		assert.equal(start.line, end.line);
		const replaced = `<${text.split(/\r?\n/)[start.line - 1]?.slice(start.column - 1, end.column - 1)}>`;
		switch (cursor.kind) {
			case 'opening':
				return `opening ${replaced}`;
			case 'body':
				return `body ${cursor.word} ${replaced} after ${JSON.stringify(cursor.before)}`;
			case 'key': {
				const rest = [cursor.style, cursor.followed && 'followed'].filter((part) => part && part !== 'plain');
				return [
					'key',
					cursor.path.join('.') || 'top',
					cursor.word,
					replaced,
					...rest,
					`of ${cursor.taken.join(' ')}`.trim(),
				]
					.filter((part) => part)
					.join(' ');
			}
			case 'value': {
				const rest = [cursor.style, cursor.glued && 'glued'].filter((part) => part && part !== 'plain');
				return ['value', cursor.path.join('.'), cursor.word, replaced, ...rest].filter((part) => part).join(' ');
			}
		}
	}
	const check = (header: string, expected: string) =>
		test(JSON.stringify(header), () => assert.equal(inShort('a.md', `---\n${header}\n---\n# Why\n`), expected));
	const checkFile = (text: string, expected: string, path = 'a.md') =>
		test(`${path} ${JSON.stringify(text)}`, () => assert.equal(inShort(path, text), expected));

	suite('keys', () => {
		check('|', 'key top <> of');
		check('sta|', 'key top sta <sta> of');
		check('id: A\nsta|', 'key top sta <sta> of id');
		check('id: A\nsta|\ntitle: B', 'key top sta <sta> of id title');
		check('sta|tus: active', 'key top sta <status> followed of');
		check('sta|tus', 'key top sta <status> of');
		check('id: A\n|\ntitle: B', 'key top <> of id title');
		check('"sta|"', 'nowhere');
		check('confirmed:\n  b|', 'key confirmed b <b> of');
		check('confirmed:\n  by: maria\n  |', 'key confirmed <> of by');
		check('confirmed: {|}', 'key confirmed <> flow of');
		check('confirmed: {by: maria, o|}', 'key confirmed o <o> flow of by');
		check('confirmed: {|', 'key confirmed <> flow of');
		check('code:\n  - |', 'key code <> of');
		check('code:\n  - re|', 'key code re <re> of');
		check('code:\n  - repo: acme/x\n    |', 'key code <> of repo');
		check('key_results:\n  - id: KR1\n    met|\n  - id: KR2', 'key key_results met <met> of id');
	});

	suite('values', () => {
		check('status: |', 'value status <>');
		check('status:|', 'value status <> glued');
		check('status: ac|', 'value status ac <ac>');
		check('status: |active', 'value status <active>');
		check('status: ac|tive # now', 'value status ac <active>');
		check('pm: ma|', 'value pm ma <ma>');
		check('pm: "ma|"', 'value pm ma <ma> quoted');
		check('pm: "|"', 'value pm <> quoted');
		check('pm: "ma|', 'value pm ma <ma> quoted');
		check('pm: Ana R|uiz', 'value pm Ana R <Ana Ruiz>');
		check('supersedes: [A, |]', 'value supersedes <> flow');
		check('supersedes: [A, B|, C]', 'value supersedes B <B> flow');
		check('supersedes: [|', 'value supersedes <> flow');
		check('confirmed: {by: |}', 'value confirmed.by <> flow');
		check('confirmed: {by: ma|, on: 2026-11-02}', 'value confirmed.by ma <ma> flow');
		check('code:\n  - src/|', 'value code src/ <src/>');
		check('code:\n  - src/che|ck/**', 'value code src/che <src/check/**>');
		check('code:\n  - {repo: acme/x, paths: [src/|]}', 'value code.paths src/ <src/> flow');
		check('code:\n  - repo: acme/x\n    paths:\n      - src/a|', 'value code.paths src/a <src/a>');
		check('title: Cut: a|', 'value title Cut: a <Cut: a>');
		check('id: [\nstatus: ac|', 'value status ac <ac>');
		check('title: Foo\n  ba|', 'nowhere');
		check('status: active # co|', 'nowhere');
		check('why: >\n  some te|xt', 'nowhere');
	});

	suite('files', () => {
		checkFile('|', 'opening <>');
		checkFile('--|', 'opening <-->');
		checkFile('---|', 'opening <--->');
		checkFile('|\n# Why\n', 'opening <>');
		checkFile('---\n|', 'key top <> of');
		checkFile('---\r\nid: A\r\nsta|\r\n---\r\n', 'key top sta <sta> of id');
		checkFile('---\nid: A\nsta|\n\n# Why\n', 'key top sta <sta> of id');
		checkFile('---\nid: A\n---\nsee [CHK|', 'body CHK <CHK> after "see ["');
		checkFile('---\nid: A\n---\nsee CH|K-1.', 'body CH <CHK-1> after "see "');
		checkFile('# Why\n\n|', 'body  <> after ""');
		checkFile('|', 'key top <> of', 'tandem.yml');
		checkFile('people:\n  maria: {na|}', 'key people.maria na <na> flow of', 'tandem.yml');
		checkFile('questions: |\n', 'value questions <>', 'tandem.yml');
	});

	test('a value knows the other keys of its map', () => {
		const text = '---\ncode:\n  - repo: acme/x\n    paths: [a]\n---\n';
		const cursor = specCursor('a.md', text, { line: 4, column: 14 });
		assert.deepEqual(cursor.kind === 'value' && cursor.siblings, { repo: 'acme/x' });
	});

	test('no text and no place make it throw, and what it would replace is around the cursor', () => {
		const piece = fc.constantFrom(
			'---',
			'\n',
			'\r\n',
			'id: A',
			'- ',
			'  ',
			'[',
			'{',
			'}',
			']',
			': ',
			'"',
			"'",
			'#',
			'x',
			'&a',
			'*a',
			'|',
			', ',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, where) => {
				const text = pieces.join('');
				const at = where % (text.length + 1);
				const lines = text.slice(0, at).split('\n');
				const position = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
				const cursor = specCursor('a.md', text, position);
				if (cursor.kind === 'nowhere') return;
				assert.equal(cursor.range.start.line, position.line);
				assert.ok(cursor.range.start.column <= position.column && position.column <= cursor.range.end.column);
			}),
			{ numRuns: 500 },
		);
	});

	test('a long line takes no time', () => {
		for (const line of [`${' '.repeat(50_000)}\u2028x`, `${'- '.repeat(25_000)}(`, `${'a'.repeat(50_000)}(`]) {
			const start = process.cpuUsage();
			for (const above of ['', '---\nid: A\n']) {
				const text = above + line;
				specCursor('a.md', text, { line: text.split('\n').length, column: line.length + 1 });
			}
			assert.ok(process.cpuUsage(start).user < 3_000_000, line.slice(0, 4));
		}
	});
});
