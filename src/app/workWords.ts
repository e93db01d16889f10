import { WEEKS } from '../core/history/historyFacts.ts';
import type { ObjectiveWork } from '../core/history/historyFacts.ts';
import type { Objective } from '../core/objective.ts';
import { count, dayText, formatValue, monthText, relativeTime } from './words.ts';

/** After so many days without a commit it is said. */
export const QUIET_DAYS = 60;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday. */
const MONDAY_MS = 4 * DAY_MS;

/**
 * `No code yet`, `No commits yet`, `No work for 74 days`: what should be noticed of an objective that is meant to be worked on. Undefined where there is
 * nothing, where it is over or paused, where an incomplete history could hide the work, and for a parent, whose work is that of its children.
 * Milliseconds since 1970.
 */
export function workRemark(
	{ status, code }: Pick<Objective, 'status' | 'code'>,
	{ commits, lastAt, partial }: ObjectiveWork,
	{ isParent, now }: { readonly isParent: boolean; readonly now: number },
): string | undefined {
	if (partial || isParent || (status !== undefined && status !== 'active' && status !== 'proposed')) return undefined;
	// Where the PM names files, there may be code that no commit has named.
	if (commits === 0 || lastAt === undefined) return code.length === 0 ? 'No code yet' : 'No commits yet';
	const days = Math.floor((now - lastAt * 1000) / DAY_MS);
	return days >= QUIET_DAYS ? `No work for ${formatValue(days)} days` : undefined;
}

/** `34 commits since March 2025`, `the last one yesterday`; of an incomplete history `at least`. */
export function workFacts(id: string, { commits, firstAt, lastAt, partial }: ObjectiveWork, now: number): string[] {
	if (commits === 0 || firstAt === undefined || lastAt === undefined)
		return [partial ? `No commit that could be read so far names ${id}` : `No commit names ${id} yet`];
	const number = count(commits, 'commit');
	return [
		`${partial ? `At least ${number}` : number} since ${monthText(firstAt * 1000, now)}`,
		`${commits === 1 ? '' : 'the last one '}${relativeTime(lastAt * 1000, now)}`,
	];
}

/** How many people are named in one line. */
const NAMED = 4;

/** `Ana Ruiz`, `3 people: Ana Ruiz, Ben Okafor, Chiara Rossi`; undefined where there is nobody. */
export function peopleText({
	people,
	commits,
	partial,
}: Pick<ObjectiveWork, 'people' | 'commits' | 'partial'>): string | undefined {
	const names = people.map(({ name }) => name);
	if (names.length < 2) return names[0];
	// Where not all commits have their author in the list, it was cut.
	const isCut = people.reduce((sum, person) => sum + person.commits, 0) < commits;
	const more = names.length > NAMED + 1 ? names.length - NAMED : 0;
	const listed = names.slice(0, names.length - more).join(', ');
	const number = count(names.length, 'person', 'people');
	return `${partial || isCut ? `At least ${number}` : number}: ${listed}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The Monday of the oldest of the weeks that are counted, and of this one, in milliseconds since 1970 (UTC). */
export function weekSpan(now: number): { readonly first: number; readonly last: number } {
	const last = Math.floor((now - MONDAY_MS) / WEEK_MS) * WEEK_MS + MONDAY_MS;
	return { first: last - (WEEKS - 1) * WEEK_MS, last };
}

/** The weeks in words, for who does not see them drawn; undefined where nothing happened in any. */
export function weeksLabel(
	{ weeks, partial }: Pick<ObjectiveWork, 'weeks' | 'partial'>,
	now: number,
): string | undefined {
	const most = Math.max(...weeks, 0);
	if (most === 0) return undefined;
	const { first, last } = weekSpan(now);
	const total = count(
		weeks.reduce((sum, week) => sum + week, 0),
		'commit',
	);
	const peak = last - (weeks.length - 1 - weeks.lastIndexOf(most)) * WEEK_MS;
	return [
		`Commits per week from ${dayText(first)} to this week`,
		`${partial ? 'at least ' : ''}${total} in ${weeks.length} weeks`,
		`most in the week of ${dayText(peak, { withYear: false })} with ${formatValue(most)}`,
	].join(', ');
}
