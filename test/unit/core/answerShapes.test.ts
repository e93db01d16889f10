import assert from 'node:assert/strict';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { appendSection, questionSection, writeQuestion } from '../../../src/core/writeQuestion.ts';

const maria = { key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example' };
const read = (text: string) => readQuestion({ path: 'questions/q.md' as RepoPath, text, people: [maria] }).value;
const said = (text: string) =>
	(read(text)?.messages ?? []).map(({ kind, author, at, markdown }) =>
		[kind, author?.key ?? author?.name, at?.replace('T00:00:00Z', ''), JSON.stringify(markdown)]
			.filter(Boolean)
			.join(' '),
	);

const ASKED = writeQuestion(
	{
		title: 'Why only one retry?',
		whyItMatters: 'It fails.',
		anchor: { path: 'src/retry.ts' as RepoPath, lines: { first: 4, last: 4 }, quote: 'retry(1);' },
	},
	{
		id: 'q-1',
		askedBy: { name: 'Ana Ruiz' },
		askedAt: '2026-11-02T10:00:00Z',
		language: 'ts',
		folder: 'questions',
	},
).text;
const REPLIED = { kind: 'reply', author: { name: 'Ana Ruiz' }, at: '2026-11-04T10:00:00Z' } as const;
const REPLY = questionSection({ ...REPLIED, markdown: 'And now?' });

const SHAPED = [
	['Answer\n------', 'answer "Twice."'],
	['Answer\n======', 'answer "Twice."'],
	['## My answer', 'answer "Twice."'],
	['## 2. Answer', 'answer "Twice."'],
	['## Answer {#answer}', 'answer "Twice."'],
	['##Answer', 'answer "Twice."'],
	['##\u00A0Answer', 'answer "Twice."'],
	['## Answer\u200B', 'answer "Twice."'],
	['- ## Answer', 'answer "Twice."'],
	['**Answer**', 'answer "Twice."'],
	['**Answer:**', 'answer "Twice."'],
	['__Answer__:', 'answer "Twice."'],
	['### Answer', 'answer "Twice."'],
	['# Answer', 'answer "Twice."'],
	['## Answer: Maria', 'answer maria "Twice."'],
	['## Answer: Jonas Berg', 'answer Jonas Berg "Twice."'],
	['## Answer (Maria)', 'answer maria "Twice."'],
	['## Answer: yes', 'answer "yes\\n\\nTwice."'],
	['## Answer: Yes', 'answer "Yes\\n\\nTwice."'],
	['## Answer: yes, since 2025-01-01', 'answer "yes, since 2025-01-01\\n\\nTwice."'],
	['**Answer:** yes, but', 'answer "yes, but\\n\\nTwice."'],
	['**Answer by Maria:** yes', 'answer maria "yes\\n\\nTwice."'],
	['## Answer by Maria Lopez: yes', 'answer maria "yes\\n\\nTwice."'],
	['## Answer — Maria Lopez, 3 November 2026', 'answer maria 2026-11-03 "Twice."'],
	['## Answer by Maria, 3 November 2026', 'answer maria 2026-11-03 "Twice."'],
	['## Answer by Maria, November 3rd, 2026', 'answer maria 2026-11-03 "Twice."'],
	['## Answer by Maria on 3. Nov 2026', 'answer maria 2026-11-03 "Twice."'],
	['## Answer by Maria, 03/11/2026', 'answer maria "Twice."'],
	['## Answer (03/11/2026)', 'answer "Twice."'],
	['## Answer 2026-11-03 9:12', 'answer 2026-11-03T09:12:00Z "Twice."'],
	['## Answer 2026-11-03 9:12 pm', 'answer 2026-11-03 "Twice."'],
] as const;
const SHAPES = SHAPED.map(([shape]) => shape);

/** What a PM makes of the `## Answer` at the end of the file, in whatever tool; nothing of it is shown as the engineer's words. */
suite('shapes of an answer', () => {
	function check(answer: string, expected: readonly string[], asked = ASKED.replace('## Answer\n', '')): void {
		for (const text of [asked + answer, (asked + answer).replaceAll('\n', '\r\n')]) {
			assert.deepEqual(
				[said(text), read(text)?.whyItMatters, read(text)?.title],
				[expected, 'It fails.', 'Why only one retry?'],
			);
			const more = appendSection(text, REPLY);
			assert.deepEqual(said(more), [...expected, 'reply Ana Ruiz 2026-11-04T10:00:00Z "And now?"']);
			assert.equal(read(more)?.whyItMatters, 'It fails.');
			assert.equal(appendSection(more, REPLY), more);
		}
	}
	for (const [shape, expected] of SHAPED) {
		test(JSON.stringify(shape), () => check(`${shape}\n\nTwice.\n`, [expected]));
	}

	test('words on the line of the heading are an answer by themselves', () => {
		check('## Answer: yes\n', ['answer "yes"']);
		check('## Answer: Nur Barzahlung\n', ['answer "Nur Barzahlung"']);
		check('## Answer: 3 November 2026\n', ['answer "3 November 2026"']);
		check(`**Answer:** ${'long '.repeat(100)}\n`, [`answer "${'long '.repeat(100).trim()}"`]);
	});
	test('a name, a day or a remark on it is none', () => {
		for (const place of ['## Answer: Maria', '## Answer (draft)', '## Answer — 3 November 2026', '**Answer**']) {
			check(`${place}\n`, []);
		}
	});
	test('below the place that was meant for it', () => {
		check('**Answer:** Twice.\n', ['answer "Twice."'], ASKED);
		check('Answer\n---\n\nTwice.\n', ['answer "Twice."'], ASKED);
	});
	test('above the title', () => {
		for (const answer of ['# Answer\n\nTwice.\n\n', '## Answer\n\nTwice.\n\n', '**Answer:** Twice.\n\n']) {
			check('', ['answer "Twice."'], ASKED.replace('# Why', `${answer}# Why`));
		}
	});
	test('where an editor underlines every heading', () =>
		check(
			'Answer\n------\n\nTwice.\n',
			['answer "Twice."'],
			ASKED.replace('# Why only one retry?', 'Why only one retry?\n====')
				.replace('## Why it matters', 'Why it matters\n----')
				.replace('## Answer\n', ''),
		));

	test('an answer that uses the word is one', () => {
		for (const inside of [
			'**Answer**\nb',
			'**Answer:** b',
			'- ## Answer\nb',
			'### Answer\nb',
			'Answer to all\n---\nb',
		]) {
			check(`## Answer\n\na\n\n${inside}\n`, [`answer ${JSON.stringify(`a\n\n${inside}`)}`]);
		}
	});
	test('what an engineer types is none, in any of the shapes, and comes back', () => {
		for (const shape of SHAPES) {
			const markdown = `First.\n\n${shape}\n\nLast.`;
			const text = appendSection(ASKED, questionSection({ ...REPLIED, markdown }));
			assert.deepEqual(said(text), [`reply Ana Ruiz 2026-11-04T10:00:00Z ${JSON.stringify(markdown)}`]);
		}
	});
	test('words that only look like it are no answer', () => {
		for (const words of [
			'**Answer** me soon.',
			'And:\n**Answer:** who knows?',
			'> ## Answer\n> x',
			'```\n## Answer\nx\n```',
			'`## Answer`',
			'\\## Answer',
			'#Answer',
			'Answer\n\n---',
			'the long\nAnswer\n---',
			'## Answers wanted',
			'## Answering',
			'## Answer to the second point',
		]) {
			assert.deepEqual(said(ASKED.replace('It fails.', () => `It fails.\n\n${words}`)), [], words);
		}
	});
});
