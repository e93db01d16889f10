import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { specTreeOf } from '../support/specTreeOf.ts';

/** The worked examples of `tandem.yml` in the README are read as they stand there. */
suite('the examples of the README', () => {
	const { signal } = new AbortController();
	/** The example whose comment names `file` is taken as tandem.yml; `expected`: id, title, status, PM, team, period. */
	async function check(file: string, text: string, expected: readonly (string | undefined)[]) {
		const readme = await readFile(path.resolve('README.md'), 'utf8');
		const examples = [...readme.matchAll(/^```yaml\n(# [^\n]*\n[^`]*)```$/gm)].map(([, example = '']) => example);
		const config = examples.find((example) => example.split('\n')[0]?.endsWith(`: ${file}`));
		assert.ok(config, `The README has no example for ${file}.`);
		const snapshot = await createSpecReader().read(specTreeOf({ 'tandem.yml': config, [file]: text }), signal);
		assert.deepEqual(snapshot.problems, []);
		const found = snapshot.objectives.map(({ id, title, status, pm, team, period }) => [
			id,
			title,
			status,
			pm?.name,
			team,
			period?.text,
		]);
		assert.deepEqual(found, [expected]);
	}

	test('decisions with a heading for each value', () =>
		check(
			'teams/payments/002 One retry.md',
			'# One retry, not three\n\n## Status\n\nIn flight\n\n## Owner\n\nMaria Lopez\n\n## Context\n\nCards get blocked.\n',
			['DEC-2', 'One retry, not three', 'active', 'Maria Lopez', 'payments', undefined],
		));
	test('front matter with words of its own', () =>
		check(
			'initiatives/guest-checkout.md',
			'---\nheadline: Buy without an account\nphase: building\nlead: Maria Lopez\nsquad: checkout\nquarter: 2026-Q4\n---\n\nPeople leave.\n',
			['guest-checkout', 'Buy without an account', 'active', 'Maria Lopez', 'checkout', '2026-Q4'],
		));
	test('plain text with a head as in a mail', () =>
		check('goals/G-1.txt', 'Goal: Ship in two days\nState: done\nOwner: Maria Lopez\nBy: 2026-Q4\n\nLate is lost.\n', [
			'G-1',
			'Ship in two days',
			'achieved',
			'Maria Lopez',
			undefined,
			'2026-Q4',
		]));
});
