import type { Disposable } from './disposables.ts';

/** Subscribes `listener`; disposing the result ends it. */
export type Event<Value> = (listener: (value: Value) => void) => Disposable;

export interface Emitter<Value> extends Disposable {
	readonly event: Event<Value>;
	fire(value: Value): void;
	/** How many listeners there are; tests end with zero. */
	readonly size: number;
}

/** A plain event source. A listener added while firing hears the next event only. */
export function createEmitter<Value>(): Emitter<Value> {
	const listeners = new Set<{ listener: (value: Value) => void }>();
	return {
		event(listener) {
			const entry = { listener };
			listeners.add(entry);
			return { dispose: () => listeners.delete(entry) };
		},
		fire(value) {
			for (const { listener } of Array.from(listeners)) listener(value);
		},
		get size() {
			return listeners.size;
		},
		dispose: () => listeners.clear(),
	};
}
