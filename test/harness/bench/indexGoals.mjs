// The index of a code repo's whole history.
import { middleOf } from './goalRows.mjs';

/** @typedef {import('./measureGoals.mjs').Probe} Probe */
/** @typedef {import('./preparedRepos.mjs').BenchRepo['kind']} Kind */

/** @type {Probe[]} */
export const indexProbes = [fullIndex('neutron'), fullIndex('kafka'), fullIndex('generated'), load(), newCommits()];

/** @param {Kind} kind @returns {Probe} */
function fullIndex(kind) {
	const large = kind === 'generated';
	return {
		part: 'index',
		needs: kind,
		goals: [
			{
				key: 'ratio',
				name: `full index of ${kind}, processor time of everything to bare git log`,
				unit: 'x',
				bound: 'at most',
				limit: 1.25,
				note: (samples) =>
					`${middleOf(samples, 'commits')} commits: ${middleOf(samples, 'cpuMs')} ms, of which Node ${middleOf(samples, 'nodeMs')}, to ${middleOf(samples, 'gitMs')} ms; ${middleOf(samples, 'ms')} ms of wall`,
			},
			{
				key: 'longestMs',
				name: `longest block of the host while ${kind} is indexed`,
				unit: 'ms',
				bound: 'under',
				limit: 16,
				note: (samples) => `of that, computed by the host itself: ${middleOf(samples, 'ownMs', 1)} ms`,
			},
			...(large
				? [
						/** @type {const} */ ({
							key: 'usableMs',
							name: 'usable index of 200,000 commits',
							unit: 'ms',
							bound: 'under',
							limit: 2000,
						}),
					]
				: []),
		],
		prepare: (context) => Promise.all([context.repo(kind), context.worker()]),
		async measure(context, round) {
			const place = { ...(await context.repo(kind)), worker: await context.worker() };
			const ours = (/** @type {boolean} */ watch) =>
				context.run('fullIndex', { ...place, dir: context.newFolder(), watch });
			const gits = () => context.run('bareLog', place);
			// The sides take turns in beginning.
			const first = round % 2 === 0 ? await gits() : undefined;
			const index = await ours(false);
			const log = first ?? (await gits());
			const { longestMs, ownMs } = await ours(true);
			return { ...index, longestMs, ownMs, ratio: index.cpuMs / log.cpuMs, gitMs: log.cpuMs };
		},
	};
}

/** @returns {Probe} */
function load() {
	return {
		part: 'index',
		needs: 'generated',
		goals: [
			{
				key: 'ms',
				name: 'index of 200,000 commits opened from disk',
				unit: 'ms',
				bound: 'under',
				limit: 60,
				note: (samples) => `processor ${middleOf(samples, 'cpuMs')} ms`,
			},
			{
				key: 'memoryMb',
				name: 'memory of an index of 200,000 commits',
				unit: 'MB',
				bound: 'under',
				limit: 20,
				note: (samples) => `heap ${middleOf(samples, 'heapMb', 1)}, arrays ${middleOf(samples, 'arraysMb', 1)}`,
			},
		],
		prepare: (context) => context.indexed('generated'),
		async measure(context) {
			const loaded = await context.run('loadIndex', await context.indexed('generated'));
			return { ...loaded, memoryMb: loaded.heapMb + loaded.arraysMb };
		},
	};
}

/** @returns {Probe} */
function newCommits() {
	/** @param {string} which @returns {(samples: readonly import('./goalRows.mjs').Sample[]) => string} */
	const sides = (which) => (samples) =>
		`${middleOf(samples, `${which}Ours`, 1)} ms, of which git itself ${middleOf(samples, `${which}Gits`, 1)} ms`;
	return {
		part: 'index',
		needs: 'generated',
		goals: [
			{
				key: 'one',
				name: 'one new commit at 200,000, beyond the time of git',
				unit: 'ms',
				bound: 'at most',
				limit: 10,
				note: sides('one'),
			},
			{
				key: 'hundred',
				name: '100 new commits at 200,000, beyond the time of git',
				unit: 'ms',
				bound: 'at most',
				limit: 30,
				note: sides('hundred'),
			},
		],
		prepare: (context) => context.indexed('generated'),
		async measure(context) {
			const place = { ...(await context.indexed('generated')), scratch: context.newFolder() };
			const { one, hundred } = await context.run('newCommits', place);
			return {
				one: one.ours - one.gits,
				oneOurs: one.ours,
				oneGits: one.gits,
				hundred: hundred.ours - hundred.gits,
				hundredOurs: hundred.ours,
				hundredGits: hundred.gits,
			};
		},
	};
}
