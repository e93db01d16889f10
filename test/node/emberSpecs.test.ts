import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createSpecReader } from '../../src/app/readSpec.ts';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { specTreeOf } from '../support/specTreeOf.ts';

const ARCHIVE = path.join(process.env['TANDEM_DATA'] ?? '../shared/data', 'ember/rfcs.tar.gz');
const SETTINGS = 'objectives:\n  files: text/{number}-{slug}.md\n  id: RFC-{number}\n';

/** The RFC texts of a real project, by many hands over ten years, read as they are with three lines of settings. */
suite('the RFCs of Ember', () => {
	let snapshot: SpecSnapshot | undefined;

	suiteSetup(async function () {
		this.timeout(60_000);
		if (!existsSync(ARCHIVE)) {
			console.log(`    skipped: there is no ${ARCHIVE} (TANDEM_DATA says where the data is)`);
			this.skip();
		}
		const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-ember-'));
		try {
			execFileSync('tar', ['-xzf', path.resolve(ARCHIVE), '-C', folder]);
			const texts = readdirSync(path.join(folder, 'text')).map(
				(name) => [`text/${name}`, readFileSync(path.join(folder, 'text', name))] as const,
			);
			const tree = specTreeOf({ 'tandem.yml': SETTINGS, ...Object.fromEntries(texts) });
			snapshot = await createSpecReader().read(tree, new AbortController().signal);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	function check(id: string, title: string, why: RegExp): void {
		const found = snapshot?.objectiveById.get(id);
		assert.equal(found?.title, title);
		assert.match(found.why, why);
	}

	const problems = (...severities: string[]) =>
		(snapshot?.problems ?? []).filter(({ severity }) => severities.includes(severity));

	test('every file is read; those that share a number are told', () => {
		const twins = problems('error').filter(({ code }) => code === 'id.duplicate');
		assert.deepEqual([(snapshot?.objectives.length ?? 0) + twins.length, twins.length], [262, 6]);
	});
	test('nothing else is an error or a warning', () =>
		assert.deepEqual(
			problems('error', 'warning').filter(({ code }) => code !== 'id.duplicate'),
			[],
		));
	test('what is of another format is said gently', () =>
		assert.deepEqual([...new Set(problems('info').map(({ code }) => code))].sort(), [
			'key.unknown',
			'objective.no-title',
		]));
	test('each has a title and, but for one, a why', () => {
		assert.deepEqual(
			snapshot?.objectives.filter(({ title }) => !/\S{3}/.test(title)),
			[],
		);
		assert.deepEqual(
			snapshot?.objectives.filter(({ why }) => why === '').map(({ id }) => id),
			['RFC-46'],
		);
	});
	test('zeros before a number are no part of it', () =>
		check('RFC-10', 'Engines', /^Large companies are increasingly/));
	test('a title from the heading', () => check('RFC-1041', 'Deprecate TargetActionSupport', /legacy patterns/));
});
