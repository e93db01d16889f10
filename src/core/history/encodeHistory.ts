import type { ByteTable } from './byteTable.ts';
import { int32Column, uint32Column, uint8Column, used } from './columns.ts';
import type { CommitRecords } from './commitRecords.ts';
import type { CommitColumns } from './commitTable.ts';
import { bytesOf, int32Of, uint32Of } from './sections.ts';

/** The parts of a file with `columns`, for `encodeSections`. Numbers stand as in memory, so that a reader uses them in place. */
export function columnsToSections(columns: CommitColumns): readonly Uint8Array[] {
	return [
		bytesOf(Uint32Array.of(columns.hashWidth, columns.count)),
		used(columns.hashes),
		bytesOf(columns.hashSlots),
		bytesOf(used(columns.times)),
		bytesOf(used(columns.authors)),
		...tableSections(columns.authorTable),
		bytesOf(used(columns.firstParents)),
		bytesOf(used(columns.merges)),
		bytesOf(used(columns.otherParentEnds)),
		bytesOf(used(columns.otherParents)),
		bytesOf(used(columns.changes)),
		bytesOf(used(columns.changeEnds)),
		bytesOf(used(columns.renames)),
		bytesOf(used(columns.renameFrom)),
		...tableSections(columns.pathTable),
		bytesOf(used(columns.nextChange)),
		bytesOf(used(columns.pathHeads)),
		new TextEncoder().encode([...columns.missingParents].join('\n')),
	];
}

/** The columns in `sections`, or undefined where they cannot be some. They share memory with the sections until they grow. */
export function columnsFromSections(sections: readonly Uint8Array[]): CommitColumns | undefined {
	const next = sectionReader(sections);
	const [hashWidth = 0, count = 0] = next.numbers();
	const columns: CommitColumns = {
		hashWidth,
		count,
		hashes: uint8Column(next.bytes()),
		hashSlots: next.numbers(),
		times: uint32Column(next.numbers()),
		authors: uint32Column(next.numbers()),
		authorTable: next.table(),
		firstParents: int32Column(next.signed()),
		merges: uint32Column(next.numbers()),
		otherParentEnds: uint32Column(next.numbers()),
		otherParents: int32Column(next.signed()),
		changes: uint32Column(next.numbers()),
		changeEnds: uint32Column(next.numbers()),
		renames: uint32Column(next.numbers()),
		renameFrom: uint32Column(next.numbers()),
		pathTable: next.table(),
		nextChange: uint32Column(next.numbers()),
		pathHeads: uint32Column(next.numbers()),
		missingParents: new Set(
			new TextDecoder('utf-8')
				.decode(next.bytes())
				.split('\n')
				.filter((hash) => hash !== ''),
		),
	};
	const { hashes, times, authors, firstParents, changeEnds } = columns;
	const isWhole = [times, authors, firstParents, changeEnds].every(({ length }) => length === count);
	return next.isGood() && isWhole && hashes.length === count * hashWidth ? columns : undefined;
}

/** As `columnsToSections`, for records. */
export function recordsToSections(records: CommitRecords): readonly Uint8Array[] {
	return [
		bytesOf(Uint32Array.of(records.hashWidth, records.count)),
		used(records.hashes),
		bytesOf(used(records.times)),
		bytesOf(used(records.authors)),
		...tableSections(records.authorTable),
		used(records.parents),
		bytesOf(used(records.parentEnds)),
		bytesOf(used(records.changes)),
		bytesOf(used(records.changeEnds)),
		bytesOf(used(records.renames)),
		bytesOf(used(records.renameFrom)),
		...tableSections(records.pathTable),
	];
}

export function recordsFromSections(sections: readonly Uint8Array[]): CommitRecords | undefined {
	const next = sectionReader(sections);
	const [hashWidth = 0, count = 0] = next.numbers();
	const records: CommitRecords = {
		hashWidth,
		count,
		hashes: uint8Column(next.bytes()),
		times: uint32Column(next.numbers()),
		authors: uint32Column(next.numbers()),
		authorTable: next.table(),
		parents: uint8Column(next.bytes()),
		parentEnds: uint32Column(next.numbers()),
		changes: uint32Column(next.numbers()),
		changeEnds: uint32Column(next.numbers()),
		renames: uint32Column(next.numbers()),
		renameFrom: uint32Column(next.numbers()),
		pathTable: next.table(),
	};
	const { hashes, times, authors, parentEnds, changeEnds } = records;
	const isWhole = [times, authors, parentEnds, changeEnds].every(({ length }) => length === count);
	return next.isGood() && isWhole && hashes.length === count * hashWidth ? records : undefined;
}

export function tableSections(table: ByteTable): readonly Uint8Array[] {
	return [used(table.bytes), bytesOf(used(table.ends)), bytesOf(table.slots)];
}

/** Takes one section after the other; `isGood` tells at the end whether all of them were there, none was left and each was of its kind. */
export function sectionReader(sections: readonly Uint8Array[]) {
	let at = 0;
	let good = true;
	const take = <Values>(read: (section: Uint8Array | undefined) => Values | undefined, instead: Values): Values => {
		const found = read(sections[at++]);
		good &&= found !== undefined;
		return found ?? instead;
	};
	const bytes = () => take((section) => section, new Uint8Array(0));
	const numbers = () => take(uint32Of, new Uint32Array(0));
	return {
		bytes,
		numbers,
		signed: () => take(int32Of, new Int32Array(0)),
		table(): ByteTable {
			const table = { bytes: uint8Column(bytes()), ends: uint32Column(numbers()), slots: numbers() };
			good &&= isPowerOfTwo(table.slots.length) && (table.ends.values.at(-1) ?? 0) === table.bytes.length;
			return table;
		},
		isGood: () => good && at === sections.length,
	};
}

function isPowerOfTwo(number: number): boolean {
	return number > 0 && (number & (number - 1)) === 0;
}
