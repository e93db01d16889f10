import { cancellation } from './cancellation.ts';

/** Limits how much runs at once; who has to wait is served in order. */
export interface Slots {
	/** Waits for a free slot and gives the function that frees it; rejects with a cancellation when `signal` comes first. */
	take(signal?: AbortSignal): Promise<() => void>;
}

export function createSlots(size: number): Slots {
	const waiting: (() => void)[] = [];
	let free = size;

	const release = (): (() => void) => {
		let released = false;
		return () => {
			if (released) return;
			released = true;
			const next = waiting.shift();
			if (next) next();
			else free++;
		};
	};

	return {
		take(signal) {
			if (signal?.aborted === true) return Promise.reject(cancellation());
			if (free > 0) {
				free--;
				return Promise.resolve(release());
			}
			return new Promise((resolve, reject) => {
				const serve = () => {
					signal?.removeEventListener('abort', leave);
					resolve(release());
				};
				const leave = () => {
					waiting.splice(waiting.indexOf(serve), 1);
					reject(cancellation());
				};
				waiting.push(serve);
				signal?.addEventListener('abort', leave, { once: true });
			});
		},
	};
}
