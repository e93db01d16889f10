import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Anchor, Question } from '../../../src/core/question.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { repositionQuestion } from '../../../src/core/repositionQuestion.ts';
import { appendSection, questionSection, writeQuestion } from '../../../src/core/writeQuestion.ts';

const there: Anchor = {
	repo: 'acme/web-shop',
	path: 'src/again.ts' as RepoPath,
	lines: { first: 7, last: 8 },
	commit: 'abcdef1'.repeat(5),
	quote: 'again(2);\nagain(3);',
	lineBefore: 'a: b # c',
};
const move = (text: string, anchor = there) => repositionQuestion(text, { anchor, language: 'ts' });
const read = (text: string): Question | undefined =>
	readQuestion({ path: 'questions/x.md' as RepoPath, text, people: [] }).value;

/** The same text with the place changed by these words, and nothing else. */
function check(what: string, before: string, after: string): void {
	test(what, () => {
		assert.equal(move(before), after);
		assert.equal(move(after), after, 'a second time');
		assert.deepEqual(read(after)?.anchor, there);
	});
}

const PLACE = '`src/again.ts`, lines 7 to 8, at `abcdef1`:';
const QUOTE = '```ts\nagain(2);\nagain(3);\n```';
const KEYS = `  path: src/again.ts
  lines: 7-8
  commit: ${there.commit}
  line_before: "a: b # c"
`;

