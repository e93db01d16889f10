/**
 * A copy of plain data whose texts stand for themselves. A text that was cut out of a file may hold the whole file in memory, which is many times
 * of what is kept of it.
 */
export function detached<Value>(value: Value): Value {
	return copyOf(value) as Value;
}

function copyOf(value: unknown): unknown {
	if (typeof value === 'string') return ownText(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(copyOf);
	const copy: Record<string, unknown> = {};
	for (const [key, item] of Object.entries(value)) {
		// The one key that an assignment would not make.
		if (key === '__proto__') Object.defineProperty(copy, key, { value: copyOf(item), enumerable: true });
		else copy[key] = copyOf(item);
	}
	return copy;
}

/** Texts below this length are copied by every cut. */
const SHORTEST_SLICE = 13;

/** The cut at the end makes the engine write the text anew. */
function ownText(text: string): string {
	return text.length < SHORTEST_SLICE ? text : `${text} `.slice(0, -1);
}
