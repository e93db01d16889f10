// Measures goals round after round and says which hold.
import { createBenchContext } from './benchContext.mjs';
import { rowOf, rowWithout } from './goalRows.mjs';
import { whyMissing } from './preparedRepos.mjs';

/** @typedef {import('./goalRows.mjs').Row} Row */
/** @typedef {import('./goalRows.mjs').Sample} Sample */
/** @typedef {import('./benchContext.mjs').BenchContext} BenchContext */

/**
 * Measures some goals together.
 * @typedef {object} Probe
 * @property {string} part the name of what belongs together: `npm run bench -- index`
 * @property {import('./goalRows.mjs').Goal[]} goals
 * @property {import('./preparedRepos.mjs').BenchRepo['kind']} [needs] a repository that may be missing here
 * @property {(context: BenchContext) => Promise<unknown>} [prepare] everything that is no measurement
 * @property {(context: BenchContext, round: number) => Promise<Sample>} measure one round; from 1
 * @property {boolean} [once] the same in every round
 */

/**
 * Every probe is measured once in each round, so that what goes on beside hits them all alike. A probe that fails says so in its rows; the others go on.
 * @param {readonly Probe[]} probes
 * @param {number} rounds
 * @returns {Promise<Row[]>}
 */
export async function measureGoals(probes, rounds) {
	const context = createBenchContext();
	/** @type {Map<Probe, Sample[]>} */
	const samples = new Map(probes.map((probe) => [probe, []]));
	/** @type {Map<Probe, string>} */
	const without = new Map();
	/** @param {Probe} probe @param {() => Promise<unknown>} work */
	const attempt = async (probe, work) => {
		try {
			await work();
		} catch (error) {
			without.set(probe, `failed: ${/** @type {Error} */ (error).message.split('\n')[0]}`);
			console.error(error);
		}
	};
	for (const probe of probes) {
		const missing = probe.needs && whyMissing(probe.needs);
		if (missing) without.set(probe, missing);
		else await attempt(probe, async () => probe.prepare?.(context));
	}
	for (let round = 1; round <= rounds; round++) {
		for (const probe of probes) {
			if (without.has(probe) || (probe.once && round > 1)) continue;
			process.stderr.write(`round ${round} of ${rounds}: ${probe.goals[0]?.name}\n`);
			await attempt(probe, async () => samples.get(probe)?.push(await probe.measure(context, round)));
		}
	}
	return probes.flatMap((probe) =>
		probe.goals.map((goal) => {
			const reason = without.get(probe);
			return reason === undefined ? rowOf(goal, samples.get(probe) ?? []) : rowWithout(goal, reason);
		}),
	);
}
