import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findAnchor } from '../../src/core/anchors/findAnchor.ts';
import { KEPT_SHARE } from '../../src/core/anchors/followLines.ts';
import type { AnchorPlace } from '../../src/core/anchors/anchorPlace.ts';
import { createGit } from '../../src/node/git.ts';
import { followFile } from '../../src/node/followFile.ts';
import { runGit, testGitEnvironment } from '../support/gitRepo.ts';
import { hasRealSpecs, realDataFolder } from '../support/realSpecs.ts';
import { replayedAnchors, type ReplayedAnchor } from '../support/replayedAnchors.ts';
import { repoPath } from '../support/snapshots.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log = { info() {}, warn() {}, error() {} };
const never = new AbortController().signal;
/** `TANDEM_ANCHORS=5000` for a closer look; `TANDEM_REPLAYS` names a folder with histories that were replayed before. */
const COUNT = Number(process.env['TANDEM_ANCHORS'] ?? 100);
const SEED = Number(process.env['TANDEM_SEED'] ?? 11);
const READY = process.env['TANDEM_REPLAYS'];
/** The oldest ones, unless everything is ready: to replay all takes longer than to follow the anchors. */
const COMMITS = READY === undefined ? 6000 : Infinity;
const PROJECTS = (process.env['TANDEM_PROJECTS'] ?? 'neutron').split(',');

type Verdict = 'right place' | 'wrong place' | 'detached though there' | 'gone and said so';

/** Anchors of one to eight lines, set at random in the history of a real project, and looked for at its end. */
function replayed(project: string): void {
	suite(`anchors in the history of ${project}`, () => {
		let temp: Awaited<ReturnType<typeof tempFolder>> | undefined;
		let root = '';

		suiteSetup(async function () {
			this.timeout(120_000);
			if (!hasRealSpecs(project)) this.skip();
			root = join(READY ?? '', project);
			if (READY !== undefined && existsSync(root)) return;
			temp = await tempFolder('tandem-anchors-');
			root = join(temp.path, project);
			const script = join(realDataFolder(), 'replay-history.mjs');
			const input = join(realDataFolder(), project, 'history.ndjson.gz');
			const some = Number.isFinite(COMMITS) ? ['--commits', String(COMMITS)] : [];
			execFileSync(process.execPath, [script, input, root, ...some], { stdio: 'ignore' });
		});
		suiteTeardown(() => temp?.remove());

		test('are found where their lines are, and nowhere else', async function () {
			this.timeout(60_000 + COUNT * 600);
			const anchors = replayedAnchors(project, { seed: SEED, count: COUNT, commits: COMMITS });
			const hashes = (await runGit(root, ['rev-list', '--reverse', '--topo-order', 'HEAD'])).split('\n');
			const git = createGit({ log, environment: testGitEnvironment() });
			const counts = new Map<Verdict, number>();
			const ways = new Map<string, number>();
			const bad: string[] = [];
			await inParallel(anchors, async (anchor) => {
				const commit = hashes[anchor.commit] ?? '';
				const path = repoPath(anchor.path);
				const followed = await followFile({ git }, { root, path, commit, head: hashes.at(-1) ?? '' }, never);
				const place = findAnchor({ path, lines: anchor.lines, commit, quote: anchor.quote }, followed);
				const verdict = judge(anchor, place);
				counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
				const way = place.kind === 'found' ? place.how : place.why;
				ways.set(way, (ways.get(way) ?? 0) + 1);
				if (verdict === 'wrong place' || verdict === 'detached though there') {
					bad.push(`${verdict}: ${JSON.stringify({ ...anchor, commit, place })}`);
				}
			});
			const of = (verdict: Verdict) => counts.get(verdict) ?? 0;
			console.log(`      ${table(counts)}; ${table(ways)}`);
			for (const each of bad.slice(0, 20)) console.log(`      ${each}`);
			const there = of('right place') + of('detached though there');
			assert.ok(of('wrong place') < anchors.length * 0.001, `${of('wrong place')} at a wrong place`);
			// Among fewer than a hundred, one may be missing.
			assert.ok(of('detached though there') <= Math.ceil(there * 0.01), `${of('right place')} of ${there} found`);
		});
	});
}

/**
 * There is what has enough of its lines left. A place is right that reaches from the first to the last of those and no line further; where it was found by
 * likeness, the very same lines with what was written over some of them (the replay never moves a line inside of its file).
 */
function judge({ lines, fate }: ReplayedAnchor, place: AnchorPlace): Verdict {
	const count = lines.last - lines.first + 1;
	const isThere = fate.kept.length > 0 && fate.kept.length >= count * KEPT_SHARE;
	if (place.kind === 'detached') return isThere ? 'detached though there' : 'gone and said so';
	const { first, last } =
		place.how === 'similar' ? lines : { first: Math.min(...fate.kept), last: Math.max(...fate.kept) };
	const isRight = place.path === fate.path && place.lines.first === first && place.lines.last === last;
	return isRight ? 'right place' : 'wrong place';
}

function table(counts: ReadonlyMap<string, number>): string {
	return [...counts]
		.sort(([, one], [, other]) => other - one)
		.map(([name, count]) => `${count} ${name}`)
		.join(', ');
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const rest = items.values();
	const lane = async () => {
		for (const item of rest) await work(item);
	};
	await Promise.all([lane(), lane(), lane()]);
}

for (const project of PROJECTS) replayed(project);
