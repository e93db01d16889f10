import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editMessage } from '../../../src/core/editMessage.ts';
import { mergeQuestion } from '../../../src/core/mergeQuestion.ts';
import { sourceLine } from '../../../src/core/messageSource.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { appendSection, questionSection } from '../../../src/core/writeQuestion.ts';

const START = '---\nid: q-1\n---\n# Why?\n\n## Why it matters\n\nIt fails.\n\n## Answer\n';
const SOURCE = 'https://github.com/acme/asks/issues/1#issuecomment-1';
const at = (minute: number) => `2026-11-21T09:${String(minute).padStart(2, '0')}:00Z`;
const taken = (markdown: string, minute = 0, source = SOURCE) =>
	questionSection({ kind: 'answer', author: { name: 'Maria' }, at: at(0), markdown, source, editedAt: at(minute) });
const edited = (text: string, markdown: string, minute: number) =>
	editMessage(text, { source: SOURCE, editedAt: at(minute), markdown });
const read = (text: string) => readQuestion({ path: 'questions/q.md' as RepoPath, text, people: [] }).value;
const said = (text: string) => (read(text)?.messages ?? []).map(({ markdown }) => markdown);

suite('a message that was taken over and edited there', () => {
	const FILE = appendSection(START, taken('Yes, once.'));

	test('gets the newest words, and nothing else changes', () => {
		const next = edited(FILE, 'Yes, twice.', 5);
		assert.equal(next, appendSection(START, taken('Yes, twice.', 5)));
		const [before, after] = [read(FILE)?.messages[0], read(next)?.messages[0]];
		assert.deepEqual({ ...after, markdown: '', taken: {} }, { ...before, markdown: '', taken: {} });
	});
	test('once only', () => {
		const next = edited(FILE, 'Yes, twice.', 5);
		assert.equal(edited(next, 'Yes, twice.', 5), next);
	});
	test('the later edit stays, whichever window comes last', () => {
		const [second, third] = [edited(FILE, 'Twice.', 5), edited(FILE, 'Thrice.', 6)];
		assert.equal(edited(second, 'Thrice.', 6), third);
		assert.equal(edited(third, 'Twice.', 5), third);
	});
	test('of two texts that git has put below each other the newest counts, in either order', () => {
		const body = (text: string) => text.split('UTC\n')[1] ?? '';
		const [older, newer] = [taken('Twice.\n\nAt most.', 5), taken('Thrice.', 6)];
		for (const both of [
			`${older.trimEnd()}\n${body(newer).trimStart()}`,
			`${newer.trimEnd()}\n${body(older).trimStart()}`,
		]) {
			const file = appendSection(START, both);
			assert.deepEqual(said(file), ['Thrice.']);
			assert.deepEqual(said(mergeQuestion(START, file, appendSection(START, taken('Once.')))), ['Thrice.']);
			assert.deepEqual(said(edited(file, 'Never.', 7)), ['Never.']);
		}
		const byHand = appendSection(
			START,
			`${older.replace('Twice', 'Twice a day').trimEnd()}\n${body(newer).trimStart()}`,
		);
		assert.deepEqual(said(byHand), ['Twice a day.\n\nAt most.\n\nThrice.']);
	});
	test('with the line ends and the mark of its file', () => {
		const windows = `\uFEFF${FILE.replaceAll('\n', '\r\n')}`;
		assert.equal(edited(windows, 'a\nb', 5), `\uFEFF${edited(FILE, 'a\nb', 5).replaceAll('\n', '\r\n')}`);
	});

	suite('is left alone', () => {
		const same = (title: string, text: string) => test(title, () => assert.equal(edited(text, 'No.', 5), text));
		same('where a person changed it', FILE.replace('once', 'at most once'));
		same('where a person wrote on below it', FILE.replace(/\n\n## Answer\n$/, '\n\nAnd tell the team.\n'));
		same('where a person hid a note in it', FILE.replace('Yes, once.', 'Yes, once.\n\n<!-- not sure -->'));
		same('where the file was written before texts were noted', FILE.replace(/^<!-- as of .*\n/m, ''));
		same('where it is not in the file', START);
		same('where it stands there twice', `${FILE}\n${taken('Another.', 0).replace('09:00', '09:01')}`);
		same('in a conflict', `<<<<<<< ours\n${FILE}=======\n${FILE}x\n>>>>>>> theirs\n`);
		test('where a fence above would swallow what follows', () => {
			const text = FILE.replace('It fails.', '```\nx');
			assert.equal(edited(text, '```\nretry();\n```', 5), text);
		});
	});

	const words = fc
		.array(
			fc.constantFrom(
				'Yes.',
				'',
				'## Answer',
				'## Resolved by Maria, 2026-11-21 09:00 UTC',
				'```',
				'~~~',
				'<!-- x',
				'-->',
				sourceLine(SOURCE),
				'\\## Answer',
				'<<<<<<< HEAD',
				'=======',
				'  indented  ',
				'# Title',
				'---',
			),
			{ minLength: 1, maxLength: 6 },
		)
		.map((lines) => lines.join('\n'))
		.filter((text) => text.trim() !== '');

	test('whatever was said, before and after: the newest words, and the rest of the file as it was', () => {
		fc.assert(
			fc.property(words, words, words, (first, second, other) => {
				const more = taken(other, 0, SOURCE.replace(/1$/, '2')).replace('by Maria', 'by Tom');
				const text = appendSection(appendSection(START, taken(first)), more);
				const next = edited(text, second, 5);
				const expected = appendSection(appendSection(START, taken(second, 5)), more);
				assert.equal(next, expected);
				assert.deepEqual(said(next), said(expected));
			}),
		);
	});

	suite('merged', () => {
		const check = (
			title: string,
			base: string,
			[ours, theirs]: readonly [string, string],
			expected: readonly string[],
		) =>
			test(title, () => {
				const merged = mergeQuestion(base, ours, theirs);
				assert.deepEqual(said(merged).sort(), [...expected].sort());
				assert.deepEqual(said(mergeQuestion(base, theirs, ours)).sort(), [...expected].sort());
				assert.equal(mergeQuestion(base, merged, theirs), merged);
			});
		const [second, third] = [edited(FILE, 'Twice.', 5), edited(FILE, 'Thrice.', 6)];
		const byHand = FILE.replace('once', 'at most once');
		check('the same edit, taken over by both', FILE, [second, second], ['Twice.']);
		check('two edits: the later one', FILE, [second, third], ['Thrice.']);
		check(
			'an edit, and a person who changed it: what the person wrote',
			FILE,
			[second, byHand],
			['Yes, at most once.'],
		);
		check(
			'an edit, and a reply',
			FILE,
			[second, `${FILE}\n## Reply by Ana, 2026-11-21 10:00 UTC\n\nThanks.\n`],
			['Twice.', 'Thanks.'],
		);
		check(
			'taken over by both, by one before texts were noted',
			START,
			[FILE.replace(/^<!-- as of .*\n/m, ''), FILE],
			['Yes, once.'],
		);
		test('it can be edited on then', () => {
			const merged = mergeQuestion(START, FILE.replace(/^<!-- as of .*\n/m, ''), FILE);
			assert.deepEqual(said(edited(merged, 'Twice.', 5)), ['Twice.']);
		});
	});
});
