import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createSpecReader } from '../../src/app/readSpec.ts';
import type { CommitNaming } from '../../src/core/link.ts';
import { createLinkRules } from '../../src/core/linkRules.ts';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { specTreeOf } from './specTreeOf.ts';

/** The folder with the data of real projects. */
export const DATA = process.env['TANDEM_DATA'] ?? '../shared/data';

export function realDataFolder(): string {
	return path.resolve(DATA);
}

/** Whether the data of a project is there; where it is not, says so. */
export function hasRealSpecs(project: string): boolean {
	if (existsSync(path.join(DATA, project))) return true;
	console.log(`    skipped: there is no ${path.join(DATA, project)} (TANDEM_DATA says where the data is)`);
	return false;
}

/** The spec repo of a real project, read as it is, with these settings or none. */
export async function readRealSpecs(project: string, archive: string, settings?: string): Promise<SpecSnapshot> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-specs-'));
	try {
		await unpackRealSpecs(project, archive, folder);
		const files = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => path.join(entry.parentPath, entry.name));
		const texts = files.map(
			(file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)] as const,
		);
		const tree = specTreeOf({
			...Object.fromEntries(texts),
			...(settings !== undefined && { 'tandem.yml': settings }),
		});
		return await createSpecReader().read(tree, new AbortController().signal);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Writes the files of a real spec repo into a folder, made where it is not there. */
export async function unpackRealSpecs(project: string, archive: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	execFileSync('tar', ['-xzf', path.resolve(DATA, project, archive), '-C', folder]);
}

/** What each commit of the project's history says of the objectives, by its short hash. */
export function readRealNamings(
	project: string,
	snapshot: SpecSnapshot,
	places: { readonly repoName: string; readonly specName: string },
): ReadonlyMap<string, CommitNaming> {
	const rules = createLinkRules(snapshot, places);
	const lines = gunzipSync(readFileSync(path.join(DATA, project, 'history.ndjson.gz')))
		.toString('utf8')
		.split('\n');
	const commits = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as { h: string; m: string });
	return new Map(
		commits.map(({ h, m }) => [h, rules.naming({ hash: h, message: m, subject: m, author: '', time: 0 })]),
	);
}
