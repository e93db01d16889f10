import { defined } from './defined.ts';
import type { Anchor } from './question.ts';
import { formatLines, inlineCode, parseLines, plainTitle } from './questionFormat.ts';
import { itemLine, type RecordKind } from './recordItem.ts';
import { toRepoPath, type RepoPath } from './repoPath.ts';

/** What is to be recorded, and what says so. */
export interface RecordFacts {
	readonly kind: RecordKind;
	readonly what: string;
	/** May be empty. */
	readonly why: string;
	/** Names of those who decided it; of the one who recorded it. */
	readonly people: readonly string[];
	/** `YYYY-MM-DD` */
	readonly on: string;
	readonly place?: RecordedPlace & { /** Its page at the forge. */ readonly url?: string };
	/** Path of the question's file, from the objective's file on. */
	readonly question?: string;
	/** The commit whose message said it, instead of a place. */
	readonly commit?: string;
}

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

/**
 * The item as it stands in the objective's file, for people: `` Retry once: a second charge costs more. (Decided by Maria Lopez and Ana Ruiz, 2026-11-29;
 * `src/retry.ts:40-43` at 3f2a1c9; [question](../questions/x.md)) ``. `readRecorded` gives its parts back.
 */
export function recordText({ kind, what, why, people, on, place, question, commit }: RecordFacts): string {
	const [what_, why_] = [inline(what), inline(why)];
	const said = why_ === '' ? what_ : `${what_.replace(/[.:;,]+$/, '')}: ${why_}`;
	const sentence = /[.!?…]$/.test(said) ? said : `${said}.`;
	const by = joinNames(people.map(plainName).filter((name) => name !== ''));
	const from =
		commit === undefined
			? SAYS[kind === 'decision' ? 'decided' : 'recorded']
			: `${SAYS.commit}${commit.slice(0, 7)} by`;
	const facts = [
		`${from} ${by || 'somebody'}, ${on}`,
		...(place ? [placeText(place)] : []),
		...(question === undefined ? [] : [`[question](${href(question.split('/').map(encodeURIComponent).join('/'))})`]),
	];
	return itemLine(`${kind === 'trade-off' ? 'Trade-off: ' : ''}${sentence} (${facts.join('; ')})`);
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

/** Where `to` lies, seen from the folder of `from`. */
export function relativePath(from: RepoPath, to: RepoPath): string {
	const [folders, parts] = [from.split('/').slice(0, -1), to.split('/')];
	let same = 0;
	while (same < folders.length && same < parts.length - 1 && folders[same] === parts[same]) same++;
	return [...folders.slice(same).map(() => '..'), ...parts.slice(same)].join('/');
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

/** `Maria Lopez, Ana Ruiz and Ben Okafor` */
export function joinNames(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const SAYS = { decided: 'Decided by', recorded: 'Recorded by', commit: 'From commit ' } as const;
const LONGEST_TAIL = 3_000;
const LONGEST_TEXT = 1_000;
const TAIL =
	/^(?:(?:Decided|Recorded) by|From commit (?<of>[0-9a-f]{7,64}) by) (?<people>.{1,400}?), (?<on>\d{4}-\d\d-\d\d)(?:; \[?(?<code>(?<ticks>`+).{1,1000}?\k<ticks>)(?:\]\([^()\s]*\))?(?: in (?<repo>[^\s;`]+))?(?: at (?<at>[0-9a-f]{7,64}))?)?(?:; \[question\]\((?<question>[^()\s]+)\))?$/;

function placeText({ repo, path, lines, commit, url }: NonNullable<RecordFacts['place']>): string {
	const code = inlineCode(`${path}:${formatLines(lines)}`);
	const named = repo === undefined || /[\s;`]/.test(repo) ? '' : ` in ${repo}`;
	return `${url === undefined ? `${code}${named}` : `[${code}](${href(url)})`}${commit === undefined ? '' : ` at ${commit.slice(0, 7)}`}`;
}

function codeText(code: string): string {
	return code.replace(/^`+ ?|(?: ?`+)$/g, '');
}

function href(address: string): string {
	return address.replace(/[()\s<>]/g, encodeMark);
}

function encodeMark(char: string): string {
	return `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** What a person typed, on one line: their emphasis and code stay, HTML and images do not become any. */
function inline(text: string): string {
	return plainTitle(text)
		.slice(0, LONGEST_TEXT)
		.split(/(`[^`]+`)/)
		.map((part, index) => (index % 2 === 1 ? part : part.replace(/<(?=[A-Za-z/!?])/g, '\\<').replaceAll('![', '!\\[')))
		.join('');
}

function plainName(name: string): string {
	return plainTitle(name.replace(/[[\]()<>;*`\\]/g, ' ')).slice(0, 100);
}
