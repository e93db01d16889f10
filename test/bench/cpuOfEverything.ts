import { readFileSync } from 'node:fs';

/** The kernel counts the time of ended children in hundredths of a second, on every Linux that Node runs on. */
const MS_PER_TICK = 10;

/**
 * Milliseconds of processor time that this process, all its threads and all its ended children have used. NaN elsewhere than on Linux, where Node
 * does not say what children used.
 */
export function cpuOfEverything(): number {
	if (process.platform !== 'linux') return Number.NaN;
	const { user, system } = process.cpuUsage();
	const stat = readFileSync('/proc/self/stat', 'latin1');
	// After the name in parentheses, which may hold anything, comes field 3; those of the children are 16 and 17.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (user + system) / 1000 + (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
}
