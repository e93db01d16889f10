import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/steps.ts';
import type { PastCommit } from '../../../../src/core/suggest/pastCommit.ts';
import { createSuggestModel } from '../../../../src/core/suggest/suggestModel.ts';
import { commitQuery, fileQuery } from '../../../../src/core/suggest/workQuery.ts';
import { wordsOf } from '../../../../src/core/suggest/words.ts';
import { objectiveWith } from '../../../support/objectiveWith.ts';
import { repoPath } from '../../../support/snapshots.ts';

const OBJECTIVES = [
	objectiveWith({
		id: 'CHK-1',
		title: 'Cut checkout abandonment',
		why: 'Every tenth cart dies where a bank declines the card. A second try with another card would save many.',
	}),
	objectiveWith({
		id: 'SHIP-1',
		title: 'Promise only dates that we keep',
		why: 'Parcels arrive late, because holidays of the carriers are not counted in the delivery date.',
	}),
	objectiveWith({
		id: 'MAIL-1',
		title: 'Write less, arrive sooner',
		why: 'People unsubscribe from newsletters; one digest a week is enough.',
	}),
	objectiveWith({ id: 'SRCH-1', title: 'Find it on the first try', why: 'Typos and synonyms end in an empty page.' }),
	objectiveWith({ id: 'PRIV-1', title: 'Forget people who ask us to', why: 'Accounts are erased within a month.' }),
	// As many as a spec repo has: of two texts, every word would be common.
	...['amber', 'birch', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'heath'].map((word) =>
		objectiveWith({ id: word.toUpperCase(), title: `The ${word}`, why: `All about ${word} and ${word}land.` }),
	),
];

function commit(message: string, files: readonly string[], objectives: readonly string[], time = 0): PastCommit {
	return { time, author: 'ana', files: files.map(repoPath), objectives, message };
}

function modelOf(commits: readonly PastCommit[] = [], linkedTo: Readonly<Record<string, readonly string[]>> = {}) {
	const model = finish(createSuggestModel({ objectives: OBJECTIVES, linkedTo: (path) => linkedTo[path] ?? [] }));
	for (const one of commits) model.learn(one);
	return model;
}

function suggest(model: ReturnType<typeof modelOf>, path: string, text: string) {
	const words = wordsOf(text);
	return finish(model.suggest(fileQuery({ path: repoPath(path), text: words, messages: [], time: 0, fresh: 0 }), 5));
}

