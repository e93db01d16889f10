import { replace, type Edit } from '../history.ts';

/** A key result moved: the one of `file` with that target, whose `current` goes from the first value to the second. */
export function measured(file: string, target: string, [from, to]: readonly [string, string]): Edit {
	const before = `    target: ${target}\n    current: `;
	return replace(file, `${before}${from}\n`, `${before}${to}\n`);
}
