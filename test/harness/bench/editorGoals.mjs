// What a user sees in a real VS Code, whose index is on disk from an earlier session.
import { cpSync } from 'node:fs';
import { median, middleOf } from './goalRows.mjs';
import { runSession, warmProfile } from './editorSession.mjs';

/** @typedef {import('./measureGoals.mjs').Probe} Probe */
/** @typedef {import('./benchContext.mjs').BenchContext} BenchContext */
/** @typedef {import('./preparedRepos.mjs').BenchRepo['kind']} Kind */
/** @typedef {import('./goalRows.mjs').Sample} Sample */

/** @type {Probe[]} */
export const editorProbes = [inEditor('kafka')];

/** @param {Kind} kind @returns {Probe} */
function inEditor(kind) {
	return {
		part: 'editor',
		needs: kind,
		goals: [
			{ key: 'load', name: `editor: load the code, warm index of ${kind}`, unit: 'ms', bound: 'under', limit: 30 },
			{ key: 'activate', name: `editor: activate, warm index of ${kind}`, unit: 'ms', bound: 'under', limit: 20 },
			opening('small', `a small file of ${kind}`, 0.5),
			opening('hot', `the file of ${kind} with the most commits`, 1 / 6),
			memory('idleMb', `${kind}, idle`, 12),
			memory('filledMb', `${kind}, after 3 files`, 16),
		],
		async prepare(context) {
			await context.built();
			await workspace(context, kind);
		},
		async measure(context, round) {
			const { plan, profile, empty } = await workspace(context, kind);
			/** @param {boolean} withTandem */
			const session = (withTandem) => {
				// A session leaves what it has learnt: each begins with what the first one left.
				const copy = context.newFolder();
				cpSync(withTandem ? profile : empty, copy, { recursive: true, verbatimSymlinks: true });
				return runSession({ ...plan, profile: copy, withTandem });
			};
			const first = round % 2 === 0 ? await session(false) : undefined;
			const ours = await session(true);
			const bare = first ?? (await session(false));
			const { small, hot } = ours.times;
			return {
				load: ours.load ?? Number.NaN,
				activate: ours.activate ?? Number.NaN,
				...sides('small', small),
				...sides('hot', hot),
				idleMb: ours.idleMb - bare.idleMb,
				idleMbBare: bare.idleMb,
				filledMb: ours.filledMb - bare.filledMb,
				filledMbBare: bare.filledMb,
			};
		},
	};
}

/** @param {string} file @param {import('./statusBarTimes.mjs').SeenTimes} [times] @returns {Sample} */
function sides(file, { objective = Number.NaN, blame = Number.NaN, shown = Number.NaN } = {}) {
	return { [file]: objective / blame, [`${file}Ours`]: objective, [`${file}Blame`]: blame, [`${file}Shown`]: shown };
}

/** @param {string} key @param {string} what @param {number} limit @returns {import('./goalRows.mjs').Goal} */
function opening(key, what, limit) {
	return {
		key,
		name: `editor: ${what} opened to its objective in the status bar, to built-in blame`,
		unit: 'x',
		bound: 'at most',
		limit: Math.round(limit * 1000) / 1000,
		note: (samples) =>
			`${middleOf(samples, `${key}Ours`)} to ${middleOf(samples, `${key}Blame`)} ms; the editor itself is there after ${middleOf(samples, `${key}Shown`)} ms`,
	};
}

/** @param {string} key @param {string} when @param {number} limit @returns {import('./goalRows.mjs').Goal} */
function memory(key, when, limit) {
	return {
		key,
		name: `editor: memory of the extension host beyond that without Tandem, ${when}`,
		unit: 'MB',
		bound: 'under',
		limit,
		note: (samples) =>
			`without it ${median(samples.map((sample) => sample[`${key}Bare`] ?? Number.NaN)).toFixed(0)} MB`,
	};
}

/**
 * The code with its spec repo, and two profiles: one of a user who has had Tandem for a while, one of a user who has not.
 * @param {BenchContext} context
 * @param {Kind} kind
 */
function workspace(context, kind) {
	return context.once(`workspace ${kind}`, async () => {
		const place = { ...(await context.repo(kind)), scratch: context.newFolder() };
		const { code, files } = await context.run('workspace', place);
		const [profile, empty] = [context.newFolder(), context.newFolder()];
		await warmProfile({ folder: code, profile, withTandem: true });
		return { plan: { folder: code, files }, profile, empty };
	});
}
