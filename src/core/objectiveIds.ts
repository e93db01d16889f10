/**
 * An id that nobody has: the next number behind the prefix of `like` (`CHK-12` like `CHK-3`), or behind the prefix that is used most. Leading zeros are
 * kept; without any example it is `OBJ-1`.
 */
export function nextId(ids: readonly string[], like?: string): string {
	const numbered = ids.flatMap((id) => numberedId(id) ?? []);
	const own = like === undefined ? undefined : (numberedId(like) ?? { prefix: `${like}-`, digits: '1' });
	const prefix = own?.prefix ?? mostUsed(numbered.map((id) => id.prefix)) ?? 'OBJ-';
	const siblings = numbered.filter((id) => id.prefix === prefix);
	const numbers = siblings.map((id) => Number(id.digits));
	const highest = numbers.reduce(
		(most, number) => Math.max(most, number),
		own && siblings.length === 0 ? Number(own.digits) : 0,
	);
	const width = siblings.find(({ digits }) => digits.startsWith('0'))?.digits.length ?? 0;
	const taken = new Set(ids.map((id) => id.toLowerCase()));
	for (let number = highest + 1; ; number++) {
		const id = prefix + String(number).padStart(width, '0');
		if (!taken.has(id.toLowerCase())) return id;
	}
}

function numberedId(id: string): { prefix: string; digits: string } | undefined {
	const [, prefix, digits] = /^(.*\D)(\d{1,9})$/.exec(id) ?? [];
	return prefix === undefined || digits === undefined ? undefined : { prefix, digits };
}

function mostUsed(prefixes: readonly string[]): string | undefined {
	const counts = new Map<string, number>();
	for (const prefix of prefixes) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
	return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
}
