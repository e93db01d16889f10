import { itemLine } from './itemLine.ts';
import { formatLines, inlineCode, plainTitle } from './questionFormat.ts';
import { SAYS, type RecordedPlace } from './readRecorded.ts';
import type { RecordKind } from './recordItem.ts';
import type { RepoPath } from './repoPath.ts';

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

/** Where `to` lies, seen from the folder of `from`. */
export function relativePath(from: RepoPath, to: RepoPath): string {
	const [folders, parts] = [from.split('/').slice(0, -1), to.split('/')];
	let same = 0;
	while (same < folders.length && same < parts.length - 1 && folders[same] === parts[same]) same++;
	return [...folders.slice(same).map(() => '..'), ...parts.slice(same)].join('/');
}

/** `Maria Lopez, Ana Ruiz and Ben Okafor` */
export function joinNames(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const LONGEST_TEXT = 1_000;
function placeText({ repo, path, lines, commit, url }: NonNullable<RecordFacts['place']>): string {
	const code = inlineCode(`${path}:${formatLines(lines)}`);
	const named = repo === undefined || /[\s;`]/.test(repo) ? '' : ` in ${repo}`;
	return `${url === undefined ? `${code}${named}` : `[${code}](${href(url)})`}${commit === undefined ? '' : ` at ${commit.slice(0, 7)}`}`;
}

function href(address: string): string {
	return address.replace(/[()\s<>]/g, encodeMark);
}

function encodeMark(char: string): string {
	return `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
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
