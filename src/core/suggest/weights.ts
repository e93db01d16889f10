import type { Signal } from './signals.ts';

/**
 * What a signal of full strength is worth, in points. The points of an objective are the sum over its signals; no more is done with them.
 *
 * The numbers are those of a conditional logit model (McFadden, 1974) that was fitted to the history of neutron and rounded, so that a lead
 * of n points means odds of about e^n to 1. On cinder, whose history they never saw, they do as well: `test/node/suggestions.test.ts` prints both.
 */
export const WEIGHTS: Readonly<Record<Signal, number>> = {
	text: 7,
	title: 5,
	said: 4,
	file: 4,
	folder: 2,
	path: 1,
	together: 1,
	author: 4,
	recent: 2,
	period: 2,
};

/** The signals that are about the code, and not about who works on what at that time. */
export const ABOUT_CODE: ReadonlySet<Signal> = new Set(['text', 'title', 'said', 'file', 'folder', 'path', 'together']);
