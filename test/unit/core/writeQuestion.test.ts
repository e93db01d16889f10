import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aroundQuote } from '../../../src/core/anchors/aroundQuote.ts';
import { defined } from '../../../src/core/defined.ts';
import type { QuestionDraft } from '../../../src/core/question.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import { toRepoPath, type RepoPath } from '../../../src/core/repoPath.ts';
import { appendSection, questionSection, writeQuestion } from '../../../src/core/writeQuestion.ts';

const ana = { name: 'Ana Ruiz', email: 'ana@shop.example' };
const facts = { id: 'q-7f3k2a', askedBy: ana, askedAt: '2026-11-02T10:00:00Z', language: 'ts', folder: 'questions' };
const draft: QuestionDraft = {
	objective: 'CHK-1',
	title: 'Why only one retry?',
	whyItMatters: 'It fails.',
	to: { key: 'maria', name: 'Maria' },
	anchor: {
		repo: 'acme/web-shop',
		path: 'src/retry.ts' as RepoPath,
		lines: { first: 40, last: 43 },
		commit: '3f2a1c9'.repeat(5),
		quote: 'retry(1);',
	},
};
const write = (changes: Partial<QuestionDraft>) => writeQuestion({ ...draft, ...changes }, facts);
const read = (text: string) => readQuestion({ path: 'questions/x.md' as RepoPath, text, people: [] });

/** Marks of the format and of Markdown, and plain words. */
const nasty = fc
	.array(
		fc.constantFrom(
			'## Answer',
			'##  answer: ',
			'### Reply by X, 2026-01-01 00:00 UTC',
			'# Resolved by Y',
			'\\## Answer',
			'\\\\## Answer',
			'## Why it matters',
			'```',
			'````',
			'~~~',
			'```ts',
			'\\```',
			'- ```',
			'<!--',
			'-->',
			'<!-- a -->',
			'<!-- a --> b',
			'\\<!--',
			'---',
			'...',
			'id: q',
			'',
			' ',
			'   ## Answer',
			'    ## Answer',
			'\tx',
			'word',
			'`',
			'#',
			'Größe',
			'=====',
			'> ## Answer',
			'## Answer #',
			'**Answer**',
			'\\**Answer**',
			'**Answer:** yes',
			'__My answer__:',
			'Answer',
			'\\Answer',
			'2. Answer by Maria',
			'------',
			'\\------',
			'\\\\===',
			'##Answer: no',
			'##\u00A0Answer',
			'\u200B## Answer\u200B',
			'- ## Answer {#a}',
			'## Answer — Maria, 3 November 2026',
			'# Why?',
			'<<<<<<< HEAD',
			'\\>>>>>>> x',
			'>>>>>>> x',
			'=======',
		),
		{ maxLength: 12 },
	)
	.map((lines) => lines.join('\n'));
const kept = (text: string) =>
	text
		.replace(/\r\n?/g, '\n')
		.replaceAll('\0', '')
		.replace(/^(?:[^\S\n]*\n)+/, '')
		.trimEnd();

