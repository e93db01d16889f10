import { cancellation } from './cancellation.ts';

/** Work that several callers want at the same time, done once. */
export interface SharedWork<Result> {
	/**
	 * Joins the work under `key`, or starts it. It is aborted when the last caller that waits for it has gone; a result is never kept,
	 * and neither is a failure.
	 */
	run(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

export function createSharedWork<Result>(): SharedWork<Result> {
	const running = new Map<
		string,
		{ readonly result: Promise<Result>; readonly stop: AbortController; callers: number }
	>();

	const join = (key: string, start: (signal: AbortSignal) => Promise<Result>) => {
		const known = running.get(key);
		if (known) return known;
		const stop = new AbortController();
		const work = { result: start(stop.signal), stop, callers: 0 };
		running.set(key, work);
		const forget = () => {
			if (running.get(key) === work) running.delete(key);
		};
		work.result.then(forget, forget);
		return work;
	};

	return {
		async run(key, signal, start) {
			if (signal.aborted) throw cancellation();
			const work = join(key, start);
			work.callers++;
			const abort = listenForAbort(signal);
			try {
				return await Promise.race([work.result, abort.happened]);
			} finally {
				abort.ignore();
				if (--work.callers === 0) {
					// A caller that comes now must not join what is being ended.
					if (running.get(key) === work) running.delete(key);
					work.stop.abort();
				}
			}
		},
	};
}

function listenForAbort(signal: AbortSignal): { readonly happened: Promise<never>; ignore(): void } {
	const listening = new AbortController();
	const happened = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(cancellation()), { once: true, signal: listening.signal });
	});
	return { happened, ignore: () => listening.abort() };
}
