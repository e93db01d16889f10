import * as vscode from 'vscode';
import type { ObjectiveHit, ObjectiveSearch } from '../app/objectiveSearch.ts';
import type { RecentObjectives } from '../app/recentObjectives.ts';
import { firstWords } from '../app/searchText.ts';
import type { SpecStore } from '../app/specStore.ts';
import { encodeTarget } from '../app/target.ts';
import { count, statusWord } from '../app/words.ts';
import { createDisposables } from '../core/disposables.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Objective } from '../core/objective.ts';
import { askPm } from './asking.ts';
import type { AskingDeps } from './asking.ts';
import { showFailure } from './messages.ts';
import { objectiveIcon } from './objectiveItems.ts';
import { plainLabel } from './plainLabel.ts';

export interface SearchDeps extends AskingDeps {
	readonly search: () => Promise<ObjectiveSearch>;
	readonly recent: RecentObjectives;
	readonly openTarget: (target: string) => Promise<void>;
}

interface Item extends vscode.QuickPickItem {
	/** Absent on rows that only say something. */
	readonly objective?: Objective;
	readonly store?: SpecStore;
	readonly line?: number;
}

/** More than anybody reads; the next word that is typed makes them fewer. */
const LIMIT = 50;
/** How many objectives are offered before anything is typed, besides those that were opened. */
const OFFERED = 30;

/** Lets the user find an objective by any word of it, while typing, and opens it where the word stands. */
export async function searchObjectives(deps: SearchDeps): Promise<void> {
	const { tandem, recent } = deps;
	const snapshots = () =>
		tandem.specs().flatMap((store) => {
			const snapshot = store.snapshot();
			return snapshot && snapshot.objectives.length > 0 ? [{ store, snapshot }] : [];
		});
	const search = await deps.search();
	const total = snapshots().reduce((sum, { snapshot }) => sum + snapshot.objectives.length, 0);
	if (total === 0) return showFailure('No objectives are known yet.', [['Doctor', 'tandem.doctor']]);

	const place = deps.places.current();
	const buttons = place ? [ASK] : [];
	const toItem = (store: SpecStore, hit: Pick<ObjectiveHit, 'objective' | 'found'>): Item => {
		const { objective, found } = hit;
		const state = objective.status ? statusWord(objective.status) : objective.statusText;
		const described = [objective.id, state, objective.pm?.name].filter((part) => part).join(' · ');
		return {
			label: plainLabel(objective.title),
			description: plainLabel(described),
			detail: plainLabel(found ? `${found.what}: ${found.words}` : firstWords(objective.why)),
			iconPath: objectiveIcon(objective),
			buttons,
			// The search has decided already; what VS Code finds in the label is something else.
			alwaysShow: true,
			objective,
			store,
			...(found?.line === undefined ? {} : { line: found.line }),
		};
	};
	const offered = (): readonly Item[] => {
		const opened = recent.list().flatMap(({ spec, id }) => {
			const store = tandem.specByKey(spec);
			const objective = store?.snapshot()?.objectiveById.get(id);
			return store && objective ? [{ store, objective }] : [];
		});
		const isOpened = new Set(opened.map(({ objective }) => objective));
		const others = snapshots().flatMap(({ store, snapshot }) =>
			snapshot.objectives.filter((one) => !isOpened.has(one)).map((objective) => ({ store, objective })),
		);
		const running = others.filter(({ objective }) => objective.status === 'active').slice(0, OFFERED);
		const rest = others.filter(({ objective }) => objective.status !== 'active').slice(0, OFFERED - running.length);
		const part = (label: string, found: readonly { store: SpecStore; objective: Objective }[]): Item[] => {
			if (found.length === 0) return [];
			return [
				{ label, kind: vscode.QuickPickItemKind.Separator },
				...found.map(({ store, objective }) => toItem(store, { objective })),
			];
		};
		return [...part('recently opened', opened), ...part('active', running), ...part('others', rest)];
	};
	const bestOf = (hits: readonly { readonly store: SpecStore; readonly hit: ObjectiveHit }[]) =>
		[...hits]
			.sort((one, other) => other.hit.rank - one.hit.rank)
			.slice(0, LIMIT)
			.map(({ store, hit }) => toItem(store, hit));
	const find: Find = {
		early(query) {
			if (query.trim() === '') return offered();
			const early = snapshots().flatMap(({ store, snapshot }) =>
				(search.searchEarly(snapshot, query, LIMIT) ?? []).map((hit) => ({ store, hit })),
			);
			return early.length > 0 ? bestOf(early) : undefined;
		},
		async all(query) {
			const hits = await Promise.all(
				snapshots().map(async ({ store, snapshot }) =>
					(await search.search(snapshot, query, LIMIT)).map((hit) => ({ store, hit })),
				),
			);
			return query.trim() === '' ? undefined : bestOf(hits.flat());
		},
	};

	const chosen = await pick(find, `Search ${count(total, 'objective')}`);
	if (!chosen?.item.objective || !chosen.item.store) return;
	const { objective, store, line } = chosen.item;
	const spec = specKey(store.source.address);
	if (chosen.button === ASK && place) {
		const { first, last } = place.lines;
		return askPm(deps, {
			uri: place.document.uri.toString(),
			line: first,
			lastLine: last,
			objective: objective.id,
		});
	}
	recent.note({ spec, id: objective.id });
	await deps.openTarget(
		encodeTarget(
			line === undefined
				? { kind: 'objective', spec, id: objective.id }
				: { kind: 'spec-file', spec, path: objective.source.file, line },
		),
	);
}

