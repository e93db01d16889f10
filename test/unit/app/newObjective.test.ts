import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseMeasure } from '../../../src/app/measureText.ts';
import {
	foreignObjectiveText,
	newObjectivePath,
	newObjectiveText,
	placeToWrite,
} from '../../../src/app/newObjective.ts';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import type { FormatName } from '../../../src/core/formats/specFormat.ts';
import { NATIVE } from '../../../src/core/formats/native.ts';
import { objectiveOf, repoPath } from '../../support/snapshots.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';

suite('newObjectivePath', () => {
	/** Where `id`, "Pay with one click", belongs beside `siblings`, each `ID path`. */
	function check(id: string, siblings: readonly string[], expected: string | undefined, ...files: string[]): void {
		const objectives = siblings.map((text) => {
			const [key = '', path = ''] = text.split(' ');
			return objectiveOf(key, { source: { file: repoPath(path), titleLine: 1, captures: {} } });
		});
		const formats = NATIVE.map((format) => (files.length > 0 ? { ...format, files } : format));
		assert.equal(newObjectivePath({ id, title: 'Pay with one Click!' }, { formats, objectives })?.path, expected);
	}

	test('a part of the path that nobody can know', () => check('CHK-1', [], undefined, 'goals/{constructor}.md'));
	test('the first one', () => check('CHK-1', [], 'objectives/CHK-1.md'));
	test('named by id', () => check('CHK-2', ['CHK-1 objectives/CHK-1.md'], 'objectives/CHK-2.md'));
	test('named by id, in small letters', () => check('CHK-2', ['CHK-1 objectives/chk-1.md'], 'objectives/chk-2.md'));
	test('named by id and title', () =>
		check('CHK-2', ['CHK-1 objectives/CHK-1-cut-it.md'], 'objectives/CHK-2-pay-with-one-click.md'));
	test('named by title', () => check('CHK-2', ['CHK-1 objectives/cut-it.md'], 'objectives/pay-with-one-click.md'));
	test('a name that is taken', () =>
		check('CHK-2', ['CHK-1 objectives/Pay-with-one-click.md'], 'objectives/pay-with-one-click-2.md'));
	test('in the folder of its kind', () =>
		check(
			'CHK-2',
			['CHK-1 objectives/pay/CHK-1.md', 'A-1 objectives/A-1.md', 'A-2 objectives/A-2.md'],
			'objectives/pay/CHK-2.md',
		));
	test('a folder of one’s own', () => check('CHK-2', [], 'goals/CHK-2.md', 'goals/*.md'));
	test('number and slug', () =>
		check('RFC-12', ['RFC-3 text/0003-that.md'], 'text/0012-pay-with-one-click.md', 'text/{number}-{slug}.md'));
	test('the second template, where the first cannot be filled', () =>
		check('CHK-1', [], 'b/CHK-1.md', '{team}/{slug}.md', 'b/*.md'));
	test('none that can be filled', () => check('GROW', [], undefined, 'text/{number}-{slug}.md'));
	test('a format that is only read', () =>
		assert.equal(
			newObjectivePath({ id: 'OKR-1', title: 'T' }, { formats: KNOWN_FORMATS.okr, objectives: [] }),
			undefined,
		));
	test('an id that is no name of a file', () => check('shop#2/b', [], 'objectives/shop-2-b.md'));
});

