import assert from 'node:assert/strict';
import fc from 'fast-check';
import { claimMessage, isClaimed, messageMarkers } from '../../../src/core/claimMessage.ts';
import { mergeQuestion } from '../../../src/core/mergeQuestion.ts';
import { isWrittenByHand } from '../../../src/core/question.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { appendSection, questionSection } from '../../../src/core/writeQuestion.ts';

const START = '---\nid: q-1\n---\n# Why?\n\n## Why it matters\n\nIt fails.\n\n## Answer\n';
const FILE = `${START}\nBecause.\n`;
const messages = (text: string) =>
	readQuestion({ path: 'questions/q.md' as RepoPath, text, people: [] }).value?.messages ?? [];
const markers = (text: string) => messageMarkers('q-1', messages(text));
const claim = (text: string, nonce = 'window1', marker = markers(text)[0] ?? '') =>
	claimMessage(text, { question: 'q-1', marker, nonce });
const byHand = (text: string) => messages(text).map(isWrittenByHand);

suite('a message of the file that a window is to post', () => {
	test('is claimed below its heading, and says the same', () => {
		const [marker = ''] = markers(FILE);
		assert.equal(claim(FILE), FILE.replace('## Answer\n', `## Answer\n<!-- posted ${marker} window1 -->\n`));
		assert.deepEqual(messages(claim(FILE)), [{ ...messages(FILE)[0], posted: true }]);
		assert.deepEqual([byHand(FILE), byHand(claim(FILE))], [[true], [false]]);
	});
	test('by the window that comes first', () => {
		const [marker = ''] = markers(FILE);
		const first = claim(FILE);
		assert.equal(claim(first, 'window2', marker), first);
		const of = (nonce: string) => isClaimed(first, { marker, nonce });
		assert.deepEqual([of('window1'), of('window2')], [true, false]);
	});
	test('by nobody, where two histories with a claim each came together', () => {
		const [marker = ''] = markers(FILE);
		const both = claim(FILE).replace(/^<!-- posted.*$/m, (line) => `${line}\n${line.replace('window1', 'window2')}`);
		for (const nonce of ['window1', 'window2']) assert.equal(isClaimed(both, { marker, nonce }), false);
	});
	test('whatever is changed in it afterwards', () => {
		const [marker = ''] = markers(FILE);
		const changed = claim(FILE).replace('Because.', 'Because it is so.');
		assert.deepEqual(byHand(changed), [false]);
		assert.equal(isClaimed(changed, { marker, nonce: 'window1' }), true);
	});
	test('not where it says something else by now, nor in a conflict', () => {
		const [marker = ''] = markers(FILE);
		const other = FILE.replace('Because', 'No idea');
		assert.equal(claim(other, 'window1', marker), other);
		const torn = `<<<<<<< ours\n${FILE}=======\nx\n>>>>>>> theirs\n`;
		assert.equal(claim(torn, 'window1', marker), torn);
	});
	test('the same word said twice is two messages', () => {
		const twice = `${appendSection(FILE, '## Reply by Ana, 2026-11-03 10:00 UTC\n\nReally?\n')}\nBecause.\n`;
		const [first, , second = ''] = markers(twice);
		assert.notEqual(first, second);
		const claimed = claim(claim(twice), 'window2', second);
		assert.deepEqual(
			messages(claimed).map(({ posted = false }) => posted),
			[true, false, true],
		);
	});
	test('line ends and the mark of the file stay', () => {
		const windows = `\uFEFF${FILE.replaceAll('\n', '\r\n')}`;
		assert.equal(claim(windows), `\uFEFF${claim(FILE).replaceAll('\n', '\r\n')}`);
	});

	suite('is one that was written by hand', () => {
		const check = (title: string, section: string, expected: boolean) =>
			test(title, () => assert.deepEqual(byHand(START.replace('## Answer\n', section)), [expected]));
		const facts = { author: { name: 'Ana' }, at: '2026-11-03T10:00:00Z', markdown: 'Yes.' };
		const source = 'https://github.com/acme/asks/issues/1#issuecomment-1';
		check('an answer', '## Answer\n\nYes.\n', true);
		check('an answer with a name and a time', '## Answer by Maria, 2026-11-03 10:00 UTC\n\nYes.\n', true);
		check('a reply without a time', '## Reply by Ben\n\nYes.\n', true);
		check('not a reply that Tandem may have written', questionSection({ ...facts, kind: 'reply' }), false);
		check('not what a channel said', questionSection({ ...facts, kind: 'answer', source }), false);
		check('not what resolves it', questionSection({ ...facts, kind: 'resolved', markdown: '' }), false);
	});

	test('merged with an edit of the message, the claim stays', () => {
		const edited = FILE.replace('Because.', 'Because.\n\nAnd that is all.');
		for (const [ours, theirs] of [
			[claim(FILE), edited],
			[edited, claim(FILE)],
			[claim(FILE), appendSection(FILE, '## Reply by Ana, 2026-11-03 10:00 UTC\n\nReally?\n')],
		] as const) {
			const merged = mergeQuestion(FILE, ours, theirs);
			assert.equal(messages(merged)[0]?.posted, true, merged);
			assert.equal(messages(merged).filter(({ kind }) => kind === 'answer').length, 1, merged);
			assert.equal(mergeQuestion(FILE, merged, theirs), merged);
		}
		assert.equal(messages(mergeQuestion(undefined, FILE, claim(FILE)))[0]?.posted, true);
	});

	test('whatever stands in the file: one message is claimed, and all say the same', () => {
		const line = fc.constantFrom(
			'## Answer',
			'## Reply by Ben',
			'## Resolved',
			'Yes.',
			'No.',
			'```',
			'<!-- x',
			'-->',
			'',
			'# Title',
		);
		fc.assert(
			fc.property(fc.array(line, { maxLength: 12 }), fc.nat({ max: 5 }), (lines, at) => {
				const text = `---\nid: q-1\n---\n${lines.join('\n')}\n`;
				const all = messages(text);
				const marker = markers(text)[at];
				if (marker === undefined) return;
				const next = claim(text, 'window1', marker);
				const posted = messages(next).map((message) => message.posted ?? false);
				assert.deepEqual(
					messages(next).map(({ posted: _posted, ...rest }) => rest),
					all,
				);
				assert.ok(posted[at] === true || next === text, next);
				if (!lines.includes('<!-- x')) assert.equal(posted[at], true, next);
				assert.equal(claim(next, 'window2', marker), next);
			}),
		);
	});
});
