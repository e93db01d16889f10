import assert from 'node:assert/strict';
import type { FileContext } from '../../../src/app/codeContexts.ts';
import { knownQuestions } from '../../../src/app/knownQuestions.ts';
import { changeOf } from '../../../src/app/outboxChange.ts';
import { newPlace, repositionEntry } from '../../../src/app/reposition.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import type { SpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import { specKey } from '../../../src/core/gitAddress.ts';
import type { Anchor } from '../../../src/core/question.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import { writeQuestion } from '../../../src/core/writeQuestion.ts';
import { NOW } from '../../support/knownWhy.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const ana = { name: 'Ana Ruiz', email: 'ana@shop.example' };
const was: Anchor = {
	repo: 'acme/shop',
	path: repoPath('old.ts'),
	lines: { first: 3, last: 4 },
	commit: 'a'.repeat(40),
	quote: 'gone();',
};
const { path: file, text: FILE } = writeQuestion(
	{ title: 'Why?', whyItMatters: 'So.', anchor: was, objective: 'CHK-1' },
	{ id: 'q-1', askedBy: ana, askedAt: '2026-11-20T10:00:00Z', language: 'ts', folder: 'questions' },
);
const asked = readQuestion({ path: file, text: FILE, people: [] }).value ?? assert.fail();

async function setUp(questions = [asked]) {
	const store = createSpecStore({
		source: fakeSource(),
		read: async () => snapshotOf([], questions),
		clock: fakeClock(NOW),
		log: fakeLog(),
	});
	await store.refresh();
	return store;
}

/** What the file says of its place, in short. */
const placeIn = (text: string) => {
	const { anchor } = readQuestion({ path: file, text, people: [] }).value ?? {};
	return anchor && `${anchor.path}:${anchor.lines.first}-${anchor.lines.last} ${anchor.quote}`;
};
const anchorAt = (first: number): Anchor => ({
	...was,
	path: repoPath('new.ts'),
	lines: { first, last: first },
	quote: `now(${first});`,
});
const entryOf = (store: SpecStore, first: number, question = asked, now = NOW) =>
	repositionEntry(
		question,
		{ anchor: anchorAt(first), language: 'ts' },
		{ store, author: ana, now, shortId: String(first) },
	);

