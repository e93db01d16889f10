import type { tellPostWaiting as TellPost } from './postWaiting.ts';
import type { tellWaiting as Tell } from './proposing.ts';

const load = () => import('./onDemand.ts');

/** See `proposing.ts`, which is loaded where something waits. */
export const tellWaiting: typeof Tell = async (...said) => (await load()).tellWaiting(...said);

/** See `postWaiting.ts`. */
export const tellPostWaiting: typeof TellPost = async (...said) => (await load()).tellPostWaiting(...said);
