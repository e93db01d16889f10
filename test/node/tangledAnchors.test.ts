import assert from 'node:assert/strict';
import { findAnchor } from '../../src/core/anchors/findAnchor.ts';
import type { AnchorPlace } from '../../src/core/anchors/anchorPlace.ts';
import { createGit } from '../../src/node/git.ts';
import { followFile } from '../../src/node/followFile.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import { importHistory } from '../support/importedHistory.ts';
import { repoPath } from '../support/snapshots.ts';
import { seededNumbers, tangledHistory } from '../support/tangledHistory.ts';

const git = createGit({ log: { info() {}, warn() {}, error() {} }, environment: testGitEnvironment() });
const never = new AbortController().signal;

/** A line as git's blame knows it: the commit that wrote it, and the file and line that it was there. */
interface BlamedLine {
	readonly origin: string;
	readonly text: string;
}

async function blame(root: string, commit: string, path: string): Promise<readonly BlamedLine[]> {
	const porcelain = await runGit(root, ['blame', '--line-porcelain', commit, '--', path]);
	const lines: BlamedLine[] = [];
	let head = '';
	let file = '';
	for (const row of porcelain.split('\n')) {
		const start = /^([0-9a-f]{40}) (\d+) \d+/.exec(row);
		if (start) head = `${start[1]} ${start[2]}`;
		else if (row.startsWith('filename ')) file = row.slice('filename '.length);
		else if (row.startsWith('\t')) lines.push({ origin: `${head} ${file}`, text: row.slice(1) });
	}
	return lines;
}

/** Of a text: the lines that stand in it once and are written nowhere else by chance. */
function isOwn({ text }: BlamedLine, lines: readonly BlamedLine[]): boolean {
	return text.startsWith('own ') && lines.filter((line) => line.text === text).length === 1;
}

interface Case {
	readonly path: string;
	readonly asked: readonly BlamedLine[];
	readonly before: readonly BlamedLine[];
	readonly place: AnchorPlace;
}

/** What is wrong with a place, by git's own account of where lines came from; undefined: nothing. */
function faultOf(
	{ path, asked, before, place }: Case,
	now: ReadonlyMap<string, readonly BlamedLine[]>,
): string | undefined {
	const own = asked.filter((line) => isOwn(line, before));
	if (place.kind === 'found') {
		const lines = now.get(place.path) ?? [];
		const there = lines.slice(place.lines.first - 1, place.lines.last);
		if (there.length === 0) return 'outside of the file';
		// What only looks the same has come back, or was copied: its text is all that there is to say.
		const isText = (line: BlamedLine) => there.some(({ text }) => text === line.text);
		if (place.how !== 'mapped' && place.how !== 'unchanged') {
			return place.how === 'similar' || asked.every(isText) ? undefined : 'another text';
		}
		const stray = own.find(
			({ origin }) => lines.some((line) => line.origin === origin) && !there.some((line) => line.origin === origin),
		);
		const kept = asked.filter((line) => there.some(({ origin }) => origin === line.origin) || isText(line));
		if (kept.length * 2 < asked.filter(({ text }) => text !== '').length) return 'too little of it is there';
		return stray ? `a line of it is elsewhere in the file: ${stray.text}` : undefined;
	}
	// Lines that went on in a file of another name, which another branch made of them, may be said to be gone.
	const lines = now.get(path) ?? [];
	const isThere = asked.every((line) => own.includes(line) && lines.some(({ origin }) => origin === line.origin));
	return isThere ? 'all of it is there' : undefined;
}

suite('anchors in tangled histories', () => {
	const counts = { found: 0, detached: 0 };
	for (let seed = 1; seed <= Number(process.env['TANDEM_SEEDS'] ?? 4); seed++) {
		test(`are where git's blame has their lines, seed ${seed}`, async function () {
			this.timeout(120_000);
			const repo = await createGitRepo();
			try {
				await importHistory(repo.root, tangledHistory(seed, 40));
				const below = seededNumbers(seed + 50);
				const head = await repo.git('rev-parse', 'c39');
				const filesOf = async (commit: string) =>
					(await repo.git('ls-tree', '-r', '--name-only', commit)).split('\n').filter(Boolean);
				const now = new Map<string, readonly BlamedLine[]>();
				for (const path of await filesOf(head)) now.set(path, await blame(repo.root, head, path));
				for (let count = 0; count < 30; count++) {
					const commit = await repo.git('rev-parse', `c${below(40)}`);
					const files = await filesOf(commit);
					const path = files[below(files.length)];
					if (path === undefined) continue;
					const before = await blame(repo.root, commit, path);
					const first = 1 + below(before.length);
					const asked = before.slice(first - 1, first + below(4));
					const anchor = {
						path: repoPath(path),
						lines: { first, last: first + asked.length - 1 },
						commit,
						quote: asked.map(({ text }) => text).join('\n'),
					};
					const place = findAnchor(anchor, await followFile({ git }, { root: repo.root, head, ...anchor }, never));
					counts[place.kind]++;
					const fault = faultOf({ path, asked, before, place }, now);
					assert.equal(
						fault,
						undefined,
						JSON.stringify(
							{ anchor, place, before, now: now.get(place.kind === 'found' ? place.path : path) },
							undefined,
							1,
						),
					);
				}
			} finally {
				await repo.dispose();
			}
		});
	}

	test('some of them are found, and some are gone', () => {
		console.log(`      ${counts.found} found, ${counts.detached} detached`);
		assert.ok(counts.found > 20 && counts.detached > 20);
	});
});
