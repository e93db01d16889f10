/** What reads the files of spec repos and code repos: see `loadedLater.ts`. */
export { candidatesAmong, recogniseFormat } from '../core/formats/recogniseFormat.ts';
export { readStoredBlame } from '../core/readStoredBlame.ts';
export { readCodeConfig } from '../core/readCodeConfig.ts';
export { readObjectives } from '../core/readObjective.ts';
export { readQuestion } from '../core/readQuestion.ts';
export { createSpecReader } from './readSpec.ts';
