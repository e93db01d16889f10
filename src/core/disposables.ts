/** Anything that has to be let go. Structural, so that the editor's own disposables fit. */
export interface Disposable {
	dispose(): void;
}

export interface Disposables extends Disposable {
	/** Keeps `item` until disposal and returns it; after disposal it is disposed at once, so that a late arrival does not leak. */
	add<Item extends Disposable>(item: Item): Item;
}

/** A set that is let go together: last in, first out; all run even if one throws (the first error is thrown at the end); a second disposal does nothing. */
export function createDisposables(): Disposables {
	const items: Disposable[] = [];
	let disposed = false;
	return {
		add(item) {
			if (disposed) item.dispose();
			else items.push(item);
			return item;
		},
		dispose() {
			if (disposed) return;
			disposed = true;
			const errors: unknown[] = [];
			for (let item = items.pop(); item; item = items.pop()) {
				try {
					item.dispose();
				} catch (error) {
					errors.push(error);
				}
			}
			if (errors.length > 0) throw errors[0];
		},
	};
}

/** Holds the newest one only: setting another disposes the former. */
export function replaceable<Item extends Disposable>(): Disposable & { set(item: Item | undefined): void } {
	let current: Item | undefined;
	let disposed = false;
	return {
		set(item) {
			current?.dispose();
			current = disposed ? undefined : item;
			if (disposed) item?.dispose();
		},
		dispose() {
			disposed = true;
			current?.dispose();
			current = undefined;
		},
	};
}
