import { type ByteTable, createByteTable } from './byteTable.ts';
import { type Column, uint8Column, uint32Column } from './columns.ts';

/** How a file was changed, as kept in the two low bits of a change. */
export const CHANGE_KINDS = ['added', 'modified', 'deleted', 'renamed'] as const;

/**
 * Commits in the order in which git gave them, column by column: one object for each of a hundred thousand commits would cost more than git takes to
 * tell of them.
 */
export interface CommitRecords {
	/** Bytes of a hash: 20, or 32 with SHA-256; 0 as long as there is no commit. */
	hashWidth: number;
	count: number;
	readonly hashes: Column<Uint8Array>;
	/** Author time in seconds since 1970; what is before or beyond 32 bits is cut to them. */
	readonly times: Column<Uint32Array>;
	/** Number in `authorTable`: name, NUL, e-mail. */
	readonly authors: Column<Uint32Array>;
	readonly authorTable: ByteTable;
	/** Hashes of all parents, one behind the other, and for each commit where its parents end, in hashes. */
	readonly parents: Column<Uint8Array>;
	readonly parentEnds: Column<Uint32Array>;
	/** Number of the path times four, plus the index in `CHANGE_KINDS`. */
	readonly changes: Column<Uint32Array>;
	/** For each commit, where its changes end. */
	readonly changeEnds: Column<Uint32Array>;
	/** Indexes into `changes` that have a former name, ascending, and the number of that name. */
	readonly renames: Column<Uint32Array>;
	readonly renameFrom: Column<Uint32Array>;
	readonly pathTable: ByteTable;
}

export function createCommitRecords(): CommitRecords {
	return {
		hashWidth: 0,
		count: 0,
		hashes: uint8Column(),
		times: uint32Column(),
		authors: uint32Column(),
		authorTable: createByteTable(),
		parents: uint8Column(),
		parentEnds: uint32Column(),
		changes: uint32Column(),
		changeEnds: uint32Column(),
		renames: uint32Column(),
		renameFrom: uint32Column(),
		pathTable: createByteTable(),
	};
}
