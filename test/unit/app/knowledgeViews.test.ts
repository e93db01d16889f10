import assert from 'node:assert/strict';
import { knowledgeViews } from '../../../src/app/knowledgeViews.ts';
import type { OutboxEntry } from '../../../src/app/outboxEntry.ts';
import { decodeTarget } from '../../../src/app/target.ts';
import type { RepoConstraint } from '../../../src/app/wholeHistory.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { objectiveOf } from '../../support/snapshots.ts';

suite('what is recorded of an objective', () => {
	const view = (
		objective: Partial<Objective>,
		waiting: readonly OutboxEntry[] = [],
		fromCommits: readonly RepoConstraint[] = [],
	) => knowledgeViews(objectiveOf('CHK-1', objective), { spec: 's', waiting, fromCommits });
	const record = (item: string, rest: Partial<OutboxEntry> = {}): OutboxEntry => ({
		id: 'r-1',
		spec: 's',
		createdAt: '',
		path: 'objectives/chk-1.md',
		action: { kind: 'record', record: 'decision', item },
		message: '',
		title: '',
		attempts: 0,
		...rest,
	});
	const ITEM =
		'Once. (Decided by Maria and Ana, 2026-11-29; `src/a.ts:4-6` in acme/shop at 3f2a1c9; [question](../questions/x.md))';
	const said = (text: string, hash = 'a'): RepoConstraint => ({
		kind: 'constraint',
		text,
		hash: hash.repeat(40),
		time: 1,
		author: 'Ben',
		root: '/r',
	});

	test('is shown without the words of who and where, which stand below', () => {
		const [only] = view({ decisions: [{ markdown: ITEM, line: 9 }] });
		assert.equal(only?.markdown, 'Once.');
		assert.equal(only?.note, 'Maria and Ana, 29 November 2026');
		assert.equal(only?.source.text, 'chk-1.md:9');
		assert.deepEqual(
			only?.links?.map(({ text, target }) => [text, target && decodeTarget(target)]),
			[
				[
					'a.ts:4-6',
					{
						kind: 'work-file',
						spec: 's',
						path: 'src/a.ts',
						place: { path: 'src/a.ts', lines: { first: 4, last: 6 }, repo: 'acme/shop', commit: '3f2a1c9' },
					},
				],
				['question', { kind: 'spec-file', spec: 's', path: 'questions/x.md', line: 1 }],
			],
		);
	});
	test("is the PM's own text where the PM wrote it", () => {
		const [only] = view({ decisions: [{ markdown: 'Once (for now).', line: 9 }] });
		assert.deepEqual([only?.markdown, only?.note], ['Once (for now).', undefined]);
	});
	test('a link that leaves the spec repo leads nowhere', () =>
		assert.equal(
			view({ decisions: [{ markdown: 'x. (Decided by A, 2026-01-01; [question](../../etc/passwd))', line: 1 }] })[0]
				?.links,
			undefined,
		));
	test('is shown while it waits, until the file has it', () => {
		assert.deepEqual(
			view({}, [record(ITEM)]).map(({ markdown, source }) => [markdown, source.text]),
			[['Once.', 'waits to be sent']],
		);
		assert.equal(view({ decisions: [{ markdown: ITEM, line: 9 }] }, [record(ITEM)]).length, 1);
		assert.equal(view({}, [record(ITEM, { spec: 'other' }), record(ITEM, { path: 'objectives/other.md' })]).length, 0);
	});
	test('what commits say follows, with the commit to open', () => {
		const [own, other] = view({ constraints: [{ markdown: 'One', line: 3 }] }, [], [said('Two')]);
		assert.equal(own?.markdown, 'One');
		assert.deepEqual([other?.markdown, other?.note, other?.commit?.text], ['Two', 'from commit aaaaaaa by Ben', 'Two']);
		assert.deepEqual(other?.source.target && decodeTarget(other.source.target), {
			kind: 'commit',
			root: '/r',
			hash: 'a'.repeat(40),
		});
	});
	test('what the file says, or is on its way there, is not said again', () => {
		assert.equal(
			view({ constraints: [{ markdown: '**two** a second.', line: 3 }] }, [], [said('Two a second')]).length,
			1,
		);
		const waits = record('Two. (From commit aaaaaaa by Ben, 2026-01-01)', {
			action: { kind: 'record', record: 'constraint', item: 'Two. (From commit aaaaaaa by Ben, 2026-01-01)' },
		});
		assert.deepEqual(
			view({}, [waits], [said('Two')]).map(({ commit }) => commit),
			[undefined],
		);
	});
	test('of many commits the newest twenty', () =>
		assert.equal(
			view(
				{},
				[],
				Array.from({ length: 60 }, (_, at) => said(`x${at}`)),
			).length,
			20,
		));
});
