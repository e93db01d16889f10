import assert from 'node:assert/strict';
import { sources } from '../../../src/core/formats/valueSource.ts';
import { readSpecConfig } from '../../../src/core/readSpecConfig.ts';
import type { FormatTable } from '../../../src/core/specConfig.ts';

suite('the tables of formats in tandem.yml', () => {
	function check(yaml: string, expected: readonly FormatTable[], ...codes: string[]): void {
		const { value, problems } = readSpecConfig(yaml, 'tandem.yml');
		assert.deepEqual([value.objectives, problems.map(({ code }) => code)], [expected, codes]);
	}

	test('a known format', () => check('objectives: {format: madr}', [{ format: 'madr' }]));
	test('a misspelt format', () => check('objectives: {format: openstak}', [{}], 'value.invalid'));
	test('several', () =>
		check('objectives:\n  - format: kep\n  - {format: madr, files: adr/*.md}', [
			{ format: 'kep' },
			{ format: 'madr', files: ['adr/*.md'] },
		]));
	test('something else among several', () =>
		check('objectives: [{format: kep}, adr]', [{ format: 'kep' }], 'value.invalid'));
	test('head and markup', () =>
		check('objectives: {header: [front-matter, bullets], markup: rst}', [
			{ heads: ['front-matter', 'bullets'], markup: 'rst' },
		]));
	test('where values come from', () =>
		check('objectives: {from: {title: [headline, "#"], status: "## Status", team: "{team}"}}', [
			{
				from: { title: sources('headline', '#'), status: sources('## Status'), team: sources('{team}') },
			},
		]));
	test('a value that an objective does not have', () =>
		check('objectives: {from: {colour: x}}', [{ from: {} }], 'key.unknown'));
	test('what words mean, in any style', () =>
		check('objectives: {statuses: {In_Flight: active, done: achieved}}', [
			{ statuses: { 'in flight': 'active', 'done': 'achieved' } },
		]));
	test('a word that means nothing known', () =>
		check('objectives: {statuses: {done: finished}}', [{ statuses: {} }], 'value.invalid'));
	test('a number alone names nothing', () =>
		check(
			'objectives: {keys: ["#{number}", "{number}", "acme/web#{number}"]}',
			[{ keys: ['acme/web#{number}'] }],
			'value.invalid',
			'value.invalid',
		));
});
