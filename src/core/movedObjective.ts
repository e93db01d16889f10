import type { SpecFormat } from './formats/specFormat.ts';
import { readStatusWords } from './formats/statusWords.ts';
import type { StatusRead } from './formats/readStatus.ts';
import type { MarkdownLine } from './markdownLines.ts';
import type { Problem } from './problem.ts';
import type { RepoPath } from './repoPath.ts';

/** What is to be said of a file that only points to another place (with that place where it names one) or has a successor; undefined for any other file. */
export function movedProblem(
	id: string,
	found: {
		readonly format: SpecFormat;
		readonly status: StatusRead;
		readonly lines: readonly MarkdownLine[];
		readonly file: RepoPath;
	},
): Problem | undefined {
	const { format, status, lines, file } = found;
	const { statusText, successors = [] } = status;
	if (successors.length > 0) {
		return { code: 'objective.superseded', severity: 'info', file, facts: { id, by: successors.join(', ') } };
	}
	if (statusText === undefined || readStatusWords(statusText, format.statuses) !== 'moved') return undefined;
	const text = lines.slice(0, 40).map((line) => line.text.slice(0, 500));
	const to = text.map((line) => /https?:\/\/[^\s)>\]]{1,300}|\]\(([^)\s]{1,300})\)/.exec(line)).find((match) => match);
	return { code: 'objective.moved', severity: 'info', file, facts: { id, to: to?.[1] ?? to?.[0] ?? '' } };
}
