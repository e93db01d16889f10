import * as vscode from 'vscode';
import type { RepoContext } from '../app/codeContexts.ts';
import { commitRows, fileCommitsTitle, LISTED_COMMITS } from '../app/fileCommits.ts';
import type { CodeRepos, Log } from '../app/ports.ts';
import type { Target } from '../app/target.ts';
import type { WholeHistory } from '../app/wholeHistory.ts';
import type { CommitFacts } from '../core/link.ts';
import { plainLabel } from './plainLabel.ts';

export interface FileCommitsDeps {
	readonly history: Pick<WholeHistory, 'fileCommits'>;
	readonly codeRepos: Pick<CodeRepos, 'commitFacts'>;
	readonly log: Log;
}

/** Lets the user choose among the commits of one part of a file's history; gives the hash of the chosen one. */
export async function chooseFileCommit(
	{ path, part }: Extract<Target, { kind: 'file-commits' }>,
	context: RepoContext,
	{ history, codeRepos, log }: FileCommitsDeps,
): Promise<string | undefined> {
	const commits = history.fileCommits(context, path, part);
	if (!commits) {
		await vscode.window.showInformationMessage('The history of this file is still being read. Try again in a moment.');
		return undefined;
	}
	const hashes = commits.slice(0, LISTED_COMMITS).map(({ hash }) => hash);
	// Without the subjects there are still hashes, days and authors to choose by.
	const facts = await codeRepos
		.commitFacts(context.repo, hashes, new AbortController().signal)
		.catch((error: unknown): ReadonlyMap<string, CommitFacts> => {
			log.warn(`subjects of commits in ${context.repo.root}: ${String(error)}`);
			return new Map();
		});
	const snapshot = context.spec.kind === 'store' ? context.spec.store.snapshot() : undefined;
	const chosen = await vscode.window.showQuickPick(
		commitRows(commits, facts).map(({ hash, label, note, says }) => ({
			label: `$(git-commit) ${plainLabel(label)}`,
			description: plainLabel(note),
			...(says === '' ? {} : { detail: `Says ${plainLabel(says)}` }),
			hash,
		})),
		{
			title: plainLabel(fileCommitsTitle(path, part, commits, (id) => snapshot?.objectiveById.get(id)?.title)),
			placeHolder: 'Open a commit',
			matchOnDescription: true,
			matchOnDetail: true,
		},
	);
	return chosen?.hash;
}