suite('putting a question at another place', () => {
	const LINES = ['import x;', '', '  now(1);', '\tthen(2);', 'end'];
	const inRepo = (store: SpecStore, name?: string): FileContext => ({
		kind: 'in-repo',
		path: repoPath('src/new.ts'),
		context: {
			repo: { root: '/r' },
			...(name === undefined ? {} : { name }),
			head: { commit: 'b'.repeat(40), shallow: false },
			spec: { kind: 'store', store },
			problems: [],
		},
	});

	test('shows what would be written', async () => {
		const store = await setUp();
		const at = (first: number, last: number, question = asked, name = 'acme/shop') => {
			const place = newPlace(question, store, { file: inRepo(store, name), lines: LINES, selected: { first, last } });
			return place.kind === 'possible' ? `${place.label} ${place.quoted}` : place.kind;
		};
		assert.equal(at(3, 3), 'new.ts:3 now(1);');
		assert.equal(at(2, 4), 'new.ts:2-4 now(1); … and 2 more lines');
		assert.equal(at(2, 2), 'impossible');
		assert.equal(at(3, 3, asked, 'acme/other'), 'impossible');
		// One without a place may get one in any code of the spec repo.
		assert.equal(at(3, 3, questionOf('q-2'), 'acme/other'), 'new.ts:3 now(1);');
	});

	test('not where another spec repo, or none, answers for the code', async () => {
		const [store, other] = [await setUp(), await setUp()];
		const kindIn = (context: FileContext) =>
			newPlace(asked, store, { file: context, lines: LINES, selected: { first: 3, last: 3 } }).kind;
		assert.equal(kindIn(inRepo(store, 'acme/shop')), 'possible');
		assert.equal(kindIn(inRepo(other, 'acme/shop')), 'impossible');
		assert.equal(kindIn({ kind: 'outside' }), 'impossible');
		assert.equal(kindIn({ kind: 'loading' }), 'impossible');
	});

	test('the place is that of HEAD, with what is needed to find it again', async () => {
		const store = await setUp();
		const place = newPlace(asked, store, {
			file: inRepo(store, 'acme/shop'),
			lines: LINES,
			selected: { first: 3, last: 3 },
		});
		assert.deepEqual(place.kind === 'possible' && place.anchor, {
			repo: 'acme/shop',
			path: 'src/new.ts',
			lines: { first: 3, last: 3 },
			commit: 'b'.repeat(40),
			quote: '  now(1);',
			lineBefore: 'import x;',
			lineAfter: 'then(2);',
		});
	});

	test('changes the newest text, once, and says in the commit where it was', async () => {
		const entry = entryOf(await setUp(), 7);
		const { update, message } = changeOf(entry);
		const answered = FILE.replace('## Answer', '## Answer\n\nYes.');
		const moved = update(answered);
		assert.equal(placeIn(moved), 'new.ts:7-7 now(7);');
		assert.match(moved, /Yes\./);
		assert.equal(update(moved), moved);
		assert.equal(message, 'Reposition: Why?\n\nIt was at old.ts:3-4 and is at new.ts:7.\n\nObjective: CHK-1');
	});

	test('of two people the last one counts', async () => {
		const store = await setUp();
		const [one, other] = [changeOf(entryOf(store, 7)), changeOf(entryOf(store, 9))];
		assert.equal(placeIn(other.update(one.update(FILE))), 'new.ts:9-9 now(9);');
		assert.equal(placeIn(one.update(other.update(FILE))), 'new.ts:7-7 now(7);');
	});

	test('a file that cannot be changed is refused, one that is gone as well', async () => {
		const { update } = changeOf(entryOf(await setUp(), 7));
		const isRejected = (error: unknown) => error instanceof Failure && error.kind === 'misfit';
		assert.throws(() => update('---\n{id: q-1}\n---\n# Why?\n'), isRejected);
		assert.throws(() => update(undefined), isRejected);
	});

	test('what waits counts already, the last of several, and no more once it has arrived', async () => {
		const store = await setUp();
		const known = (entries: Parameters<typeof knownQuestions>[1], at = store) => {
			const [first] = knownQuestions(at, entries, () => false, readQuestion);
			return [first?.question.anchor?.lines.first, first?.waiting !== undefined];
		};
		assert.deepEqual(known([]), [3, false]);
		assert.deepEqual(known([entryOf(store, 7)]), [7, true]);
		assert.deepEqual(known([entryOf(store, 7), entryOf(store, 9)]), [9, true]);
		assert.deepEqual(known([entryOf(store, 7, questionOf('another'))]), [3, false]);
		const arrived = await setUp([{ ...asked, anchor: anchorAt(9) }]);
		assert.deepEqual(known([entryOf(store, 7), entryOf(store, 9)], arrived), [9, false]);
	});

	test('one that was not sent yet itself stands at the new place as well', async () => {
		const store = await setUp([]);
		const ask = {
			...entryOf(store, 7),
			id: 'q-1',
			spec: specKey(store.source.address),
			action: { kind: 'create', text: FILE } as const,
		};
		const [known] = knownQuestions(store, [ask, entryOf(store, 7)], () => false, readQuestion);
		assert.equal(known?.question.anchor?.path, 'new.ts');
		assert.ok(known?.waiting);
	});

	test('entries of one second keep their order', async () => {
		const store = await setUp();
		const times = [1, 2].map((ms) => entryOf(store, ms, asked, NOW + ms).createdAt);
		assert.ok((times[0] ?? '') < (times[1] ?? ''));
	});
});