suite('a question at another place', () => {
	test('a link leads to the new lines, in the place of the one to the old', () => {
		const former: Anchor = { path: 'src/retry.ts' as RepoPath, lines: { first: 3, last: 3 }, quote: 'retry(1);' };
		const facts = {
			id: 'q-1',
			askedBy: { name: 'Ana' },
			askedAt: '2026-11-02T10:00:00Z',
			language: 'ts',
			folder: 'questions',
		};
		const { text } = writeQuestion(
			{ title: 'Why?', whyItMatters: '', anchor: former },
			{ ...facts, link: 'https://forge.example/old#L3' },
		);
		const moved = repositionQuestion(text, { anchor: there, language: 'ts', link: 'https://forge.example/new#L7-L8' });
		assert.match(
			moved ?? '',
			/^`src\/again\.ts`, \[lines 7 to 8\]\(https:\/\/forge\.example\/new#L7-L8\), at `abcdef1`:$/m,
		);
		assert.ok(!moved?.includes('/old'));
	});

	check(
		'only place and quote change; comments, order, other keys and messages stay',
		`---
id: q-1 # mine
code: # here
  lines: "3"   # three
  path: src/retry.ts
  symbol: function retry() {
  ticket: 12
  repo: acme/web-shop
asked_by:   Ana
---
# Why?

\`src/retry.ts\`, line 3:

~~~js
retry(1);
~~~

Because.

## Answer

Since \`src/retry.ts\`, line 3:
`,
		`---
id: q-1 # mine
code: # here
  lines: 7-8   # three
  commit: ${there.commit}
  line_before: "a: b # c"
  path: src/again.ts
  ticket: 12
  repo: acme/web-shop
asked_by:   Ana
---
# Why?

${PLACE}

${QUOTE}

Because.

## Answer

Since \`src/retry.ts\`, line 3:
`,
	);
	check(
		'a file that somebody wrote by hand, without any key',
		'# Why?\nIt is slow:\n\n```\nlog\n```\n\n## Answer\n',
		`---\ncode:\n  repo: acme/web-shop\n${KEYS}---\n# Why?\n\n${PLACE}\n\n${QUOTE}\n\nIt is slow:\n\n\`\`\`\nlog\n\`\`\`\n\n## Answer\n`,
	);
	check(
		'a place in short, and no quote',
		'---\nid: q\nanchor: src/retry.ts:3 # short\nto: maria\n---\n\n# Why?\n',
		`---\nid: q\nanchor:\n  repo: acme/web-shop\n${KEYS}to: maria\n---\n\n# Why?\n\n${PLACE}\n\n${QUOTE}\n`,
	);
	check(
		'keys in braces',
		`---\ncode: {repo: acme/web-shop, path: a.ts, line: 3, symbol: "x()"}\n---\n\n\`\`\`\nx\n\`\`\`\n`,
		`---\ncode: {repo: acme/web-shop, path: src/again.ts, line: 7-8, commit: ${there.commit}, line_before: "a: b # c", symbol: ""}\n---\n\n${PLACE}\n\n${QUOTE}\n`,
	);
	check(
		'a key without a value, and front matter that nobody closed',
		'---\nid: q\ncode:\n\n# Why?\n',
		`---\nid: q\ncode:\n  repo: acme/web-shop\n${KEYS}\n# Why?\n\n${PLACE}\n\n${QUOTE}\n`,
	);
	check(
		'Windows line ends and a byte order mark',
		'\uFEFF---\r\nid: q\r\n---\r\n# Why?\r\n\r\nSo.\r\n',
		`\uFEFF---\nid: q\ncode:\n  repo: acme/web-shop\n${KEYS}---\n# Why?\n\n${PLACE}\n\n${QUOTE}\n\nSo.\n`.replaceAll(
			'\n',
			'\r\n',
		),
	);
	check(
		'words and code above the front matter and above the quote',
		'Hello.\n\n***\nid: q\ncode: src/retry.ts:3\n***\n# Why?\n\nDo:\n\n```\nx\n```\n\n`src/retry.ts`, line 3:\n\n```\nretry(1);\n```\n\n## Answer\n',
		`---\nid: q\ncode:\n  repo: acme/web-shop\n${KEYS}---\nHello.\n\n# Why?\n\nDo:\n\n\`\`\`\nx\n\`\`\`\n\n${PLACE}\n\n${QUOTE}\n\n## Answer\n`,
	);
	check(
		'an alias: what it stands for is left alone',
		'---\nold: &place\n  path: a.ts\n  lines: 3\ncode: *place\n---\n# Why?\n',
		`---\nold: &place\n  path: a.ts\n  lines: 3\ncode:\n  repo: acme/web-shop\n${KEYS}---\n# Why?\n\n${PLACE}\n\n${QUOTE}\n`,
	);

	test('a file whose keys cannot be read is not touched', () => {
		assert.equal(move('---\n{id: q, code: a.ts}\n---\n# Why?\n'), undefined);
		assert.equal(move('---\n{id: q}\n---\n# Why?\n'), undefined);
		assert.equal(move('---\njust words\n---\n# Why?\n'), undefined);
		assert.equal(move(''), undefined);
	});

	test('whatever is in it: the place is the new one, nothing else changed, and the way back gives the former file', function () {
		this.timeout(20_000);
		const line = fc.constantFrom(
			'## Answer',
			'```',
			'~~~~',
			'<!--',
			'-->',
			'x',
			'',
			'---',
			'# T',
			'`a`',
			'\\## Answer',
		);
		const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));
		const around = fc.option(fc.constantFrom('a: b', '- x', 'f() {', "'", 'true', '12', '# c'), { nil: undefined });
		const anchor = fc
			.tuple(
				fc.constantFrom('a.ts', 'b c.ts', 'd/`e`.ts', '[f].ts'),
				fc.integer({ min: 1, max: 99 }),
				text,
				fc.option(fc.constant('abcdef1'.repeat(5)), { nil: undefined }),
				fc.tuple(around, around, around),
			)
			.map(([path, first, quote, commit, [symbol, lineBefore, lineAfter]]): Anchor => ({
				path: path as RepoPath,
				lines: { first, last: first + 2 },
				quote: `${quote}\nend`,
				...(commit === undefined ? {} : { commit }),
				...(symbol === undefined ? {} : { symbol }),
				...(lineBefore === undefined ? {} : { lineBefore }),
				...(lineAfter === undefined ? {} : { lineAfter }),
			}));
		fc.assert(
			fc.property(text, text, fc.boolean(), anchor, anchor, (why, reply, windows, from, to) => {
				const ana = { name: 'Ana' };
				const at = '2026-11-02T10:00:00Z';
				const { text: asked } = writeQuestion(
					{ title: 'Why?', whyItMatters: why, anchor: from },
					{ id: 'q', askedBy: ana, askedAt: at, language: 'ts', folder: 'questions' },
				);
				const said = appendSection(asked, questionSection({ kind: 'reply', author: ana, at, markdown: reply }));
				const file = windows ? said.replaceAll('\n', '\r\n') : said;
				const moved = move(file, to);
				assert.ok(moved !== undefined);
				const { anchor: old, ...rest } = read(file) ?? assert.fail();
				const { anchor: now, ...others } = read(moved) ?? assert.fail();
				assert.deepEqual([old, now], [from, to]);
				assert.deepEqual(others, rest);
				assert.equal(move(moved, to), moved);
				assert.equal(move(moved, from), file);
			}),
			{ numRuns: 150 },
		);
	});
});
