import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Objective } from '../../../src/core/objective.ts';
import { createPatternIndex } from '../../../src/core/patterns.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { gitText } from '../benchRepos.ts';
import { testGitEnvironment } from '../../support/gitRepo.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { seeded } from '../../support/randomHistory.ts';

const OBJECTIVES = 1000;
const PATTERNS_EACH = 5;
const PATHS = 100_000;
const COMPARED_PATHS = 400;
const REPO = 'acme/web-shop';

/** Which objectives cover each of many paths; with `scratch` also whether git says the same. */
export async function patterns({ scratch }: { readonly scratch?: string }) {
	const random = seeded(5);
	const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(random() * things.length)] as Thing;
	const paths = Array.from({ length: PATHS }, () => pathOf(pick, random));
	const objectives = Array.from({ length: OBJECTIVES }, (_, number) =>
		objectiveWith({
			id: `O-${number}`,
			code: [
				{
					patterns: Array.from({ length: PATTERNS_EACH }, (_each, at) => ({
						text: patternOf(at, pick, random(), pick(paths)),
						line: at + 1,
					})),
				},
			],
		}),
	);
	const before = process.cpuUsage();
	const started = performance.now();
	const index = createPatternIndex(objectives, REPO);
	let matches = 0;
	for (const path of paths) matches += index.match(path).length;
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(before);
	const measured = { ms, cpuMs: (user + system) / 1000, matches };
	if (scratch === undefined) return measured;
	const sample = paths.slice(0, COMPARED_PATHS);
	const ours = new Map(sample.map((path) => [path, new Set(index.match(path).map(({ objective }) => objective))]));
	return { ...measured, equal: 100 * shareLikeGit(scratch, objectives, sample, ours) };
}

/** How many of the decisions (path and objective) are those of git, for which each objective is a .gitignore. */
function shareLikeGit(
	folder: string,
	objectives: readonly Objective[],
	paths: readonly RepoPath[],
	ours: ReadonlyMap<string, ReadonlySet<string>>,
): number {
	gitText(folder, ['init', '--quiet']);
	let same = 0;
	for (const { id, code } of objectives) {
		const lines = code.flatMap(({ patterns: own }) => own.map(({ text }) => text));
		writeFileSync(join(folder, '.gitignore'), `${lines.join('\n')}\n`);
		const { stdout, status, stderr } = spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
			cwd: folder,
			input: paths.join('\0'),
			encoding: 'utf8',
			env: testGitEnvironment(),
		});
		if (status !== 0 && status !== 1) throw new Error(stderr);
		const ignored = new Set(stdout.split('\0'));
		for (const path of paths) if (ignored.has(path) === (ours.get(path)?.has(id) ?? false)) same++;
	}
	return same / (objectives.length * paths.length);
}

type Pick = <Thing>(things: readonly Thing[]) => Thing;

const AREAS = ['checkout', 'delivery', 'search', 'accounts', 'pricing', 'returns', 'catalogue', 'mail'];
const KINDS = ['api', 'model', 'view', 'jobs', 'tests', 'util', 'data', 'forms'];
const ENDS = ['ts', 'css', 'test.ts', 'md', 'json'];

function pathOf(pick: Pick, random: () => number): RepoPath {
	const number = Math.floor(random() * 900);
	const deep = random() < 0.5 ? `/${pick(KINDS)}` : '';
	return `${pick(['src', 'apps', 'lib'])}/${pick(AREAS)}/part${number}${deep}/file${Math.floor(random() * 40)}.${pick(ENDS)}` as RepoPath;
}

/** The ways in which people say which code they mean, each near a path that there is. */
function patternOf(at: number, pick: Pick, chance: number, path: string): string {
	const parts = path.split('/');
	const [top = '', area = '', part = ''] = parts;
	const name = parts.at(-1) ?? '';
	const stem = name.slice(0, name.indexOf('.'));
	switch (at) {
		case 0:
			return `${top}/${area}/${part}/**`;
		case 1:
			return path;
		case 2:
			return pick([`/${top}/${area}/*${part.slice(-2)}/`, `${top}/**/${part}/*.ts`, `${area}/${part}/`]);
		case 3:
			// One in thirty of all begins anywhere, as in lists of owners that people keep.
			if (chance < 1 / 6) return `**/${part}/${stem}.*`;
			return pick([`${top}/${area}/${part}?/`, `${top}/*/${part}/**/${name}`]);
		default:
			return `!${top}/${area}/${part}/${stem}.md`;
	}
}
