import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { loadedOnce } from '../core/loadedOnce.ts';
import type { Log } from './ports.ts';

type Part = Disposable & { update(): void };

/**
 * A part of the extension that is loaded with the first update at which it is needed. Until then, and where it cannot be loaded, it does nothing;
 * the next update tries again.
 */
export function createLatePart(deps: {
	readonly isNeeded: () => boolean;
	readonly load: () => Promise<Part>;
	readonly log: Log;
}): Part {
	const disposables = createDisposables();
	let part: Part | undefined;
	let disposed = false;
	const start = loadedOnce(async () => {
		const loaded = disposables.add(await deps.load());
		if (disposed) return;
		part = loaded;
		part.update();
	});
	return {
		update() {
			if (part) part.update();
			else if (deps.isNeeded()) start().catch((error: unknown) => deps.log.error('loading a part of Tandem', error));
		},
		dispose() {
			disposed = true;
			part = undefined;
			disposables.dispose();
		},
	};
}
