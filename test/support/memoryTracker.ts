import type { Issue, IssueThread, IssueTracker, NewIssue } from '../../src/app/channels/issueTracker.ts';
import { Failure } from '../../src/core/failure.ts';

/** A tracker held in memory; `fail` is thrown by the next call that writes, after it was done where `late` says so. */
export function memoryTracker() {
	const issues: (IssueThread & { readonly issue: NewIssue })[] = [];
	const at = (key: string) => issues.findIndex((issue) => issue.key === key);
	const update = (key: string, change: Partial<IssueThread>) => {
		const index = at(key);
		const known = issues[index];
		if (!known) throw new Failure('not-found', key);
		issues[index] = { ...known, ...change };
	};
	const state: { fail?: { readonly failure: Failure; readonly late: boolean } } = {};
	const writing = <Result>(write: () => Result): Result => {
		const { fail } = state;
		delete state.fail;
		if (fail && !fail.late) throw fail.failure;
		const result = write();
		if (fail) throw fail.failure;
		return result;
	};
	const tracker: IssueTracker = {
		find: async ({ marker }) => issues.find(({ issue }) => issue.marker === marker),
		create: async (issue) =>
			writing((): Issue => {
				const key = String(issues.length + 1);
				const made = { key, url: `https://github.com/acme/asks/issues/${key}`, comments: [], issue };
				issues.push(made);
				return made;
			}),
		async read(key) {
			const found = issues[at(key)];
			if (!found) throw new Failure('not-found', key);
			return found;
		},
		comment: async (key, comment) =>
			writing(() =>
				update(key, {
					comments: [
						...(issues[at(key)]?.comments ?? []),
						{ url: `c-${comment.marker}`, author: { name: 'Ana Ruiz' }, at: '2026-11-20T12:00:00Z', ...comment },
					],
				}),
			),
		setClosed: async (key, closed) =>
			writing(() => update(key, { closed: closed ? { at: '2026-11-21T12:00:00Z' } : undefined })),
		keyOf: (url) => /^https:\/\/github\.com\/acme\/asks\/issues\/(\d+)$/.exec(url)?.[1],
	};
	return { tracker, issues, state, update };
}
