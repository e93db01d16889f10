import type { RepoPath } from '../core/repoPath.ts';

/** The files of an open code repo. */
export interface CodeFiles {
	/** As in `repo:`; absent for one that has no name. */
	readonly name?: string;
	readonly root: string;
	readonly files: readonly RepoPath[];
}

/** One way in which a path that is being typed can go on. */
export interface PathStep {
	readonly kind: 'folder' | 'file' | 'everything';
	readonly label: string;
	/** The whole pattern, as far as it is then. */
	readonly pattern: string;
	/** The code repos that have it. */
	readonly repos: readonly string[];
}

/** How many steps are offered at most. */
export const STEP_LIMIT = 300;

/**
 * What stands in the folder that `word` has reached: `src/che` gives what is in `src/`. A leading `!` and `/` are kept. Nothing behind a wildcard.
 * Where there are too many, only those that hold what was typed behind the last slash.
 */
export function pathSteps(word: string, repos: readonly CodeFiles[]): readonly PathStep[] {
	const [lead = ''] = /^!?\/?/.exec(word) ?? [];
	const folder = word.slice(lead.length, word.lastIndexOf('/') + 1);
	if (/[*?[\\]/.test(folder)) return [];
	const typed = word.slice(lead.length + folder.length).toLowerCase();
	const steps = new Map<string, { readonly kind: 'folder' | 'file'; readonly repos: string[] }>();
	for (const { name, root, files } of repos) {
		const label = name ?? root.slice(root.lastIndexOf('/') + 1);
		for (const path of files) {
			if (!path.startsWith(folder)) continue;
			const slash = path.indexOf('/', folder.length);
			const step = slash < 0 ? path.slice(folder.length) : path.slice(folder.length, slash + 1);
			const known = steps.get(step);
			if (!known) steps.set(step, { kind: slash < 0 ? 'file' : 'folder', repos: [label] });
			else if (known.repos.at(-1) !== label) known.repos.push(label);
		}
	}
	const all = [...steps].map(([label, step]): PathStep => ({
		...step,
		label,
		pattern: `${lead}${folder}${escapePattern(label)}`,
	}));
	const wanted = all.length > STEP_LIMIT ? all.filter(({ label }) => label.toLowerCase().includes(typed)) : all;
	const sorted = wanted.toSorted((one, other) => rank(one) - rank(other) || (one.label < other.label ? -1 : 1));
	const everything: readonly PathStep[] =
		folder === '' || all.length === 0
			? []
			: [{ kind: 'everything', label: '**', pattern: `${lead}${folder}**`, repos: [] }];
	return [...everything, ...sorted.slice(0, STEP_LIMIT)];
}

function rank({ kind }: PathStep): number {
	return kind === 'file' ? 1 : 0;
}

function escapePattern(name: string): string {
	return name.replace(/[*?[\\]/g, '\\$&');
}
