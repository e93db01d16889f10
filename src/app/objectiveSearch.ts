import MiniSearch from 'minisearch';
import type { Query, SearchResult } from 'minisearch';
import type { Objective } from '../core/objective.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { createBreather } from './breather.ts';
import { foldText } from '../core/foldText.ts';
import { objectiveFilter } from './objectiveFilter.ts';
import { SEARCH_FIELDS, searchTexts, searchWords, wordsAround } from './searchText.ts';
import type { SearchField } from './searchText.ts';

/** An objective that was found. */
export interface ObjectiveHit {
	readonly objective: Objective;
	/** Where, besides id and title, it has what was searched; absent where these are all. */
	readonly found?: {
		/** `Constraint`, `Key result` */
		readonly what: string;
		/** The words around the match, as plain text. */
		readonly words: string;
		/** Line of the objective's file, where the text has one of its own. */
		readonly line?: number;
	};
	/** Comparable between spec repos: the better one is larger. */
	readonly rank: number;
}

type Searched = Pick<SpecSnapshot, 'objectives'>;

export interface ObjectiveSearch {
	/** Reads the objectives in slices, so that a search can answer at once; once per snapshot. */
	prepare(snapshot: Searched): Promise<void>;
	/**
	 * The best `limit` objectives that have every word of `query`, the best first; who types an id or a key gets that objective first. Words may be
	 * unfinished. Only where nothing is found, they may be a little wrong, too. Prepares first where that is not done.
	 */
	search(snapshot: Searched, query: string, limit: number): Promise<readonly ObjectiveHit[]>;
	/** What ids, titles, PMs and teams answer while the objectives are still read; undefined once they are. Does not wait. */
	searchEarly(snapshot: Searched, query: string, limit: number): readonly ObjectiveHit[] | undefined;
}

export interface ObjectiveSearchDeps {
	/** Any clock, in milliseconds. */
	readonly now: () => number;
	/** Lets the host do other things. */
	readonly pause: () => Promise<void>;
}

/** By its place in the snapshot. */
interface Document {
	readonly at: number;
}
type Index = MiniSearch<Document>;

const BUDGET_MS = 5;
/** How much of a field is read: more than anybody writes, and not enough to hold up the editor. */
const READ = 50_000;
/** A pasted page is no query. */
const MOST_WORDS = 12;
/** Mistakes per letter. */
const FUZZY = 0.2;
const BOOST: Readonly<Record<SearchField, number>> = {
	id: 8,
	names: 6,
	title: 5,
	keyResults: 3,
	people: 2.5,
	team: 2.5,
	why: 1.5,
	body: 1,
};
/** An unfinished word of one or two letters begins half of all words: it is looked for only where a person would expect it. */
const SHORT: readonly SearchField[] = ['id', 'names', 'title', 'people', 'team'];
/** More than any score, so that an exact id or its beginning is above all words. */
const EXACT = 2e6;
const PREFIX = 1e6;

