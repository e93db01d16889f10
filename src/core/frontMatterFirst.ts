import { splitFrontMatter } from './frontMatter.ts';

export interface MovedFrontMatter {
	readonly text: string;
	/** How many lines stood above the front matter, and how many it has with its fences; absent where the text is as it was. */
	readonly moved?: { readonly above: number; readonly head: number };
}

/**
 * A question's file with its front matter at the top, between `---`, where somebody wrote above it or an editor made rules of its fences. Only a block of keys
 * near the top that holds `id:` is taken for it. The words above stand below it then.
 */
export function frontMatterFirst(whole: string): MovedFrontMatter {
	if (splitFrontMatter(whole).yaml !== undefined || !/^id[ \t]*:/m.test(whole)) return { text: whole };
	const mark = whole.startsWith('\uFEFF') ? '\uFEFF' : '';
	const lines = whole.slice(mark.length).split('\n');
	const top = lines.slice(0, FARTHEST + LONGEST);
	const code = top.findIndex((line) => /^[ \t]*(?:```|~~~)/.test(line));
	const fences = [...top.slice(0, code < 0 ? undefined : code).entries()].filter(([, line]) => FENCE.test(line));
	for (const [nth, [start]] of fences.entries()) {
		const end = fences[nth + 1]?.[0];
		if (start >= FARTHEST || end === undefined) break;
		const keys = lines.slice(start + 1, end);
		if (!keys.some((line) => /^id[ \t]*:/.test(line)) || !keys.every((line) => KEYS.test(line))) continue;
		const fence = lines[start]?.endsWith('\r') ? '---\r' : '---';
		const ordered = [fence, ...keys, fence, ...lines.slice(0, start), ...lines.slice(end + 1)];
		return { text: mark + ordered.join('\n'), moved: { above: start, head: keys.length + 2 } };
	}
	return { text: whole };
}

/** Where a line of the ordered text stood before, both from 1. */
export function lineBefore(line: number, { above, head }: { readonly above: number; readonly head: number }): number {
	if (line <= head) return line + above;
	return line <= head + above ? line - head : line;
}

/** Lines above front matter, and lines of it. */
const FARTHEST = 50;
const LONGEST = 200;

const FENCE = /^(?:-{3,}|\*{3,}|_{3,}|\* \* \*|- - -)[ \t]*\r?$/;
/** A key, what belongs to one, or a comment. */
const KEYS = /^(?:[ \t#}\]-]|\r?$|["']?[\p{L}_][^:]{0,60}:(?:[ \t\r]|$))/u;
