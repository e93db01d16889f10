import type { Tandem } from '../app/tandem.ts';

/** Makes a question that is true once whenever a spec repo came, went or has another snapshot since it was last asked. */
export function createSnapshotChanges(tandem: Tandem): () => boolean {
	let seen: readonly unknown[] = [];
	return () => {
		const now = tandem.specs().map((store) => store.snapshot());
		if (now.length === seen.length && now.every((snapshot, index) => snapshot === seen[index])) return false;
		seen = now;
		return true;
	};
}
