/** A list of numbers that grows; only the first `length` of `values` count. */
export interface Column<Values extends Uint32Array | Int32Array | Uint8Array> {
	values: Values;
	length: number;
}

/** How much room a list gets beyond what it holds, so that growing stays cheap. */
const SLACK = 1.5;
const SMALLEST = 64;

export function uint32Column(values: Uint32Array = new Uint32Array(0)): Column<Uint32Array> {
	return { values, length: values.length };
}

export function int32Column(values: Int32Array = new Int32Array(0)): Column<Int32Array> {
	return { values, length: values.length };
}

export function uint8Column(values: Uint8Array = new Uint8Array(0)): Column<Uint8Array> {
	return { values, length: values.length };
}

export function push<Values extends Uint32Array | Int32Array | Uint8Array>(
	column: Column<Values>,
	value: number,
): void {
	if (column.length === column.values.length) reserve(column, 1);
	column.values[column.length++] = value;
}

/** Appends `bytes` from `start` to `end`. */
export function pushBytes(column: Column<Uint8Array>, bytes: Uint8Array, start: number, end: number): void {
	const count = end - start;
	if (column.length + count > column.values.length) reserve(column, count);
	const { values, length } = column;
	// Short runs are the rule, and a view of them costs more than the copy.
	if (count <= 64) for (let at = 0; at < count; at++) values[length + at] = bytes[start + at] ?? 0;
	else values.set(bytes.subarray(start, end), length);
	column.length += count;
}

/** Makes room for `count` more numbers; gives the array in which they go, from `column.length` on. */
export function room<Values extends Uint32Array | Int32Array | Uint8Array>(
	column: Column<Values>,
	count: number,
): Values {
	if (column.length + count > column.values.length) reserve(column, count);
	return column.values;
}

/** What counts of it; shares memory until the list grows. */
export function used<Values extends Uint32Array | Int32Array | Uint8Array>(column: Column<Values>): Values {
	return column.values.subarray(0, column.length) as Values;
}

function reserve(column: Column<Uint32Array | Int32Array | Uint8Array>, count: number): void {
	const { values, length } = column;
	const size = Math.max(SMALLEST, Math.ceil((length + count) * SLACK));
	const grown = values instanceof Uint8Array ? new Uint8Array(size) : emptyLike(values, size);
	grown.set(used(column));
	column.values = grown;
}

function emptyLike(values: Uint32Array | Int32Array, size: number): Uint32Array | Int32Array {
	return values instanceof Uint32Array ? new Uint32Array(size) : new Int32Array(size);
}

/** The first position in the ascending `values` (of which `length` count) that is not below `wanted`. */
export function lowerBound(values: Uint32Array | Int32Array, length: number, wanted: number): number {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((values[middle] ?? 0) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}
