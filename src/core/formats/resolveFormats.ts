import type { FormatTable } from '../specConfig.ts';
import { sources } from './valueSource.ts';
import { KNOWN_FORMATS } from './knownFormats.ts';
import type { FormatName, SpecFormat } from './specFormat.ts';

/** The formats that hold for a spec repo: the tables of tandem.yml over the formats that they name or, where they name none, that was recognised. */
export function resolveFormats(
	tables: readonly FormatTable[],
	recognised: (table: FormatTable | undefined) => FormatName | undefined,
): readonly SpecFormat[] {
	if (tables.length === 0) return KNOWN_FORMATS[recognised(undefined) ?? 'native'];
	return tables.flatMap((table) => {
		const base = KNOWN_FORMATS[table.format ?? recognised(table) ?? 'native'];
		const [first, ...rest] = base.map((format) => withTable(format, table));
		// Other files are not those of the format's further parts.
		return first ? (table.files ? [first] : [first, ...rest]) : [];
	});
}

/** Whether the table says by itself how its files are read. */
export function isDescribed({ format, heads, from, statuses, markup }: FormatTable): boolean {
	return (
		format !== undefined || heads !== undefined || from !== undefined || statuses !== undefined || markup !== undefined
	);
}

function withTable(format: SpecFormat, table: FormatTable): SpecFormat {
	const { files, id, keys, heads, markup, from, statuses } = table;
	return {
		...format,
		...(files && { files }),
		...(id !== undefined && { id }),
		...(keys && { keys: [...keys, ...(id === undefined ? format.keys : [])] }),
		...(heads && { heads }),
		...(markup && { markup }),
		...(from && { from: { ...format.from, ...from } }),
		...(statuses && { statuses: { ...format.statuses, ...statuses } }),
		// The words of a table have to be read even where it leaves the key to us.
		...(statuses && !from?.status && !format.from.status && { from: { ...format.from, ...from, status: STATUS } }),
	};
}

const STATUS = sources('status');
