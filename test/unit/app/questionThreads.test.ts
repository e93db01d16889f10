import assert from 'node:assert/strict';
import { questionThreads } from '../../../src/app/questionThreads.ts';
import type { ThreadsInput } from '../../../src/app/questionThreads.ts';
import type { AnchorPlace } from '../../../src/core/anchors/anchorPlace.ts';
import type { Anchor, Question } from '../../../src/core/question.ts';
import { questionOf, repoPath } from '../../support/snapshots.ts';

suite('the threads of a file', () => {
	const path = repoPath('src/retry.ts');
	const ana = { name: 'Ana Ruiz' };
	const maria = { name: 'Maria Lopez' };
	const anchor: Anchor = { repo: 'acme/web-shop', path, lines: { first: 40, last: 43 }, quote: 'x' };
	const asked = (id: string, rest: Partial<Question> = {}) =>
		questionOf(id, { anchor, objective: 'CHK-1', askedBy: ana, askedAt: '2026-11-02T10:00:00Z', to: maria, ...rest });
	const found = (first: number, last: number, where = path): AnchorPlace => ({
		kind: 'found',
		path: where,
		lines: { first, last },
		how: 'mapped',
	});
	const threads = (questions: readonly Question[], rest: Partial<ThreadsInput> = {}) =>
		questionThreads({
			path,
			repoName: 'acme/web-shop',
			questions: questions.map((question) => ({ question, unread: false })),
			placeOf: ({ lines }) => found(lines.first, lines.last),
			showResolved: false,
			unfoldOpen: false,
			shown: new Map(),
			unfolded: new Set(),
			...rest,
		});

	test('a thread tells its state and objective, and stands where the code is now', () => {
		const [thread] = threads([asked('q-1', { title: 'Why only one?', whyItMatters: 'It costs **four** percent.' })], {
			placeOf: () => found(50, 52),
		});
		assert.deepEqual(thread, {
			id: 'questions/q-1.md',
			question: 'q-1',
			lines: { first: 50, last: 52 },
			label: 'Open · CHK-1',
			state: 'open',
			folded: true,
			comments: [
				{
					kind: 'question',
					author: 'Ana Ruiz',
					at: Date.parse('2026-11-02T10:00:00Z'),
					body: '**Why only one?**\n\nIt costs **four** percent.',
				},
			],
		});
	});

	test('what was said follows in its order, with who said it and when; an answer without a name is the PM’s', () => {
		const [thread] = threads([
			asked('q-1', {
				state: 'answered',
				messages: [
					{ kind: 'answer', markdown: 'No.' },
					{ kind: 'reply', author: ana, at: '2026-11-03T10:00:00Z', markdown: 'Never?' },
					{ kind: 'reopened', author: ana, at: 'tomorrow', markdown: '' },
					{ kind: 'answer', author: maria, markdown: 'Never.' },
				],
			}),
		]);
		assert.deepEqual(
			thread?.comments.slice(1).map(({ author, label, at, body }) => [author, label, at, body]),
			[
				['Maria Lopez', 'Answer', undefined, 'No.'],
				['Ana Ruiz', undefined, Date.parse('2026-11-03T10:00:00Z'), 'Never?'],
				['Ana Ruiz', 'Reopened it', undefined, ''],
				['Maria Lopez', 'Answer', undefined, 'Never.'],
			],
		);
		assert.equal(thread?.label, 'Answered · CHK-1');
	});

	test('only open questions unfold, where that is wanted', () => {
		const all = [asked('q-1'), asked('q-2', { state: 'answered' })];
		assert.deepEqual(
			threads(all).map(({ folded }) => folded),
			[true, true],
		);
		assert.deepEqual(
			threads(all, { unfoldOpen: true }).map(({ folded }) => folded),
			[false, true],
		);
	});

	test('resolved ones are out of sight, until they are wanted', () => {
		const all = [asked('q-1', { state: 'resolved' })];
		assert.deepEqual(threads(all), []);
		const [thread] = threads(all, { showResolved: true });
		assert.deepEqual([thread?.label, thread?.isLeft, thread?.folded], ['Resolved · CHK-1', undefined, true]);
	});

	test('one that is resolved while it is unfolded stays until it is folded: somebody may be writing in it', () => {
		const all = [asked('q-1', { state: 'resolved' })];
		const [thread] = threads(all, { unfolded: new Set(['questions/q-1.md']) });
		assert.deepEqual([thread?.label, thread?.isLeft, thread?.folded], ['Resolved · CHK-1', true, false]);
	});

	test('what was not sent yet says so, with the reason once it was tried', () => {
		const label = (waiting: ThreadsInput['questions'][number]['waiting']) =>
			threads([], { questions: [{ question: asked('q-1'), unread: false, waiting }] }).map((thread) => [
				thread.state,
				thread.label,
			]);
		assert.deepEqual(label({}), [['waiting', 'Waits to be sent · CHK-1']]);
		assert.deepEqual(label({ failure: { kind: 'offline', detail: '' } }), [
			['waiting', 'Not sent yet: offline · CHK-1'],
		]);
	});

	test('an answer that was not looked at stands out', () => {
		const [thread] = threads([], { questions: [{ question: asked('q-1', { state: 'answered' }), unread: true }] });
		assert.equal(thread?.label, 'New answer · CHK-1');
	});

	test('code that is gone has no thread, and code that moved to another file has it there', () => {
		assert.deepEqual(threads([asked('q-1')], { placeOf: () => ({ kind: 'detached', why: 'lines-gone' }) }), []);
		const moved = { placeOf: () => found(7, 8, repoPath('src/again.ts')) };
		assert.deepEqual(threads([asked('q-1')], moved), []);
		assert.equal(threads([asked('q-1')], { ...moved, path: repoPath('src/again.ts') })[0]?.lines.first, 7);
	});

	test('a question about another repository, or about no code, has no thread; one that names no repository has', () => {
		assert.deepEqual(threads([asked('q-1', { anchor: { ...anchor, repo: 'acme/other' } }), questionOf('q-2')]), []);
		const { repo: _repo, ...unnamed } = anchor;
		assert.equal(threads([asked('q-1', { anchor: unnamed })]).length, 1);
	});

	test('while a place is looked up the thread stays where it was, and a new one waits', () => {
		const pending = { placeOf: () => 'pending' as const };
		assert.deepEqual(threads([asked('q-1')], pending), []);
		const shown = new Map([['questions/q-1.md', { first: 3, last: 4 }]]);
		assert.deepEqual(threads([asked('q-1')], { ...pending, shown })[0]?.lines, { first: 3, last: 4 });
	});

	test('they come in the order of their lines', () => {
		const at = (first: number): Anchor => ({ ...anchor, lines: { first, last: first } });
		const all = [asked('q-2', { anchor: at(9) }), asked('q-3', { anchor: at(2) }), asked('q-1', { anchor: at(9) })];
		assert.deepEqual(
			threads(all).map(({ question }) => question),
			['q-3', 'q-1', 'q-2'],
		);
	});

	test('one that is unfolded stays when its code goes, and says so, until it is folded or its code is back', () => {
		const question = asked('q-1');
		const lines = { first: 40, last: 43 };
		const [shown, unfolded] = [new Map([[question.file as string, lines]]), new Set<string>([question.file])];
		const inShort = (place: AnchorPlace, rest: Partial<ThreadsInput>) =>
			threads([question], { placeOf: () => place, ...rest }).map(
				(thread) => `${thread.lines.first}-${thread.lines.last} ${thread.label}${thread.isLeft ? ', left' : ''}`,
			);
		const gone: AnchorPlace = { kind: 'detached', why: 'lines-gone' };
		assert.deepEqual(inShort(gone, { shown, unfolded }), ['40-43 Its code is gone · CHK-1, left']);
		assert.deepEqual(inShort(found(1, 2, repoPath('src/b.ts')), { shown, unfolded }), [
			'40-43 Its code is in src/b.ts now · CHK-1, left',
		]);
		assert.deepEqual(inShort(found(40, 43), { shown, unfolded }), ['40-43 Open · CHK-1']);
		assert.deepEqual(inShort(gone, { shown }), []);
		assert.deepEqual(inShort(gone, { unfolded }), []);
	});
});
