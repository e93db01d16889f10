import { performance } from 'node:perf_hooks';

/** One run of one piece of work. Times in milliseconds, memory in megabytes of 1,000,000 bytes. */
export interface Measured {
	readonly ms: number;
	/** Of this process, so that other work on the machine does not count. */
	readonly cpuMs: number;
	/** For how long at most nothing else of this process had its turn. */
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
	const cpu = process.cpuUsage();
	const started = performance.now();
	const kept = await work();
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	const { longestBlockMs, peak } = turns.stop();
	const keptMb = (settledHeap() - heapBefore) / 1e6;
	// Named after the heap was measured: until then the result must not be collected.
	if (kept === measure) throw new Error('unreachable');
	return { ms, cpuMs: (user + system) / 1000, longestBlockMs, keptMb, peakMb: (peak - heapBefore) / 1e6 };
}

function settledHeap(): number {
	if (!globalThis.gc) throw new Error('Start Node with --expose-gc.');
	globalThis.gc();
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/** Notes each turn of the event loop. */
function watchTurns() {
	let last = performance.now();
	let longestBlockMs = 0;
	let peak = 0;
	let stopped = false;
	const note = () => {
		const now = performance.now();
		longestBlockMs = Math.max(longestBlockMs, now - last);
		peak = Math.max(peak, process.memoryUsage().heapUsed);
		last = performance.now();
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
