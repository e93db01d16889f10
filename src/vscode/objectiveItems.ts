import * as path from 'node:path';
import * as vscode from 'vscode';
import type { LeafKind, ObjectiveDetail } from '../app/objectiveDetails.ts';
import type { ObjectiveBranch, ObjectiveGroup } from '../app/objectiveGroups.ts';
import { keyResultLine } from '../app/objectiveView.ts';
import type { Look } from '../app/objectivesLook.ts';
import type { SpecStore } from '../app/specStore.ts';
import { encodeTarget } from '../app/target.ts';
import { peopleText, workFacts } from '../app/workWords.ts';
import { count, formatValue, healthWord, periodText, statusWord } from '../app/words.ts';
import { specKey } from '../core/gitAddress.ts';
import type { ObjectiveWork } from '../core/history/historyFacts.ts';
import type { Health, Objective } from '../core/objective.ts';
import { readAloud } from '../core/plainMarkdown.ts';
import type { CommandId } from './contributions.ts';
import { appendPlainText } from './markdownText.ts';

/** A row of the objectives tree. */
export type ObjectiveNode =
	| { readonly kind: 'spec'; readonly store: SpecStore }
	| { readonly kind: 'group'; readonly store: SpecStore; readonly group: ObjectiveGroup }
	| {
			readonly kind: 'objective';
			readonly store: SpecStore;
			readonly objective: Objective;
			readonly below: ObjectiveBranch['below'];
			/** It starts unfolded. */
			readonly unfolded: boolean;
	  }
	/** What is known of an objective, where others stand below it: folded, so that these come first. */
	| { readonly kind: 'about'; readonly store: SpecStore; readonly objective: Objective; readonly owner: string }
	/** `path` tells it from all others of its objective. */
	| { readonly kind: 'detail'; readonly owner: string; readonly path: string; readonly detail: ObjectiveDetail };

export interface ItemContext {
	readonly look: Look;
	/** How many questions about the objective are open. */
	readonly openQuestions: (store: SpecStore, id: string) => number;
	/** What should be noticed of its work, if anything. */
	readonly remark: (node: { readonly store: SpecStore; readonly objective: Objective }) => string | undefined;
	/** Whether it is not as the user last saw it. */
	readonly isChanged: (store: SpecStore, id: string) => boolean;
}

const OPEN: CommandId = 'tandem.openTarget';
const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

const HEALTH: Record<Health, readonly [icon: string, color: string]> = {
	'on-track': ['pass', 'charts.green'],
	'at-risk': ['warning', 'charts.yellow'],
	'off-track': ['error', 'charts.red'],
};

const LEAVES: Record<Exclude<LeafKind, 'none'>, readonly [icon: string, color?: string]> = {
	'measured': ['dashboard'],
	'reached': ['pass', 'charts.green'],
	'file': ['file'],
	'commit': ['git-commit'],
	'question': ['question', 'charts.blue'],
	'constraint': ['lock'],
	'decision': ['law'],
	'open-point': ['comment-unresolved'],
	'changed': ['edit'],
	'more': ['ellipsis'],
	'loading': ['loading~spin'],
	'gap': ['info'],
};

/** The address of an objective that changed; no file is there. */
const CHANGED = { scheme: 'tandem', authority: 'changed' };
const CHANGED_WORDS = 'changed since you looked';

/** The mark on objectives that are not as the user last saw them, as VS Code has it on files. */
export function registerChangedMark(): vscode.Disposable {
	return vscode.window.registerFileDecorationProvider({
		provideFileDecoration: ({ scheme, authority }) =>
			scheme === CHANGED.scheme && authority === CHANGED.authority
				? { badge: '●', color: new vscode.ThemeColor('charts.blue'), tooltip: CHANGED_WORDS }
				: undefined,
	});
}

/** The icon of an objective: its health, or a ring where it has none. */
export function objectiveIcon({ health }: Objective): vscode.ThemeIcon {
	return health ? themeIcon(...HEALTH[health]) : themeIcon('circle-outline');
}

/** An identity that stays over refreshes, so that what the user has unfolded stays so. What only a filter unfolds is another row under it. */
export function objectiveItemId(
	{ store, objective, below }: Extract<ObjectiveNode, { kind: 'objective' }>,
	look: Look,
): string {
	return `${rowId(store, look, below.length > 0)} ${objective.id}`;
}

function rowId({ source }: SpecStore, { grouping, filter }: Look, unfoldsByFilter: boolean): string {
	return `${grouping}${unfoldsByFilter && filter !== '' ? ' filtered' : ''} ${specKey(source.address)}`;
}

