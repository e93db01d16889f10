import assert from 'node:assert/strict';
import type { SpecTree } from '../../../src/app/ports.ts';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { createSpecDrafts, QUIET_MS } from '../../../src/app/specDrafts.ts';
import type { Draft } from '../../../src/app/specDrafts.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';

const draft = (path: string, title: string, isNew = false): Draft => ({
	path: `objectives/${path}.md`,
	text: `---\nid: ${path}\ntitle: ${title}\n---\n`,
	isNew,
});

async function setUp() {
	const clock = fakeClock();
	const log = fakeLog();
	const source = fakeSource();
	const reader = createSpecReader();
	/** Paths that were read, and a gate before each read ends. */
	const parsed: string[] = [];
	let gate = Promise.resolve();
	const read = async (tree: SpecTree, signal: AbortSignal) => {
		const snapshot = await reader.read(
			{
				...tree,
				readBytes: (paths, stop) => {
					parsed.push(...paths);
					return tree.readBytes(paths, stop);
				},
			},
			signal,
		);
		await gate;
		return snapshot;
	};
	for (const id of ['A', 'B']) source.files.set(`objectives/${id}.md`, draft(id, 'saved').text);
	const store = createSpecStore({ source, read, clock, log });
	await store.refresh();
	const drafts = createSpecDrafts({ clock, log });
	let changes = 0;
	drafts.onDidChange(() => changes++);
	parsed.length = 0;
	return {
		clock,
		log,
		source,
		store,
		drafts,
		parsed,
		changes: () => changes,
		close: (until: Promise<void>) => void (gate = until),
		/** Lets the quiet time pass, and what follows from it. */
		async pass(ms = QUIET_MS) {
			clock.pass(ms);
			for (let turn = 0; turn < 60; turn++) await Promise.resolve();
		},
		titles: () => drafts.view(store)?.snapshot.objectives.map(({ id, title }) => `${id} ${title}`),
	};
}

suite('specDrafts', () => {
	/** The objectives in view after these drafts were set one after the other, each within the quiet time. */
	async function check(steps: readonly (readonly Draft[])[], ...expected: string[]): Promise<void> {
		const { store, drafts, pass, titles, log } = await setUp();
		for (const step of steps) drafts.set(store, step);
		await pass();
		assert.deepEqual(titles(), expected);
		assert.deepEqual(log.lines, []);
	}

	test('nothing unsaved', () => check([[]], 'A saved', 'B saved'));
	test('one unsaved', () => check([[draft('A', 'typed')]], 'A typed', 'B saved'));
	test('a new one that is not on disk', () => check([[draft('C', 'new', true)]], 'A saved', 'B saved', 'C new'));
	test('one that the spec repo does not list', () => check([[draft('C', 'ignored')]], 'A saved', 'B saved'));
	test('one of two spoilt', () =>
		check([[{ ...draft('A', ''), text: '---\nid: [\n' }, draft('B', 'typed')]], 'A A', 'B typed'));
	test('the newest counts', () =>
		check([[draft('A', 'o')], [draft('A', 'on')], [draft('A', 'one')]], 'A one', 'B saved'));
	test('typed and taken back', () => check([[draft('A', 'typed')], []], 'A saved', 'B saved'));

	test('without drafts it is the store’s own snapshot', async () => {
		const { store, drafts, pass } = await setUp();
		drafts.set(store, []);
		await pass();
		assert.equal(drafts.view(store)?.snapshot, store.snapshot());
	});

	test('a key press parses one file, and a burst is read once', async () => {
		const { store, drafts, pass, parsed, changes } = await setUp();
		for (const title of ['a', 'ab', 'abc']) drafts.set(store, [draft('A', title)]);
		await pass();
		assert.deepEqual([parsed, changes()], [['objectives/A.md'], 1]);
		drafts.set(store, [draft('A', 'abc')]);
		await pass();
		assert.deepEqual([parsed.length, changes()], [1, 1]);
	});

	test('before it is quiet nothing is read', async () => {
		const { store, drafts, pass, titles } = await setUp();
		drafts.set(store, [draft('A', 'typed')]);
		await pass(QUIET_MS - 1);
		assert.equal(titles(), undefined);
	});

	test('a late result is dropped', async () => {
		const { store, drafts, pass, titles, close } = await setUp();
		let open = () => {};
		close(new Promise((resolve) => (open = resolve)));
		drafts.set(store, [draft('A', 'former')]);
		await pass();
		drafts.set(store, [draft('A', 'newest')]);
		open();
		await pass(0);
		assert.equal(titles(), undefined);
		await pass();
		await pass();
		assert.deepEqual(titles(), ['A newest', 'B saved']);
	});

	test('after a save the former text does not come back', async () => {
		const { store, source, drafts, pass, titles } = await setUp();
		const typed = draft('A', 'typed');
		drafts.set(store, [typed]);
		await pass();
		const seen: unknown[] = [];
		drafts.onDidChange(() => seen.push(titles()?.[0]));
		// The watcher of the folder has not told yet.
		source.files.set(typed.path, typed.text);
		drafts.set(store, []);
		await pass();
		assert.deepEqual(seen, ['A typed']);
		assert.equal(drafts.view(store)?.snapshot, store.snapshot());
	});

	test('what changes on disk meanwhile is seen', async () => {
		const { store, source, drafts, pass, titles } = await setUp();
		drafts.set(store, [draft('A', 'typed')]);
		await pass();
		source.files.set('objectives/B.md', draft('B', 'pulled').text);
		source.touch();
		await pass(0);
		await pass();
		assert.deepEqual(titles(), ['A typed', 'B pulled']);
	});

	test('a folder that cannot be listed leaves what was known', async () => {
		const { store, source, drafts, pass, titles, log } = await setUp();
		drafts.set(store, [draft('A', 'typed')]);
		await pass();
		source.open = () => Promise.reject(new Error('gone'));
		source.touch();
		await pass(0);
		await pass();
		assert.deepEqual(titles(), ['A typed', 'B saved']);
		assert.ok(log.lines.length > 0);
	});

	test('nothing is left', async () => {
		const { store, source, drafts, clock, pass } = await setUp();
		drafts.set(store, [draft('A', 'typed')]);
		drafts.dispose();
		await pass();
		assert.equal(drafts.view(store), undefined);
		store.dispose();
		assert.deepEqual([clock.timers, source.watchers], [0, 0]);
	});
});
