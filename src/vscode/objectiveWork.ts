import * as vscode from 'vscode';
import { objectivesIn } from '../app/specFile.ts';
import { workOf, workRows } from '../app/specLens.ts';
import type { WorkRow } from '../app/specLens.ts';
import type { SpecStore } from '../app/specStore.ts';
import { readActivity } from '../app/specTwin.ts';
import type { Tandem } from '../app/tandem.ts';
import type { Objective } from '../core/objective.ts';
import { showFailure } from './messages.ts';
import { objectiveOfNode } from './objectivesTree.ts';
import { findSpecDocument } from './openSpecFile.ts';
import { plainLabel } from './plainLabel.ts';

export interface ObjectiveWorkDeps {
	readonly tandem: Tandem;
	readonly openTarget: (target: string) => Promise<void>;
}

const ICONS = {
	file: 'file',
	commit: 'git-commit',
	question: 'comment-discussion',
	constraint: 'law',
} as const satisfies Record<Exclude<WorkRow['kind'], 'heading' | 'note'>, string>;

/** Shows the files, commits, questions and constraints of an objective as a list, and opens what is chosen there. */
export async function showObjectiveWork(deps: ObjectiveWorkDeps, target: unknown): Promise<void> {
	const { tandem } = deps;
	const found =
		objectiveOfNode(target) ??
		findObjective(tandem, target) ??
		shownObjective(tandem) ??
		(await chooseObjective(tandem));
	if (!found) return;
	const { store, objective } = found;
	const activity = await vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Window, title: 'Tandem: counting files and commits' },
		() => readActivity(tandem, store),
	);
	const rows = workRows(workOf(objective, activity, tandem.questions(store)), store, Date.now());
	if (!rows.some((row) => 'target' in row)) {
		const [note] = rows.flatMap((row) => (row.kind === 'note' ? [row.label] : []));
		return showFailure(plainLabel(`${objective.id}: ${note ?? 'nothing is known yet'}.`), [
			['Doctor', 'tandem.doctor'],
		]);
	}
	const chosen = await vscode.window.showQuickPick(rows.map(toItem), {
		title: plainLabel(`${objective.id} ${objective.title}`),
		placeHolder: 'Open a file, a commit, a question or a constraint',
		matchOnDescription: true,
	});
	if (chosen?.target !== undefined) await deps.openTarget(chosen.target);
}

interface FoundObjective {
	readonly store: SpecStore;
	readonly objective: Objective;
}

/** The objective that the cursor is in, where a spec file is being looked at. */
function shownObjective(tandem: Tandem): FoundObjective | undefined {
	const editor = vscode.window.activeTextEditor;
	const spec = editor && findSpecDocument(tandem, editor.document);
	if (!spec) return undefined;
	const known = objectivesIn(spec.snapshot, spec.path);
	const line = editor.selection.active.line + 1;
	const objective = known.findLast(({ source }) => source.titleLine <= line) ?? known[0];
	return objective && { store: spec.store, objective };
}

async function chooseObjective(tandem: Tandem): Promise<FoundObjective | undefined> {
	const all = tandem
		.specs()
		.flatMap((store) => (store.snapshot()?.objectives ?? []).map((objective) => ({ store, objective })));
	if (all.length === 0) {
		await showFailure('No objectives are known yet.', [['Doctor', 'tandem.doctor']]);
		return undefined;
	}
	return vscode.window.showQuickPick(
		all.map((found) => ({
			label: plainLabel(found.objective.title),
			description: plainLabel(found.objective.id),
			...found,
		})),
		{ title: 'Files and commits of which objective?', matchOnDescription: true },
	);
}

function findObjective(tandem: Tandem, target: unknown): FoundObjective | undefined {
	if (typeof target !== 'object' || target === null) return undefined;
	const { spec, id } = target as { readonly spec?: unknown; readonly id?: unknown };
	const store = typeof spec === 'string' ? tandem.specByKey(spec) : undefined;
	const objective = typeof id === 'string' ? store?.snapshot()?.objectiveById.get(id) : undefined;
	return store && objective ? { store, objective } : undefined;
}

function toItem(row: WorkRow): vscode.QuickPickItem & { readonly target?: string } {
	if (row.kind === 'heading') return { label: row.text, kind: vscode.QuickPickItemKind.Separator };
	if (row.kind === 'note') return { label: plainLabel(row.label) };
	const label = `$(${ICONS[row.kind]}) ${plainLabel(row.label)}`;
	return { label, description: plainLabel(row.note), target: row.target };
}
