import { endOf, intern, startOf, type ByteTable } from './byteTable.ts';
import { push, pushBytes } from './columns.ts';
import type { CommitRecords } from './commitRecords.ts';

/** Appends all of `from` to `into`, in the order in which it stands there. */
export function joinRecords(into: CommitRecords, from: CommitRecords): void {
	if (from.count === 0) return;
	if (into.count > 0 && into.hashWidth !== from.hashWidth) throw new RangeError('hashes of two kinds');
	into.hashWidth = from.hashWidth;
	const authors = translation(from.authorTable, into.authorTable);
	const paths = translation(from.pathTable, into.pathTable);
	const parentsBefore = into.parents.length / into.hashWidth;
	const changesBefore = into.changes.length;
	pushBytes(into.hashes, from.hashes.values, 0, from.count * from.hashWidth);
	pushBytes(into.parents, from.parents.values, 0, from.parents.length);
	for (let at = 0; at < from.count; at++) {
		push(into.times, from.times.values[at] ?? 0);
		push(into.authors, authors[from.authors.values[at] ?? 0] ?? 0);
		push(into.parentEnds, (from.parentEnds.values[at] ?? 0) + parentsBefore);
		push(into.changeEnds, (from.changeEnds.values[at] ?? 0) + changesBefore);
	}
	for (let at = 0; at < from.changes.length; at++) {
		const packed = from.changes.values[at] ?? 0;
		push(into.changes, (paths[packed >>> 2] ?? 0) * 4 + (packed & 3));
	}
	for (let at = 0; at < from.renames.length; at++) {
		push(into.renames, (from.renames.values[at] ?? 0) + changesBefore);
		push(into.renameFrom, paths[from.renameFrom.values[at] ?? 0] ?? 0);
	}
	into.count += from.count;
}

/** The number in `into` for each number in `from`. */
function translation(from: ByteTable, into: ByteTable): Uint32Array {
	return Uint32Array.from({ length: from.ends.length }, (_, number) =>
		intern(into, from.bytes.values, startOf(from, number), endOf(from, number)),
	);
}

/** Takes back the last commit where the log broke off within its changes. */
export function dropUnfinished(records: CommitRecords): void {
	const count = records.changeEnds.length;
	records.count = count;
	records.hashes.length = count * records.hashWidth;
	records.times.length = Math.min(records.times.length, count);
	records.authors.length = Math.min(records.authors.length, count);
	records.parentEnds.length = Math.min(records.parentEnds.length, count);
	records.parents.length = (records.parentEnds.values[count - 1] ?? 0) * records.hashWidth;
	if (count === 0) records.parents.length = 0;
	records.changes.length = count === 0 ? 0 : (records.changeEnds.values[count - 1] ?? 0);
	while (
		records.renames.length > 0 &&
		(records.renames.values[records.renames.length - 1] ?? 0) >= records.changes.length
	) {
		records.renames.length--;
		records.renameFrom.length--;
	}
}
