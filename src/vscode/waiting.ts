import type { tellWaiting as Tell } from './proposing.ts';

/** See `proposing.ts`, which is loaded where something waits. */
export const tellWaiting: typeof Tell = async (...said) => (await import('./onDemand.ts')).tellWaiting(...said);
