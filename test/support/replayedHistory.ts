import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createLinkRules } from '../../src/core/linkRules.ts';
import type { Objective } from '../../src/core/objective.ts';
import type { KeyHit } from '../../src/core/objectiveKeys.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import type { PastCommit } from '../../src/core/suggest/pastCommit.ts';
import { DATA, readRealSpecs, unpackRealSpecs } from './realSpecs.ts';

/** The history of a real project, told without the names of the objectives. */
export interface ReplayedHistory {
	readonly objectives: readonly Objective[];
	/** The whole text of an objective's file. */
	fileText(objective: Objective): string | undefined;
	/** Oldest first. Every key of an objective is cut out of the message, with the words and addresses that hold it. */
	readonly commits: readonly PastCommit[];
}

/** Reads specs and history of a project whose specs are in `specs.tar.gz`. */
export async function replayHistory(project: string): Promise<ReplayedHistory> {
	const { objectives } = await readRealSpecs(project, 'specs.tar.gz');
	const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-texts-'));
	const texts = new Map<string, string>();
	try {
		await unpackRealSpecs(project, 'specs.tar.gz', folder);
		for (const { id, source } of objectives) texts.set(id, readFileSync(path.join(folder, source.file), 'utf8'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const rules = createLinkRules(
		{ objectives },
		{ repoName: `openstack/${project}`, specName: `openstack/${project}-specs` },
	);
	const lines = gunzipSync(readFileSync(path.join(DATA, project, 'history.ndjson.gz')))
		.toString('utf8')
		.split('\n');
	const commits = lines.flatMap((line): readonly PastCommit[] => {
		if (line === '') return [];
		const { h, t, a, m, f } = JSON.parse(line) as RawCommit;
		const { mentions } = rules.naming({ hash: h, message: m, subject: m, author: '', time: t });
		return [
			{
				time: t,
				author: String(a),
				files: f.map((change) => change.at(-1) as RepoPath),
				objectives: mentions.map(({ objective }) => objective),
				message: withoutKeys(m, rules.keys.scan(m)),
			},
		];
	});
	return { objectives, fileText: ({ id }) => texts.get(id), commits };
}

interface RawCommit {
	readonly h: string;
	readonly t: number;
	readonly a: number;
	readonly m: string;
	readonly f: readonly (readonly string[])[];
}

/** Everything between two blanks that touches a key goes with it: an address, a bracket, `bp/` before it. */
function withoutKeys(message: string, keys: readonly KeyHit[]): string {
	let text = message;
	for (const { start, end } of keys.toReversed()) {
		const before = /\S*$/.exec(text.slice(0, start))?.[0].length ?? 0;
		const after = /^\S*/.exec(text.slice(end))?.[0].length ?? 0;
		text = `${text.slice(0, start - before)} ${text.slice(end + after)}`;
	}
	return text;
}
