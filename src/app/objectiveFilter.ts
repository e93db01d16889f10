import { foldText } from '../core/foldText.ts';
import type { Objective } from '../core/objective.ts';
import { count, formatValue, healthWord, statusWord } from './words.ts';

/**
 * Whether an objective has every word of `text` somewhere in its id, title, PM, team, status or health, as part of a word or whole.
 * Undefined where `text` has no word: nothing is filtered.
 */
export function objectiveFilter(text: string): ((objective: Objective) => boolean) | undefined {
	const words = foldText(text)
		.split(/\s+/)
		.filter((word) => word !== '');
	if (words.length === 0) return undefined;
	return (objective) => {
		const shown = foldText(filteredText(objective));
		return words.every((word) => shown.includes(word));
	};
}

/** `41`, or `3 of 41, filter: checkout`: how much of a tree is shown, for the view's title; empty where there is nothing. */
export function filterNote(shown: number, total: number, filter: string): string {
	const known = formatValue(total);
	if (filter.trim() === '') return total === 0 ? '' : known;
	return `${formatValue(shown)} of ${known}, filter: ${filter.trim()}`;
}

/** The same for the box in which the filter is typed, as a sentence. */
export function filterPrompt(shown: number, total: number, filter: string): string {
	if (filter.trim() === '') return 'Words of the id, title, PM, team, status or health.';
	if (shown === 0) return `None of ${count(total, 'objective')} has all these words. Take one away.`;
	return `Shows ${formatValue(shown)} of ${count(total, 'objective')}.`;
}

function filteredText({ id, title, pm, team, status, statusText, health, healthText }: Objective): string {
	const people = pm && [pm.name, pm.handle, pm.email].filter((part) => part).join(' ');
	const state = [
		...(status ? [statusWord(status)] : [statusText]),
		...(health ? [healthWord(health), health] : [healthText]),
	];
	// A word that is typed never spans two of them.
	return [id, title, people, team, ...state].filter((part) => part).join('\n');
}
