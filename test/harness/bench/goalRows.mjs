// What is said of a goal once it was measured. Pure: numbers in, rows and text out.

/**
 * A goal and the name under which its values are measured.
 * @typedef {object} Goal
 * @property {string} key of the values in a round's sample
 * @property {string} name what is measured, in words
 * @property {string} unit of the value: `ms`, `MB`, `x` (a ratio), `%`, `KB`
 * @property {'under' | 'at most' | 'at least'} bound
 * @property {number} limit in `unit`
 * @property {(samples: readonly Sample[]) => string} [note] what else has to be known of the value
 */

/** What one round measured. A key that is absent was not to be had here. @typedef {Record<string, number>} Sample */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number | undefined} value median of the rounds; absent where nothing was measured
 * @property {string} unit
 * @property {string} goal
 * @property {boolean | undefined} holds absent where nothing was measured
 * @property {string} [note] why there is no value, or what else has to be known
 */

/**
 * @param {Goal} goal
 * @param {readonly Sample[]} samples one of each round
 * @returns {Row}
 */
export function rowOf(goal, samples) {
	const values = samples.flatMap((sample) => sample[goal.key] ?? []).filter(Number.isFinite);
	if (values.length === 0) return rowWithout(goal, 'n/a here');
	const value = median(values);
	const note = goal.note?.(samples);
	return { ...named(goal), value, holds: reaches(goal, value), ...(note && { note }) };
}

/** @param {Goal} goal @param {string} note why there is no value @returns {Row} */
export function rowWithout(goal, note) {
	return { ...named(goal), value: undefined, holds: undefined, note };
}

/** @param {Goal} goal */
function named({ name, unit, bound, limit }) {
	return { name, unit, goal: `${bound} ${limit} ${unit}` };
}

/** @param {Pick<Goal, 'bound' | 'limit'>} goal @param {number} value */
export function reaches({ bound, limit }, value) {
	if (bound === 'under') return value < limit;
	return bound === 'at most' ? value <= limit : value >= limit;
}

/** @param {readonly number[]} values NaN where there are none */
export function median(values) {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
	return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/**
 * The median of a value over the rounds, as text for a note.
 * @param {readonly Sample[]} samples
 * @param {string} key
 * @param {number} [digits] after the point
 */
export function middleOf(samples, key, digits = 0) {
	const values = samples.flatMap((sample) => sample[key] ?? []);
	return values.length === 0 ? 'n/a' : median(values).toFixed(digits);
}

/** @param {readonly Row[]} rows @returns {string} a line each, the verdict first */
export function goalTable(rows) {
	const cells = rows.map(({ name, value, unit, goal, holds, note }) => [
		holds === undefined ? '-' : holds ? 'holds' : 'MISSED',
		name,
		value === undefined ? '' : `${numberText(value)} ${unit}`,
		goal,
		note ?? '',
	]);
	return textTable(['', 'what', 'value', 'goal', 'note'], cells, new Set([2]));
}

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 * @param {ReadonlySet<number>} numbers columns that are set to the right
 */
export function textTable(heads, rows, numbers) {
	const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
	return [heads, ...rows]
		.map((row) =>
			row
				.map((cell, column) =>
					numbers.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** Three digits that count. @param {number} value */
function numberText(value) {
	return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