/** The full-text search over the objectives of snapshots. An index lives as long as its snapshot. */
export function createObjectiveSearch({ now, pause }: ObjectiveSearchDeps): ObjectiveSearch {
	const indexes = new WeakMap<Searched, Promise<Index>>();
	const ready = new WeakSet<Searched>();

	const build = async (snapshot: Searched): Promise<Index> => {
		const { objectives } = snapshot;
		const index: Index = new MiniSearch<Document>({
			...WORDS,
			idField: 'at',
			fields: [...SEARCH_FIELDS],
			extractField({ at }, name) {
				const objective = objectives[at];
				const field = SEARCH_FIELDS.find((known) => known === name);
				if (!objective || !field) return at;
				const text = searchTexts(objective, field)
					.map((part) => part.text)
					.join('\n');
				return text.slice(0, READ);
			},
		});
		const breathe = createBreather({ now, pause, budgetMs: BUDGET_MS });
		for (const at of objectives.keys()) {
			index.add({ at });
			await breathe();
		}
		ready.add(snapshot);
		return index;
	};
	const indexOf = (snapshot: Searched): Promise<Index> => {
		const known = indexes.get(snapshot) ?? build(snapshot);
		indexes.set(snapshot, known);
		return known;
	};

	return {
		async prepare(snapshot) {
			await indexOf(snapshot);
		},
		async search(snapshot, query, limit) {
			const index = await indexOf(snapshot);
			const words = searchWords(query).slice(0, MOST_WORDS);
			if (words.length === 0) return [];
			const wanted = foldText(query.trim());
			const exact = index.search(queryOf(words, false), WORDS);
			return (exact.length > 0 ? exact : index.search(queryOf(words, true), WORDS))
				.flatMap((result) => {
					const objective = snapshot.objectives[Number(result.id)];
					return objective ? [{ objective, result, rank: result.score + exactness(objective, wanted) }] : [];
				})
				.sort((one, other) => other.rank - one.rank)
				.slice(0, limit)
				.map(({ objective, result, rank }) => ({ objective, rank, ...whereFound(objective, result, words) }));
		},
		searchEarly(snapshot, query, limit) {
			if (ready.has(snapshot)) return undefined;
			const wanted = foldText(query.trim());
			return snapshot.objectives
				.filter(objectiveFilter(query) ?? (() => false))
				.map((objective) => ({ objective, rank: exactness(objective, wanted) }))
				.sort((one, other) => other.rank - one.rank)
				.slice(0, limit);
		},
	};
}

const WORDS = { tokenize: (text: string) => [...searchWords(text)], processTerm: (term: string) => term };

/** Every word has to be found. */
function queryOf(words: readonly string[], forgiving: boolean): Query {
	const boost = { ...BOOST };
	return {
		combineWith: 'AND',
		queries: words.map((word, at): Query => {
			if (word.length > 2) {
				// A wrong digit is another number.
				const fuzzy = forgiving && word.length > 3 && /^\p{L}+$/u.test(word) && FUZZY;
				return { boost, prefix: true, fuzzy, queries: [word] };
			}
			const whole: Query = { boost, queries: [word] };
			if (at < words.length - 1) return whole;
			return { combineWith: 'OR', queries: [whole, { boost, prefix: true, fields: [...SHORT], queries: [word] }] };
		}),
	};
}

/** What an id, an alias or a ticket that was typed adds to the rank: whole, or as far as it was typed. */
function exactness({ id, aliases, tickets }: Objective, wanted: string): number {
	const names = [id, ...aliases, ...tickets].map(foldText);
	if (names.includes(wanted)) return EXACT;
	return names.some((name) => name.startsWith(wanted)) ? PREFIX : 0;
}

/** The field that has the most of what id and title, which are on the screen anyway, have not. */
function whereFound(
	objective: Objective,
	{ match }: SearchResult,
	words: readonly string[],
): Pick<ObjectiveHit, 'found'> {
	const typed = (term: string) => words.find((word) => term.startsWith(word)) ?? term;
	const isShown = (fields: readonly string[]) => fields.includes('id') || fields.includes('title');
	const matched = Object.entries(match);
	const shown = new Set(matched.flatMap(([term, fields]) => (isShown(fields) ? [typed(term)] : [])));
	const hidden = matched.filter(([term]) => !shown.has(typed(term)));
	const wordsIn = (field: SearchField) => hidden.flatMap(([term, fields]) => (fields.includes(field) ? [term] : []));
	const [best] = [...SEARCH_FIELDS].sort((one, other) => wordsIn(other).length - wordsIn(one).length);
	const wanted = best ? wordsIn(best) : [];
	if (!best || wanted.length === 0) return {};
	for (const { what, text, line } of searchTexts(objective, best)) {
		const around = wordsAround(text.slice(0, READ), wanted);
		if (around !== undefined) return { found: { what, words: around, ...(line === undefined ? {} : { line }) } };
	}
	return {};
}
