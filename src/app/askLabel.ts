import type { Person } from '../core/objective.ts';
import { firstName } from './words.ts';

/** What the button says: `Ask Maria`, or `Ask PM` where nobody is named. */
export function askLabel(pm: Person | undefined): string {
	return pm ? `Ask ${firstName(pm)}` : 'Ask PM';
}
