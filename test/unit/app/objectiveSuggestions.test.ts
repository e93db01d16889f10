import assert from 'node:assert/strict';
import type { CodeHead } from '../../../src/app/ports.ts';
import type { ChangedCommit } from '../../../src/app/ports.ts';
import { COMMIT_LIMIT, createObjectiveSuggestions } from '../../../src/app/objectiveSuggestions.ts';
import type { FileToPlace } from '../../../src/app/objectiveSuggestions.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400;

const OBJECTIVES = [
	objectiveOf('CHK-1', {
		title: 'Cut checkout abandonment',
		why: 'Carts die where a bank declines the card.',
		code: [{ patterns: [{ text: 'src/checkout/**', line: 5 }] }],
	}),
	objectiveOf('SHIP-1', { title: 'Promise only dates that we keep', why: 'Parcels arrive late after holidays.' }),
	objectiveOf('MAIL-1', { title: 'Write less, arrive sooner', why: 'People unsubscribe from newsletters.' }),
	objectiveOf('SRCH-1', { title: 'Find it on the first try', why: 'Typos and synonyms end in an empty page.' }),
	...['amber', 'birch', 'cedar', 'dune', 'ember', 'fjord', 'grove', 'heath'].map((word) =>
		objectiveOf(word.toUpperCase(), { title: `The ${word}`, why: `All about ${word} and ${word}land.` }),
	),
];

let made = 0;
function commit(
	message: string,
	files: readonly string[],
	daysAgo: number,
	author = 'ana@shop.example',
): ChangedCommit {
	const hash = (++made).toString(16).padStart(40, '0');
	return { hash, author, time: NOW / 1000 - daysAgo * DAY, message, files: files.map(repoPath) };
}

function setUp(commits: readonly ChangedCommit[], specTexts: Readonly<Record<string, string>> = {}) {
	const world = { asked: 0, commits, head: { commit: 'a'.repeat(40), shallow: false } as CodeHead };
	const source = fakeSource();
	for (const [file, text] of Object.entries(specTexts)) source.files.set(file, text);
	const snapshot = snapshotOf(OBJECTIVES);
	const store = createSpecStore({ source, read: async () => snapshot, clock: fakeClock(NOW), log: fakeLog() });
	const rules = createLinkRules(snapshot, { repoName: 'acme/web-shop', specName: 'acme/product-specs' });
	const suggestions = createObjectiveSuggestions({
		pastCommits: async () => {
			world.asked++;
			return world.commits;
		},
		rulesFor: async () => rules,
		identity: async () => ({ name: 'Tom', email: 'Tom@Shop.Example' }),
		now: () => NOW,
		pause: async () => undefined,
	});
	const suggest = (path: string, text: string, more: Partial<FileToPlace> = {}, stop = new AbortController()) =>
		suggestions.forFile(
			{
				context: { repo: { root: '/r' }, head: world.head, spec: { kind: 'store', store }, problems: [] },
				store,
				snapshot,
				path: repoPath(path),
				text,
				edited: false,
				...more,
			},
			stop.signal,
		);
	return { world, suggest };
}

suite('objectives suggested for a file', () => {
	test('come from its words, its commits and what changes with it', async () => {
		const { suggest } = setUp([
			commit('Count holidays\n\nObjective: SHIP-1', ['src/dates.ts'], 9),
			commit('Count holidays of Easter, too', ['src/dates.ts', 'src/easter.ts'], 8),
			commit('Move Easter', ['src/dates.ts', 'src/easter.ts'], 7),
		]);
		const { standing, candidates, commits, linkedCommits, partial } = await suggest(
			'src/easter.ts',
			'/** The date of Easter: parcels of holidays arrive late, and dates that we promise we keep. */ export function easter(year) {}',
		);
		assert.notEqual(standing, 'unknown');
		assert.equal(candidates[0]?.objective, 'SHIP-1');
		const kinds = candidates[0]?.reasons.map(({ kind }) => kind) ?? [];
		assert.ok(kinds.includes('words') && kinds.includes('folder') && kinds.includes('together'), kinds.join());
		assert.deepEqual([commits, linkedCommits, partial], [3, 1, false]);
	});
	test('the whole file of an objective is read, and not only the parts that are shown', async () => {
		const text = 'class Pigeon { loft; ring; feed(grain) {} }';
		const none = await setUp([]).suggest('src/pigeon.ts', text);
		assert.deepEqual(none.candidates, []);
		const { candidates } = await setUp([], {
			'objectives/ship-1.md': `## Notes\n\n${'The pigeon has a loft, a ring, and grain to feed on. '.repeat(3)}`,
		}).suggest('src/pigeon.ts', text);
		assert.equal(candidates[0]?.objective, 'SHIP-1');
	});
	test('a file that is being written is the work of who writes it; any other is that of its last author', async () => {
		const past = [
			commit('Fewer mails\n\nObjective: MAIL-1', ['src/mail.ts'], 2, 'tom@shop.example'),
			commit('Synonyms\n\nObjective: SRCH-1', ['src/words.ts'], 2, 'eve@shop.example'),
			commit('Tidy', ['src/other.ts'], 1, 'eve@shop.example'),
		];
		const text =
			'People unsubscribe from newsletters, mails arrive sooner; typos and synonyms end in an empty page, find words.';
		const by = async (edited: boolean) => {
			const { candidates } = await setUp(past).suggest('src/other.ts', text, { edited });
			return candidates
				.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'author'))
				.map((one) => one.objective);
		};
		assert.deepEqual(await by(true), ['MAIL-1']);
		assert.deepEqual(await by(false), ['SRCH-1']);
	});
	test('the commits are read once for each state of the code repo', async () => {
		const { world, suggest } = setUp([]);
		await suggest('a.ts', 'a');
		await suggest('b.ts', 'b');
		assert.equal(world.asked, 1);
		world.head = { commit: 'b'.repeat(40), shallow: false };
		await suggest('a.ts', 'a');
		assert.equal(world.asked, 2);
	});
	test('an incomplete history is told', async () => {
		const { world, suggest } = setUp([]);
		world.head = { commit: 'c'.repeat(40), shallow: true };
		assert.equal((await suggest('a.ts', 'a')).partial, true);
		const many = Array.from({ length: COMMIT_LIMIT }, (_, at) => commit(`Commit ${at}`, ['a.ts'], 1));
		assert.equal((await setUp(many).suggest('a.ts', 'a')).partial, true);
	});
	test('who has a pattern that covers the file is told apart', async () => {
		const { covering } = await setUp([]).suggest('src/checkout/a.ts', '');
		assert.deepEqual([...covering], ['CHK-1']);
	});
	test('stops when nobody waits any more, and begins anew for the next one', async () => {
		const { world, suggest } = setUp(Array.from({ length: 50 }, (_, at) => commit(`Commit ${at}`, ['a.ts'], 1)));
		const stop = new AbortController();
		const running = suggest('a.ts', 'a', {}, stop);
		stop.abort();
		await assert.rejects(running, { name: 'AbortError' });
		assert.equal((await suggest('a.ts', 'a')).commits, 50);
		assert.equal(world.asked, 2);
	});
});
