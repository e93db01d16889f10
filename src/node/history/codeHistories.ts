import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CodeHistories, HistoryReading, Log } from '../../app/ports.ts';
import { createDisposables } from '../../core/disposables.ts';
import { createEmitter } from '../../core/event.ts';
import type { CodePlaces } from '../codePlaces.ts';
import type { Git } from '../git.ts';
import { readShallow } from '../shallowList.ts';
import { createRepoHistory, type RepoHistory } from './repoHistory.ts';
import { noteUse, removeUnused } from './unusedHistories.ts';
import type { RunHistoryTask } from './runHistoryTask.ts';

export interface CodeHistoriesDeps {
	readonly git: Git;
	readonly gitPath?: string;
	readonly places: Pick<CodePlaces, 'commonDir'>;
	/** Folder of Tandem's own; each repository has one below. */
	readonly storage: string;
	readonly runTask: RunHistoryTask;
	readonly log: Log;
}

/** The histories of the code repos of this machine; working trees of one repository share one. */
export function createCodeHistories(deps: CodeHistoriesDeps): CodeHistories {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const progressed = disposables.add(createEmitter<{ readonly root: string } & HistoryReading>());
	const byFolder = new Map<string, RepoHistory>();
	const byRoot = new Map<string, RepoHistory>();

	const create = (commonDir: string): RepoHistory => {
		const dir = join(deps.storage, createHash('sha256').update(commonDir).digest('hex').slice(0, 32));
		const isFirst = byFolder.size === 0;
		void noteUse(dir).then(() => (isFirst ? removeUnused(deps.storage) : undefined));
		const rootsHere = () =>
			[...byRoot].flatMap(([root, history]) => (history === byFolder.get(commonDir) ? [root] : []));
		return createRepoHistory({
			...deps,
			dir,
			onProgress: (progress) => rootsHere().forEach((root) => progressed.fire({ root, ...progress })),
			onChange: () => changed.fire(),
		});
	};

	const historyOf = (commonDir: string, root: string): RepoHistory => {
		const known = byFolder.get(commonDir) ?? create(commonDir);
		byFolder.set(commonDir, known);
		byRoot.set(root, known);
		return known;
	};

	return {
		opened: async (root) => historyOf(await deps.places.commonDir(root), root).opened(),
		view: (repo, head, names) => byRoot.get(repo.root)?.view(head, names),
		async update({ root }, head, names, signal) {
			const commonDir = await deps.places.commonDir(root);
			const shallow = await readShallow(commonDir);
			await historyOf(commonDir, root).update({ root, head, shallow }, names, signal);
		},
		onDidChange: changed.event,
		onDidProgress: progressed.event,
		dispose: () => disposables.dispose(),
	};
}