const ASK: vscode.QuickInputButton = {
	iconPath: new vscode.ThemeIcon('comment-discussion'),
	tooltip: 'Ask the PM about it, from the code at the cursor',
};

interface Find {
	/** What can be said at once, where that is anything. */
	early(query: string): readonly Item[] | undefined;
	/** Everything there is to say; undefined: nothing besides. */
	all(query: string): Promise<readonly Item[] | undefined>;
}

/** A quick pick whose rows are those that `find` gives for the newest text, in that order. */
async function pick(
	find: Find,
	title: string,
): Promise<{ readonly item: Item; readonly button?: vscode.QuickInputButton } | undefined> {
	const disposables = createDisposables();
	const input = disposables.add(vscode.window.createQuickPick<Item>());
	input.title = title;
	input.placeholder = 'Id, title, key result, person, or any words of the objective';
	// Not in the API yet, but in every VS Code that is supported: without it rows with the text in their title would come first. Elsewhere it does nothing.
	Object.assign(input, { sortByLabel: false });
	let newest = 0;
	const show = async () => {
		const query = input.value;
		const turn = ++newest;
		input.busy = true;
		const early = find.early(query);
		if (early) input.items = early.length > 0 ? early : [nothing(query)];
		const items = await find.all(query);
		// What was typed meanwhile is what counts.
		if (turn !== newest) return;
		input.busy = false;
		if (items) input.items = items.length > 0 ? items : [nothing(query)];
	};
	try {
		return await new Promise((resolve, reject) => {
			const showSafely = () => show().catch(reject);
			disposables.add(input.onDidChangeValue(showSafely));
			disposables.add(
				input.onDidAccept(() => {
					const [item] = input.selectedItems;
					if (item?.objective) resolve({ item });
				}),
			);
			disposables.add(input.onDidTriggerItemButton(({ item, button }) => resolve({ item, button })));
			disposables.add(input.onDidHide(() => resolve(undefined)));
			void showSafely();
			input.show();
		});
	} finally {
		newest = -1;
		disposables.dispose();
	}
}

function nothing(query: string): Item {
	return {
		label: plainLabel(query.trim() === '' ? 'Type to search' : `No objective has “${query.trim()}”`),
		detail: query.trim() === '' ? '' : 'Every word has to be in it. Try fewer words, or another one.',
		alwaysShow: true,
	};
}
