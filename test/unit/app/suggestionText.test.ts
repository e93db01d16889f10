import assert from 'node:assert/strict';
import type { FileSuggestions } from '../../../src/app/objectiveSuggestions.ts';
import { basisText, placingQuestion, reasonsText, standingText, unknownText } from '../../../src/app/suggestionText.ts';
import type { Reason } from '../../../src/core/suggest/suggestions.ts';
import { objectiveOf, repoPath } from '../../support/snapshots.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const path = repoPath('src/cart/cart.ts');

function suggestions(fields: Partial<FileSuggestions>): FileSuggestions {
	return {
		standing: 'unknown',
		candidates: [],
		commits: 100,
		linkedCommits: 40,
		partial: false,
		covering: new Set(),
		...fields,
	};
}

suite('suggestions in words', () => {
	const one = { objective: 'CHK-1', points: 5, aboutCode: 5, reasons: [] };

	test('say how much they are worth', () => {
		assert.equal(
			standingText(suggestions({ standing: 'clear' }), path),
			'cart.ts most likely serves the first of these',
		);
		assert.equal(standingText(suggestions({ standing: 'several' }), path), 'cart.ts may serve one of these');
		assert.equal(standingText(suggestions({}), path), 'Tandem does not know which objective cart.ts serves');
		assert.match(standingText(suggestions({ covering: new Set(['CHK-1']) }), path), /^None stands out besides/);
		assert.match(unknownText(suggestions({})), /^Neither its words nor its history/);
		assert.match(unknownText(suggestions({ candidates: [one] })), /^Those below only have a little/);
	});
	test('say what was looked at', () => {
		assert.equal(basisText(suggestions({}), 14), 'From 14 objectives and 100 commits, 40 of which name an objective');
		assert.equal(
			basisText(suggestions({ partial: true, linkedCommits: 0, commits: 5_000 }), 1),
			'From 1 objective and the newest 5,000 commits, none of which names an objective: only words can speak',
		);
	});
	test('name the words and the files, the strongest first', () => {
		const reasons: readonly Reason[] = [
			{ kind: 'words', points: 3, words: ['cart', 'goods'] },
			{ kind: 'file', points: 2, path, commits: 3 },
			{ kind: 'folder', points: 1, path: 'src/cart', commits: 1 },
			{ kind: 'period', points: 0.5, period: '2026-Q4' },
		];
		assert.equal(
			reasonsText({ ...one, reasons }, NOW),
			'In common: cart, goods · 3 commits of this file name it · 1 commit in src/cart/ names it',
		);
		const others: readonly Reason[] = [
			{ kind: 'together', points: 1, files: [{ path: repoPath('src/a.ts'), commits: 2 }] },
			{ kind: 'recent', points: 1, at: NOW / 1000 - 2 * 86_400 },
			{ kind: 'author', points: 1 },
		];
		assert.equal(
			reasonsText({ ...one, reasons: others }, NOW),
			'Changes with a.ts · Worked on 2 days ago · Its last author worked on it',
		);
	});
	test('become a question that holds the entry to be written', () => {
		const { title, whyItMatters } = placingQuestion(objectiveOf('CHK-1', { title: 'Cut it' }), path, {
			pattern: '*.ts',
			reasons: 'In common: cart',
		});
		assert.equal(title, 'Does src/cart/cart.ts serve CHK-1?');
		assert.match(whyItMatters, /In common: cart\./);
		assert.match(whyItMatters, /objectives\/chk-1\.md says so/);
		assert.match(whyItMatters, /```yaml\ncode:\n  - "\*\.ts"\n```$/);
	});
});
