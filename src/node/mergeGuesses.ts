import type { CommitHistory } from '../core/history/commitHistory.ts';
import type { Lineage } from '../core/history/lineage.ts';
import type { Git } from './git.ts';

/** More would take longer than to let git decide at each of the merges. */
const MAX_QUESTIONS = 2000;

/** Whether there are few enough guesses, and names that git takes line by line, for `wrongGuesses` to pay. */
export function canCheckGuesses({ guesses, names }: Lineage): boolean {
	const questions = guesses.reduce((sum, { unlike }) => sum + 1 + unlike.length, 0) * names.size;
	return questions <= MAX_QUESTIONS && ![...names].some((name) => /[\r\n]/.test(name));
}

/** The merges of which a lineage guessed what is not so, from one git process that reads no content. */
export async function wrongGuesses(
	git: Git,
	root: string,
	history: CommitHistory,
	{ guesses, names }: Lineage,
	signal: AbortSignal,
): Promise<readonly number[]> {
	if (guesses.length === 0) return [];
	const asked = new Set<string>();
	const place = (commit: number, name: string) => `${history.hash(commit)}:${name}`;
	for (const { merge, like, unlike } of guesses) {
		for (const name of names) for (const commit of [merge, like, ...unlike]) asked.add(place(commit, name));
	}
	const args = ['cat-file', '--batch-check=%(objectname)'];
	const { stdout } = await git.run(args, { cwd: root, signal, input: [...asked, ''].join('\n') });
	const answers = stdout.toString().split('\n');
	// `<what was asked> missing` where the commit has no such file.
	const contents = new Map([...asked].map((each, at) => [each, /^[0-9a-f]+$/.exec(answers[at] ?? '')?.[0]]));
	const holds = (name: string, { merge, like, unlike }: Lineage['guesses'][number]) => {
		const content = contents.get(place(merge, name));
		if (content !== contents.get(place(like, name))) return false;
		return content === undefined || unlike.every((parent) => contents.get(place(parent, name)) !== content);
	};
	return guesses.filter((guess) => ![...names].every((name) => holds(name, guess))).map(({ merge }) => merge);
}
