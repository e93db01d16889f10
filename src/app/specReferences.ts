import { decodeText } from '../core/decodeText.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { KeyIndex } from '../core/objectiveKeys.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { TextRange } from '../core/textRange.ts';
import type { SpecStore } from './specStore.ts';
import { specFileKind } from './specFile.ts';
import { namingPlaces } from './specNames.ts';

/** A place in a file of the spec repo that names an objective. */
export interface SpecReference {
	readonly path: RepoPath;
	readonly range: TextRange;
	/** It is the objective's own `id:`. */
	readonly isOwn: boolean;
}

export interface ReferenceDeps {
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	/** Of this snapshot. */
	readonly keys: KeyIndex;
	/** What is being written of a file just now. */
	readonly openText: (path: RepoPath) => string | undefined;
	/** Awaited after each file. */
	readonly breathe: () => Promise<void>;
}

/** All places in the spec repo's objectives and questions that name the objective `id`. Rejects where the spec repo cannot be read. */
export async function specReferences(
	id: string,
	{ store, snapshot, keys, openText, breathe }: ReferenceDeps,
	signal: AbortSignal,
): Promise<readonly SpecReference[]> {
	const files = [
		...new Set([
			...snapshot.objectives.flatMap(({ source: { file, head } }) => (head === undefined ? [file] : [file, head])),
			...snapshot.questions.map(({ file }) => file),
		]),
	];
	const tree = await store.source.open(signal);
	const references: SpecReference[] = [];
	for (let from = 0; from < files.length; from += BATCH) {
		const batch = files.slice(from, from + BATCH);
		const bytes = await tree.readBytes(batch, signal);
		for (const path of batch) {
			await breathe();
			signal.throwIfAborted();
			const saved = bytes.get(path);
			const text = openText(path) ?? (saved ? (decodeText(path, saved).value ?? '') : '');
			const kind = text === '' ? undefined : specFileKind(snapshot, path);
			if (!kind) continue;
			const own = snapshot.objectiveById.get(id)?.source;
			for (const { objective, range } of namingPlaces({ kind, path, text, snapshot, keys })) {
				if (objective !== id) continue;
				const isOwn = own?.file === path && own.ranges?.id?.start.line === range.start.line;
				references.push({ path, range, isOwn });
			}
		}
	}
	return references;
}

/** Files that are in memory at once. */
const BATCH = 200;
