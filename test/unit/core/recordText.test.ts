import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readRecorded, resolvePath } from '../../../src/core/readRecorded.ts';
import { recordText, relativePath, type RecordFacts } from '../../../src/core/recordText.ts';
import { repoPath } from '../../support/snapshots.ts';

const FACTS: RecordFacts = {
	kind: 'decision',
	what: 'Retry once, never twice.',
	why: 'a second charge costs more than a lost cart',
	people: ['Maria Lopez', 'Ana Ruiz'],
	on: '2026-11-29',
	place: {
		repo: 'acme/web-shop',
		path: repoPath('src/checkout/retry.ts'),
		lines: { first: 40, last: 43 },
		commit: '3f2a1c9'.padEnd(40, '0'),
	},
	question: '../questions/2026-11-20-CHK-1-why (once).md',
};

suite('the words of a record', () => {
	function check(facts: Partial<RecordFacts>, expected: string): void {
		assert.equal(recordText({ ...FACTS, place: undefined, question: undefined, ...facts }), expected);
	}

	test('say what, why, who, when, where and where it was asked', () =>
		check(
			FACTS,
			'Retry once, never twice: a second charge costs more than a lost cart. (Decided by Maria Lopez and Ana Ruiz, 2026-11-29; `src/checkout/retry.ts:40-43` in acme/web-shop at 3f2a1c9; [question](../questions/2026-11-20-CHK-1-why%20%28once%29.md))',
		));
	test('name one line, and no commit before there is one', () =>
		check(
			{
				why: '',
				people: ['Ana Ruiz'],
				kind: 'constraint',
				place: { path: repoPath('a.ts'), lines: { first: 3, last: 3 } },
			},
			'Retry once, never twice. (Recorded by Ana Ruiz, 2026-11-29; `a.ts:3`)',
		));
	test('link to the lines where they have a page', () =>
		check(
			{
				why: '',
				place: {
					path: repoPath('a.ts'),
					lines: { first: 3, last: 3 },
					url: 'https://forge.example/a(b)#L3',
					repo: 'x/y',
				},
			},
			'Retry once, never twice. (Decided by Maria Lopez and Ana Ruiz, 2026-11-29; [`a.ts:3`](https://forge.example/a%28b%29#L3))',
		));
	test('say of a trade-off that it is one', () =>
		check(
			{ kind: 'trade-off', what: 'slow, but right', why: '', people: ['Ana'] },
			'Trade-off: slow, but right. (Recorded by Ana, 2026-11-29)',
		));
	test('name the commit that said it', () =>
		check(
			{ kind: 'constraint', why: '', commit: 'abcdef0123', people: ['Ana'] },
			'Retry once, never twice. (From commit abcdef0 by Ana, 2026-11-29)',
		));
	test('are no markup but emphasis and code', () =>
		check(
			{ what: '# <img src=x> ![a](b) *so* `Array<T>`', why: '', people: ['[A](b);'] },
			'\\# \\<img src=x> !\\[a](b) *so* `Array<T>`. (Decided by A b, 2026-11-29)',
		));

	test('are read back', () => {
		const { place, ...read } = readRecorded(recordText(FACTS)) ?? {};
		assert.deepEqual(place, { ...FACTS.place, commit: '3f2a1c9' });
		assert.deepEqual(read, {
			text: 'Retry once, never twice: a second charge costs more than a lost cart.',
			people: 'Maria Lopez and Ana Ruiz',
			on: '2026-11-29',
			question: FACTS.question,
		});
	});
	test('are not found in what others wrote', () => {
		for (const text of [
			'Retry once.',
			'One (Decided by Ana)',
			'One (Decided by Ana, 2026-01-01',
			'(Decided by Ana, 2026-01-01)',
		])
			assert.equal(readRecorded(text), undefined);
	});
	test('are read back whatever was said', () => {
		const lines = fc
			.tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(50))
			.map(([first, more]) => ({ first, last: first + more }));
		const path = fc
			.string({ minLength: 1, maxLength: 20 })
			.map((text) => repoPath(`src/${text.replace(/[/\\\s\p{Cc}.]/gu, '_')}x`));
		fc.assert(
			fc.property(fc.string(), fc.string(), path, lines, fc.boolean(), (what, why, file, range, linked) => {
				const url = linked ? { url: 'https://forge.example/x' } : {};
				const item = recordText({
					...FACTS,
					what,
					why,
					place: { path: file, lines: range, commit: 'a'.repeat(40), ...url },
				});
				assert.deepEqual(readRecorded(item)?.place, { path: file, lines: range, commit: 'aaaaaaa' });
				assert.equal(readRecorded(item)?.question, FACTS.question);
			}),
		);
	});
	test('take no square of the time', () => {
		for (const part of [' (Decided by', '`', '[`', ' at a', ' in ', '; ']) {
			const start = process.cpuUsage().user;
			readRecorded(`x (Decided by ${part.repeat(100_000)}, 2026-01-01)`);
			assert.ok(process.cpuUsage().user - start < 500_000, part);
		}
	});

	test('paths between the files of a spec repo', () => {
		for (const [from, to, path] of [
			['objectives/A.md', 'questions/x.md', '../questions/x.md'],
			['A.md', 'questions/x.md', 'questions/x.md'],
			['a/b/c.md', 'a/q/x.md', '../q/x.md'],
			['a/b.md', 'a/b', 'b'],
		] as const) {
			assert.equal(relativePath(repoPath(from), repoPath(to)), path);
			assert.equal(resolvePath(repoPath(from), path), to);
		}
		assert.equal(resolvePath(repoPath('a.md'), '../x'), undefined);
	});
});
