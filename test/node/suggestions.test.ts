import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finish } from '../../src/core/steps.ts';
import { createSuggestModel } from '../../src/core/suggest/suggestModel.ts';
import type { SuggestModel } from '../../src/core/suggest/suggestModel.ts';
import type { Standing } from '../../src/core/suggest/suggestions.ts';
import { WEIGHTS } from '../../src/core/suggest/weights.ts';
import { wordsOf } from '../../src/core/suggest/words.ts';
import { commitQuery, fileQuery } from '../../src/core/suggest/workQuery.ts';
import type { WorkQuery } from '../../src/core/suggest/workQuery.ts';
import { hasRealSpecs } from '../support/realSpecs.ts';
import { replayHistory } from '../support/replayedHistory.ts';
import type { ReplayedHistory } from '../support/replayedHistory.ts';
import { repoPath } from '../support/snapshots.ts';

/** How well the objective of a commit is found, in percent of the commits that name one. */
interface Found {
	readonly first: number;
	readonly five: number;
}

interface Replay {
	readonly asked: number;
	/** Message and files, with all that earlier commits say. */
	readonly model: Found;
	/** The second half of the commits. */
	readonly later: Found;
	/** The files without a message or an author. */
	readonly filesOnly: Found;
	/** BM25 of message and paths against the objectives' texts. */
	readonly bm25: Found;
	/** The same, with a memory of what the files served. */
	readonly bm25AndFiles: Found;
	/** Of the commits where the first stands out clearly. */
	readonly clear: Found & { readonly share: number };
	/** Of each hundred commits that name no objective, how many are told that none is known. */
	readonly silent: number;
	/** The same for each hundred files of a project that has nothing to do with these objectives: this one. */
	readonly foreignSilent: number;
}

/** Every so many of the commits that name none. */
const UNLINKED = 25;

/**
 * Goes through the history once. Each commit that names objectives is asked about before the model learns from it, so that only earlier commits can
 * answer. The right one is any that it names.
 */
function replay({ objectives, fileText, commits }: ReplayedHistory): Replay {
	const model = finish(createSuggestModel({ objectives, fileText }));
	const ids = new Set(objectives.map(({ id }) => id));
	const ranks = { model: [] as number[], filesOnly: [] as number[], bm25: [] as number[], files: [] as number[] };
	const clear: number[] = [];
	const unlinked: Standing[] = [];
	let seen = 0;
	for (const commit of commits) {
		const query = commitQuery(commit);
		const right = new Set(commit.objectives.filter((id) => ids.has(id)));
		if (right.size > 0) {
			const { standing, candidates } = finish(model.suggest(query, 5));
			const rank = candidates.findIndex(({ objective }) => right.has(objective));
			ranks.model.push(rank);
			if (standing === 'clear') clear.push(rank);
			ranks.filesOnly.push(rankOf(model, withoutMessage(query), right));
			const plain = plainRanks(model, query, right);
			ranks.bm25.push(plain.bm25);
			ranks.files.push(plain.files);
		} else if (model.linkedCommits() > 0 && ++seen % UNLINKED === 0) {
			unlinked.push(finish(model.suggest(query, 5)).standing);
		}
		model.learn(commit);
	}
	return {
		asked: ranks.model.length,
		model: foundIn(ranks.model),
		later: foundIn(ranks.model.slice(ranks.model.length / 2)),
		filesOnly: foundIn(ranks.filesOnly),
		bm25: foundIn(ranks.bm25),
		bm25AndFiles: foundIn(ranks.files),
		clear: { ...foundIn(clear), share: (100 * clear.length) / ranks.model.length },
		silent: shareUnknown(unlinked),
		foreignSilent: shareUnknown(foreignFiles(model)),
	};
}

function foreignFiles(model: SuggestModel): readonly Standing[] {
	return readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => {
			const text = wordsOf(readFileSync(path.join('src', name), 'utf8'));
			const file = repoPath(`src/${name}`);
			return finish(model.suggest(fileQuery({ path: file, text, messages: [], time: 0, fresh: 0 }), 1)).standing;
		});
}

