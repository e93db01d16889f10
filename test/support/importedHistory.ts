import { runGit } from './gitRepo.ts';

/** One commit of a generated history, as all of its files. */
export interface ImportedCommit {
	/** Indexes of earlier commits. */
	readonly parents: readonly number[];
	readonly files: ReadonlyMap<string, readonly string[]>;
	/** Seconds since 1970; default: an hour after the commit before. */
	readonly time?: number;
}

/** Writes the commits into a repository by one process and checks the last one out as `main`. */
export async function importHistory(root: string, commits: readonly ImportedCommit[]): Promise<void> {
	const parts = commits.map(({ parents, files, time }, index) => {
		const [first, ...others] = parents;
		const message = `commit ${index}`;
		return [
			// A branch for each, so that nothing is left behind.
			`commit refs/heads/c${index}`,
			`mark :${index + 1}`,
			`committer Ana Example <ana@example.com> ${time ?? 1_700_000_000 + index * 3600} +0000`,
			`data ${message.length}\n${message}`,
			...(first === undefined ? [] : [`from :${first + 1}`]),
			...others.map((parent) => `merge :${parent + 1}`),
			'deleteall',
			...[...files].map(([path, lines]) => `M 100644 inline ${path}\n${data(lines)}`),
			'',
		].join('\n');
	});
	await runGit(root, ['fast-import', '--quiet', '--force'], { input: parts.join('\n') });
	await runGit(root, ['update-ref', 'refs/heads/main', `c${commits.length - 1}`]);
	await runGit(root, ['reset', '--quiet', '--hard']);
}

function data(lines: readonly string[]): string {
	const text = lines.map((line) => `${line}\n`).join('');
	return `data ${Buffer.byteLength(text)}\n${text}`;
}
