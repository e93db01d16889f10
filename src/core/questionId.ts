import { splitFrontMatter } from './frontMatter.ts';

/** The id that stands in a question's file, without reading more of it; undefined where none does. */
export function questionId(text: string): string | undefined {
	return /^id[ \t]*:[ \t]*(["']?)(\S+?)\1[ \t]*(?: #.*)?\r?$/m.exec(splitFrontMatter(text).yaml ?? '')?.[2];
}