suite('suggested objectives', () => {
	test('the words of the file speak for the objective that has them, and are told', () => {
		const { standing, candidates } = suggest(
			modelOf(),
			'src/declinedCards.ts',
			`/** The bank declines a card at the checkout: offer a second try with another card and save the cart. Every tenth cart dies here: of those who abandon
			the checkout, many would be saved. */
			export function secondTry(cart: Cart, card: Card) {}`,
		);
		assert.equal(candidates[0]?.objective, 'CHK-1');
		assert.equal(standing, 'clear', JSON.stringify(candidates[0]));
		const [words] = candidates[0]?.reasons ?? [];
		assert.ok(words?.kind === 'words' && ['bank', 'declines', 'card'].every((word) => words.words.includes(word)));
	});
	test('words that no objective has say nothing: none is known', () => {
		assert.deepEqual(suggest(modelOf(), 'src/lib/ring.ts', 'class RingBuffer { push(item) {} shift() {} }'), {
			standing: 'unknown',
			candidates: [],
		});
	});
	test('a word that one objective has by chance does not make it stand out', () => {
		assert.equal(
			suggest(modelOf(), 'src/lib/page.ts', 'export const page = { width: 80, height: 24 };').standing,
			'unknown',
		);
	});
	test('earlier commits of the file speak for what they named', () => {
		const path = 'src/lib/ring.ts';
		const past = Array.from({ length: 4 }, () => commit('Cut the queue', [path], ['MAIL-1']));
		const { standing, candidates } = suggest(modelOf(past), path, 'class RingBuffer {}');
		assert.equal(standing, 'clear');
		assert.deepEqual(
			candidates.map(({ objective, reasons }) => [objective, reasons.map(({ kind }) => kind)]),
			[['MAIL-1', ['file', 'folder']]],
		);
		const [file] = candidates[0]?.reasons ?? [];
		assert.ok(file?.kind === 'file' && file.commits === 4 && file.path === path);
	});
	test('so do files that change with it, whether by their commits or by a pattern of the PM', () => {
		const both = ['src/lib/ring.ts', 'src/mail/digest.ts'];
		const past = Array.from({ length: 6 }, () => commit('Tidy', both, []));
		const linked = commit('Send one digest', ['src/mail/digest.ts'], ['MAIL-1']);
		for (const model of [modelOf([...past, linked]), modelOf(past, { 'src/mail/digest.ts': ['MAIL-1'] })]) {
			const { strength, ids } = finish(
				model.look(fileQuery({ path: repoPath('src/lib/ring.ts'), text: new Map(), messages: [], time: 0, fresh: 0 })),
			);
			assert.ok((strength.together[ids.indexOf('MAIL-1')] ?? 0) > 0.2);
			assert.equal(strength.together[ids.indexOf('CHK-1')], 0);
		}
		const { candidates } = suggest(
			modelOf(past, { 'src/mail/digest.ts': ['MAIL-1'] }),
			'src/lib/ring.ts',
			'People unsubscribe from a weekly digest',
		);
		const together = candidates[0]?.reasons.find(({ kind }) => kind === 'together');
		assert.deepEqual(together?.kind === 'together' && together.files, [{ path: 'src/mail/digest.ts', commits: 6 }]);
	});
	test('who works on what says nothing of an old file, and much of a commit of today', () => {
		const model = modelOf([commit('Count holidays', ['src/a.ts'], ['SHIP-1'])]);
		assert.deepEqual(suggest(model, 'lib/other.ts', 'nothing'), { standing: 'unknown', candidates: [] });
		const query = commitQuery({
			message: 'Count the holidays of carriers in the delivery date',
			files: [repoPath('lib/b.ts')],
			author: 'ana',
			time: 0,
		});
		const { candidates } = finish(model.suggest(query, 5));
		assert.equal(candidates[0]?.objective, 'SHIP-1');
		assert.ok(candidates[0]?.reasons.some(({ kind }) => kind === 'author'));
		assert.ok((candidates[0]?.points ?? 0) - (candidates[0]?.aboutCode ?? 0) >= 3);
	});
	test('the time alone makes nothing a candidate', () => {
		const model = modelOf([commit('Count holidays', ['src/a.ts'], ['SHIP-1'])]);
		const query = commitQuery({ message: 'Bump eslint', files: [repoPath('package.json')], author: 'ana', time: 0 });
		assert.deepEqual(finish(model.suggest(query, 5)), { standing: 'unknown', candidates: [] });
	});
	test('ids that the spec repo does not have are not learnt', () => {
		const model = modelOf([commit('Old work', ['src/a.ts'], ['GONE-1'])]);
		assert.equal(model.linkedCommits(), 0);
		assert.deepEqual(suggest(model, 'src/a.ts', 'nothing').candidates, []);
	});
	test('without objectives there is nothing to suggest', () => {
		const model = finish(createSuggestModel({ objectives: [] }));
		const query = commitQuery({ message: 'Cut', files: [], author: '', time: 0 });
		assert.deepEqual(finish(model.suggest(query, 5)), { standing: 'unknown', candidates: [] });
	});
	test('people and addresses in a message are not what it is about', () => {
		const model = modelOf();
		const query = commitQuery({
			message: 'Bump\n\nReviewed-by: Holiday Carrier <parcels@late.example>\nhttps://delivery.example/date',
			files: [repoPath('package.json')],
			author: 'ana',
			time: 0,
		});
		assert.deepEqual(finish(model.suggest(query, 5)).candidates, []);
	});
});
