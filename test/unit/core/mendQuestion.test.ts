import assert from 'node:assert/strict';
import { noteIssue } from '../../../src/core/noteIssue.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { appendSection, questionSection } from '../../../src/core/writeQuestion.ts';

const read = (text: string) => readQuestion({ path: 'questions/q.md' as RepoPath, text, people: [] });
const codes = (text: string) => read(text).problems.map(({ code }) => code);
const messages = (text: string) =>
	(read(text).value?.messages ?? []).map(({ kind, author, markdown }) =>
		[kind, author?.name, markdown].filter((part) => part).join(' '),
	);

const HEAD = ['---', 'id: q-1', 'objective: CHK-1', '---', '# Why?', ''];
const ANA = ['## Reply by Ana, 2026-11-03 10:05 UTC', '', 'Late.', ''];
const TOM = ['## Reply by Tom, 2026-11-03 10:02 UTC', '', 'Early.', ''];
const MORE = questionSection({ kind: 'reply', author: { name: 'Ana' }, at: '2026-11-04T08:00:00Z', markdown: 'More.' });

/** Somebody committed a file in which git had stopped. */
suite('a question with conflict markers', () => {
	function check(lines: readonly string[], expected: readonly string[], title = 'Why?'): string {
		const text = `${lines.join('\n')}\n`;
		assert.deepEqual(messages(text), expected);
		assert.equal(read(text).value?.title, title);
		assert.deepEqual([codes(text)[0], read(text).value?.id], ['question.conflict', 'q-1']);
		const mended = appendSection(text, MORE);
		assert.doesNotMatch(mended, /^(?:<{7}|={7}|>{7}|\|{7})/m);
		assert.deepEqual(messages(mended), [...expected, 'reply Ana More.']);
		assert.deepEqual(
			codes(mended).filter((code) => code === 'question.conflict'),
			[],
		);
		assert.equal(appendSection(mended, MORE), mended);
		return mended;
	}
	const conflict = (ours: readonly string[], theirs: readonly string[], base?: readonly string[]) => [
		'<<<<<<< HEAD',
		...ours,
		...(base ? ['||||||| 3f2a1c9', ...base] : []),
		'=======',
		...theirs,
		'>>>>>>> origin/main',
	];

	test('two replies', () =>
		check([...HEAD, ...conflict(ANA, TOM), '## Answer'], ['reply Tom Early.', 'reply Ana Late.']));
	test('with what both had, in the style diff3', () =>
		check([...HEAD, ...conflict([...TOM, ...ANA], [], TOM), '## Answer'], ['reply Ana Late.']));
	test('an answer that both wrote', () =>
		check([...HEAD, '## Answer', '', ...conflict(['Yes.'], ['No.'])], ['answer No.', 'answer Yes.']));
	test('in the middle of a message', () =>
		check(
			[...HEAD, '## Answer', '', ...conflict(['Yes,'], ['No,']), 'because.'],
			['answer No,\nbecause.', 'answer Yes,\nbecause.'],
		));
	test('the front matter', () => {
		const lines = ['---', 'id: q-1', ...conflict(['to: maria', 'objective: CHK-1'], ['to: jonas']), '---', '# Why?'];
		const mended = check(lines, []);
		assert.deepEqual([read(mended).value?.objective, read(mended).value?.to?.name], ['CHK-1', 'maria']);
		assert.match(mended, /# to: jonas/);
	});
	test('the title', () => {
		const mended = check(['---', 'id: q-1', '---', ...conflict(['# Why?'], ['# Why so?'])], []);
		assert.match(mended, /# Why so\?/);
	});
	test('one conflict committed on another', () =>
		check(
			[
				...HEAD,
				...conflict(conflict(ANA, TOM), ['## Answer by Maria, 2026-11-03 11:00 UTC', '', 'Yes.', '']),
				'## Answer',
			],
			['reply Tom Early.', 'reply Ana Late.', 'answer Maria Yes.'],
		));
	test('one marker that was left is told and shown, and what stands around it is not guessed', () => {
		const [open, ours, middle, theirs, close] = conflict(['Yes.'], ['No.']) as [string, string, string, string, string];
		for (const [lines, line] of [
			[[open, ours, middle, theirs], 9],
			[[ours, middle, theirs, close], 12],
			[[open, ours], 9],
			[[theirs, close], 10],
		] as const) {
			const text = [...HEAD, '## Answer', '', ...lines, ''].join('\n');
			assert.deepEqual(codes(text), ['question.conflict']);
			assert.equal(read(text).problems[0]?.range?.start.line, line);
			assert.deepEqual(messages(text), [`answer ${lines.join('\n')}`]);
			assert.deepEqual(messages(appendSection(text, MORE)), [...messages(text), 'reply Ana More.']);
		}
	});
	test('a line of equals signs underlines, and marks in code are code', () => {
		for (const words of ['Title\n=======\n\nText.', '```\n<<<<<<< HEAD\n```', '    <<<<<<< HEAD']) {
			assert.deepEqual(codes([...HEAD, '## Answer', '', words, ''].join('\n')), []);
		}
	});
	test('CRLF', () => {
		const text = [...HEAD, ...conflict(ANA, TOM), '## Answer', ''].join('\r\n');
		assert.deepEqual(messages(text), ['reply Tom Early.', 'reply Ana Late.']);
		assert.doesNotMatch(appendSection(text, MORE), /[^\r]\n|<<<<<<</);
	});
	test('markers in a quote of code are code', () => {
		const text = [...HEAD, '```', ...conflict(['a'], ['b']), '```', '', '## Answer', '', 'Merge it.', ''].join('\n');
		assert.deepEqual([messages(text), codes(text)], [['answer Merge it.'], []]);
		assert.match(appendSection(text, MORE), /<<<<<<< HEAD/);
	});
	test('markers in a message come back as they were typed', () => {
		const markdown = conflict(['a'], ['b']).join('\n');
		const section = questionSection({ kind: 'reply', author: { name: 'Ana' }, at: '2026-11-04T08:00:00Z', markdown });
		const text = appendSection(`${HEAD.join('\n')}\n`, section);
		assert.deepEqual([messages(text), codes(text)], [[`reply Ana ${markdown}`], []]);
	});
	test('many within each other take no time', () => {
		const deep = Array.from({ length: 2000 }, (_, index) => `<<<<<<< ${index}\nx`).join('\n');
		const ends = Array.from({ length: 2000 }, (_, index) => `=======\ny\n>>>>>>> ${index}`).join('\n');
		const started = process.cpuUsage().user;
		read(`${HEAD.join('\n')}\n${deep}\n${ends}\n`);
		assert.ok(process.cpuUsage().user - started < 2_000_000);
	});
});

/** What git's union merge makes of two versions is no conflict, and not always what anybody wrote. */
suite('a question after a union merge', () => {
	const check = (lines: readonly string[], expected: readonly string[]) =>
		assert.deepEqual(messages([...HEAD, ...lines].join('\n')), expected);

	test('a message that stands twice is one', () =>
		check([...ANA, ...TOM, ...ANA], ['reply Ana Late.', 'reply Tom Early.']));
	test('words that two messages share stand once in the file', () =>
		check(
			[ANA[0] ?? '', TOM[0] ?? '', '', 'Thanks.', '', '## Answer', ''],
			['reply Ana Thanks.', 'reply Tom Thanks.'],
		));
	test('an answer that stands twice in a row is one; the same word further below is another', () =>
		check(
			['## Answer', '', 'Yes.', '', '## Answer', '', 'Yes.', '', ...ANA, '## Answer', '', 'Yes.', ''],
			['answer Yes.', 'reply Ana Late.', 'answer Yes.'],
		));
	test('keys that stand twice: the first counts, and nothing else is lost', () => {
		const text = '---\nid: q-1\nto: maria\nto: jonas\ncode:\n  path: a.ts\n  lines: 1\n  lines: 2\n---\n# Why?\n';
		const { value } = read(text);
		assert.deepEqual(
			[value?.id, value?.to?.name, value?.anchor?.lines.first, value?.title],
			['q-1', 'maria', 1, 'Why?'],
		);
	});
	test('two titles: both are there', () => {
		const { value } = read('---\nid: q-1\n---\n# Why?\n# Why so?\n\n## Answer\n');
		assert.deepEqual([value?.title, value?.whyItMatters], ['Why?', '# Why so?']);
	});
});

suite('a question with odd front matter', () => {
	const BODY = '# Why?\n\nText.\n\n## Answer\n\nYes.\n';
	const check = (head: string, expected: readonly (string | undefined)[], ...problems: readonly string[]) => {
		for (const text of [`${head}${BODY}`, `${head}${BODY}`.replaceAll('\n', '\r\n'), `\uFEFF${head}${BODY}`]) {
			const { value } = read(text);
			assert.deepEqual([value?.id, value?.objective, value?.title], expected);
			assert.equal(value?.whyItMatters?.includes('Text.'), true);
			assert.deepEqual(messages(text), ['answer Yes.']);
			assert.deepEqual(codes(text), problems);
			assert.deepEqual(messages(appendSection(text, MORE)), ['answer Yes.', 'reply Ana More.']);
		}
	};
	const ALL = ['q-1', 'CHK-1', 'Why?'];

	test('none', () => check('', ['q', undefined, 'Why?'], 'question.no-id', 'question.no-objective'));
	test('blank lines before it', () => check('\n\n---\nid: q-1\nobjective: CHK-1\n---\n', ALL));
	test('closed by dots', () => check('---\nid: q-1\nobjective: CHK-1\n...\n', ALL));
	test('never closed', () => check('---\nid: q-1\nobjective: CHK-1\n\n', ALL, 'front-matter.unclosed'));
	test('never closed, and no line between', () =>
		check('---\nid: q-1\nobjective: CHK-1\n', ALL, 'front-matter.unclosed'));
	test('a line that is no YAML', () => check('---\nid: q-1\nto: [maria\nobjective: CHK-1\n---\n', ALL, 'yaml.syntax'));
	test('a colon in a text', () =>
		check('---\nid: q-1\nasked_by: Ana: the one\nobjective: CHK-1\n---\n', ALL, 'yaml.syntax'));
	test('words', () =>
		check(
			'---\nhello there\n---\n',
			['q', undefined, 'Why?'],
			'yaml.syntax',
			'question.no-id',
			'question.no-objective',
		));
	test('words above it', () => check('Hello Ana,\nsee below.\n\n---\nid: q-1\nobjective: CHK-1\n---\n', ALL));
	test('rules in the place of its marks', () => {
		for (const rule of ['***', '-----', '___', '* * *']) {
			check(`${rule}\nid: q-1\nobjective: CHK-1\n${rule}\n`, ALL);
			check(`\nHello.\n\n${rule}\n\nid: q-1\nobjective: CHK-1\n-----\n`, ALL);
		}
	});
	test('words above it go on below it, and problems stay where they are', () => {
		const text = `Hello.\n\n---\nid: q-1\nobjetive: CHK-1\n---\n${BODY}`;
		assert.match(read(text).value?.whyItMatters ?? '', /^Hello\.\n+Text\.$/);
		assert.equal(read(text).problems.find(({ code }) => code === 'key.unknown')?.range?.start.line, 5);
		assert.match(appendSection(text, MORE), /^---\nid: q-1\nobjetive: CHK-1\n---\nHello\.\n\n# Why\?/);
		assert.match(
			noteIssue(text, 'https://x.example/1', 'q-1'),
			/^---\nid: q-1\nobjetive: CHK-1\nissue: https.*\n---\nHello\./,
		);
	});
	test('code, and a rule around other words, are none', () => {
		for (const lead of ['```\n---\nid: q-2\n---\n```\n', 'So:\n\n---\nid: q-2\nis the other one\n\n---\n']) {
			check(lead, ['q', undefined, 'Why?'], 'question.no-id', 'question.no-objective');
		}
	});
	test('an answer as a key is one', () => {
		const said = (key: string, rest = '') => messages(`---\nid: q-1\n${key}\n---\n# Why?\n\n## Answer\n${rest}`);
		assert.deepEqual(said('answer: yes'), ['answer yes']);
		assert.deepEqual(said('Answer: "no: never"'), ['answer no: never']);
		assert.deepEqual(said('answer: |\n  Yes,\n\n  twice.'), ['answer Yes,\n\ntwice.']);
		assert.deepEqual(said('answer:'), []);
		assert.deepEqual(said('answer: yes', '\nTwice.\n'), ['answer yes', 'answer Twice.']);
		const text = '---\nid: q-1\nobjective: A\nanswer: yes\n---\n# Why?\n\n## Answer\n';
		assert.deepEqual([read(text).value?.state, codes(text)], ['answered', []]);
		assert.deepEqual(messages(appendSection(text, MORE)), ['answer yes', 'reply Ana More.']);
		assert.equal(read(appendSection(text, MORE)).value?.state, 'open');
	});
	test('tabs', () => {
		const text = '---\nid: q-1\nobjective: CHK-1\ncode:\n\tpath: a.ts\n\tlines: 3\n---\n';
		check(text, ALL);
		assert.deepEqual(read(text + BODY).value?.anchor?.lines, { first: 3, last: 3 });
	});
});
