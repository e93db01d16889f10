import { defined } from './defined.ts';
import type { Objective } from './objective.ts';
import type { Anchor } from './question.ts';
import { parseLines } from './questionFormat.ts';
import { toRepoPath, type RepoPath } from './repoPath.ts';

export type RecordedPlace = Pick<Anchor, 'repo' | 'path' | 'lines' | 'commit'>;

/** An item that says where it comes from, in parts. */
export interface RecordedItem {
	/** Markdown: what was decided and why. */
	readonly text: string;
	/** `Maria Lopez and Ana Ruiz` */
	readonly people: string;
	/** `YYYY-MM-DD` */
	readonly on: string;
	/** The commit of `place` is as short as it was written. */
	readonly place?: RecordedPlace;
	/** As it was written: relative to the objective's file. */
	readonly question?: string;
	readonly commit?: string;
}

/** What an item says of where it comes from, if it says so as `recordText` does. */
export function readRecorded(markdown: string): RecordedItem | undefined {
	const line = markdown.replace(/\s+/g, ' ').trim();
	const start = Math.max(...Object.values(SAYS).map((words) => line.lastIndexOf(` (${words}`)));
	if (start < 0 || line.length - start > LONGEST_TAIL || !line.endsWith(')')) return undefined;
	const said = TAIL.exec(line.slice(start + 2, -1))?.groups;
	if (!said) return undefined;
	const { people = '', on = '', of, code = '', repo, at, question } = said;
	const [, path = '', lines = ''] = /^(.+):([\d-]+)$/.exec(codeText(code)) ?? [];
	const [where, range] = [toRepoPath(path), parseLines(lines)];
	return {
		text: line.slice(0, start),
		people,
		on,
		...defined({ commit: of, question: question && decoded(question) }),
		...(where && range ? { place: { path: where, lines: range, ...defined({ repo, commit: at }) } } : {}),
	};
}

/** Tells whether the objective's file says something already, however it is dressed. */
export function recordedIn({ constraints, decisions }: Objective): (text: string) => boolean {
	const said = new Set(
		[...constraints, ...decisions].map(({ markdown }) => bareWords(readRecorded(markdown)?.text ?? markdown)),
	);
	return (text) => said.has(bareWords(text));
}

/** The file that a path written in `from` means; undefined where it leaves the repository. */
export function resolvePath(from: RepoPath, path: string): RepoPath | undefined {
	const parts = from.split('/').slice(0, -1);
	for (const part of path.split('/')) {
		if (part !== '..') parts.push(part);
		else if (parts.pop() === undefined) return undefined;
	}
	return toRepoPath(parts.join('/'));
}

/** What `recordText` says before the names. */
export const SAYS = { decided: 'Decided by', recorded: 'Recorded by', commit: 'From commit ' } as const;
const LONGEST_TAIL = 3_000;
const TAIL =
	/^(?:(?:Decided|Recorded) by|From commit (?<of>[0-9a-f]{7,64}) by) (?<people>.{1,400}?), (?<on>\d{4}-\d\d-\d\d)(?:; \[?(?<code>(?<ticks>`+).{1,1000}?\k<ticks>)(?:\]\([^()\s]*\))?(?: in (?<repo>[^\s;`]+))?(?: at (?<at>[0-9a-f]{7,64}))?)?(?:; \[question\]\((?<question>[^()\s]+)\))?$/;

function codeText(code: string): string {
	return code.replace(/^`+ ?|(?: ?`+)$/g, '');
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function bareWords(markdown: string): string {
	return markdown
		.replace(/^trade-?off: */i, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();
}
