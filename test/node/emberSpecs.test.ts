import assert from 'node:assert/strict';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { hasRealSpecs, readRealNamings, readRealSpecs } from '../support/realSpecs.ts';

/** The RFC texts of a real project, by many hands over ten years, read as they are, without a word of settings. */
suite('the RFCs of Ember', () => {
	let snapshot: SpecSnapshot | undefined;

	suiteSetup(async function () {
		this.timeout(60_000);
		if (!hasRealSpecs('ember')) this.skip();
		snapshot = await readRealSpecs('ember', 'rfcs.tar.gz');
	});

	function check(id: string, title: string, why: RegExp): void {
		const found = snapshot?.objectiveById.get(id);
		assert.equal(found?.title, title);
		assert.match(found.why, why);
	}

	const problems = (...severities: string[]) =>
		(snapshot?.problems ?? []).filter(({ severity }) => severities.includes(severity));

	test('they are recognised', () =>
		assert.deepEqual(
			snapshot?.formats.map(({ name }) => name),
			['ember'],
		));
	test('every file is read; those that share a number are told', () => {
		const twins = problems('error').filter(({ code }) => code === 'id.duplicate');
		assert.deepEqual([(snapshot?.objectives.length ?? 0) + twins.length, twins.length], [262, 6]);
	});
	test('nothing else is an error or a warning', () =>
		assert.deepEqual(
			problems('error', 'warning').filter(({ code }) => code !== 'id.duplicate'),
			[],
		));
	test('that some have no heading of their own is no problem: their slug names them', () =>
		assert.deepEqual(problems('info'), []));
	test('each has a title and a status and, but for a few, a why', () => {
		const objectives = snapshot?.objectives ?? [];
		assert.deepEqual(
			objectives.filter(({ title, status }) => !/\S{3}/.test(title) || status === undefined),
			[],
		);
		assert.ok(objectives.filter(({ why }) => why === '').length <= 4);
	});
	test('zeros before a number are no part of it', () =>
		check('RFC-10', 'Engines', /^Large companies are increasingly/));
	test('a title from the heading', () => check('RFC-1041', 'Deprecate TargetActionSupport', /legacy patterns/));
	test('how many commits name one, by the keys of the format', () => {
		assert.ok(snapshot);
		const places = { repoName: 'emberjs/ember.js', specName: 'emberjs/rfcs' };
		const named = [...readRealNamings('ember', snapshot, places).values()].filter(
			({ mentions }) => mentions.length > 0,
		);
		console.log(`      ${named.length} commits`);
		assert.ok(named.length >= 126 && named.length <= 134, String(named.length));
	});
});
