import * as vscode from 'vscode';
import { objectiveDetails } from '../app/objectiveDetails.ts';
import type { ObjectiveDetail } from '../app/objectiveDetails.ts';
import { filterNote, objectiveFilter } from '../app/objectiveFilter.ts';
import { objectiveTree } from '../app/objectiveGroups.ts';
import type { ObjectiveBranch, ObjectiveTree } from '../app/objectiveGroups.ts';
import type { ObjectivesLook } from '../app/objectivesLook.ts';
import { placeHere } from '../app/questionPlace.ts';
import type { SpecStore } from '../app/specStore.ts';
import { knownActivity } from '../app/specTwin.ts';
import type { Tandem } from '../app/tandem.ts';
import type { WholeHistory } from '../app/wholeHistory.ts';
import { workRemark } from '../app/workWords.ts';
import { createDisposables } from '../core/disposables.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Objective } from '../core/objective.ts';
import { setContextKey, VIEWS } from './contributions.ts';
import { objectiveItemId, objectiveTooltip, objectiveTreeItem, registerChangedMark } from './objectiveItems.ts';
import type { ObjectiveNode } from './objectiveItems.ts';
import { createSnapshotChanges } from './snapshotChanges.ts';

/** More roots than a screen has rows are not unfolded by themselves. */
const UNFOLDED_ROOTS = 30;

type BranchNode = Extract<ObjectiveNode, { kind: 'objective' }>;

/** What the tree of one spec repo is made of until something changes. */
interface Shown {
	readonly tree: ObjectiveTree;
	readonly openQuestions: ReadonlyMap<string, number>;
	/** Ids that others name as their parent. */
	readonly parents: ReadonlySet<string | undefined>;
}