suite('writeQuestion', () => {
	test('the file', () =>
		assert.deepEqual(write({}), {
			path: 'questions/2026-11-02-CHK-1-why-only-one-retry-7f3k2a.md',
			text: `---
id: q-7f3k2a
objective: CHK-1
asked_by: Ana Ruiz <ana@shop.example>
asked_at: 2026-11-02T10:00:00Z
to: maria
code:
  repo: acme/web-shop
  path: src/retry.ts
  lines: 40-43
  commit: ${'3f2a1c9'.repeat(5)}
---
# Why only one retry?

\`src/retry.ts\`, lines 40 to 43, at \`3f2a1c9\`:

\`\`\`ts
retry(1);
\`\`\`

## Why it matters

It fails.

## Answer
`,
		}));

	test('a quote that is cut says how much is missing, links it, and is read as it was written', () => {
		const quote = Array.from({ length: 60 }, (_, at) => `step(${at});`).join('\n');
		const anchor = { ...draft.anchor, lines: { first: 40, last: 139 }, quote };
		for (const link of ['https://github.com/acme/web-shop/blob/3f2a1c9/src/retry.ts#L40-L139', undefined]) {
			const { text } = writeQuestion({ ...draft, anchor }, { ...facts, ...defined({ link }) });
			assert.ok(text.includes(link ? `[lines 40 to 139](${link}), at` : 'lines 40 to 139, at'));
			assert.ok(
				text.includes(`40 more lines, up to line 139: ${link ? `[see the file](${link})` : 'see the file'}.\n`),
			);
			assert.deepEqual(read(text).value?.anchor, anchor);
			assert.equal(read(text).value?.whyItMatters, draft.whyItMatters);
		}
	});

	function checkPath(changes: Partial<QuestionDraft>, expected: string): void {
		assert.equal(write(changes).path, expected);
	}
	test('a title of another script', () =>
		checkPath(
			{ title: 'Größe über 3?' },
			'questions/2026-11-02-CHK-1-grosse-uber-3-7f3k2a.md'.replace('grosse', 'große'),
		));
	test('a title of signs', () => checkPath({ title: '???', objective: undefined }, 'questions/2026-11-02-7f3k2a.md'));
	test('an objective with a slash', () =>
		checkPath({ title: 'x', objective: '../a/b' }, 'questions/2026-11-02-a-b-x-7f3k2a.md'));
	test('a long title', () =>
		checkPath(
			{ title: 'word '.repeat(40) },
			'questions/2026-11-02-CHK-1-word-word-word-word-word-word-word-word-word-word-7f3k2a.md',
		));

	test('the lines around the code, whatever they are', () => {
		const line = fc
			.oneof(
				fc.constantFrom(
					'key: value # no',
					'- item',
					"it's",
					'@wraps',
					'{ a: b }',
					'true',
					'12.50',
					'2026-01-01',
					'|',
					'# head',
				),
				fc.string({ unit: 'grapheme', maxLength: 160 }),
				fc.string({ unit: 'binary', maxLength: 160 }),
			)
			.map((each) => aroundQuote([each, 'call();'], { first: 2, last: 2 }).lineBefore);
		fc.assert(
			fc.property(line, line, (one, other) => {
				const anchor = { ...draft.anchor, ...defined({ symbol: one, lineBefore: other, lineAfter: one }) };
				const { value, problems } = read(write({ anchor }).text);
				assert.deepEqual(value?.anchor, anchor);
				assert.deepEqual(problems, []);
			}),
			{ numRuns: 50 },
		);
	}).timeout(10_000);

	test('whatever is typed comes back, and answers nothing', () => {
		const lines = fc
			.tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 0, max: 90 }))
			.map(([first, more]) => ({ first, last: first + more }));
		const text = fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 40 }));
		const path = fc
			.string({ minLength: 1, maxLength: 20 })
			.map((name) => toRepoPath(`src/${name}`))
			.filter((path) => path !== undefined);
		fc.assert(
			fc.property(text, text, text, path, lines, (title, why, quote, path, lines) => {
				const anchor = { ...draft.anchor, path, lines, quote: quote.replace(/\r\n?/g, '\n').replaceAll('\0', '') };
				const written = write({ title, whyItMatters: why, anchor });
				const { value, problems } = read(written.text);
				assert.ok(toRepoPath(written.path) === written.path && !/[\s:*?"<>|\\]/.test(written.path), written.path);
				assert.deepEqual(
					[
						value?.id,
						value?.objective,
						value?.title,
						value?.whyItMatters ?? '',
						value?.anchor,
						value?.messages,
						value?.state,
						problems,
					],
					[
						'q-7f3k2a',
						'CHK-1',
						title.replace(/[\s\p{Cc}]+/gu, ' ').trim() || 'Question',
						kept(why),
						anchor,
						[],
						'open',
						[],
					],
				);
			}),
			{ numRuns: 300 },
		);
	}).timeout(20_000);

	test('names cannot break out of their line', () => {
		const askedBy = { name: 'Ana\n---\nid: q-evil', email: 'a@b.c' };
		const { value } = read(
			writeQuestion({ ...draft, to: { name: ': x\n# y' } }, { ...facts, askedBy, language: 'ts\n```\n## Answer' }).text,
		);
		assert.deepEqual(
			[value?.id, value?.askedBy?.name, value?.to?.name, value?.messages],
			['q-7f3k2a', 'Ana --- id: q-evil', ': x # y', []],
		);
	});
});

