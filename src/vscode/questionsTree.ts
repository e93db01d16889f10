import * as vscode from 'vscode';
import { placeHere } from '../app/questionPlace.ts';
import { questionView } from '../app/questionViews.ts';
import type { KnownQuestion } from '../app/questionViews.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import { specKey } from '../core/gitAddress.ts';
import { VIEWS } from './contributions.ts';
import type { CommandId } from './contributions.ts';

type Group = 'waiting' | 'open' | 'answered' | 'resolved';
type Node =
	| { readonly kind: 'group'; readonly group: Group }
	| { readonly kind: 'question'; readonly store: SpecStore; readonly known: KnownQuestion };

const GROUPS: readonly Group[] = ['waiting', 'answered', 'open', 'resolved'];
const GROUP_WORDS: Record<Group, string> = {
	waiting: 'Waiting to be sent',
	open: 'Open',
	answered: 'Answered',
	resolved: 'Resolved',
};
const OPEN: CommandId = 'tandem.openQuestion';

/** All questions by state; what this machine has not sent yet comes first, unread answers stand out. */
export function registerQuestionsTree(tandem: Tandem): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	const changed = disposables.add(new vscode.EventEmitter<void>());
	const all = () => tandem.specs().flatMap((store) => tandem.questions(store).map((known) => ({ store, known })));
	const inGroup = (group: Group) => all().filter(({ known }) => groupOf(known) === group);
	const view = disposables.add(
		vscode.window.createTreeView<Node>(VIEWS.questions, {
			treeDataProvider: {
				onDidChangeTreeData: changed.event,
				getChildren: (node): Node[] => {
					if (!node)
						return GROUPS.filter((group) => inGroup(group).length > 0).map((group) => ({ kind: 'group', group }));
					if (node.kind === 'question') return [];
					return inGroup(node.group)
						.sort((a, b) => Number(b.known.unread) - Number(a.known.unread))
						.map(({ store, known }) => ({ kind: 'question', store, known }));
				},
				getTreeItem: (node) =>
					node.kind === 'group' ? groupItem(node.group, inGroup(node.group).length) : questionItem(node, tandem),
			},
		}),
	);
	// Asked for when a row is drawn, so that nothing is looked up for rows that nobody sees.
	disposables.add(tandem.anchorPlaces.onDidChange(() => changed.fire()));
	let shown = '';
	return {
		update() {
			const now = JSON.stringify(
				all().map(({ store, known }) => [
					known.question.file,
					known.question.state,
					known.unread,
					known.waiting,
					known.question.messages.length,
					// What is typed moves places; nothing is looked up as long as nobody looks at the tree.
					view.visible && known.question.anchor && placeHere(tandem, store, known.question.anchor),
				]),
			);
			if (now === shown) return;
			shown = now;
			const open = inGroup('open').length;
			view.description = open > 0 ? `${open} open` : '';
			changed.fire();
		},
		dispose: () => disposables.dispose(),
	};
}

/** The question that a node of this tree stands for, as a menu command receives it. */
export function questionOfNode(
	node: unknown,
): { readonly store: SpecStore; readonly known: KnownQuestion } | undefined {
	if (typeof node !== 'object' || node === null) return undefined;
	const { kind, store, known } = node as Partial<Extract<Node, { kind: 'question' }>>;
	return kind === 'question' && store && known ? { store, known } : undefined;
}

function groupOf({ question, waiting }: KnownQuestion): Group {
	return waiting ? 'waiting' : question.state;
}

function groupItem(group: Group, size: number): vscode.TreeItem {
	const state =
		group === 'resolved' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
	const item = new vscode.TreeItem(GROUP_WORDS[group], state);
	item.id = group;
	item.description = String(size);
	return item;
}

const ICONS: Record<Group, readonly [string, string?]> = {
	waiting: ['cloud-upload', 'charts.yellow'],
	open: ['question', 'charts.blue'],
	answered: ['pass', 'charts.green'],
	resolved: ['check-all'],
};

function questionItem({ store, known }: Extract<Node, { kind: 'question' }>, tandem: Tandem): vscode.TreeItem {
	const spec = specKey(store.source.address);
	const shown = questionView(known, { spec, now: Date.now(), placeOf: (anchor) => placeHere(tandem, store, anchor) });
	const item = new vscode.TreeItem(
		shown.unread ? { label: shown.title, highlights: [[0, shown.title.length]] } : shown.title,
	);
	const [icon, color] = ICONS[groupOf(known)];
	item.id = `${spec} ${known.question.file}`;
	item.iconPath = new vscode.ThemeIcon(
		shown.unread ? 'comment-unresolved' : icon,
		color ? new vscode.ThemeColor(color) : undefined,
	);
	item.description = [shown.unread && 'new answer', known.question.objective, shown.place?.text]
		.filter((part) => part)
		.join(' · ');
	item.tooltip = [
		shown.title,
		shown.note,
		known.question.askedBy?.name,
		shown.place?.title,
		shown.failure,
		shown.goneCode && `\n${shown.goneCode}`,
	]
		.filter((part) => part)
		.join('\n');
	item.contextValue = known.waiting ? 'question.waiting' : `question.${known.question.state}`;
	item.accessibilityInformation = {
		label: [
			shown.title,
			shown.unread ? 'new answer' : shown.note,
			...(shown.goneCode ? ['its code is gone'] : []),
		].join(', '),
	};
	item.command = { command: OPEN, title: 'Show', arguments: [{ spec, id: known.question.id }] };
	return item;
}
