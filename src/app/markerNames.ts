import { findMarkers } from '../core/markers.ts';
import type { KeyIndex } from '../core/objectiveKeys.ts';
import type { NamingPlace } from './specNames.ts';

/** The ids behind `@objective` in the comments of a code file, each with its place. */
export function markerNames(lines: readonly string[], keys: KeyIndex): readonly NamingPlace[] {
	const { markers } = findMarkers(lines, keys);
	return [...new Set(markers.map(({ line }) => line))].flatMap((line) => {
		const row = lines[line - 1] ?? '';
		const own = markers.filter((marker) => marker.line === line);
		const from = row.search(/@objective/i);
		return keys.scan(row).flatMap(({ objective, start, end }): readonly NamingPlace[] => {
			if (start < from || !own.some((marker) => marker.objective === objective)) return [];
			return [{ objective, range: { start: { line, column: start + 1 }, end: { line, column: end + 1 } } }];
		});
	});
}
