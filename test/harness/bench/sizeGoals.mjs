// How large what ships is.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../project.mjs';

/** @type {import('./measureGoals.mjs').Probe[]} */
export const sizeProbes = [
	{
		part: 'size',
		once: true,
		goals: [
			goal('activation', 'host bundle that is loaded at activation', 450),
			goal('host', 'host bundle with all that is loaded when needed, worker included', 450),
			goal('page', 'page of the sidebar, script and style', 150),
			goal('vsix', 'package that users get', 350),
		],
		prepare: (context) => context.packed(),
		async measure(context) {
			const dist = path.join(projectRoot(), 'dist');
			/** @param {Iterable<string>} names */
			const kilobytes = (names) =>
				[...names].reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0) / 1000;
			const imported = importsOf(dist, ['extension.mjs'], /\bfrom ?"\.\/([^"]+)"|\bimport ?"\.\/([^"]+)"/g);
			const all = importsOf(dist, ['extension.mjs', 'historyWorker.mjs'], /"\.\/([\w.-]+\.mjs)"/g);
			return {
				activation: kilobytes(imported),
				host: kilobytes(all),
				page: kilobytes(readdirSync(dist).filter((name) => /^webview\.(?:js|css)$/.test(name))),
				vsix: statSync(await context.packed()).size / 1000,
			};
		},
	},
];

/** @param {string} key @param {string} name @param {number} limit @returns {import('./goalRows.mjs').Goal} */
function goal(key, name, limit) {
	return { key, name, unit: 'KB', bound: 'under', limit };
}

/**
 * The files that these load, and they themselves.
 * @param {string} folder
 * @param {string[]} waiting
 * @param {RegExp} load what names a file in the text of another
 */
function importsOf(folder, waiting, load) {
	/** @type {Set<string>} */
	const found = new Set();
	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		if (found.has(name) || !existsSync(path.join(folder, name))) continue;
		found.add(name);
		const text = readFileSync(path.join(folder, name), 'utf8');
		for (const [, one, other] of text.matchAll(load)) waiting.push(one ?? other ?? '');
	}
	return found;
}
