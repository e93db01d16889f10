import { isIndexFile } from './indexFile.ts';
import { headingWords } from './markdownLines.ts';
import { linesCut, type Anchor, type QuestionDraft } from './question.ts';
import { baseName, toRepoPath, type RepoPath } from './repoPath.ts';

/**
 * The line above the quoted code, for people: `` `src/retry.ts`, [lines 40 to 43](https://…), at `3f2a1c9`: ``; `link` is the address of the lines, where
 * it is known. Reading takes the place from the front matter.
 */
export function placeLine({ path, lines, commit }: Omit<Anchor, 'quote'>, link?: string): string {
	const where = lines.first === lines.last ? `line ${lines.first}` : `lines ${lines.first} to ${lines.last}`;
	const at = commit === undefined ? '' : `, at \`${commit.slice(0, 7)}\``;
	return `${inlineCode(path)}, ${linked(where, link)}${at}:`;
}

/** The line below a quote that is only the beginning of its lines; undefined for any other quote. */
export function cutLine(anchor: Pick<Anchor, 'lines' | 'quote'>, link?: string): string | undefined {
	const missing = linesCut(anchor);
	if (missing === 0) return undefined;
	const count = missing === 1 ? '1 more line' : `${missing} more lines`;
	return `${count}, up to line ${anchor.lines.last}: ${linked('see the file', link)}.`;
}

/** The address in a line that `placeLine` or `cutLine` wrote. */
export function linkIn(line: string): string | undefined {
	return /\]\((https:\/\/[^\s()]{1,4000})\)/.exec(line)?.[1];
}

function linked(text: string, link: string | undefined): string {
	return link === undefined ? text : `[${text}](${link})`;
}

/** `40-43`, or `40` for one line. */
export function formatLines({ first, last }: Anchor['lines']): string {
	return first === last ? String(first) : `${first}-${last}`;
}

/** `40-43`, `L40-L43`, `40`; undefined where the text is not lines, counted from 1, in their order. */
export function parseLines(text: string): Anchor['lines'] | undefined {
	const match = /^L?(\d{1,9})(?:\s*(?:-|–|to|:|\.\.)\s*L?(\d{1,9}))?$/i.exec(text.trim());
	if (!match) return undefined;
	const first = Number(match[1]);
	const last = match[2] === undefined ? first : Number(match[2]);
	return first >= 1 && last >= first ? { first, last } : undefined;
}

/** `questions/2026-11-02-CHK-1-why-only-one-retry-7f3k2a.md` */
export function questionPath(
	draft: Pick<QuestionDraft, 'objective' | 'title'>,
	facts: { readonly id: string; readonly askedAt: string; readonly folder: string },
): RepoPath {
	const shortId = fileWord(facts.id.replace(/^q-/, ''), 30) || 'question';
	const parts = [
		fileWord(facts.askedAt.slice(0, 10), 10),
		fileWord(draft.objective ?? '', 40),
		slug(draft.title),
		shortId,
	];
	const name = `${parts.filter((part) => part !== '').join('-')}.md`;
	// Only for a folder that leaves the repository, which the reader of tandem.yml refuses.
	return toRepoPath(`${facts.folder}/${name}`) ?? (`questions/${name}` as RepoPath);
}

/** Whether a file of the folder of questions is one, whatever tool named it. */
export function isQuestionFile(path: RepoPath): boolean {
	return EXTENSION.test(path) && !isIndexFile(path);
}

/** What stands for an id and a title where the file says none. */
export function questionName(path: RepoPath): string {
	return baseName(path).replace(EXTENSION, '');
}

const EXTENSION = /\.(?:md|markdown)$/i;

/** A title on one line, as it stands behind `# `: a closing `#` would be taken for markup. */
export function escapeTitle(title: string): string {
	return plainTitle(title).replace(/(^| )(\\*#+)$/, '$1\\$2');
}

/** The title as it was typed. */
export function unescapeTitle(heading: string): string {
	return plainTitle(heading).replace(/(^| )\\(\\*#+)$/, '$1$2');
}

/** One line, without control characters. */
export function plainTitle(title: string): string {
	return title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Any text as code inside of a line. */
export function inlineCode(text: string): string {
	const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
	const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	if (longest === 0) return `\`${line}\``;
	const fence = '`'.repeat(longest + 1);
	return `${fence} ${line} ${fence}`;
}

/** A title as the name of a file: `May-we-try-twice`, whole words, at most 50 characters; empty where nothing is left. */
export function slug(title: string): string {
	const words = headingWords(title.normalize('NFKD').replace(/\p{M}+/gu, ''));
	const cut = words.replaceAll(' ', '-').slice(0, 50);
	// A word that was cut in the middle is left out, unless it is the only one.
	const whole = words.length > 50 && cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : cut;
	return fileWord(whole, 50);
}

/** What every file system takes: letters, digits, `.`, `_` and `-`, neither at the ends. */
export function fileWord(text: string, longest: number): string {
	return text
		.replace(/[^\p{L}\p{N}._-]+/gu, '-')
		.slice(0, longest)
		.replace(/^[-._]+|[-._]+$/g, '');
}