suite('foreignObjectiveText', () => {
	/** What is written in a format is read back as that, whatever the title; without a problem of a word that is not understood. */
	function check(name: FormatName, id: string, path: string, siblings: readonly string[] = []): void {
		test(`${name}: ${path}`, async () => {
			for (const title of ['Pay: "twice" # or not', "It's 3 - 4 * x"]) {
				const said = { id, title, pm: 'Ana Ruiz' };
				const objectives = siblings.map((file) =>
					objectiveOf(file, { source: { file: repoPath(file), titleLine: 1, captures: {} } }),
				);
				const place = newObjectivePath({ id, title: 'Pay now' }, { formats: KNOWN_FORMATS[name], objectives });
				assert.equal(place?.path, path);
				assert.ok(place.format.skeleton);
				const text = foreignObjectiveText(said, { path: place.path, skeleton: place.format.skeleton }, '2026-11-25');
				const settings = `objectives: {format: ${name}}\n`;
				const tree = specTreeOf({ 'tandem.yml': settings, [place.path]: text });
				const read = await createSpecReader().read(tree, new AbortController().signal);
				const [made] = read.objectives;
				const ignored = ['value.unfilled', 'objective.no-title'];
				assert.deepEqual(
					read.problems.filter(({ code }) => !ignored.includes(code)),
					[],
					text,
				);
				assert.deepEqual([made?.id, made?.why], [id, 'Tell in your own words why this matters, and for whom.'], text);
				if (name !== 'rust') assert.equal(made?.title, title);
				if (!SILENT.includes(name)) assert.deepEqual([made?.pm?.name, made?.status], ['Ana Ruiz', 'proposed']);
				const { first, last } = placeToWrite(text);
				assert.deepEqual(text.split('\n').slice(first - 1, last), [made?.why]);
			}
		});
	}
	/** Formats whose files say neither people nor status as we do. */
	const SILENT: readonly FormatName[] = ['rust', 'msc', 'ember'];

	check('eip', 'EIP-142', 'EIPS/eip-142.md');
	check('ember', 'RFC-12', 'text/0012-pay-now.md', ['text/0003-that.md']);
	check('rust', 'RFC-12', 'text/0012-pay-now.md', ['text/0003-that.md']);
	check('swift', 'SE-0502', 'proposals/0502-pay-now.md', ['proposals/0412-x.md']);
	check('msc', 'MSC4001', 'proposals/4001-pay-now.md');
	check('madr', 'ADR-0007', 'docs/decisions/0007-pay-now.md', ['docs/decisions/0001-x.md']);
	check('pep', 'PEP-704', 'peps/pep-0704.rst', ['peps/pep-0008.rst']);
	check('bip', 'BIP-112', 'bip-0112.mediawiki', ['bip-0002.mediawiki']);
	check('dep', 'DEP-0021', 'draft/0021-pay-now.rst', ['final/0001-x.rst']);
});

suite('newObjectiveText', () => {
	async function check(title: string, pm: string, line: string): Promise<void> {
		const measure = parseMeasure(line);
		const text = newObjectiveText({ id: 'CHK-1', title, pm, ...(measure ? { measure } : {}) }, '2026-11-25');
		const tree = specTreeOf({ 'objectives/CHK-1.md': text });
		const { objectives, problems } = await createSpecReader().read(tree, new AbortController().signal);
		assert.deepEqual([problems, objectives.length], [[], 1], text);
		const [{ id, title: read, keyResults }] = objectives as [(typeof objectives)[0] & object];
		assert.deepEqual([id, read], ['CHK-1', title.replace(/[\s\p{Cc}]+/gu, ' ').trim()]);
		assert.equal(keyResults[0]?.metric, measure?.metric);
		assert.deepEqual([keyResults[0]?.target, keyResults[0]?.baseline], [measure?.target, measure?.baseline]);
	}

	test('all four', () => check('Pay with one click', 'maria', 'Completion: 61 % -> 70 %'));
	test('no measure, no PM', () => check('Pay', '', ''));
	test('a metric alone', () => check('Pay', 'Zoé <z@x.y>', 'Orders'));
	test('what YAML would misread', () => check('no: "x" # y', '@zoe', '- a: 1 b -> 2 "#"'));
	test('whatever is typed', () =>
		fc.assert(
			fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (title, pm, line) =>
				check(`T${title}`, pm.trim(), `M ${line}`),
			),
			{ numRuns: 100 },
		));

	test('the cursor is below Why', () => {
		const text = newObjectiveText({ id: 'A', title: 'T', pm: '' }, '2026-11-25');
		const { first, last } = placeToWrite(text);
		const selected = text.split('\n').slice(first - 1, last);
		assert.match(selected[0] ?? '', /^Tell in your own words/);
		assert.match(selected.at(-1) ?? '', /document\.$/);
	});
});
