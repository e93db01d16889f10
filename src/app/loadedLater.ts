/**
 * What use cases load when they come to need it. Each is one file, since every further file that is loaded later cuts what is built into smaller pieces,
 * and many small pieces take longer to load than a few large ones.
 */

/** What reads the files of spec repos, with the libraries for it: nearly half of all code, and nothing to do before a folder was looked at. */
export const reading = () => import('./reading.ts');

/** What sends. Most windows send nothing. */
export const sending = () => import('./sending.ts');
