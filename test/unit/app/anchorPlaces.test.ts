import assert from 'node:assert/strict';
import { createAnchorPlaces } from '../../../src/app/anchorPlaces.ts';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import type { FollowedFile } from '../../../src/core/anchors/findAnchor.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { Anchor } from '../../../src/core/question.ts';
import { fakeClock, fakeLog } from '../../support/inMemory.ts';
import { repoPath } from '../../support/snapshots.ts';

const path = repoPath('src/retry.ts');
const TEXT = ['const retries = 3;', 'const patience = 1000;', 'const shop = open(patience);', 'await shop.pay();'];
const anchor: Anchor = {
	path,
	lines: { first: 2, last: 3 },
	commit: 'c'.repeat(40),
	quote: TEXT.slice(1, 3).join('\n'),
};
const followed = (now: readonly string[]): FollowedFile => ({
	before: { path, lines: TEXT },
	now: { path, lines: now },
	heirs: [],
});

function contextAt(commit: string | undefined): RepoContext {
	return {
		repo: { root: '/r' },
		head: { ...(commit === undefined ? {} : { commit }), branch: 'main', shallow: false },
		spec: { kind: 'none' },
		problems: [],
	};
}

function setUp() {
	const asked: { head: string; signal: AbortSignal; end: (result: FollowedFile | Error) => void }[] = [];
	const clock = fakeClock();
	const editor: { document?: { version: number; lines: readonly string[] } } = {};
	const places = createAnchorPlaces({
		codeRepos: {
			follow: (_repo, _file, head, signal) =>
				new Promise((resolve, reject) => {
					signal.addEventListener('abort', () => reject(Object.assign(new Error('stopped'), { name: 'AbortError' })));
					asked.push({ head, signal, end: (result) => (result instanceof Error ? reject(result) : resolve(result)) });
				}),
		},
		openDocument: (root, file) => {
			const { document } = editor;
			return document && { osPath: `${root}/${file}`, version: document.version, lines: () => document.lines };
		},
		breathe: async () => undefined,
		clock,
		log: fakeLog(),
	});
	let told = 0;
	places.onDidChange(() => told++);
	const settle = async () => {
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
		clock.pass(100);
	};
	return { places, asked, editor, clock, settle, told: () => told };
}

suite('the places of anchors', () => {
	test('are pending, asked for once, and told when they are known', async () => {
		const { places, asked, settle, told } = setUp();
		const context = contextAt('a');
		assert.equal(places.placeOf(context, anchor), 'pending');
		assert.equal(places.placeOf(context, { ...anchor }), 'pending');
		assert.equal(asked.length, 1);
		asked[0]?.end(followed(['// new', ...TEXT]));
		await settle();
		assert.equal(told(), 1);
		assert.deepEqual(places.placeOf(context, anchor), {
			kind: 'found',
			path,
			lines: { first: 3, last: 4 },
			how: 'mapped',
		});
		assert.equal(asked.length, 1);
	});

	test('are looked up two at a time, and told together', async () => {
		const { places, asked, settle, told } = setUp();
		const context = contextAt('a');
		for (let line = 1; line <= 4; line++)
			places.placeOf(context, { ...anchor, lines: { first: line, last: line }, quote: '' });
		assert.equal(asked.length, 2);
		for (let each = 0; each < 4; each++) {
			asked[each]?.end(followed(TEXT));
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
		}
		await settle();
		assert.equal(asked.length, 4);
		assert.equal(told(), 1);
	});

	test('are pending after a failure, until it is tried again', async () => {
		const { places, asked, settle } = setUp();
		const context = contextAt('a');
		places.placeOf(context, anchor);
		asked[0]?.end(new Failure('git', 'no'));
		await settle();
		assert.equal(places.placeOf(context, anchor), 'pending');
		assert.equal(asked.length, 1);
		places.retryFailed();
		assert.equal(places.placeOf(context, anchor), 'pending');
		asked[1]?.end(followed(TEXT));
		await settle();
		assert.deepEqual(places.placeOf(context, anchor), { kind: 'found', path, lines: anchor.lines, how: 'unchanged' });
	});

	test('belong to one HEAD: another begins anew and stops what is asked for the former', async () => {
		const { places, asked, settle } = setUp();
		places.placeOf(contextAt('a'), anchor);
		assert.equal(places.placeOf(contextAt('b'), anchor), 'pending');
		assert.equal(asked[0]?.signal.aborted, true);
		await settle();
		assert.equal(asked[1]?.head, 'b');
		asked[1]?.end(followed(['gone']));
		await settle();
		assert.deepEqual(places.placeOf(contextAt('b'), anchor), { kind: 'detached', why: 'lines-gone' });
	});

	test('go along with unsaved edits, and back when they are undone', async () => {
		const { places, asked, settle, editor } = setUp();
		const context = contextAt('a');
		places.placeOf(context, anchor);
		asked[0]?.end(followed(['// new', ...TEXT]));
		await settle();
		editor.document = { version: 2, lines: ['// newer', '// new', ...TEXT, ''] };
		assert.deepEqual(places.placeOf(context, anchor), {
			kind: 'found',
			path,
			lines: { first: 4, last: 5 },
			how: 'mapped',
		});
		editor.document = { version: 3, lines: ['// new', TEXT[0] ?? '', ''] };
		assert.deepEqual(places.placeOf(context, anchor), { kind: 'detached', why: 'lines-gone' });
		editor.document = { version: 4, lines: ['// new', ...TEXT, ''] };
		assert.deepEqual(places.placeOf(context, anchor), {
			kind: 'found',
			path,
			lines: { first: 3, last: 4 },
			how: 'mapped',
		});
	});

	test('of lines that are not committed yet are in the document', async () => {
		const { places, asked, settle, editor } = setUp();
		editor.document = { version: 1, lines: TEXT };
		const found = { kind: 'found', path, lines: { first: 2, last: 3 }, how: 'exact' };
		assert.deepEqual(places.placeOf(contextAt(undefined), anchor), found);
		places.placeOf(contextAt('a'), anchor);
		asked[0]?.end({ heirs: [] });
		await settle();
		assert.deepEqual(places.placeOf(contextAt('a'), anchor), found);
	});

	test('leave nothing behind', async () => {
		const { places, asked, clock } = setUp();
		places.placeOf(contextAt('a'), anchor);
		places.dispose();
		assert.equal(asked[0]?.signal.aborted, true);
		assert.equal(clock.timers, 0);
	});
});
