import type { ImportedCommit } from './importedHistory.ts';

/** The same numbers for the same seed, from 0 up to and without `limit`. */
export function seededNumbers(seed: number): (limit: number) => number {
	let state = seed * 2_654_435_761 + 1;
	return (limit) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * limit);
	};
}

type Files = Map<string, readonly string[]>;

/**
 * A history that is hard on blame: few lines out of a small alphabet, so that contents come back; files that are renamed, copied, split, deleted and made
 * again under each other's names; merges of two or three that take a side per file, everything from one, or lines of their own; branches that cross;
 * clocks that go wrong.
 */
export function tangledHistory(seed: number, count: number): ImportedCommit[] {
	const below = seededNumbers(seed);
	const commits: ImportedCommit[] = [{ parents: [], files: new Map([['a.txt', lines(below, 12)]]) }];
	while (commits.length < count) {
		const recent = () => commits.length - 1 - below(Math.min(commits.length, below(3) === 0 ? 12 : 3));
		const parents =
			below(3) > 0 ? [recent()] : [...new Set([recent(), recent(), ...(below(4) === 0 ? [recent()] : [])])];
		const files: Files = parents.length > 1 ? merged(below, commits, parents) : filesOf(commits, parents[0] ?? 0);
		if (parents.length === 1 || below(4) === 0) for (let times = 1 + below(3); times > 0; times--) change(below, files);
		const time = below(8) === 0 ? { time: 1_700_000_000 + below(count) * 3600 } : {};
		commits.push({ parents, files, ...time });
	}
	return commits;
}

const NAMES = ['a.txt', 'b.txt', 'c.txt', 'd/a.txt', 'd/b.txt', 'd/e/a.txt'];

function filesOf(commits: readonly ImportedCommit[], index: number): Files {
	return new Map(commits[index]?.files);
}

/** Like `-s ours`, or for each file one of the sides, which may be the one that does not have it. */
function merged(
	below: (limit: number) => number,
	commits: readonly ImportedCommit[],
	parents: readonly number[],
): Files {
	const sides = parents.map((parent) => filesOf(commits, parent));
	if (below(4) === 0) return sides[0] ?? new Map();
	const names = new Set(sides.flatMap((side) => [...side.keys()]));
	return new Map(
		[...names].flatMap((name) => {
			const text = sides[below(sides.length)]?.get(name) ?? sides[below(sides.length)]?.get(name);
			return text ? [[name, text] as const] : [];
		}),
	);
}

function change(below: (limit: number) => number, files: Files): void {
	const names = [...files.keys()];
	const from = names[below(names.length)] ?? 'a.txt';
	const to = NAMES[below(NAMES.length)] ?? 'a.txt';
	const text = files.get(from) ?? lines(below, 8);
	const kind = below(12);
	if (kind < 6) files.set(from, edited(below, text));
	else if (kind < 8) {
		files.delete(from);
		files.set(to, below(2) === 0 ? text : edited(below, text));
	} else if (kind === 8) files.set(to, edited(below, text));
	else if (kind === 9) {
		// Split: two files begin as parts of one that is gone.
		files.delete(from);
		files.set(to, text.slice(0, Math.ceil(text.length * 0.7)));
		files.set(NAMES[below(NAMES.length)] ?? 'b.txt', text.slice(Math.floor(text.length * 0.3)));
	} else if (kind === 10) {
		if (files.size > 1) files.delete(from);
	} else files.set(to, lines(below, 8));
}

function edited(below: (limit: number) => number, text: readonly string[]): readonly string[] {
	const next = [...text];
	next.splice(below(next.length + 1), below(3), ...lines(below, below(3)));
	return next.length > 0 ? next : lines(below, 3);
}

function lines(below: (limit: number) => number, count: number): string[] {
	return Array.from({ length: count }, () => (below(3) === 0 ? `own ${below(100_000)}` : `line ${below(9)}`));
}