export function objectiveTreeItem(node: ObjectiveNode, context: ItemContext): vscode.TreeItem {
	switch (node.kind) {
		case 'spec': {
			const item = new vscode.TreeItem(node.store.source.label, Expanded);
			item.iconPath = themeIcon('repo');
			return item;
		}
		case 'group': {
			const { key, label, over, count: size } = node.group;
			const item = new vscode.TreeItem(label, over && context.look.filter === '' ? Collapsed : Expanded);
			item.id = `${rowId(node.store, context.look, over)} group ${key}`;
			item.description = formatValue(size);
			item.accessibilityInformation = { label: `${label}, ${count(size, 'objective')}` };
			return item;
		}
		case 'objective':
			return objectiveItem(node, context);
		case 'about': {
			const item = new vscode.TreeItem('Details', Collapsed);
			item.id = `${node.owner} about`;
			item.accessibilityInformation = { label: `Details of ${node.objective.title}` };
			return item;
		}
		case 'detail':
			return detailItem(node);
	}
}

function objectiveItem(
	node: Extract<ObjectiveNode, { kind: 'objective' }>,
	{ look, openQuestions, remark, isChanged }: ItemContext,
): vscode.TreeItem {
	const { store, objective, unfolded } = node;
	const { id, title, status, statusText, health } = objective;
	const item = new vscode.TreeItem(title, unfolded ? Expanded : Collapsed);
	// Its decoration is the mark.
	if (isChanged(store, id)) item.resourceUri = vscode.Uri.from({ ...CHANGED, path: `/${id}` });
	const open = openQuestions(store, id);
	// Running work is what one expects to see; the group already says the rest.
	const state = look.grouping !== 'status' && status !== 'active' && (status ? statusWord(status) : statusText);
	item.id = objectiveItemId(node, look);
	const notes = [id, state, open > 0 && count(open, 'open question'), remark(node)?.toLowerCase()];
	item.description = notes.filter((part) => part).join(' · ');
	item.contextValue = 'objective';
	item.iconPath = objectiveIcon(objective);
	const spoken = [title, health && healthWord(health), item.resourceUri && CHANGED_WORDS, ...notes];
	item.accessibilityInformation = { label: spoken.filter((part) => part).join(', ') };
	item.command = openCommand(encodeTarget({ kind: 'objective', spec: specKey(store.source.address), id }));
	return item;
}

/** What is shown when the mouse rests on an objective: made only then, since it is the longest text of a row. */
export function objectiveTooltip(objective: Objective, work: ObjectiveWork | undefined): vscode.MarkdownString {
	const { id, title, health, pm, period, why } = objective;
	const facts = [health && healthWord(health), keyResultLine(objective), periodText(period), pm?.name];
	const tooltip = new vscode.MarkdownString('');
	appendPlainText(tooltip, `${id} ${title}`).appendMarkdown('\n\n');
	appendPlainText(tooltip, readAloud(why)).appendMarkdown('\n\n');
	appendPlainText(tooltip, facts.filter((part) => part).join(' · '));
	if (!work) return tooltip;
	tooltip.appendMarkdown('\n\n');
	const done = [...workFacts(id, work, Date.now()), peopleText(work)];
	return appendPlainText(tooltip, done.filter((part) => part).join(' · '));
}

function detailItem({ owner, path: place, detail }: Extract<ObjectiveNode, { kind: 'detail' }>): vscode.TreeItem {
	const item = new vscode.TreeItem(detail.label, detail.kind === 'branch' ? Collapsed : None);
	item.id = `${owner} ${place}`;
	item.description = detail.note;
	item.accessibilityInformation = { label: [detail.label, detail.note].filter((part) => part).join(', ') };
	if (detail.kind === 'branch') return item;
	item.tooltip = detail.tooltip;
	if (detail.leaf !== 'none') item.iconPath = themeIcon(...LEAVES[detail.leaf]);
	if (detail.file) {
		// The icon of the user's own file icon theme, and the colours of git.
		item.resourceUri = vscode.Uri.file(path.join(detail.file.root, detail.file.path));
		item.iconPath = vscode.ThemeIcon.File;
	}
	if (detail.target) item.command = openCommand(detail.target);
	return item;
}

function openCommand(target: string): vscode.Command {
	return { command: OPEN, title: 'Open', arguments: [target] };
}

function themeIcon(icon: string, color?: string): vscode.ThemeIcon {
	return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}
