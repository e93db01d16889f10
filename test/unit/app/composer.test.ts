import assert from 'node:assert/strict';
import { createComposer } from '../../../src/app/composer.ts';
import type { AskPlace } from '../../../src/app/composer.ts';
import type { SecretFinder } from '../../../src/app/ports.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import type { Question } from '../../../src/core/question.ts';
import { findSecrets } from '../../../src/core/secrets/findSecrets.ts';
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
		const questions: Question[] = [];
		const snapshot = {
			...snapshotOf([objectiveOf('CHK-1', { pm: maria }), objectiveOf('PAY-1', { pm: jonas })]),
			people: [maria, jonas],
			questions,
		};
		const store = createSpecStore({ source, read: async () => snapshot, clock, log: fakeLog() });
		await store.refresh();
		let ids = 0;
		const who = {
			current: { name: 'Ana Ruiz', email: 'ana@shop.example' } as { name: string; email: string } | undefined,
		};
		const log = fakeLog();
		let isBroken = false;
		const secrets: SecretFinder = {
			find: async (text) => {
				if (isBroken) throw new Error('no rules');
				return findSecrets(text);
			},
		};
		const waiting = new Set<string>();
		const make = () =>
			createComposer({
				memory,
				identity: async () => who.current,
				secrets,
				log,
				channelsOf: () => [],
				waits: (id) => waiting.has(id),
				now: clock.now,
				shortId: () => `id${++ids}`,
			});
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
		const breakFinder = () => (isBroken = true);
		return { make, composer: make(), place, who, memory, log, breakFinder, waiting, questions };
	}
	const typed = { title: 'Why only one retry?', whyItMatters: 'It would help.', objective: 'CHK-1', to: 'maria' };

	test('a window that died while it sent has the draft again only where nothing was kept', async () => {
		const { composer, make, place, waiting, questions } = await setUp();
		composer.open(place());
		await composer.preview(composer.view()?.draftId ?? '', typed);
		const entry = composer.take(composer.view()?.draftId ?? '', []);
		const titleAfterwards = () => {
			const next = make();
			next.open(place());
			return next.view()?.title;
		};
		assert.equal(titleAfterwards(), typed.title);
		waiting.add(entry?.id ?? '');
		assert.equal(titleAfterwards(), '');
		waiting.clear();
		assert.equal(titleAfterwards(), typed.title);
		const text = entry?.action.kind === 'create' ? entry.action.text : '';
		const arrived = readQuestion({ path: repoPath('questions/a.md'), text, people: [] }).value;
		if (arrived) questions.push(arrived);
		assert.equal(titleAfterwards(), '');
	});

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

	test('what is asked instead of a record has its words whatever was typed before, and takes its place', async () => {
		const { composer, place } = await setUp();
		const idOf = () => composer.view()?.draftId ?? '';
		composer.open(place());
		composer.update(idOf(), typed);
		composer.open(place(), { title: 'Proposed constraint', whyItMatters: '> One', replaces: 'r-1' });
		assert.equal(composer.view()?.title, 'Proposed constraint');
		await composer.preview(idOf(), { title: 'Proposed constraint', whyItMatters: '> One', objective: 'CHK-1' });
		assert.equal(composer.take(idOf(), [])?.replaces, 'r-1');
		composer.sent(idOf());
		composer.open(place());
		assert.equal(composer.view()?.title, typed.title, 'what was typed is still there');
		await composer.preview(idOf(), typed);
		assert.equal(composer.take(idOf(), [])?.replaces, undefined);
	});

	test('asked about words, it begins with them; what was typed before and after is there again', async () => {
		const { composer, place } = await setUp();
		const idOf = () => composer.view()?.draftId ?? '';
		const point = { title: 'How many days?', whyItMatters: 'It is open.' };
		composer.open(place());
		composer.update(idOf(), typed);
		composer.open(place(), point);
		assert.equal(composer.view()?.title, point.title);
		assert.equal(composer.view()?.whyItMatters, point.whyItMatters);
		composer.update(idOf(), { ...typed, title: 'How many days and nights?' });
		composer.open(place());
		assert.equal(composer.view()?.title, 'How many days and nights?', 'the last that was typed in this file');
		composer.open(place(), point);
		await composer.preview(idOf(), { ...typed, title: 'How many days and nights?' });
		composer.take(idOf(), []);
		composer.sent(idOf());
		composer.open(place());
		assert.equal(composer.view()?.title, typed.title);
	});

	test('opened again it is the same draft, at the new place, and asks for the focus', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const first = composer.view();
		const lower = place();
		composer.open({ ...lower, anchor: { ...lower.anchor, lines: { first: 9, last: 9 } } });
		const again = composer.view();
		assert.equal(again?.draftId, first?.draftId);
		assert.equal(again?.about, 'a.ts line 9');
		assert.notEqual(again?.opened, first?.opened);
		await composer.preview(first?.draftId ?? '', typed);
		composer.open(place());
		assert.equal(composer.view()?.step, 'write');
		assert.equal(composer.view()?.title, typed.title);
	});

	test('the last words of a draft are kept that are told only once another one is open', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const former = composer.view()?.draftId ?? '';
		composer.open(place('src/b.ts'));
		composer.update(former, typed);
		assert.equal(composer.view()?.title, '');
		composer.open(place());
		assert.equal(composer.view()?.title, typed.title);
	});

	test('while it is being kept on disk, another question of the file begins empty', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const first = composer.view()?.draftId ?? '';
		await composer.preview(first, typed);
		composer.take(first, []);
		composer.open(place());
		assert.equal(composer.view()?.title, '');
		composer.sent(first);
		assert.equal(composer.view()?.step, 'write');
		composer.open(place());
		assert.equal(composer.view()?.title, '');
	});

	test('a preview has what was typed while it was made', async () => {
		const { composer, place } = await setUp();
		composer.open(place());
		const id = composer.view()?.draftId ?? '';
		const previews = [composer.preview(id, typed), composer.preview(id, typed)];
		composer.update(id, { ...typed, title: 'Why only two retries?' });
		await Promise.all(previews);
		assert.equal(composer.view()?.step, 'preview');
		assert.match(composer.view()?.preview?.text ?? '', /Why only two retries\?/);
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
		const entry = composer.take(id, []);
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
		assert.equal(composer.take(id, []), undefined);
		await composer.preview(id, typed);
		assert.ok(composer.take(id, []));
		assert.equal(composer.take(id, []), undefined);
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
		composer.take(id, []);
		composer.failed(id, 'The disk is full.');
		assert.equal(composer.view()?.error, 'The disk is full.');
		assert.equal(composer.view()?.title, typed.title);
		assert.ok(composer.take(id, []));
		composer.sent(id);
		assert.equal(composer.view(), undefined);
		composer.open(place());
		assert.equal(composer.view()?.title, '');
	});

	suite('with secrets', () => {
		const leaky = (place: AskPlace): AskPlace => ({
			...place,
			anchor: {
				...place.anchor,
				lines: { first: 4, last: 5 },
				quote: 'const user = "ana";\nconst password = "hunter2";',
				lineBefore: 'DB_PASSWORD=swordfish',
				symbol: 'connect("password", "letmein1") {',
			},
		});
		async function previewed(fields = typed, breaks = false) {
			const made = await setUp();
			if (breaks) made.breakFinder();
			made.composer.open(leaky(made.place()));
			const id = made.composer.view()?.draftId ?? '';
			await made.composer.preview(id, fields);
			const preview = () => made.composer.view()?.preview;
			const sent = () => {
				const entry = made.composer.take(id, []);
				return entry && JSON.stringify(entry);
			};
			return { ...made, id, preview, sent };
		}
		const notes = (preview: { notes: readonly { choice: string; text: string }[] } | undefined) =>
			preview?.notes.map(({ choice, text }) => `${choice}: ${text}`);

		test('those of the code are masked, and their names stay readable', async () => {
			const { preview, sent } = await previewed();
			assert.deepEqual(notes(preview()), ['send-code: 2 secrets are masked (2 passwords).']);
			const text = sent() ?? '';
			for (const secret of ['hunter2', 'swordfish', 'letmein1']) assert.ok(!text.includes(secret), secret);
			assert.ok(text.includes('password = \\"••••••••\\";'));
			assert.ok(text.includes('DB_PASSWORD=••••••••'));
		});

		test('they go out where the user says so, and only this time', async () => {
			const { composer, id, preview, sent } = await previewed();
			composer.choose(id, 'send-code', true);
			assert.match(notes(preview())?.[0] ?? '', /2 secrets are sent/);
			composer.choose(id, 'send-code', false);
			assert.ok(!preview()?.text.includes('hunter2'));
			composer.choose(id, 'send-code', true);
			composer.edit(id);
			await composer.preview(id, typed);
			assert.ok(!preview()?.text.includes('hunter2'));
			composer.choose(id, 'send-code', true);
			assert.ok(preview()?.text.includes('hunter2'));
			assert.ok(sent()?.includes('hunter2'));
		});

		test('what was typed is warned about, and masked if wished: also in the name of the file and the commit', async () => {
			const fields = { ...typed, title: 'Why password=hunter22?', whyItMatters: 'It is "password: swordfish1".' };
			const { composer, id, preview, sent } = await previewed(fields);
			assert.equal(notes(preview())?.[1], 'mask-words: What you typed seems to hold 2 passwords.');
			assert.ok(preview()?.text.includes('hunter22'));
			composer.choose(id, 'mask-words', true);
			const entry = sent() ?? '';
			assert.ok(!entry.includes('hunter22'), entry);
		});

		test('where nobody could look nothing is sent before the user says so', async () => {
			const { composer, id, preview, sent, log } = await previewed(typed, true);
			assert.match(notes(preview())?.[0] ?? '', /^send-unchecked: .*could not be found out/);
			assert.equal(preview()?.blocked, true);
			assert.equal(sent(), undefined);
			assert.match(composer.view()?.error ?? '', /unchecked/);
			assert.match(log.lines.join(), /error looking for secrets/);
			composer.choose(id, 'send-unchecked', true);
			assert.equal(preview()?.blocked, false);
			assert.ok(sent());
		});

		test('nothing of the code is kept with the draft', async () => {
			const { composer, id, memory } = await previewed();
			composer.close(id);
			assert.ok(!JSON.stringify([...memory.values]).includes('hunter2'));
		});

		test('what has none says nothing of them', async () => {
			const { composer, place } = await setUp();
			composer.open(place());
			const id = composer.view()?.draftId ?? '';
			await composer.preview(id, typed);
			assert.deepEqual(composer.view()?.preview?.notes, []);
		});
	});
});
