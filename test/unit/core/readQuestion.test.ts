import assert from 'node:assert/strict';
import type { Message, Question } from '../../../src/core/question.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';

const maria = { key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example' };

function read(text: string, path = 'questions/2026-11-02-CHK-1-x-7f3k2a.md') {
	return readQuestion({ path: path as RepoPath, text, people: [maria] });
}

const HEAD = '---\nid: q-1\nobjective: CHK-1\n---\n# Why only one?\n\n';

suite('readQuestion', () => {
	test('all of it', () => {
		const { value, problems } = read(
			[
				'---',
				'id: q-7f3k2a',
				'objective: CHK-1',
				'asked_by: Ana Ruiz <ana@shop.example>',
				'asked_at: 2026-11-02T10:00:00Z',
				'to: maria',
				'code:',
				'  repo: acme/web-shop',
				'  path: src/checkout/retry.ts',
				'  lines: 40-43',
				`  commit: ${'3f2a1c9'.repeat(5)}`,
				'---',
				'# Why only one retry?',
				'',
				'`src/checkout/retry.ts`, lines 40 to 43, at `3f2a1c9`:',
				'',
				'```ts',
				'retry(1);',
				'',
				'# x',
				'```',
				'',
				'## Why it matters',
				'',
				'It fails.',
				'',
				'## Answer',
				'',
				'<!-- Write here. -->',
				'Because.',
				'',
				'### Really',
				'',
				'Yes.',
				'',
				'## Reply by Ana Ruiz, 2026-11-03 10:00 UTC',
				'',
				'Thanks.',
				'',
				'## Resolved by Ana Ruiz, 2026-11-04 08:00 UTC',
				'',
			].join('\n'),
		);
		const expected: Question = {
			id: 'q-7f3k2a',
			objective: 'CHK-1',
			title: 'Why only one retry?',
			whyItMatters: 'It fails.',
			askedBy: { name: 'Ana Ruiz', email: 'ana@shop.example' },
			askedAt: '2026-11-02T10:00:00Z',
			to: maria,
			anchor: {
				repo: 'acme/web-shop',
				path: 'src/checkout/retry.ts' as RepoPath,
				lines: { first: 40, last: 43 },
				commit: '3f2a1c9'.repeat(5),
				quote: 'retry(1);\n\n# x',
			},
			messages: [
				{ kind: 'answer', markdown: 'Because.\n\n### Really\n\nYes.' },
				{ kind: 'reply', author: { name: 'Ana Ruiz' }, at: '2026-11-03T10:00:00Z', markdown: 'Thanks.' },
				{ kind: 'resolved', author: { name: 'Ana Ruiz' }, at: '2026-11-04T08:00:00Z', markdown: '' },
			],
			state: 'resolved',
			file: 'questions/2026-11-02-CHK-1-x-7f3k2a.md' as RepoPath,
		};
		assert.deepEqual([value, problems], [expected, []]);
	});

	function check(body: string, state: Question['state'], ...messages: string[]): void {
		for (const text of [HEAD + body, (HEAD + body).replaceAll('\n', '\r\n')]) {
			const { value } = read(text);
			const shown = ({ kind, markdown, author }: Message) =>
				[kind, author?.key ?? author?.name, markdown].filter(Boolean).join(' ');
			assert.deepEqual([value?.state, ...(value?.messages ?? []).map(shown)], [state, ...messages]);
		}
	}

	test('nothing yet', () => check('## Answer\n', 'open'));
	test('only a comment', () => check('## Answer\n\n<!-- Write\nhere -->\n', 'open'));
	test('no heading for the answer', () => check('', 'open'));
	test('an answer', () => check('## Answer\n\nYes.\n', 'answered', 'answer Yes.'));
	test('untidy', () => check('##   answer:  \nYes.', 'answered', 'answer Yes.'));
	test('in bold', () => check('## **Answer**\nYes.', 'answered', 'answer Yes.'));
	test('another level', () => check('# Answer\nYes.', 'answered', 'answer Yes.'));
	test('a deep level, where there is no other', () => check('### Answer\nYes.', 'answered', 'answer Yes.'));
	test('with a name', () =>
		check('## Answer by Maria Lopez, 2026-11-03 09:12 UTC\nYes.', 'answered', 'answer maria Yes.'));
	test('with a name and a day', () =>
		check('## Answer by Maria Lopez (2026-11-03)\nYes.', 'answered', 'answer maria Yes.'));
	test('with a name only', () => check('## Answer from maria\nYes.', 'answered', 'answer maria Yes.'));
	test('a reply leaves an answer of a deep level what it is', () =>
		check(
			'### Answer\n\nYes, twice.\n\n## Reply by Ana, 2026-11-03 10:00 UTC\n\nBut?\n\n## Answer\n\n### Answer\n\nStill.',
			'answered',
			'answer Yes, twice.',
			'reply Ana But?',
			'answer Still.',
		));
	test('own headings belong to it', () =>
		check(
			'## Answer\na\n## Answer to the second point\nb\n### Answer\nc',
			'answered',
			'answer a\n## Answer to the second point\nb\n### Answer\nc',
		));
	test('a heading in a fence belongs to it', () =>
		check('## Answer\n```\n## Reply by X\n```', 'answered', 'answer ```\n## Reply by X\n```'));
	test('a fence that is never closed hides nothing', () =>
		check('## Answer\n```\nx\n\n## Resolved by Ana', 'resolved', 'answer ```\nx', 'resolved Ana'));
	test('a reply asks on', () =>
		check('## Answer\nYes.\n## Reply by Ana\nBut?\n## Answer\n', 'open', 'answer Yes.', 'reply Ana But?'));
	test('answered again', () =>
		check(
			'## Answer\nYes.\n## Reply by Ana\nBut?\n## Answer\nStill.',
			'answered',
			'answer Yes.',
			'reply Ana But?',
			'answer Still.',
		));
	test('a reply before any answer', () => check('## Reply by Ana\nMore.\n## Answer\n', 'open', 'reply Ana More.'));
	test('resolved without a word', () => check('## Answer\n## Resolved by Ana\n', 'resolved', 'resolved Ana'));
	test('resolved stays so', () =>
		check('## Resolved by Ana\n## Answer\nLate.', 'resolved', 'resolved Ana', 'answer Late.'));
	test('reopened', () =>
		check(
			'## Answer\nYes.\n## Resolved by Ana\n## Reopened by Tom\nNo.',
			'open',
			'answer Yes.',
			'resolved Ana',
			'reopened Tom No.',
		));
	test('reopened and answered', () =>
		check(
			'## Resolved by Ana\n## Reopened by Tom\n## Answer\nYes.',
			'answered',
			'resolved Ana',
			'reopened Tom',
			'answer Yes.',
		));

	function checkProblems(text: string, ...codes: string[]): Question | undefined {
		const { value, problems } = read(text);
		assert.deepEqual(
			problems.map(({ code }) => code),
			codes,
		);
		return value;
	}

	test('by hand, without front matter', () => {
		const value = checkProblems('# Why?\n\nPlease tell.\n\n## Answer\n', 'question.no-id', 'question.no-objective');
		assert.deepEqual(
			[value?.id, value?.title, value?.whyItMatters],
			['2026-11-02-CHK-1-x-7f3k2a', 'Why?', 'Please tell.'],
		);
	});
	test('without a title', () =>
		assert.equal(checkProblems('---\nid: q\nobjective: A\n---\n## Answer\nx')?.title, '2026-11-02-CHK-1-x-7f3k2a'));
	test('an empty file', () => assert.equal(checkProblems(''), undefined));
	test('lines that are none', () =>
		assert.deepEqual(
			checkProblems('---\nid: q\nobjective: A\ncode: {path: a.ts, lines: 9-3}\n---\n# T\n', 'value.invalid')?.anchor
				?.lines,
			{ first: 1, last: 1 },
		));
	test('a path that leaves the repo', () =>
		assert.equal(
			checkProblems('---\nid: q\nobjective: A\ncode: {path: ../a.ts, lines: 1}\n---\n# T\n', 'value.invalid')?.anchor,
			undefined,
		));
	test('the short form', () =>
		assert.deepEqual(checkProblems('---\nid: q\nobjective: A\ncode: src/a.ts#L4-L7\n---\n# T\n')?.anchor, {
			path: 'src/a.ts',
			lines: { first: 4, last: 7 },
			quote: '',
		}));
	test('code in an answer above the quote is not the quote', () => {
		const place = '`a.ts`, line 4:\n\n```ts\nretry(1);\n```';
		const head = '---\nid: q\nobjective: A\ncode: { path: a.ts, lines: 4 }\n---\n# T\n\n';
		const value = checkProblems(
			`${head}Do:\n\n\`\`\`\nx\n\`\`\`\n\n${place}\n\n## Answer\n`,
			'question.no-answer-heading',
		);
		assert.deepEqual([value?.anchor?.quote, value?.whyItMatters], ['retry(1);', 'Do:\n\n```\nx\n```']);
	});
	test('a day is a time', () =>
		assert.equal(
			checkProblems('---\nid: q\nobjective: A\nasked_at: 2026-11-02\n---\n# T\n')?.askedAt,
			'2026-11-02T00:00:00Z',
		));
	test('a day that is none', () =>
		assert.equal(
			checkProblems('---\nid: q\nobjective: A\nasked_at: yesterday\n---\n# T\n', 'value.invalid')?.askedAt,
			undefined,
		));
});
