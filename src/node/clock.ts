import type { Clock } from '../app/ports.ts';
import { cancellation } from './cancellation.ts';

/** The machine's clock. A waiting timer does not keep the process alive: a command line ends when its work is done. */
export function createClock(): Clock {
	return {
		now: () => Date.now(),
		after(ms, run) {
			const timer = setTimeout(run, ms);
			timer.unref();
			return { dispose: () => clearTimeout(timer) };
		},
	};
}

/** Resolves after `ms`; rejects with a cancellation as soon as `signal` says so. Unlike a timer of the clock it keeps the process alive: work waits for it. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) throw cancellation();
	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(() => {
			signal.removeEventListener('abort', leave);
			resolve();
		}, ms);
		const leave = () => {
			clearTimeout(timer);
			reject(cancellation());
		};
		signal.addEventListener('abort', leave, { once: true });
	});
}
