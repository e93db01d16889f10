import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import { createClock } from '../../src/node/clock.ts';
import { createOutboxFolder } from '../../src/node/outboxFolder.ts';
import { repoPath } from '../support/snapshots.ts';
import { quietLog } from '../support/specRemotes.ts';

suite('outboxFolder', () => {
	let dir: string;
	let warnings: string[];

	setup(async () => {
		dir = join(await mkdtemp(join(tmpdir(), 'tandem-outbox-')), 'outbox');
		warnings = [];
	});
	teardown(() => rm(join(dir, '..'), { recursive: true, force: true }));

	const open = () =>
		createOutboxFolder({ dir, clock: createClock(), log: { ...quietLog, warn: (message) => warnings.push(message) } });
	const entry = (id: string, createdAt = '2026-11-02T09:00:00Z'): OutboxEntry => ({
		id,
		spec: 'remote:example.com/acme/specs',
		createdAt,
		path: 'questions/a.md',
		action: { kind: 'create', text: 'Why?\n' },
		message: 'Ask CHK-1: why?',
		title: 'Why?',
		attempts: 0,
	});
	const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

	test('is empty where nothing was ever written', async () => assert.deepEqual(await open().list(), []));

	test('another window, or the next start, sees what was put, oldest first', async () => {
		const window = open();
		const reply = { kind: 'append', messageKind: 'reply', section: '## Ana\n' } as const;
		await window.put(entry('b', '2026-11-03T09:00:00Z'));
		await window.put({ ...entry('a'), action: reply });
		const record = { kind: 'record', record: 'trade-off', item: 'Slow.' } as const;
		await window.put({ ...entry('c', '2026-11-04T09:00:00Z'), action: record });
		assert.deepEqual(await open().list(), [
			{ ...entry('a'), action: reply },
			entry('b', '2026-11-03T09:00:00Z'),
			{ ...entry('c', '2026-11-04T09:00:00Z'), action: record },
		]);
	});

	test('a new place of a question is kept with all that belongs to it', async () => {
		const anchor = { repo: 'acme/shop', path: repoPath('a.ts'), lines: { first: 1, last: 2 }, quote: 'x' };
		const moved = { ...entry('a'), action: { kind: 'reposition', language: 'ts', anchor } } as const;
		await open().put(moved);
		assert.deepEqual(await open().list(), [moved]);
		const damaged = { ...moved, id: 'b', action: { ...moved.action, anchor: { ...anchor, path: '../a.ts' } } };
		await writeFile(join(dir, 'b.json'), JSON.stringify(damaged));
		assert.deepEqual(await open().list(), [moved]);
	});

	test('a second put replaces, and leaves no other file', async () => {
		const failed = {
			...entry('a'),
			attempts: 1,
			lastFailure: { kind: 'offline', detail: 'x', at: '2026-11-02T09:01:00Z' },
		};
		await open().put(entry('a'));
		await open().put(failed);
		assert.deepEqual(await open().list(), [failed]);
		assert.equal((await readdir(dir)).length, 1);
	});

	test('one window at a time has an entry; other entries are free, and that of a window that died is taken over', async () => {
		const { signal } = new AbortController();
		const [one, other] = [open(), open()];
		const release = await one.claim('a', signal);
		await (
			await other.claim('b', signal)
		)();
		let isTaken = false;
		const waiting = other.claim('a', signal).then((free) => {
			isTaken = true;
			return free;
		});
		await rest(300);
		assert.equal(isTaken, false);
		await release();
		await (
			await waiting
		)();
		const dead = spawnSync(process.execPath, ['--eval', '']).pid;
		await writeFile(join(dir, 'entry-a.json.lock'), String(dead));
		await (
			await one.claim('a', signal)
		)();
		assert.deepEqual(await readdir(dir), []);
	});

	test('removes one, twice without harm', async () => {
		await open().put(entry('a'));
		await open().put(entry('b'));
		await open().remove('a');
		await open().remove('a');
		assert.deepEqual(await open().list(), [entry('b')]);
	});

	for (const id of ['../../evil', 'A', 'a', '.hidden', 'con:1', 'ü/ö', '']) {
		test(`keeps an entry with the id ${JSON.stringify(id)} inside its folder`, async () => {
			await open().put(entry('a'));
			await open().put(entry(id));
			assert.equal((await open().list()).filter((each) => each.id === id).length, 1);
			assert.deepEqual(await readdir(join(dir, '..')), ['outbox']);
			await open().remove(id);
			assert.equal(
				(await open().list()).some((each) => each.id === id),
				false,
			);
		});
	}

	for (const [what, text] of Object.entries({
		'cut off': '{"id": "x", "title": "typed words',
		'not an entry': '{"id": "x"}',
		'without a title': JSON.stringify({ ...entry('x'), title: undefined }),
		'a list': '[]',
		'empty': '',
	})) {
		test(`a file that is ${what} is set aside with its text and told, never lost`, async () => {
			await open().put(entry('a'));
			await writeFile(join(dir, 'x.json'), text);
			assert.deepEqual(await open().list(), [entry('a')]);
			assert.equal(await readFile(join(dir, 'x.json.broken'), 'utf8'), text);
			assert.equal(warnings.length, 1);
			assert.deepEqual(await open().list(), [entry('a')]);
			assert.equal(warnings.length, 1);
			const path = join(dir, 'x.json.broken');
			assert.deepEqual(await open().stranded(), [{ kind: 'broken', path }]);
			await open().discardFile(path);
			assert.deepEqual(await open().stranded(), []);
		});
	}

	for (const [what, changed] of Object.entries({
		'an unknown action': { action: { kind: 'explode' } },
		'a known action with other parts': { action: { kind: 'record', record: 'guess', item: 'x' } },
		'an unknown action that follows': { next: [{ ...entry('y'), action: { kind: 'explode' } }] },
	})) {
		test(`an entry of a newer version, with ${what}, stays where that version finds it`, async () => {
			await open().put(entry('a'));
			const text = JSON.stringify({ ...entry('x'), ...changed });
			const path = join(dir, 'x.json');
			await writeFile(path, text);
			assert.deepEqual(await open().list(), [entry('a')]);
			assert.deepEqual(await open().stranded(), [{ kind: 'newer', path, title: 'Why?' }]);
			assert.deepEqual([await readFile(path, 'utf8'), warnings], [text, []]);
			await open().discardFile(path);
			assert.deepEqual([await open().stranded(), await open().list()], [[], [entry('a')]]);
		});
	}

	test('nothing is stranded where nothing was ever written, and only files of the outbox can be thrown away', async () => {
		assert.deepEqual(await open().stranded(), []);
		await open().put(entry('a'));
		const outside = join(dir, '..', 'x.json');
		await writeFile(outside, '{}');
		await open().discardFile(outside);
		assert.equal(await readFile(outside, 'utf8'), '{}');
	});

	test('a half-written file of a window that crashed is no entry', async () => {
		await open().put(entry('a'));
		await writeFile(join(dir, '.x.json.0123456789ab.tmp'), '{"id": "x"');
		assert.deepEqual(await open().list(), [entry('a')]);
		assert.deepEqual(warnings, []);
	});

	test('many writers at once: every entry is whole', async () => {
		const ids = Array.from({ length: 20 }, (_, at) => `q${at}`);
		await Promise.all(
			ids.flatMap((id) => [open().put(entry(id)), open().put({ ...entry(id), attempts: 1 }), open().list()]),
		);
		assert.deepEqual((await open().list()).map(({ id }) => id).sort(), ids.sort());
		assert.deepEqual(warnings, []);
	});

	test('tells the other window of what comes and goes, also when the folder was not there yet', async () => {
		let told = 0;
		const watching = open().watch(() => told++);
		try {
			await rest(200);
			await open().put(entry('a'));
			await rest(2600);
			assert.ok(told > 0, 'the first entry');
			told = 0;
			await open().remove('a');
			await rest(400);
			assert.ok(told > 0, 'the removal');
		} finally {
			watching.dispose();
		}
	});
});
