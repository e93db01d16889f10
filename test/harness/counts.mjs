// How many tests passed, failed and were skipped.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function addCounts(a, b) {
	return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * The counts that a run of mocha left in a file. A run that left none, in which nothing passed, or that ended badly without a failed test has one failure
 * more than it says.
 * @param {string} file
 * @param {{ ok: boolean, reason: string }} ending how the process ended
 * @returns {Counts}
 */
export function readCounts(file, ending) {
	if (!existsSync(file)) {
		console.error(`The run did not come to its end (${ending.reason || 'it left no result'}).`);
		return { ...noCounts, failed: 1 };
	}
	const { passes, failures, pending } = JSON.parse(readFileSync(file, 'utf8'));
	const counts = { passed: passes, failed: failures, skipped: pending };
	if (failures > 0 || (ending.ok && passes > 0)) return counts;
	console.error(passes > 0 ? `No test failed, but the run did: ${ending.reason}.` : 'No test has passed.');
	return { ...counts, failed: 1 };
}

/** "3 passed, 0 failed", with the skipped ones when there are any. @param {Counts} counts */
export function summary({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
