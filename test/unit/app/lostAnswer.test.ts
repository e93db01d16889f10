import assert from 'node:assert/strict';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { specFixes } from '../../../src/app/specFixes.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { applyEdits } from '../../../src/core/textEdit.ts';
import { appendSection, questionSection, writeQuestion } from '../../../src/core/writeQuestion.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';

const FILE = 'questions/q.md' as RepoPath;
const CODE = 'no-answer-heading';
const draft = {
	objective: 'CHK-1',
	title: 'Why?',
	whyItMatters: 'It fails.\n\nOften.',
	anchor: { path: 'src/a.ts' as RepoPath, lines: { first: 4, last: 4 }, quote: 'retry(1);' },
};
const facts = {
	id: 'q-1',
	askedBy: { name: 'Ana' },
	askedAt: '2026-11-02T10:00:00Z',
	language: 'ts',
	folder: 'questions',
};
const ASKED = writeQuestion(draft, facts).text;
const PLAIN = writeQuestion({ ...draft, whyItMatters: '' }, facts).text;
const REPLIED = appendSection(
	ASKED,
	questionSection({ kind: 'reply', author: { name: 'Ana' }, at: '2026-11-03T10:00:00Z', markdown: 'And?' }),
);

/** A PM answered without the heading, or took it away: Tandem cannot tell whose words these are, and says so. */
suite('an answer without its heading', () => {
	/** Each way to mend it by its first words and what the messages are then. */
	async function check(text: string, ...expected: readonly string[]): Promise<void> {
		for (const [written, newline] of [
			[text, '\n'],
			[text.replaceAll('\n', '\r\n'), '\r\n'],
		] as const) {
			const { value, problems } = readQuestion({ path: FILE, text: written, people: [] });
			const snapshot = await createSpecReader().read(specTreeOf({ [FILE]: written }), new AbortController().signal);
			const fixes = problems.flatMap((problem) => specFixes(problem, { text: written, snapshot }));
			const mended = fixes.map(({ title, act }) => {
				const after = act.kind === 'edit' ? applyEdits(written, [act.edit]) : '';
				assert.doesNotMatch(after, newline === '\n' ? /\r/ : /[^\r]\n/);
				const again = readQuestion({ path: FILE, text: after, people: [] });
				assert.deepEqual(again.problems, []);
				const answers = again.value?.messages.filter(({ kind }) => kind === 'answer');
				return `${title}: ${answers?.map(({ markdown }) => markdown).join() || 'open'}`;
			});
			assert.deepEqual(
				[value?.state, problems.map(({ code }) => code.replace('question.', '')), mended],
				['open', expected.length === 0 ? [] : [CODE], expected],
			);
		}
	}
	const ABOVE = 'Add "## Answer" above these words';
	const LAST = 'Add "## Answer" at the end';

	test('not answered yet', async () => {
		await check(ASKED);
		await check(PLAIN);
		await check(REPLIED);
	});
	test('words in its place', () => check(ASKED.replace('## Answer\n', 'Yes.\n\n'), `${ABOVE}: Yes.`, `${LAST}: open`));
	test('taken away', () => check(PLAIN.replace('## Answer\n', ''), `${LAST}: open`));
	test('no line end at the end', () => check(PLAIN.replace('\n\n## Answer\n', ''), `${LAST}: open`));
	test('words in its place after a reply', () =>
		check(REPLIED.replace('## Answer\n', 'Yes.\n'), `${ABOVE}: Yes.`, `${LAST}: open`));
	test('taken away after a reply', () => check(REPLIED.replace('## Answer\n', ''), `${LAST}: open`));
	test('words below the quote', () => check(ASKED.replace('## Why', 'Yes.\n\n## Why'), `${ABOVE}: Yes.`));
	test('words below the quote, and nothing else', () =>
		check(PLAIN.replace('## Answer', 'Yes,\ntwice.'), `${ABOVE}: Yes,\ntwice.`));
	test('escaped by an editor', () =>
		check(PLAIN.replace('## Answer', '\\## Answer\n\nYes.'), `${ABOVE}: ## Answer\n\nYes.`));

	test('a question by hand has no such place', () => {
		for (const text of ['---\nid: q-1\nobjective: A\n---\n# Why?\n\nText.\n', '# Why?\n\nText.\n']) {
			const { problems } = readQuestion({ path: FILE, text, people: [] });
			assert.equal(
				problems.some(({ code }) => code === `question.${CODE}`),
				false,
			);
		}
	});
});
