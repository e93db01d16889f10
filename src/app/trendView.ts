import type { Measurement } from '../core/keyResultHistory.ts';
import type { KeyResult } from '../core/objective.ts';
import type { TrendView } from '../protocol/figures.ts';
import { count, dayText, formatChange, formatValue, monthText } from './words.ts';

/** How a key result moved: a line to draw, and `+3.5 since July`. */
export interface Moved {
	readonly view: TrendView;
	readonly note: string;
}

type Point = Measurement & { readonly value: number };

/**
 * The way of a key result up to its value of today, which may stand in a file that is not committed yet. Undefined where it has none, or never had
 * another. `now` in milliseconds since 1970.
 */
export function trendView(
	{ current, unit }: Pick<KeyResult, 'current' | 'unit'>,
	history: readonly Measurement[],
	now: number,
): Moved | undefined {
	const isTold = history.at(-1)?.value === current;
	const points = isTold ? history : [...history, { time: now / 1000, value: current }];
	const known = points.filter(isKnown);
	const [first] = known;
	const last = known.at(-1);
	if (!first || !last || current === undefined || known.every(({ value }) => value === first.value)) return undefined;
	const change = formatChange(Math.round((last.value - first.value) * 100) / 100);
	const at = ({ time, value }: Point) => `${formatValue(value, unit)} on ${dayText(time * 1000)}`;
	return {
		view: {
			stretches: stretchesOf(points, known),
			label: `From ${at(first)} to ${at(last)}, ${count(known.length, 'value')}`,
		},
		note: `${change} since ${monthText(first.time * 1000, now)}`,
	};
}

function isKnown(point: Measurement): point is Point {
	return point.value !== undefined;
}

function stretchesOf(points: readonly Measurement[], known: readonly Point[]): TrendView['stretches'] {
	const xOf = scale(points.map(({ time }) => time));
	const yOf = scale(known.map(({ value }) => value));
	const stretches: [number, number][][] = [[]];
	for (const point of points) {
		if (isKnown(point)) stretches.at(-1)?.push([xOf(point.time), yOf(point.value)]);
		else if (stretches.at(-1)?.length) stretches.push([]);
	}
	return stretches.filter((stretch) => stretch.length > 0);
}

/** From the least to the greatest of the values onto 0 to 1, with three digits: no screen shows more. */
function scale(values: readonly number[]): (value: number) => number {
	const least = Math.min(...values);
	const length = Math.max(...values) - least;
	return (value) => (length === 0 ? 0 : Math.round(((value - least) / length) * 1000) / 1000);
}
