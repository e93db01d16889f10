import * as vscode from 'vscode';
import { keyResultLine } from '../app/objectiveView.ts';
import { encodeTarget } from '../app/target.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { count, healthWord, periodText, statusWord } from '../app/words.ts';
import { createDisposables } from '../core/disposables.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Objective, ObjectiveStatus } from '../core/objective.ts';
import { readAloud } from '../core/plainMarkdown.ts';
import { VIEWS } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import { appendPlainText } from './markdownText.ts';
import { createSnapshotChanges } from './snapshotChanges.ts';

type Node =
	| { readonly kind: 'spec'; readonly store: SpecStore }
	| { readonly kind: 'status'; readonly store: SpecStore; readonly status: ObjectiveStatus | undefined }
	| { readonly kind: 'objective'; readonly store: SpecStore; readonly objective: Objective };

/** Running work first; what is over last. `undefined` holds those whose status is not given or not understood. */
const ORDER: readonly (ObjectiveStatus | undefined)[] = [
	'active',
	'proposed',
	'paused',
	undefined,
	'achieved',
	'dropped',
];
const OPEN: CommandId = 'tandem.openTarget';

/** All objectives by status, with counts; with several spec repos, one branch for each. */
export function registerObjectivesTree(tandem: Tandem): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const changed = disposables.add(new vscode.EventEmitter<void>());
	const children = (node?: Node): Node[] => {
		if (!node) {
			const stores = tandem.specs().filter((store) => (store.snapshot()?.objectives.length ?? 0) > 0);
			const [only] = stores;
			if (only && stores.length === 1) return statuses(only);
			return stores.map((store) => ({ kind: 'spec', store }));
		}
		if (node.kind === 'spec') return statuses(node.store);
		if (node.kind === 'status') {
			return objectivesOf(node.store, node.status).map((objective) => ({
				kind: 'objective',
				store: node.store,
				objective,
			}));
		}
		return [];
	};
	const view = disposables.add(
		vscode.window.createTreeView(VIEWS.objectives, {
			showCollapseAll: true,
			treeDataProvider: {
				onDidChangeTreeData: changed.event,
				getChildren: children,
				getTreeItem: (node) => treeItem(node, tandem),
			},
		}),
	);
	const hasChanged = createSnapshotChanges(tandem);
	return {
		update() {
			if (!hasChanged()) return;
			const total = tandem.specs().reduce((sum, store) => sum + (store.snapshot()?.objectives.length ?? 0), 0);
			view.description = total > 0 ? String(total) : '';
			changed.fire();
		},
		dispose: () => disposables.dispose(),
	};
}

function statuses(store: SpecStore): Node[] {
	return ORDER.filter((status) => objectivesOf(store, status).length > 0).map((status) => ({
		kind: 'status',
		store,
		status,
	}));
}

function objectivesOf(store: SpecStore, status: ObjectiveStatus | undefined): readonly Objective[] {
	return (store.snapshot()?.objectives ?? []).filter((objective) => objective.status === status);
}

function treeItem(node: Node, tandem: Tandem): vscode.TreeItem {
	switch (node.kind) {
		case 'spec': {
			const item = new vscode.TreeItem(node.store.source.label, vscode.TreeItemCollapsibleState.Expanded);
			item.iconPath = new vscode.ThemeIcon('repo');
			return item;
		}
		case 'status': {
			const label = node.status ? statusWord(node.status) : 'Status unknown';
			const over = node.status === 'achieved' || node.status === 'dropped';
			const state = over ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
			const item = new vscode.TreeItem(label, state);
			item.id = `${specKey(node.store.source.address)} ${node.status ?? ''}`;
			item.description = String(objectivesOf(node.store, node.status).length);
			return item;
		}
		case 'objective':
			return objectiveItem(node.store, node.objective, tandem);
	}
}

const HEALTH = {
	'on-track': ['pass', 'charts.green'],
	'at-risk': ['warning', 'charts.yellow'],
	'off-track': ['error', 'charts.red'],
} as const;

function objectiveItem(store: SpecStore, objective: Objective, tandem: Tandem): vscode.TreeItem {
	const spec = specKey(store.source.address);
	const item = new vscode.TreeItem(objective.title);
	const open = tandem
		.questions(store)
		.filter(({ question }) => question.objective === objective.id && question.state === 'open').length;
	item.id = `${spec} ${objective.id}`;
	item.description = [objective.id, open > 0 && count(open, 'open question')].filter((part) => part).join(' · ');
	item.contextValue = 'objective';
	const icon = objective.health && HEALTH[objective.health];
	item.iconPath = icon
		? new vscode.ThemeIcon(icon[0], new vscode.ThemeColor(icon[1]))
		: new vscode.ThemeIcon('circle-outline');
	item.tooltip = new vscode.MarkdownString('');
	const facts = [
		objective.health && healthWord(objective.health),
		keyResultLine(objective),
		periodText(objective.period),
		objective.pm?.name,
	];
	appendPlainText(item.tooltip, `${objective.id} ${objective.title}`).appendMarkdown('\n\n');
	appendPlainText(item.tooltip, readAloud(objective.why)).appendMarkdown('\n\n');
	appendPlainText(item.tooltip, facts.filter((part) => part).join(' · '));
	item.accessibilityInformation = {
		label: [objective.title, objective.health && healthWord(objective.health), objective.id]
			.filter((part) => part)
			.join(', '),
	};
	const target = encodeTarget({ kind: 'objective', spec, id: objective.id });
	item.command = { command: OPEN, title: 'Open', arguments: [target] };
	return item;
}

/** The objective that a node of this tree stands for, as a menu command receives it. */
export function objectiveOfNode(
	node: unknown,
): { readonly store: SpecStore; readonly objective: Objective } | undefined {
	if (typeof node !== 'object' || node === null) return undefined;
	const { kind, store, objective } = node as Partial<Extract<Node, { kind: 'objective' }>>;
	return kind === 'objective' && store && objective ? { store, objective } : undefined;
}
