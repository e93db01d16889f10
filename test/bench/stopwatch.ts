import { performance } from 'node:perf_hooks';

/**
 * Starts; the function that it gives tells the milliseconds since then during which this process worked: while another one had the processor, the wall's
 * clock went on and the processor's did not; collecting garbage on other threads makes it the other way round.
 */
export function stopwatch(): () => number {
	const cpu = process.cpuUsage();
	const wall = performance.now();
	return () => {
		const passed = performance.now() - wall;
		const { user, system } = process.cpuUsage(cpu);
		return Math.min(passed, (user + system) / 1000);
	};
}