function shareUnknown(standings: readonly Standing[]): number {
	return (100 * standings.filter((standing) => standing === 'unknown').length) / standings.length;
}

function withoutMessage({ author: _unknown, ...query }: WorkQuery): WorkQuery {
	return { ...query, words: new Map() };
}

function rankOf(model: SuggestModel, query: WorkQuery, right: ReadonlySet<string>): number {
	return finish(model.suggest(query, 5)).candidates.findIndex(({ objective }) => right.has(objective));
}

/** What would be found without the model, from the same signals. */
function plainRanks(model: SuggestModel, query: WorkQuery, right: ReadonlySet<string>) {
	const { strength, ids } = finish(model.look(query));
	const rank = (score: (at: number) => number) => {
		const all = ids.map((id, at) => ({ id, score: score(at) })).sort((one, other) => other.score - one.score);
		return all.slice(0, 5).findIndex(({ id }) => right.has(id));
	};
	const words = (at: number) => WEIGHTS.text * (strength.text[at] ?? 0) + WEIGHTS.path * (strength.path[at] ?? 0);
	return { bm25: rank(words), files: rank((at) => words(at) + WEIGHTS.file * (strength.file[at] ?? 0)) };
}

function foundIn(ranks: readonly number[]): Found {
	const share = (within: number) => (100 * ranks.filter((rank) => rank >= 0 && rank < within).length) / ranks.length;
	return { first: share(1), five: share(5) };
}

function suggestionsOf(project: string, least: { readonly model: Found; readonly silent: number }): void {
	suite(`what is suggested for the commits of ${project}`, function () {
		this.timeout(60_000);
		let result: Replay | undefined;
		const replayed = () => result ?? assert.fail('not replayed');
		suiteSetup(async function () {
			if (!hasRealSpecs(project)) this.skip();
			result = replay(await replayHistory(project));
			print(result);
		});
		test('the right objective is the first, or among the first five', () => {
			const { model, later } = replayed();
			assert.ok(model.first >= least.model.first && model.five >= least.model.five, JSON.stringify(model));
			assert.ok(later.first >= least.model.first && later.five >= least.model.five - 2, JSON.stringify(later));
		});
		test('plain BM25 finds less', () => {
			const { model, bm25, bm25AndFiles } = replayed();
			assert.ok(model.first > bm25.first + 10 && model.five > bm25.five + 5);
			assert.ok(model.first > bm25AndFiles.first + 5 && model.five > bm25AndFiles.five + 2);
		});
		test('where the first stands out clearly, it is nearly always right', () => {
			const { clear } = replayed();
			assert.ok(clear.share >= 75 && clear.first >= 85 && clear.five >= 97, JSON.stringify(clear));
		});
		test('for work that names no objective, none stands out as a rule', () => {
			assert.ok(replayed().silent >= least.silent, String(replayed().silent));
		});
		test('nor for the files of another project', () => {
			assert.ok(replayed().foreignSilent >= 70, String(replayed().foreignSilent));
		});
	});
}

function print({ asked, model, later, filesOnly, bm25, bm25AndFiles, clear, silent, foreignSilent }: Replay): void {
	const row = (name: string, { first, five }: Found) =>
		`      ${name.padEnd(34)} first ${first.toFixed(1).padStart(5)} %   of five ${five.toFixed(1).padStart(5)} %`;
	console.log(`      ${asked} commits name an objective`);
	console.log(row('BM25', bm25));
	console.log(row('BM25 with a memory of the files', bm25AndFiles));
	console.log(row('what Tandem suggests', model));
	console.log(row('  the second half of the commits', later));
	console.log(row('  by the files alone', filesOnly));
	console.log(row(`  where clear (${clear.share.toFixed(0)} %)`, clear));
	console.log(`      none stands out in ${silent.toFixed(0)} % of the commits that name no objective`);
	console.log(`      and in ${foreignSilent.toFixed(0)} % of the files of another project`);
}

suggestionsOf('neutron', { model: { first: 83, five: 93 }, silent: 45 });
suggestionsOf('cinder', { model: { first: 78, five: 95 }, silent: 45 });
