import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readQuestion } from '../../src/core/readQuestion.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { appendSection, questionSection } from '../../src/core/writeQuestion.ts';

const START = '---\nid: q-1\nobjective: A\n---\n# Why?\n\n## Answer\n';
const answer = '\nBecause.\n';
const section = (kind: 'reply' | 'resolved', markdown: string) =>
	questionSection({ kind, author: { name: 'Ana' }, at: '2026-11-03T10:00:00Z', markdown });

/** Two people write below one question at the same time; git itself puts both together. */
suite('two writers of one question', () => {
	let folder = '';
	suiteSetup(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-merge-'))));
	suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

	function check(base: string, ours: string, theirs: string, expected: readonly string[], ...flags: string[]): void {
		const files = Object.entries({ ours, base, theirs }).map(([name, text]) => {
			const file = path.join(folder, name);
			writeFileSync(file, text);
			return file;
		});
		const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...flags, ...files], { encoding: 'utf8' });
		assert.deepEqual([status, stdout.includes('<<<<<<<')], [0, false], stdout);
		const { value } = readQuestion({ path: 'questions/q.md' as RepoPath, text: stdout, people: [] });
		assert.deepEqual(
			value?.messages.map(({ kind, markdown }) => `${kind} ${markdown}`.trim()),
			expected,
		);
	}

	test('a reply while the PM answers', () =>
		check(START, appendSection(START, section('reply', 'More.')), `${START}${answer}`, [
			'reply More.',
			'answer Because.',
		]));
	test('resolved while the PM answers', () =>
		check(START, appendSection(START, section('resolved', '')), `${START}${answer}`, ['resolved', 'answer Because.']));
	test('a second reply while the PM answers the first', () => {
		const base = appendSection(`${START}${answer}`, section('reply', 'But?'));
		const reply = questionSection({
			kind: 'reply',
			author: { name: 'Tom' },
			at: '2026-11-03T10:05:00Z',
			markdown: 'And?',
		});
		check(base, appendSection(base, reply), `${base}\nStill.\n`, [
			'answer Because.',
			'reply But?',
			'reply And?',
			'answer Still.',
		]);
	});
	test('two replies of the same words, below an answer: git writes the words once, and both are read', () => {
		const base = `${START}${answer}`;
		const tom = questionSection({
			kind: 'reply',
			author: { name: 'Tom' },
			at: '2026-11-03T10:05:00Z',
			markdown: 'Thanks.',
		});
		check(
			base,
			appendSection(base, section('reply', 'Thanks.')),
			appendSection(base, tom),
			['answer Because.', 'reply Thanks.', 'reply Thanks.'],
			'--union',
		);
	});
	test('the same reply in different places of both: it is read once', () => {
		const reply = section('reply', 'More.');
		check(
			START,
			appendSection(START, reply),
			appendSection(`${START}${answer}`, reply),
			['reply More.', 'answer Because.'],
			'--union',
		);
	});
	test('below an answer that is there: nothing is lost, with the union merge of the example', () => {
		const base = `${START}${answer}`;
		check(
			base,
			appendSection(base, section('resolved', '')),
			`${base}\nMore of it.\n`,
			['answer Because.', 'resolved More of it.'],
			'--union',
		);
	});
});
