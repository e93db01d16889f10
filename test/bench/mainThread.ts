import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

export interface Blocks {
	/** The longest delay of the event loop in milliseconds, as Node's own monitor sees it. */
	readonly longestMs: number;
	/** The longest that this thread itself computed between two turns, other processes' time aside; NaN where the system does not say. */
	readonly ownMs: number;
}

/** Watches the event loop of this thread until `stop`. */
export function watchBlocks(): { stop(): Blocks } {
	const monitor = monitorEventLoopDelay({ resolution: 1 });
	let last = ownTime();
	let lastAt = performance.now();
	let ownMs = last === undefined ? Number.NaN : 0;
	const note = () => {
		const now = ownTime();
		if (now === undefined || last === undefined) return;
		// A turn that waited used none; a turn cannot have computed longer than it took.
		ownMs = Math.max(ownMs, Math.min(now - last, performance.now() - lastAt));
		last = ownTime();
		lastAt = performance.now();
	};
	const timer = setInterval(note, 1);
	monitor.enable();
	return {
		stop() {
			note();
			clearInterval(timer);
			monitor.disable();
			return { longestMs: monitor.max / 1e6, ownMs };
		},
	};
}

/** Milliseconds of processor time of the main thread alone. */
function ownTime(): number | undefined {
	try {
		return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
	} catch {
		return undefined;
	}
}
