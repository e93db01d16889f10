// What an engineer waits for who looks at code: blame, the objectives of a line, the sidebar, the patterns.
import { median, middleOf } from './goalRows.mjs';

/** @typedef {import('./measureGoals.mjs').Probe} Probe */
/** @typedef {import('./preparedRepos.mjs').BenchRepo['kind']} Kind */

/** @type {Probe[]} */
export const lookProbes = [
	firstBlame('kafka'),
	firstBlame('neutron'),
	laterBlame('kafka'),
	laterBlame('neutron'),
	looking('kafka'),
	looking('neutron'),
	patterns(),
];

/** @param {Kind} kind @returns {Probe} */
function firstBlame(kind) {
	return {
		part: 'blame',
		needs: kind,
		goals: [
			{
				key: 'ratio',
				name: `blame of a file of ${kind} never opened, p50 to plain git blame`,
				unit: 'x',
				bound: 'at most',
				limit: 0.25,
				note: (samples) => `${middleOf(samples, 'ours')} to ${middleOf(samples, 'gits')} ms`,
			},
			{
				key: 'equal',
				name: `lines of ${kind} blamed as git does`,
				unit: '%',
				bound: 'at least',
				limit: 100,
				note: (samples) => `${middleOf(samples, 'lines')} lines a round`,
			},
		],
		prepare: (context) => context.indexed(kind),
		async measure(context, round) {
			const place = { ...(await context.indexed(kind)), scratch: context.newFolder(), round };
			const { ours, gits, lines, equal } = await context.run('firstBlame', place);
			return {
				ratio: median(ours) / median(gits),
				ours: median(ours),
				gits: median(gits),
				lines,
				equal: (100 * equal) / lines,
			};
		},
	};
}

/** @param {Kind} kind @returns {Probe} */
function laterBlame(kind) {
	return {
		part: 'blame',
		needs: kind,
		goals: [
			{
				key: 'ms',
				name: `blame of a file of ${kind} opened before, 50 commits and a restart later, p50`,
				unit: 'ms',
				bound: 'under',
				limit: 30,
			},
		],
		prepare: (context) => context.indexed(kind),
		async measure(context, round) {
			const place = { ...(await context.indexed(kind)), scratch: context.newFolder(), round };
			return { ms: median((await context.run('laterBlame', place)).ours) };
		},
	};
}

/** @param {Kind} kind @returns {Probe} */
function looking(kind) {
	return {
		part: 'look',
		needs: kind,
		goals: [
			{
				key: 'lineP99',
				name: `objectives of a line of ${kind}, p99 of 100,000`,
				unit: 'ms',
				bound: 'under',
				limit: 0.2,
				note: (samples) =>
					`p50 ${middleOf(samples, 'lineP50', 4)} ms; p99 of lines asked for the first time ${middleOf(samples, 'freshP99', 3)} ms; ${Math.round(100 * Number(middleOf(samples, 'linked', 3)))} % have one`,
			},
			{
				key: 'sidebarP99',
				name: `sidebar of ${kind} after a move of the cursor, p99`,
				unit: 'ms',
				bound: 'under',
				limit: 5,
				note: (samples) =>
					`p50 ${middleOf(samples, 'sidebarP50', 2)} ms, worst ${middleOf(samples, 'sidebarWorst', 1)} ms; from the event to the message, without the editor`,
			},
		],
		prepare: (context) => Promise.all([context.repo(kind), context.worker()]),
		async measure(context) {
			const place = { ...(await context.repo(kind)), worker: await context.worker() };
			return context.run('looking', { ...place, scratch: context.newFolder() });
		},
	};
}

/** @returns {Probe} */
function patterns() {
	return {
		part: 'patterns',
		goals: [
			{
				key: 'cpuMs',
				name: '100,000 paths against 5,000 patterns of 1,000 objectives, processor',
				unit: 'ms',
				bound: 'under',
				limit: 1000,
				note: (samples) => `${middleOf(samples, 'ms')} ms of wall, ${middleOf(samples, 'matches')} matches`,
			},
			{
				key: 'equal',
				name: 'of 400,000 decisions on patterns, those of git check-ignore',
				unit: '%',
				bound: 'at least',
				limit: 100,
			},
		],
		// Git is asked once: its answer does not depend on the round.
		measure: (context, round) => context.run('patterns', round === 1 ? { scratch: context.newFolder() } : {}),
	};
}
