import { performance } from 'node:perf_hooks';

/** One run of one piece of work. Times in milliseconds, memory in megabytes of 1,000,000 bytes. */
export interface Measured {
	readonly ms: number;
	/** Time of the processors, all threads together: other work on the machine does not count. */
	readonly cpuMs: number;
	/** For how long at most nothing else of this process had its turn, other processes' time aside. */
	readonly longestBlockMs: number;
	/** What the result keeps of the heap. */
	readonly keptMb: number;
	/** How far the heap grew meanwhile, as seen between turns. */
	readonly peakMb: number;
}

/** Runs `work` once. The process has to be started with `--expose-gc`. */
export async function measure(work: () => unknown): Promise<Measured> {
	const heapBefore = settledHeap();
	const turns = watchTurns();
	const before = clocks();
	const kept = await work();
	const after = clocks();
	const { longestBlockMs, peak } = turns.stop();
	const keptMb = (settledHeap() - heapBefore) / 1e6;
	// Named after the heap was measured: until then the result must not be collected.
	if (kept === measure) throw new Error('unreachable');
	return {
		ms: after.wallMs - before.wallMs,
		cpuMs: after.cpuMs - before.cpuMs,
		longestBlockMs,
		keptMb,
		peakMb: (peak - heapBefore) / 1e6,
	};
}

function settledHeap(): number {
	if (!globalThis.gc) throw new Error('Start Node with --expose-gc.');
	globalThis.gc();
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/** Notes each turn of the event loop. */
function watchTurns() {
	let last = clocks();
	let longestBlockMs = 0;
	let peak = 0;
	let stopped = false;
	const note = () => {
		const now = clocks();
		// A turn during which another process had the processor was long on the wall and short on the processor; collecting garbage on other threads
		// makes it the other way round.
		longestBlockMs = Math.max(longestBlockMs, Math.min(now.wallMs - last.wallMs, now.cpuMs - last.cpuMs));
		peak = Math.max(peak, process.memoryUsage().heapUsed);
		last = clocks();
	};
	const turn = () => {
		if (stopped) return;
		note();
		setImmediate(turn);
	};
	setImmediate(turn);
	return {
		stop() {
			note();
			stopped = true;
			return { longestBlockMs, peak };
		},
	};
}

function clocks() {
	const { user, system } = process.cpuUsage();
	return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}
