import assert from 'node:assert/strict';
import type { CommitNaming } from '../../src/core/link.ts';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { hasRealSpecs, readRealNamings, readRealSpecs } from '../support/realSpecs.ts';

/** Specs in reStructuredText of twelve years, read as they are, and the commits that name them. */
function realSpecs(
	project: string,
	expected: {
		readonly objectives: number;
		readonly problems: Readonly<Record<string, number>>;
		readonly commits: readonly [least: number, most: number];
		readonly named: readonly [least: number, most: number];
	},
	more: (read: () => SpecSnapshot, named: () => ReadonlyMap<string, CommitNaming>) => void,
): void {
	suite(`the specs of ${project}`, () => {
		let snapshot: SpecSnapshot | undefined;
		let namings: ReadonlyMap<string, CommitNaming> | undefined;
		const read = () => snapshot ?? assert.fail('not read');
		const named = () => namings ?? assert.fail('not read');

		suiteSetup(async function () {
			this.timeout(60_000);
			if (!hasRealSpecs(project)) this.skip();
			snapshot = await readRealSpecs(project, 'specs.tar.gz');
			namings = readRealNamings(project, snapshot, {
				repoName: `openstack/${project}`,
				specName: `openstack/${project}-specs`,
			});
		});

		test('are recognised, and each is read', () => {
			assert.deepEqual(
				read().formats.map(({ name }) => name),
				['openstack'],
			);
			assert.equal(read().objectives.length, expected.objectives);
		});
		test('have these problems and no others', () => {
			const counts: Record<string, number> = {};
			for (const { code } of read().problems) counts[code] = (counts[code] ?? 0) + 1;
			assert.deepEqual(counts, expected.problems);
		});
		test('each has a title, a release or a folder and, but for lists of questions and answers, a why', () => {
			const { objectives } = read();
			assert.deepEqual(
				objectives.filter(({ title, period, status }) => title.length < 4 || !(period ?? status)),
				[],
			);
			const silent = objectives.filter(({ id, why }) => why === '' && !/^(?:networking|neutron)-/.test(id));
			assert.ok(silent.length <= 8, silent.map(({ id }) => id).join());
		});
		test('how many commits name how many of them', () => {
			const hits = [...named().values()].filter(({ mentions }) => mentions.length > 0);
			const objectives = new Set(hits.flatMap(({ mentions }) => mentions.map(({ objective }) => objective)));
			console.log(
				`      ${hits.length} of ${named().size} commits name ${objectives.size} of ${read().objectives.length}`,
			);
			assert.ok(hits.length >= expected.commits[0] && hits.length <= expected.commits[1], String(hits.length));
			assert.ok(objectives.size >= expected.named[0] && objectives.size <= expected.named[1], String(objectives.size));
		});
		more(read, named);
	});
}

function checkCommit(named: () => ReadonlyMap<string, CommitNaming>, hash: string, ...expected: string[]): void {
	test(`${hash} ${expected.join(', ')}`, () => {
		const found = [...named()].find(([full]) => full.startsWith(hash) || hash.startsWith(full))?.[1];
		assert.deepEqual(
			found?.mentions.map(({ objective, relation }) => `${objective} ${relation}`),
			expected,
		);
	});
}

realSpecs(
	'neutron',
	{
		objectives: 254,
		problems: { 'objective.older-edition': 4, 'value.unfilled': 2 },
		commits: [900, 980],
		named: [125, 135],
	},
	(read, named) => {
		test('a spec that was carried on is that of its last release', () => {
			const older = read().problems.filter(({ code }) => code === 'objective.older-edition');
			for (const { facts } of older)
				assert.ok('newer' in facts && 'id' in facts && read().objectiveById.get(facts.id)?.source.file === facts.newer);
		});
		// A library and a repository that have a spec, too, are not the spec.
		checkCommit(named, 'b2195bcf962f');
		checkCommit(named, '40156cdc1dab');
		checkCommit(named, '12b6f505dbed');
		// The blueprint has another name than the file; it is the first address in the text.
		checkCommit(named, 'f90d00500333', 'moving-to-keystone-v3 mentions');
	},
);

realSpecs(
	'cinder',
	{
		objectives: 205,
		problems: { 'objective.older-edition': 5 },
		commits: [330, 370],
		named: [145, 160],
	},
	(_read, named) => {
		// A blueprint whose name only begins with that of a spec, and those of other projects.
		checkCommit(named, 'dc7dd1a37354');
		checkCommit(named, '5e297be70347');
		checkCommit(named, 'b9c59caaabff');
	},
);
