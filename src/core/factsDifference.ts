import { defined } from './defined.ts';
import type { Period } from './objective.ts';
import type { ObjectiveFacts, ResultFacts } from './objectiveFacts.ts';
import { itemsDifference, textDifference } from './textDifference.ts';
import type { TextHunk } from './textDifference.ts';

/** One fact of an objective that is another than before; what is absent was not given. */
export type FactChange =
	| { readonly kind: 'word'; readonly fact: 'status' | 'health'; readonly before?: string; readonly after?: string }
	| { readonly kind: 'period'; readonly before?: Period; readonly after?: Period }
	/** Absent before: it is new; absent after: it is gone. */
	| { readonly kind: 'result'; readonly before?: ResultFacts; readonly after?: ResultFacts }
	| { readonly kind: 'text'; readonly fact: TextFact; readonly hunks: readonly TextHunk[] }
	/** Something in a text that is too long to be kept. */
	| { readonly kind: 'rest' };
export type TextFact = 'title' | 'why' | 'outOfScope' | 'constraints' | 'decisions';

/** In what `after` differs from `before`, what matters most first; empty where nobody has to know. The order of items and key results does not count. */
export function factsDifference(before: ObjectiveFacts, after: ObjectiveFacts): readonly FactChange[] {
	// The common case, at a fraction of the price.
	if (JSON.stringify(before) === JSON.stringify(after)) return [];
	const changes = [
		...words('status', before, after),
		...words('health', before, after),
		...resultChanges(before.results, after.results),
		...(isSamePeriod(before.period, after.period)
			? []
			: [{ kind: 'period', ...defined({ before: before.period, after: after.period }) } as const]),
		...texts('title', textDifference([before.title], [after.title])),
		...texts('why', textDifference(before.why, after.why, { cutOff: (before.rest ?? after.rest) !== undefined })),
		...texts('outOfScope', itemsDifference(before.outOfScope, after.outOfScope)),
		...texts('constraints', itemsDifference(before.constraints, after.constraints)),
		...texts('decisions', itemsDifference(before.decisions, after.decisions)),
	];
	return changes.length === 0 && before.rest !== after.rest ? [{ kind: 'rest' }] : changes;
}

function words(fact: 'status' | 'health', one: ObjectiveFacts, other: ObjectiveFacts): readonly FactChange[] {
	const [before, after] = [one[fact], other[fact]];
	return before === after ? [] : [{ kind: 'word', fact, ...defined({ before, after }) }];
}

function texts(fact: TextFact, hunks: readonly TextHunk[]): readonly FactChange[] {
	return hunks.length === 0 ? [] : [{ kind: 'text', fact, hunks }];
}

function isSamePeriod(one: Period = {}, other: Period = {}): boolean {
	return one.text === other.text && one.start === other.start && one.due === other.due;
}

/** Of several with one key, the first stands for the first, and so on. */
function resultChanges(before: readonly ResultFacts[], after: readonly ResultFacts[]): readonly FactChange[] {
	const left = [...before];
	const changes = after.flatMap((result): readonly FactChange[] => {
		const at = left.findIndex(({ key }) => key === result.key);
		const [former] = at < 0 ? [] : left.splice(at, 1);
		if (former && isSameResult(former, result)) return [];
		return [{ kind: 'result', ...defined({ before: former }), after: result }];
	});
	return [...changes, ...left.map((result): FactChange => ({ kind: 'result', before: result }))];
}

function isSameResult(one: ResultFacts, other: ResultFacts): boolean {
	return one.metric === other.metric && one.unit === other.unit && one.target === other.target;
}
