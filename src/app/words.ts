import { madeOnce } from '../core/madeOnce.ts';
import type { Health, KeyResult, ObjectiveStatus, Period, Person } from '../core/objective.ts';

/** How numbers, times and domain values read to a person: one spelling for sidebar, hover, trees, doctor and command line. */

// Made once: making one takes longer than all that a line of the sidebar needs beside it.
const DECIMAL = madeOnce(() => new Intl.NumberFormat('en', { maximumFractionDigits: 2 }));
const WHOLE = madeOnce(() => new Intl.NumberFormat('en'));
const RELATIVE = madeOnce(() => new Intl.RelativeTimeFormat('en', { numeric: 'auto' }));
const CURRENCIES = new Set(['$', '€', '£', '¥']);

/** `64.5 %`, `€1,200`, `3 days`: a value in its unit; `5,000` without one. */
export function formatValue(value: number, unit?: string): string {
	const text = DECIMAL().format(value);
	if (!unit) return text;
	return CURRENCIES.has(unit) ? `${unit}${text}` : `${text} ${unit}`;
}

/** `58 %`; a share above zero that would round to zero is `< 1 %`. `share` is from 0 to 1. */
export function formatShare(share: number): string {
	const percent = Math.round(share * 100);
	return percent === 0 && share > 0 ? '< 1 %' : `${percent} %`;
}

const STEPS = [
	['year', 365 * 86_400],
	['month', 30 * 86_400],
	['week', 7 * 86_400],
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
] as const;

/** `3 weeks ago`, `yesterday`, `just now`. Both in milliseconds since 1970. */
export function relativeTime(then: number, now: number): string {
	const seconds = Math.round((then - now) / 1000);
	for (const [unit, size] of STEPS) {
		if (Math.abs(seconds) >= size) return RELATIVE().format(Math.trunc(seconds / size), unit);
	}
	return 'just now';
}

/** `2 d`, `3 h`, `5 min`: how long something lasts, for narrow places. */
export function shortDuration(milliseconds: number): string {
	const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
	if (minutes < 60) return `${minutes} min`;
	if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
	return `${Math.floor(minutes / 1440)} d`;
}

const DAY = madeOnce(
	() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const DAY_OF_YEAR = madeOnce(
	() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }),
);
const MONTH = madeOnce(() => new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }));
const MONTH_OF_YEAR = madeOnce(
	() => new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
/** As long as a month's name alone cannot mean that of another year. */
const SAME_YEAR_MS = 330 * 86_400_000;

/** `16 November 2026`; without its year `16 November`. Milliseconds since 1970. */
export function dayText(time: number, { withYear }: { readonly withYear: boolean } = { withYear: true }): string {
	return (withYear ? DAY : DAY_OF_YEAR)().format(time);
}

/** `July`, or `July 2025` where the name alone could be taken for another. Both in milliseconds since 1970. */
export function monthText(time: number, now: number): string {
	return (Math.abs(now - time) < SAME_YEAR_MS ? MONTH : MONTH_OF_YEAR)().format(time);
}

/** `+3.5`, `−2`, `±0` */
export function formatChange(change: number): string {
	if (change === 0) return '±0';
	return `${change > 0 ? '+' : '−'}${DECIMAL().format(Math.abs(change))}`;
}

const HEALTH_WORDS: Record<Health, string> = { 'on-track': 'On track', 'at-risk': 'At risk', 'off-track': 'Off track' };
export function healthWord(health: Health): string {
	return HEALTH_WORDS[health];
}

const STATUS_WORDS: Record<ObjectiveStatus, string> = {
	proposed: 'Proposed',
	active: 'Active',
	paused: 'Paused',
	achieved: 'Achieved',
	dropped: 'Dropped',
};
export function statusWord(status: ObjectiveStatus): string {
	return STATUS_WORDS[status];
}

/** `Q4 2026`, `until 2026-12-31`; undefined where nothing is said. */
export function periodText(period: Period | undefined): string | undefined {
	if (!period) return undefined;
	const quarter = /^(\d{4})-?(Q[1-4]|H[12])$/i.exec(period.text ?? '');
	if (quarter) return `${quarter[2]?.toUpperCase()} ${quarter[1]}`;
	if (period.text) return period.text;
	if (period.start && period.due) return `${period.start} to ${period.due}`;
	if (period.due) return `until ${period.due}`;
	return period.start ? `since ${period.start}` : undefined;
}

/** The name to put on a button: `Maria` of `Maria Lopez`. */
export function firstName(person: Person): string {
	return person.name.split(/\s+/)[0] ?? person.name;
}

/** `line 42`, `lines 40 to 43` */
export function linesText(first: number, last: number): string {
	return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

/** `1 question`, `2 questions` */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${WHOLE().format(number)} ${number === 1 ? one : many}`;
}

/** How far a key result has come from baseline to target, 0 to 1; undefined where numbers are missing or the way has no length. */
export function progressOf(result: KeyResult): number | undefined {
	const { baseline, target, current } = result;
	if (target === undefined || current === undefined) return undefined;
	const start = baseline ?? 0;
	if (target === start) return current === target ? 1 : undefined;
	return Math.min(1, Math.max(0, (current - start) / (target - start)));
}

/** Whether the target is met, whichever direction is the good one. */
export function isReached(result: KeyResult): boolean {
	const { baseline, target, current } = result;
	if (target === undefined || current === undefined) return false;
	return target < (baseline ?? 0) ? current <= target : current >= target;
}
