import assert from 'node:assert/strict';
import { isAbout, placeLabel } from '../../../src/app/questionPlace.ts';
import { questionView } from '../../../src/app/questionViews.ts';
import type { AnchorPlace } from '../../../src/core/anchors/anchorPlace.ts';
import type { Anchor } from '../../../src/core/question.ts';
import { repoPath } from '../../support/snapshots.ts';

const anchor: Anchor = { path: repoPath('src/retry.ts'), lines: { first: 40, last: 43 }, quote: 'const tries = 1;' };
const at = (
	path: string,
	first: number,
	last: number,
	how: 'unchanged' | 'mapped' | 'similar' = 'mapped',
): AnchorPlace => ({
	kind: 'found',
	path: repoPath(path),
	lines: { first, last },
	how,
});
const gone: AnchorPlace = { kind: 'detached', why: 'lines-gone' };

function check(what: string, place: AnchorPlace | 'pending' | undefined, text: string, title: RegExp): void {
	test(what, () => {
		const label = placeLabel(anchor, place, 'target');
		assert.equal(label.text, text);
		assert.match(label.title ?? '', title);
	});
}

suite('the place of a question, in words', () => {
	check('as it was recorded while nobody knows better', 'pending', 'retry.ts:40-43', /^src\/retry\.ts$/);
	check('where it still is', at('src/retry.ts', 40, 43, 'unchanged'), 'retry.ts:40-43', /^src\/retry\.ts$/);
	check(
		'where it is now, and where it was asked',
		at('src/again.ts', 7, 7),
		'again.ts:7',
		/^src\/again\.ts\nAsked about src\/retry\.ts, lines 40 to 43\.$/,
	);
	check(
		'found by likeness, with a word about it',
		at('src/retry.ts', 41, 44, 'similar'),
		'retry.ts:41-44',
		/changed since/,
	);
	check(
		'gone, with the reason',
		gone,
		'retry.ts:40-43 (gone)',
		/not in the code any more\. It was in src\/retry\.ts\./,
	);

	test('what is gone has nothing to be opened, and its old lines', () => {
		const known = {
			question: {
				id: 'q-1',
				title: 'Why?',
				anchor,
				messages: [],
				state: 'open' as const,
				file: repoPath('questions/q.md'),
			},
			unread: false,
		};
		const view = (place: AnchorPlace | 'pending') => questionView(known, { spec: 's', now: 0, placeOf: () => place });
		assert.equal(view(gone).place?.target, undefined);
		assert.equal(view(gone).goneCode, 'const tries = 1;');
		assert.equal(view(gone).canReposition, true);
		assert.equal(view('pending').canReposition, undefined);
		assert.match(view('pending').place?.target ?? '', /"question"/);
		assert.equal(view(at('src/retry.ts', 1, 2)).goneCode, undefined);
		assert.equal(questionView(known, { spec: 's', now: 0 }).place?.target, undefined);
	});

	test('a question is about the file in which its code is now', () => {
		const isIn = (path: string, place: AnchorPlace | 'pending' | undefined) => isAbout(anchor, path, () => place);
		assert.equal(isIn('src/again.ts', at('src/again.ts', 1, 1)), true);
		assert.equal(isIn('src/retry.ts', at('src/again.ts', 1, 1)), false);
		assert.equal(isIn('src/retry.ts', gone), true);
		assert.equal(isIn('src/retry.ts', 'pending'), true);
		assert.equal(isIn('src/retry.ts', undefined), true);
	});
});
