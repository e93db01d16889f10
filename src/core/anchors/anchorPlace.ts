import type { RepoPath } from '../repoPath.ts';
import type { LineRange } from '../textRange.ts';

/** Where the code of an anchor is in another state of its repository. There is no third answer: a place is known, or the anchor is detached. */
export type AnchorPlace = FoundPlace | DetachedPlace;

export interface FoundPlace {
	readonly kind: 'found';
	/** The file's name now. */
	readonly path: RepoPath;
	readonly lines: LineRange;
	/**
	 * `unchanged`: the same file, lines and text. `mapped`: followed line by line from the recorded commit. `exact`: the quoted text stands there.
	 * `similar`: what stands there is like the quoted text, and nothing else is.
	 */
	readonly how: 'unchanged' | 'mapped' | 'exact' | 'similar';
}

export interface DetachedPlace {
	readonly kind: 'detached';
	/**
	 * `file-gone`: the file was deleted, and its text stands nowhere where it was looked for. `lines-gone`: too few of the lines are left. `ambiguous`: the
	 * text stands in several places, or is so short that it may stand where it does by chance; nothing tells which one was meant.
	 */
	readonly why: 'file-gone' | 'lines-gone' | 'ambiguous';
}
