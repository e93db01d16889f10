import { itemText } from './objectiveFacts.ts';
import type { ObjectiveFacts } from './objectiveFacts.ts';
import { itemLine } from './itemLine.ts';
import { saysNothing } from './saysNothing.ts';
import type { ItemToRecord } from './recordItem.ts';

/** What was seen of an objective, with what became of it from `before` to `after`: of a fact that did not change then, the one that was seen stays. */
export function withOwnChange(seen: ObjectiveFacts, before: ObjectiveFacts, after: ObjectiveFacts): ObjectiveFacts {
	const same = (key: keyof ObjectiveFacts) => JSON.stringify(before[key]) === JSON.stringify(after[key]);
	const keys = new Set([...Object.keys(seen), ...Object.keys(after)] as (keyof ObjectiveFacts)[]);
	const facts = [...keys].map((key) => [key, same(key) ? seen[key] : after[key]] as const);
	return Object.fromEntries(facts.filter(([, value]) => value !== undefined)) as unknown as ObjectiveFacts;
}

/** What was seen of an objective, with an item that the user recorded and that is among its facts `now`; undefined: it is not there yet. */
export function withRecorded(
	seen: ObjectiveFacts,
	now: ObjectiveFacts,
	{ kind, item }: ItemToRecord,
): ObjectiveFacts | undefined {
	const list = kind === 'decision' ? 'decisions' : 'constraints';
	const text = itemText(itemLine(item));
	if (!now[list].includes(text)) return undefined;
	// It takes the place of a `None yet`.
	const kept = seen[list].filter((one) => one !== text && (now[list].includes(one) || !saysNothing(one)));
	return { ...seen, [list]: [...kept, text] };
}
