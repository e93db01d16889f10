import assert from 'node:assert/strict';
import type { IssueComment } from '../../../src/app/channels/issueTracker.ts';
import { writtenEntries } from '../../../src/app/channels/writtenMessages.ts';
import { parseOutboxEntry } from '../../../src/app/parseOutboxEntry.ts';
import { messageMarkers } from '../../../src/core/claimMessage.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';

const HEAD = '---\nid: q-1\nasked_by: Ana Ruiz <ana@shop.example>\nto: maria\nobjective: CHK-1\n---\n# May we?\n';
const MARIA = { key: 'maria', name: 'Maria Lopez' };
const ANA = { name: 'Ana Ruiz', email: 'Ana@Shop.example' };
const read = (text: string) => {
	const { value } = readQuestion({ path: 'questions/q.md' as RepoPath, text: HEAD + text, people: [MARIA] });
	return value ?? assert.fail();
};
const entries = (text: string, comments: readonly Partial<IssueComment>[] = [], author: object | undefined = ANA) => {
	const thread = {
		key: '1',
		url: 'https://github.com/acme/asks/issues/1',
		createdAt: '2026-11-20T12:00:00Z',
		comments: comments.map((comment) => ({
			url: 'u',
			author: MARIA,
			at: '2026-11-20T13:00:00Z',
			markdown: '',
			...comment,
		})),
	};
	return writtenEntries({
		question: read(text),
		thread,
		spec: 'acme/specs',
		channel: 'GitHub',
		...(author && { author: author as typeof ANA }),
		place: 'github https://github.com/acme/asks',
		now: Date.parse('2026-11-21T10:00:00Z'),
		nonce: 'window1',
	});
};
const posts = (...input: Parameters<typeof entries>) =>
	entries(...input).map(({ action }) => (action.kind === 'claim' ? action.post.markdown : action.kind));

suite('what people wrote into the file goes to the issue', () => {
	const check = (title: string, text: string, expected: readonly string[]) =>
		test(title, () => assert.deepEqual(posts(text), expected));
	check('an answer, by whom the question went to', '## Answer\n\nYes.\n', ['**Maria Lopez**:\n\nYes.']);
	check('an answer, by whom it names', '## Answer by Tom, 2026-11-21 09:00 UTC\n\nYes.\n', ['**Tom**:\n\nYes.']);
	check('all of them, in their order', '## Answer\n\nYes.\n\n## Reply by Ben\n\nHm.\n\n## Answer\n\nNo.\n', [
		'**Maria Lopez**:\n\nYes.',
		'**Ben**:\n\nHm.',
		'**Maria Lopez**:\n\nNo.',
	]);
	check('nothing of the question itself', '\nIt fails.\n\n## Why it matters\n\nMoney.\n\n## Answer\n', []);
	check('nothing that resolves it', '## Resolved by Maria, 2026-11-21\n\nDone.\n', []);
	check('nothing that is older than the issue', '## Answer by Tom, 2026-11-18 09:00 UTC\n\nYes.\n', []);
	check('from another time zone', '## Answer by Tom, 2026-11-20 04:00 UTC\n\nYes.\n', ['**Tom**:\n\nYes.']);

	suite('not', () => {
		const YES = '## Answer\n\nYes.\n';
		const [marker = ''] = messageMarkers('q-1', read(YES).messages);
		const none = (title: string, comments: readonly Partial<IssueComment>[], author?: object) =>
			test(title, () => assert.deepEqual(posts(YES, comments, author), []));
		none('what is there by its marker', [{ marker, markdown: 'Yes.' }]);
		none('what was said there in the same words', [{ markdown: 'Yes.' }]);
		none('by the window of somebody else', [], { name: 'Ana Ruiz', email: 'ben@shop.example' });
		none('by a window without an e-mail', [], { name: 'Ana Ruiz' });
	});

	test('what is kept in the outbox can be read again', () => {
		const [entry] = entries('## Answer\n\nYes.\n');
		assert.ok(entry);
		assert.deepEqual(parseOutboxEntry(JSON.stringify(entry)), { kind: 'entry', entry });
		const strange = { ...entry, action: { kind: 'claim', nonce: 'x', post: {} } };
		assert.equal(parseOutboxEntry(JSON.stringify(strange))?.kind, 'newer');
	});
});
