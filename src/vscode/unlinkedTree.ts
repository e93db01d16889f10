import * as vscode from 'vscode';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { unlinkedGroups } from '../app/unlinkedGroups.ts';
import type { UnlinkedGroup } from '../app/unlinkedGroups.ts';
import type { UnlinkedCommit } from '../app/unlinkedCommits.ts';
import { repoLabel, unlinkedMessage, unlinkedRow } from '../app/unlinkedRows.ts';
import type { UnlinkedWorks } from '../app/unlinkedWork.ts';
import { count } from '../app/words.ts';
import { createDisposables } from '../core/disposables.ts';
import { VIEWS } from './contributions.ts';
import type { CommandId } from './contributions.ts';

type Node =
	| { readonly kind: 'group'; readonly store: SpecStore; readonly group: UnlinkedGroup; readonly isOpen: boolean }
	| {
			readonly kind: 'commit';
			readonly store: SpecStore;
			readonly group: UnlinkedGroup;
			readonly unlinked: UnlinkedCommit;
	  };

const OPEN: CommandId = 'tandem.openTarget';
/** With more commits than a screen has rows, the groups start folded. */
const UNFOLDED = 25;

/** Recent commits that name no objective, by where they worked. Nothing is read before somebody looks at it. */
export function registerUnlinkedTree(
	tandem: Tandem,
	works: Pick<UnlinkedWorks, 'get' | 'onDidChange'>,
): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const changed = disposables.add(new vscode.EventEmitter<void>());
	let shown: readonly unknown[] | undefined;

	const current = () => tandem.specs().map((store) => ({ store, work: works.get(store) }));
	const roots = (): Node[] => {
		const all = current();
		shown = all.map(({ work }) => work);
		view.message = unlinkedMessage(all.map(({ work }) => work));
		const total = all.reduce((sum, { work }) => sum + work.commits.length, 0);
		view.description = total > 0 ? count(total, 'commit') : '';
		return all.flatMap(({ store, work }) =>
			unlinkedGroups(work.commits).map((group): Node => ({ kind: 'group', store, group, isOpen: total <= UNFOLDED })),
		);
	};
	const view = disposables.add(
		vscode.window.createTreeView<Node>(VIEWS.unlinked, {
			showCollapseAll: true,
			treeDataProvider: {
				onDidChangeTreeData: changed.event,
				getChildren(node) {
					if (!node) return roots();
					if (node.kind === 'commit') return [];
					const { store, group } = node;
					return group.commits.map((unlinked) => ({ kind: 'commit', store, group, unlinked }));
				},
				getTreeItem: (node) => (node.kind === 'group' ? groupItem(node, severalRepos()) : commitItem(node)),
			},
		}),
	);
	const severalRepos = () => tandem.contexts.known().length > 1;

	const update = () => {
		if (!view.visible) return;
		const now = current().map(({ work }) => work);
		if (shown && now.length === shown.length && now.every((work, index) => work === shown?.[index])) return;
		changed.fire();
	};
	disposables.add(works.onDidChange(update));
	disposables.add(view.onDidChangeVisibility(update));
	return { update, dispose: () => disposables.dispose() };
}

function groupItem({ group, isOpen }: Extract<Node, { kind: 'group' }>, named: boolean): vscode.TreeItem {
	const { key, folder, repo, commits } = group;
	const label = folder === '' ? 'Whole repository' : folder;
	const item = new vscode.TreeItem(
		label,
		isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
	);
	item.id = key;
	item.iconPath = new vscode.ThemeIcon(folder === '' ? 'repo' : 'folder');
	item.description = [String(commits.length), ...(named ? [repoLabel(repo)] : [])].join(' · ');
	item.tooltip = folder === '' ? 'Work in several folders, or in none' : folder;
	item.accessibilityInformation = { label: `${label}, ${count(commits.length, 'commit')}` };
	return item;
}

function commitItem({ store, group, unlinked }: Extract<Node, { kind: 'commit' }>): vscode.TreeItem {
	const { label, note, tooltip, spoken, target } = unlinkedRow(unlinked, store.snapshot(), Date.now());
	const item = new vscode.TreeItem(label);
	item.id = `${group.key}\n${unlinked.commit.hash}`;
	item.iconPath = new vscode.ThemeIcon('git-commit');
	item.description = note;
	item.tooltip = tooltip;
	item.contextValue = 'unlinkedCommit';
	item.accessibilityInformation = { label: spoken };
	item.command = { command: OPEN, title: 'Open', arguments: [target] };
	return item;
}
