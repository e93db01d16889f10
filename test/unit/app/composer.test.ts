import assert from 'node:assert/strict';
import { createComposer } from '../../../src/app/composer.ts';
import type { AskPlace } from '../../../src/app/composer.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import { fakeClock, fakeLog, fakeMemory, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the composer', () => {
	const maria = { key: 'maria', name: 'Maria Lopez' };
	const jonas = { key: 'jonas', name: 'Jonas Weber' };
	async function setUp() {
		const source = fakeSource();
		const clock = fakeClock();
		const memory = fakeMemory();
		const snapshot = {
			...snapshotOf([objectiveOf('CHK-1', { pm: maria }), objectiveOf('PAY-1', { pm: jonas })]),
			people: [maria, jonas],
		};
		const store = createSpecStore({ source, read: async () => snapshot, clock, log: fakeLog() });
		await store.refresh();
		let ids = 0;
		const who = {
			current: { name: 'Ana Ruiz', email: 'ana@shop.example' } as { name: string; email: string } | undefined,
		};
		const make = () =>
			createComposer({ memory, identity: async () => who.current, now: clock.now, shortId: () => `id${++ids}` });
		const place = (path = 'src/a.ts'): AskPlace => ({
			store,
			repo: { root: '/r' },
			language: 'ts',
			suggested: ['CHK-1'],
			anchor: {
				repo: 'acme/web-shop',
				path: repoPath(path),
				lines: { first: 4, last: 5 },
				commit: 'a'.repeat(40),
				quote: 'one\ntwo',
			},
		});
		return { make, composer: make(), place, who };
	}
	const typed = { title: 'Why only one retry?', whyItMatters: 'It would help.', objective: 'CHK-1', to: 'maria' };

	test('opens with the objective of the place and its PM', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const view = composer.view();
		assert.equal(view?.heading, 'Ask Maria Lopez');
		assert.equal(view?.about, 'a.ts lines 4 to 5');
		assert.equal(view?.objective, 'CHK-1');
		assert.deepEqual(view?.code, { firstLine: 4, lines: ['one', 'two'] });
		assert.deepEqual(
			view?.objectives.map(({ id }) => id),
			['CHK-1', 'PAY-1'],
		);
	});

	test('begins with the words of a point that was left open, unless something was typed', async () => {
		const { composer, place } = await setUp();
		composer.open(place(), { title: 'How many days?' });
		assert.equal(composer.view()?.title, 'How many days?');
		composer.update(composer.view()?.draftId ?? '', typed);
		composer.open(place(), { title: 'How many days?', whyItMatters: 'It is open.' });
		assert.equal(composer.view()?.title, typed.title);
		assert.equal(composer.view()?.whyItMatters, typed.whyItMatters);
	});

	test('words that nobody typed make room for the next ones', async () => {
		const { composer, place } = await setUp();
		composer.open(place(), { title: 'Does a.ts serve CHK-1?', whyItMatters: 'Words in common.' });
		composer.close(composer.view()?.draftId ?? '');
		composer.open(place(), { title: 'Does a.ts serve PAY-1?', whyItMatters: 'Other words.' });
		assert.equal(composer.view()?.title, 'Does a.ts serve PAY-1?');
		assert.equal(composer.view()?.whyItMatters, 'Other words.');
	});

	test('another objective brings its PM along; a PM chosen by hand stays', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const id = composer.view()?.draftId ?? '';
		composer.update(id, { ...typed, objective: 'PAY-1' });
		assert.equal(composer.view()?.to, 'jonas');
		composer.update(id, { ...typed, objective: 'CHK-1', to: 'maria' });
		assert.equal(composer.view()?.to, 'maria');
	});

	test('an empty question is not previewed, and the reason is said', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		await composer.preview(composer.view()?.draftId ?? '', { ...typed, title: '  ' });
		assert.equal(composer.view()?.step, 'write');
		assert.match(composer.view()?.error ?? '', /question/);
	});

	test('without a git identity nothing is made, and the commands that set one are named', async () => {
		const { composer, place, who } = await setUp();
		who.current = undefined;
		composer.open(place());
		await composer.preview(composer.view()?.draftId ?? '', typed);
		assert.match(composer.view()?.error ?? '', /git config --global user\.name/);
	});

	test('what is sent is exactly what was previewed', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const id = composer.view()?.draftId ?? '';
		await composer.preview(id, typed);
		const shown = composer.view()?.preview;
		const entry = composer.take(id);
		assert.equal(entry?.path, shown?.path);
		assert.equal(entry?.action.kind === 'create' && entry.action.text, shown?.text);
		assert.equal(shown?.destination, 'acme/product-specs (main)');
		assert.match(entry?.message ?? '', /^Ask: Why only one retry\?\n\nObjective: CHK-1$/);
		const question = readQuestion({
			path: repoPath(entry?.path ?? ''),
			text: shown?.text ?? '',
			people: [maria],
		}).value;
		assert.equal(question?.title, typed.title);
		assert.equal(question?.askedBy?.email, 'ana@shop.example');
		assert.deepEqual(question?.anchor?.lines, { first: 4, last: 5 });
	});

	test('nothing is taken that was not previewed, and nothing twice', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const id = composer.view()?.draftId ?? '';
		assert.equal(composer.take(id), undefined);
		await composer.preview(id, typed);
		assert.ok(composer.take(id));
		assert.equal(composer.take(id), undefined);
	});

	test('what was typed is there again after closing, after asking elsewhere and after a restart', async () => {
		const { composer, place, make } = await setUp();
		composer.open(place());
		composer.update(composer.view()?.draftId ?? '', typed);
		composer.open(place('src/b.ts'));
		assert.equal(composer.view()?.title, '');
		composer.close(composer.view()?.draftId ?? '');
		const restarted = make();
		restarted.open(place());
		assert.equal(restarted.view()?.title, typed.title);
	});

	test('what was sent is forgotten; what failed is not', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const id = composer.view()?.draftId ?? '';
		await composer.preview(id, typed);
		composer.take(id);
		composer.failed(id, 'The disk is full.');
		assert.equal(composer.view()?.error, 'The disk is full.');
		assert.equal(composer.view()?.title, typed.title);
		assert.ok(composer.take(id));
		composer.sent(id);
		assert.equal(composer.view(), undefined);
		composer.open(place());
		assert.equal(composer.view()?.title, '');
	});
});
