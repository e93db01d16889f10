import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { problemText } from '../../src/app/problemText.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { specTreeOf } from '../support/specTreeOf.ts';

const ROOT = 'test/fixtures/specs';
const EXPECTED = 'expected.json';

/** Whole spec repos as files, each with what is read from it. `UPDATE_GOLDEN=1` rewrites `expected.json`; a missing one is a failure. */
suite('golden specs', () => {
	for (const folder of readdirSync(ROOT).sort()) {
		test(folder, async () => {
			const golden = path.join(ROOT, folder, EXPECTED);
			const found = `${JSON.stringify(await readFolder(path.join(ROOT, folder)), undefined, '\t')}\n`;
			if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, found);
			assert.ok(existsSync(golden), `${golden} is missing. Write it with UPDATE_GOLDEN=1 and look at it.`);
			assert.equal(found, readFileSync(golden, 'utf8').replaceAll('\r\n', '\n'));
		});
	}

	test('there are some', () => assert.ok(readdirSync(ROOT).length >= 4));
});

async function readFolder(folder: string): Promise<unknown> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name !== EXPECTED)
		.map((entry) => path.join(entry.parentPath, entry.name));
	const named = files.map(
		(file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)] as const,
	);
	const { formats, recognised, objectives, questions, people, problems } = await createSpecReader().read(
		specTreeOf(Object.fromEntries(named)),
		new AbortController().signal,
	);
	const sentences = problems.map((problem) => {
		const { line, column } = problem.range?.start ?? {};
		const place = line === undefined ? problem.file : `${problem.file}:${line}:${column}`;
		return `${problem.severity} ${problem.code} ${place} ${problemText(problem)}`;
	});
	const names = [...new Set(formats.map(({ name }) => name))];
	return { formats: names, recognised, people, objectives, questions, problems: sentences };
}
