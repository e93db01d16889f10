import { uint32Column, uint8Column, used } from './columns.ts';
import { sectionReader, tableSections } from './encodeHistory.ts';
import type { Namings } from './namings.ts';
import { bytesOf } from './sections.ts';

/** As `columnsToSections`, for namings. */
export function namingsToSections(namings: Namings): readonly Uint8Array[] {
	return [
		bytesOf(Uint32Array.of(namings.readUpTo)),
		...tableSections(namings.objectives),
		...tableSections(namings.words),
		bytesOf(used(namings.commits)),
		bytesOf(used(namings.mentionEnds)),
		bytesOf(used(namings.nones)),
		bytesOf(used(namings.mentionObjective)),
		used(namings.mentionKind),
		bytesOf(used(namings.mentionWords)),
		bytesOf(used(namings.constraintCommit)),
		used(namings.constraintKind),
		bytesOf(used(namings.constraintText)),
	];
}

export function namingsFromSections(sections: readonly Uint8Array[]): Namings | undefined {
	const next = sectionReader(sections);
	const [readUpTo = 0] = next.numbers();
	const namings: Namings = {
		readUpTo,
		objectives: next.table(),
		words: next.table(),
		commits: uint32Column(next.numbers()),
		mentionEnds: uint32Column(next.numbers()),
		nones: uint32Column(next.numbers()),
		mentionObjective: uint32Column(next.numbers()),
		mentionKind: uint8Column(next.bytes()),
		mentionWords: uint32Column(next.numbers()),
		constraintCommit: uint32Column(next.numbers()),
		constraintKind: uint8Column(next.bytes()),
		constraintText: uint32Column(next.numbers()),
	};
	const { commits, mentionEnds, nones, mentionObjective, mentionKind, mentionWords } = namings;
	const { constraintCommit, constraintKind, constraintText } = namings;
	const isWhole =
		mentionEnds.length === commits.length &&
		nones.length === commits.length &&
		mentionKind.length === mentionObjective.length &&
		mentionWords.length === mentionObjective.length &&
		constraintKind.length === constraintCommit.length &&
		constraintText.length === constraintCommit.length;
	return next.isGood() && isWhole ? namings : undefined;
}
