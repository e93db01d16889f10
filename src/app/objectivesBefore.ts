import type { SpecAddress } from '../core/specAddress.ts';
import type { FileExplanation } from './fileExplanation.ts';
import { isCode } from './objectiveActivity.ts';
import { specPlace } from './specPlace.ts';
import type { KnownWhy } from './why.ts';

/** What the lines of a file serve, found out once for each state of it. */
const ofFile = new WeakMap<FileExplanation, readonly string[]>();

/**
 * The ids of the objectives that the user has before him in a file of code: those of the line, and the main one of every other line. None in a file of
 * the spec itself, and none in a repository that holds nothing else: who works there writes the objectives.
 */
export function objectivesBefore(why: KnownWhy, line: number): readonly string[] {
	const { explanation } = why;
	const known = ofFile.get(explanation) ?? (isCodeFile(why) ? fileObjectives(explanation) : []);
	ofFile.set(explanation, known);
	const answer = explanation.answer(line);
	if (known.length === 0 || answer.kind !== 'linked') return known;
	return [...new Set([...answer.links.map(({ objective }) => objective), ...known])];
}

function fileObjectives(explanation: FileExplanation): readonly string[] {
	return explanation.shares().flatMap(({ objective }) => objective ?? []);
}

function isCodeFile({ store, context, snapshot, path }: KnownWhy): boolean {
	const address: SpecAddress = store.source.address;
	const place = specPlace(address, context.repo.root, snapshot);
	return place.kind === 'elsewhere' || (place.kind === 'folders' && isCode(path, place.folders));
}
