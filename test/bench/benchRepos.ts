import { execFileSync } from 'node:child_process';
import { keyOfNames } from '../../src/core/history/readNamings.ts';
import { readCommitMessage } from '../../src/core/commitMessage.ts';
import type { NamedObjective } from '../../src/core/objectiveKey.ts';
import { createKeyIndex } from '../../src/core/objectiveKeys.ts';
import type { ReadingNames } from '../../src/app/ports.ts';
import { testGitEnvironment } from '../support/gitRepo.ts';
import { objectiveWith } from '../support/objectiveWith.ts';
import { readRealSpecs } from '../support/realSpecs.ts';

/** A code repository of the bench. */
export interface BenchRepo {
	readonly kind: 'generated' | 'kafka' | 'neutron';
	readonly root: string;
}

export const GENERATED = { commits: 200_000, files: 40_000, objectives: 500 } as const;
/** A team that names tickets does not have an objective for each. */
const TICKETS = 500;

/** What the objectives of its spec repo are called. */
export async function namesOf({ kind, root }: BenchRepo): Promise<ReadingNames> {
	const places = { repoName: `acme/${kind}`, specName: `acme/${kind}-specs` };
	const names = { objectives: await objectivesOf(kind, root), ...places };
	const keys = createKeyIndex(names);
	return { ...names, key: keyOfNames(names), read: (message) => readCommitMessage(message, keys) };
}

async function objectivesOf(kind: BenchRepo['kind'], root: string): Promise<readonly NamedObjective[]> {
	switch (kind) {
		case 'generated':
			return Array.from({ length: GENERATED.objectives }, (_, index) => objectiveWith({ id: `OBJ-${index + 1}` }));
		case 'kafka':
			return frequentTickets(root, TICKETS).map((id) => objectiveWith({ id }));
		case 'neutron':
			return (await readRealSpecs('neutron', 'specs.tar.gz')).objectives;
	}
}

/** The tickets that the most commits name. */
export function frequentTickets(root: string, limit: number): readonly string[] {
	const counts = new Map<string, number>();
	for (const [id] of gitText(root, ['log', '--format=%s']).matchAll(/\bKAFKA-\d+\b/g)) {
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return [...counts]
		.sort(([one, its], [other, others]) => others - its || (one < other ? -1 : 1))
		.slice(0, limit)
		.map(([id]) => id);
}

/** Paths of the head that its newest commits (default: all) changed, most often changed first; how often stands beside them. */
export function hotFiles(root: string, newest?: number): readonly (readonly [path: string, changes: number])[] {
	const present = new Set(gitText(root, ['ls-tree', '-r', '-z', '--name-only', 'HEAD']).split('\0'));
	const counts = new Map<string, number>();
	for (const path of gitText(root, [
		'log',
		'-z',
		...(newest === undefined ? [] : [`-${newest}`]),
		'--no-renames',
		'--name-only',
		'--format=',
	]).split('\0')) {
		if (present.has(path)) counts.set(path, (counts.get(path) ?? 0) + 1);
	}
	counts.delete('');
	return [...counts].sort(([one, its], [other, others]) => others - its || (one < other ? -1 : 1));
}

export function headOf(root: string): string {
	return gitText(root, ['rev-parse', 'HEAD']).trim();
}

/** Plain git, away from the machine's settings. */
export function gitText(cwd: string, args: readonly string[], input = ''): string {
	return execFileSync('git', args, {
		cwd,
		input,
		encoding: 'utf8',
		maxBuffer: 1e9,
		env: testGitEnvironment(),
		stdio: ['pipe', 'pipe', 'ignore'],
	});
}