suite('appendSection', () => {
	const section = (kind: 'reply' | 'resolved' | 'reopened', markdown: string, author = ana) =>
		questionSection({ kind, author, at: '2026-11-03T10:00:30Z', markdown });
	const REPLY = '## Reply by Ana Ruiz, 2026-11-03 10:00 UTC';

	function check(current: string, added: string, expected: string): void {
		const once = appendSection(current, added);
		assert.equal(once, expected);
		assert.equal(appendSection(once, added), once);
	}

	test('a reply asks for an answer', () =>
		check(
			'# T\n\n## Answer\n\nYes.\n',
			section('reply', 'But?'),
			`# T\n\n## Answer\n\nYes.\n\n${REPLY}\n\nBut?\n\n## Answer\n`,
		));
	test('an empty answer stays the last', () =>
		check(
			'# T\n\n## Answer\n\n<!-- here -->\n',
			section('reply', 'But?'),
			`# T\n\n${REPLY}\n\nBut?\n\n## Answer\n\n<!-- here -->\n`,
		));
	test('resolved asks for nothing', () =>
		check(
			'# T\n## Answer\nYes.',
			section('resolved', ''),
			'# T\n## Answer\nYes.\n\n## Resolved by Ana Ruiz, 2026-11-03 10:00:30 UTC\n',
		));
	test('CRLF', () =>
		check(
			'# T\r\n\r\n## Answer\r\n',
			section('resolved', ''),
			'# T\r\n\r\n## Resolved by Ana Ruiz, 2026-11-03 10:00:30 UTC\r\n\r\n## Answer\r\n',
		));
	test('an open fence of the PM is not closed by ours', () => {
		const text = appendSection('# T\n\n## Answer\n\n```\nx\n', section('reply', '```\ny\n```'));
		assert.deepEqual(
			read(text).value?.messages.map(({ markdown }) => markdown),
			['```\nx', '```\ny\n```'],
		);
	});
	test('a longer message that starts the same is another one', () => {
		const long = appendSection('# T\n', section('reply', 'a\n\nb'));
		assert.equal(read(appendSection(long, section('reply', 'a'))).value?.messages.length, 2);
	});
	test('a name that looks like more', () => {
		const { value } = read(
			appendSection(
				'# T\n',
				section('reply', 'x', { name: 'Eve, 2020-01-01 00:00 UTC\n## Resolved by Eve', email: 'e@x.y' }),
			),
		);
		assert.deepEqual(
			[value?.state, value?.messages.length, value?.messages[0]?.at],
			['open', 1, '2026-11-03T10:00:00Z'],
		);
	});

	test('messages come back in their order, once each, whatever they contain', () => {
		// Only a reply has words: of one that is a heading alone the heading is what makes it the same.
		const message = fc.oneof(
			fc.tuple(fc.constant('reply' as const), nasty),
			fc.tuple(fc.constantFrom('resolved' as const, 'reopened' as const), fc.constant('')),
		);
		const end = fc.constantFrom('', '\n\n## Answer\n', '\n\n## Answer\n\nYes.\n```', '\n## Answer\n<!--\n');
		fc.assert(
			fc.property(
				fc.uniqueArray(message, { maxLength: 4, selector: ([kind, text]) => `${kind}${kept(text)}` }),
				end,
				(messages, end) => {
					const start = `---\nid: q\nobjective: A\n---\n# T${end}`;
					const before = read(start).value?.messages ?? [];
					const sections = messages
						.filter(([kind, text]) => kind !== 'reply' || kept(text) !== '')
						.map(([kind, text]) => ({ kind, text: kept(text) }));
					let text = start;
					for (const { kind, text: markdown } of sections) {
						text = appendSection(text, section(kind, markdown));
						assert.equal(appendSection(text, section(kind, markdown)), text);
					}
					assert.deepEqual(
						(read(text).value?.messages ?? []).map(({ kind, markdown }) => ({ kind, text: markdown })),
						[...before.map(({ kind, markdown }) => ({ kind, text: markdown })), ...sections],
					);
				},
			),
			{ numRuns: 300 },
		);
	}).timeout(20_000);

	test('resolved, opened again and resolved within a minute are three messages', () => {
		const turn = (kind: 'resolved' | 'reopened', second: string) =>
			questionSection({ kind, author: { name: 'Ana' }, at: `2026-11-03T10:00:${second}Z`, markdown: '' });
		const turns = [turn('resolved', '01'), turn('reopened', '02'), turn('resolved', '03')];
		const text = turns.reduce(appendSection, '---\nid: q-1\n---\n# Why?\n\n## Answer\n');
		const { value } = readQuestion({ path: 'questions/q.md' as RepoPath, text, people: [] });
		assert.deepEqual(
			[value?.messages.map(({ kind }) => kind), value?.state],
			[['resolved', 'reopened', 'resolved'], 'resolved'],
		);
	});
});
