import { linkTo, type FileLink } from './markdownLinks.ts';
import type { Problem } from './problem.ts';
import { baseName } from './repoPath.ts';

/** The files of a spec repo, to be asked for links that lead nowhere. */
export interface LinkTargets {
	/** The problems of the links of one file. */
	dead(file: string, links: readonly FileLink[]): readonly Problem[];
}

/** Remembers which files there are; `paths` are all of the spec repo, not only those that Tandem reads. */
export function createLinkTargets(paths: readonly string[]): LinkTargets {
	const known = new Set(paths);
	let byName: Map<string, string[]> | undefined;
	const suggestion = (file: string, path: string): string => {
		byName ??= groupByName(paths);
		const found = byName.get(baseName(path).toLowerCase()) ?? [];
		return found.length === 1 && found[0] !== undefined ? linkTo(file, found[0]) : '';
	};
	return {
		dead: (file, links) =>
			links.flatMap(({ link, path, range }): readonly Problem[] => {
				if (known.has(path)) return [];
				const place = /[#?].*$/.exec(link)?.[0] ?? '';
				const there = suggestion(file, path);
				const facts = { link, suggestion: there === '' ? '' : there + place };
				return [{ code: 'link.dead', severity: 'warning', file, range, facts }];
			}),
	};
}

function groupByName(paths: readonly string[]): Map<string, string[]> {
	const groups = new Map<string, string[]>();
	for (const path of paths) {
		const name = baseName(path).toLowerCase();
		const group = groups.get(name);
		if (group) group.push(path);
		else groups.set(name, [path]);
	}
	return groups;
}
