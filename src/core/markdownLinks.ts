import { splitFrontMatter } from './frontMatter.ts';
import { markdownLines } from './markdownLines.ts';
import { baseName } from './repoPath.ts';
import type { TextRange } from './textRange.ts';

/** A link of a Markdown file to another file of its repository. */
export interface FileLink {
	/** As written: `../growth.md#why`. */
	readonly link: string;
	/** Relative to the repository's root: `growth.md`. */
	readonly path: string;
	/** Of the link alone, without brackets. */
	readonly range: TextRange;
}

/**
 * The links below the front matter of `text`, the content of `file`, that lead to a document or a picture of the repository. Web addresses, links to a
 * heading, links out of the repository and what stands in code are left out.
 */
export function fileLinks(file: string, text: string): readonly FileLink[] {
	if (!/\.(?:md|markdown|mdx)$/i.test(file)) return [];
	const { body, bodyLine } = splitFrontMatter(text);
	if (!body.includes('](') && !body.includes(']:')) return [];
	return markdownLines(body, { firstLine: bodyLine }).flatMap((line): readonly FileLink[] => {
		if (line.kind !== 'text' && line.kind !== 'heading') return [];
		return targetsOf(withoutCode(line.text)).flatMap(({ target, at }) => {
			const path = linkedPath(file, target);
			const start = { line: line.line, column: at + 1 };
			const range = { start, end: { line: line.line, column: at + target.length + 1 } };
			return path === undefined ? [] : [{ link: target, path, range }];
		});
	});
}

/** How a file of the repository links to another one: `../growth.md`. */
export function linkTo(file: string, path: string): string {
	const [from, to] = [file.split('/').slice(0, -1), path.split('/')];
	let common = 0;
	while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
	const parts = [...from.slice(common).map(() => '..'), ...to.slice(common)];
	return parts.map((part) => encodeURIComponent(part)).join('/');
}

/** A link longer than this is no path. */
const LONGEST_LINK = 1000;
const LINKS_PER_LINE = 100;
/** What lies in a spec repo as it is; a page `x.html` may be made of a file of another name. */
const CHECKED = /\.(?:md|markdown|mdx|txt|ya?ml|csv|png|jpe?g|gif|svg|webp|pdf)$/i;

function targetsOf(line: string): readonly { target: string; at: number }[] {
	const found: { target: string; at: number }[] = [];
	const definition = /^ {0,3}\[(?!\^)[^\]]{1,200}\]:[ \t]+<?(?<target>[^\s<>]+)/.exec(line.slice(0, LONGEST_LINK));
	if (definition?.groups) {
		const { target = '' } = definition.groups;
		return [{ target, at: definition[0].length - target.length }];
	}
	for (let from = line.indexOf(']('); from >= 0 && found.length < LINKS_PER_LINE; from = line.indexOf('](', from + 2)) {
		const rest = line.slice(from + 2, from + 2 + LONGEST_LINK);
		const [, before = '', angled, plain] = /^([ \t]*)(?:<([^<>]*)>|([^\s<>]*))/.exec(rest) ?? [];
		const isEnded = /^\s/.test(rest.slice(before.length + (plain ?? '').length));
		const target = angled ?? untilClosed(plain ?? '') ?? (isEnded ? plain : undefined);
		if (target) found.push({ target, at: from + 2 + before.length + (angled === undefined ? 0 : 1) });
	}
	return found;
}

/** Up to the bracket that ends the link, if it does: a file's name may have brackets, too. */
function untilClosed(text: string): string | undefined {
	let open = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '(') open++;
		if (text[at] === ')' && --open < 0) return text.slice(0, at);
	}
	return undefined;
}

/** Blanks in the place of what stands between backticks, so that columns stay. */
function withoutCode(line: string): string {
	return line.includes('`') ? line.replace(/(?<!`)(`+)(?!`)[^`]+\1/g, (code) => ' '.repeat(code.length)) : line;
}

function linkedPath(file: string, target: string): string | undefined {
	if (/^(?:[a-z][a-z\d+.-]*:|#|\/\/)/i.test(target)) return undefined;
	const path = decoded(target.replace(/[#?].*$/, ''));
	if (path === undefined || !CHECKED.test(baseName(path))) return undefined;
	const parts = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.pop() === undefined) return undefined;
	}
	return parts.join('/');
}

function decoded(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}