/** All objectives as the user wants to see them, with what is known of each below it; with several spec repos, one branch for each. */
export function registerObjectivesTree(
	tandem: Tandem,
	look: ObjectivesLook,
	history: Pick<WholeHistory, 'objectiveWork' | 'onDidChange'>,
): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	disposables.add(registerChangedMark());
	const changed = disposables.add(new vscode.EventEmitter<ObjectiveNode | undefined>());
	const shown = new Map<SpecStore, Shown>();
	/** The objectives that were unfolded, by the identity of their rows, with the activity that is shown below them. */
	const unfolded = new Map<
		string,
		{ readonly node: ObjectiveNode; readonly store: SpecStore; readonly activity: unknown; readonly places: string }
	>();

	/** The objectives whose rows were drawn, by the identity of their rows. */
	const drawn = new Map<string, { readonly node: BranchNode; readonly mark: string }>();
	const isChanged = (store: SpecStore, id: string) => tandem.news.of(store).some((one) => one.id === id);
	/** What a row says that changes without the snapshot. */
	const markOf = (node: BranchNode) => `${String(isChanged(node.store, node.objective.id))} ${remarkOf(node) ?? ''}`;

	const remarkOf = ({ store, objective }: Pick<BranchNode, 'store' | 'objective'>) => {
		const work = history.objectiveWork(store, objective.id);
		return work && workRemark(objective, work, { isParent: shownOf(store).parents.has(objective.id), now: Date.now() });
	};
	const placesOf = (store: SpecStore, { id }: Objective) =>
		JSON.stringify(
			tandem
				.questions(store)
				.filter(({ question }) => question.objective === id && question.state === 'open')
				.map(({ question: { anchor } }) => anchor && placeHere(tandem, store, anchor)),
		);
	const shownOf = (store: SpecStore): Shown => {
		const known = shown.get(store);
		if (known) return known;
		const { grouping, filter } = look.get();
		const snapshot = store.snapshot() ?? { objectives: [], objectiveById: new Map<string, Objective>() };
		const openQuestions = new Map<string, number>();
		for (const { question } of tandem.questions(store)) {
			const { objective, state } = question;
			if (objective !== undefined && state === 'open')
				openQuestions.set(objective, (openQuestions.get(objective) ?? 0) + 1);
		}
		const parents = new Set(snapshot.objectives.map(({ parent }) => parent));
		const fresh = { parents, tree: objectiveTree(snapshot, grouping, objectiveFilter(filter)), openQuestions };
		shown.set(store, fresh);
		return fresh;
	};

	const rootsOf = (store: SpecStore): ObjectiveNode[] => {
		const { tree } = shownOf(store);
		if (tree.kind === 'groups') return tree.groups.map((group) => ({ kind: 'group', store, group }));
		return branchNodes(store, tree.branches, tree.branches.length <= UNFOLDED_ROOTS);
	};
	const branchNodes = (store: SpecStore, branches: readonly ObjectiveBranch[], isUnfolded = false) =>
		branches.map(({ objective, below }): ObjectiveNode => {
			// What the filter has found must not stay hidden below something that is folded.
			const opens = below.length > 0 && (isUnfolded || look.get().filter !== '');
			return { kind: 'objective', store, objective, below, unfolded: opens };
		});
	const belowObjective = (node: BranchNode): ObjectiveNode[] => {
		const { store, objective, below } = node;
		const owner = objectiveItemId(node, look.get());
		if (below.length === 0) return detailsOf(node, owner);
		return [{ kind: 'about', store, objective, owner }, ...branchNodes(store, below)];
	};
	const detailsOf = (node: Extract<ObjectiveNode, { kind: 'objective' | 'about' }>, owner: string): ObjectiveNode[] => {
		const { store, objective } = node;
		const spec = specKey(store.source.address);
		// Asking for it starts git in the background: only here, where somebody has unfolded an objective.
		const activity = knownActivity(tandem, store);
		unfolded.set(owner, { node, store, activity, places: placesOf(store, objective) });
		const details = objectiveDetails(objective, {
			spec,
			questions: tandem.questions(store),
			placeOf: (anchor) => placeHere(tandem, store, anchor),
			activity,
			news: tandem.news.of(store).find(({ id }) => id === objective.id),
			now: Date.now(),
		});
		return detailNodes(owner, '', details);
	};

	const view = disposables.add(
		vscode.window.createTreeView<ObjectiveNode>(VIEWS.objectives, {
			showCollapseAll: true,
			treeDataProvider: {
				onDidChangeTreeData: changed.event,
				getChildren(node) {
					switch (node?.kind) {
						case undefined: {
							const stores = tandem.specs().filter((store) => shownOf(store).tree.shown > 0);
							const [only] = stores;
							return only && stores.length === 1 ? rootsOf(only) : stores.map((store) => ({ kind: 'spec', store }));
						}
						case 'spec':
							return rootsOf(node.store);
						case 'group':
							return branchNodes(node.store, node.group.branches);
						case 'objective':
							return belowObjective(node);
						case 'about':
							return detailsOf(node, node.owner);
						case 'detail':
							return node.detail.kind === 'branch' ? detailNodes(node.owner, `${node.path}/`, node.detail.details) : [];
					}
				},
				resolveTreeItem(item, node) {
					if (node.kind !== 'objective') return item;
					const { store, objective } = node;
					item.tooltip = objectiveTooltip(objective, history.objectiveWork(store, objective.id));
					return item;
				},
				getTreeItem(node) {
					if (node.kind === 'objective') drawn.set(objectiveItemId(node, look.get()), { node, mark: markOf(node) });
					return objectiveTreeItem(node, {
						look: look.get(),
						openQuestions: (store, id) => shownOf(store).openQuestions.get(id) ?? 0,
						remark: remarkOf,
						isChanged,
					});
				},
			},
		}),
	);

	const refresh = () => {
		shown.clear();
		unfolded.clear();
		drawn.clear();
		const { filter } = look.get();
		const trees = tandem.specs().map((store) => shownOf(store).tree);
		const sum = (key: 'shown' | 'total') => trees.reduce((total, tree) => total + tree[key], 0);
		view.description = filterNote(sum('shown'), sum('total'), filter);
		void setContextKey(vscode, 'tandem.objectivesFiltered', filter.trim() !== '');
		changed.fire(undefined);
	};
	/** New files and commits, and moved questions, show up below the objectives that are unfolded; nothing else is drawn anew. */
	const refreshActivity = () => {
		for (const [id, { node, store, activity, places }] of unfolded) {
			const isSame = knownActivity(tandem, store) === activity;
			if (isSame && (!('objective' in node) || placesOf(store, node.objective) === places)) continue;
			unfolded.delete(id);
			changed.fire(node);
		}
	};
	/** While a history is being read it changes many times; only rows that say something else now are drawn anew. */
	const refreshMarks = () => {
		for (const { node, mark } of drawn.values()) if (markOf(node) !== mark) changed.fire(node);
	};
	disposables.add(look.onDidChange(refresh));
	disposables.add(history.onDidChange(() => view.visible && refreshMarks()));
	disposables.add(tandem.anchorPlaces.onDidChange(() => view.visible && refreshActivity()));
	disposables.add(
		view.onDidChangeVisibility(({ visible }) => {
			if (!visible) return;
			refreshActivity();
			refreshMarks();
		}),
	);
	const hasChanged = createSnapshotChanges(tandem);
	let news: readonly unknown[] = [];
	const hasNews = () => {
		const now = tandem.specs().map(tandem.news.of);
		const differs = now.length !== news.length || now.some((one, index) => one !== news[index]);
		news = now;
		return differs;
	};
	return {
		update() {
			const differs = hasNews();
			if (hasChanged()) refresh();
			else if (view.visible) refreshActivity();
			if (differs && view.visible) refreshMarks();
		},
		dispose: () => disposables.dispose(),
	};
}

function detailNodes(owner: string, prefix: string, details: readonly ObjectiveDetail[]): ObjectiveNode[] {
	return details.map((detail, index) => ({
		kind: 'detail',
		owner,
		path: `${prefix}${detail.kind === 'branch' ? detail.key : index}`,
		detail,
	}));
}

/** The objective that a node of this tree stands for, as a menu command receives it. */
export function objectiveOfNode(
	node: unknown,
): { readonly store: SpecStore; readonly objective: Objective } | undefined {
	if (typeof node !== 'object' || node === null) return undefined;
	const { kind, store, objective } = node as Partial<Extract<ObjectiveNode, { kind: 'objective' }>>;
	return kind === 'objective' && store && objective ? { store, objective } : undefined;
}
