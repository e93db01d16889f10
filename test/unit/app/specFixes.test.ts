import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { createSpecChecks } from '../../../src/app/specChecks.ts';
import type { SpecView } from '../../../src/app/specDrafts.ts';
import { specFixes } from '../../../src/app/specFixes.ts';
import { createEmitter } from '../../../src/core/event.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { applyEdits } from '../../../src/core/textEdit.ts';
import { fakeLog } from '../../support/inMemory.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { fakeClock, fakeSource } from '../../support/inMemory.ts';

const FILE = 'objectives/notes 2026.md';
const OTHERS = {
	'objectives/B.md': '---\nid: CHK-1\ntitle: B\n---\n',
	'objectives/C.md': '---\nid: CHK-2\ntitle: C\n---\n',
};
const CONFIG = 'people:\n  # Product\n  maria: Maria Lopez # PM\n  ben: { name: Ben, github: benO }\n\nchannel: git\n';

type Files = Readonly<Record<string, string>>;

async function look(files: Files): Promise<{ view: SpecView; problems: readonly Problem[] }> {
	const log = fakeLog();
	const tree = specTreeOf(files);
	const snapshot = await createSpecReader().read(tree, new AbortController().signal);
	const view = { snapshot, tree, drafts: new Map() };
	const moved = createEmitter<typeof store>();
	const store = createSpecStore({ source: fakeSource(), read: createSpecReader().read, clock: fakeClock(), log });
	const patterns = { find: () => Promise.resolve([]), basis: () => '' };
	const breathe = () => Promise.resolve();
	const checks = createSpecChecks({ drafts: { view: () => view, onDidChange: moved.event }, patterns, breathe, log });
	moved.fire(store);
	for (let turn = 0; turn < 60; turn++) await Promise.resolve();
	assert.deepEqual(log.lines, []);
	return { view, problems: checks.get(store)?.problems ?? [] };
}

/** The lines that differ, as `- former` and `+ new`. */
function difference(before: string, after: string): readonly string[] {
	const [ours, theirs] = [before.split('\n'), after.split('\n')];
	while (ours.length > 0 && ours[0] === theirs[0]) [ours, theirs].forEach((lines) => lines.shift());
	while (ours.length > 0 && ours.at(-1) === theirs.at(-1)) [ours, theirs].forEach((lines) => lines.pop());
	return [...ours.map((line) => `- ${line}`), ...theirs.map((line) => `+ ${line}`)];
}

/** Every fix of every problem of the file, with what it changes. */
async function fixesOf(text: string, config = CONFIG): Promise<readonly string[]> {
	const fixes = await triedFixes(text, config);
	return fixes.map(({ title, changed }) => `${title}: ${changed.join(' ')}`);
}

interface TriedFix {
	readonly title: string;
	readonly changed: readonly string[];
}

/** Each makes its problem go away. */
async function triedFixes(text: string, config = CONFIG): Promise<readonly TriedFix[]> {
	const files: Files = { ...OTHERS, 'tandem.yml': config, [FILE]: text };
	const { view, problems } = await look(files);
	const result: TriedFix[] = [];
	for (const problem of problems.filter(({ file }) => file === FILE)) {
		const fixes = specFixes(problem, { text, snapshot: view.snapshot, config: { file: 'tandem.yml', text: config } });
		for (const { title, act } of fixes) {
			if (act.kind === 'open') {
				result.push({ title, changed: [`opens ${act.file}`] });
				continue;
			}
			const before = files[act.file] ?? '';
			const after = applyEdits(before, [act.edit]);
			result.push({ title, changed: difference(before.replaceAll('\r', ''), after.replaceAll('\r', '')) });
			const left = await look({ ...files, [act.file]: after });
			const isSame = (one: Problem) =>
				one.file === problem.file &&
				one.code === problem.code &&
				JSON.stringify(one.facts) === JSON.stringify(problem.facts);
			const had = problems.filter(isSame).length;
			assert.equal(left.problems.filter(isSame).length, had - 1, `${title} leaves\n${after}`);
		}
	}
	return result;
}

suite('specFixes', () => {
	async function check(keys: string, ...expected: string[]): Promise<void> {
		assert.deepEqual(await fixesOf(`---\nid: CHK-9\ntitle: T\n${keys}\n---\n# Why\n`), expected);
	}

	test('a misspelt key', () =>
		check('statu:  active # now', 'Change to "status": - statu:  active # now + status:  active # now'));
	test('a misspelt status', async () => {
		const [first, ...others] = await fixesOf('---\nid: CHK-9\ntitle: T\nstatus: "Actve" # now\n---\n');
		assert.equal(first, 'Change to "active": - status: "Actve" # now + status: active # now');
		assert.equal(others.length, 4);
	});
	test('another word for health', () =>
		check(
			'health: red',
			'Change to "on-track": - health: red + health: on-track',
			'Change to "at-risk": - health: red + health: at-risk',
			'Change to "off-track": - health: red + health: off-track',
		));
	test('a misspelt person', () =>
		check(
			'pm: mraia  # PM',
			'Change to "maria": - pm: mraia  # PM + pm: maria  # PM',
			'Add mraia to the people of tandem.yml: +   mraia: Mraia',
		));
	test('somebody new', () =>
		check('pm: Zoé Zimmer', 'Add Zoé Zimmer to the people of tandem.yml: +   zoe: Zoé Zimmer'));
	test('somebody new with an e-mail', () =>
		check('pm: Ben Q <q@x.y>', 'Add Ben Q <q@x.y> to the people of tandem.yml: +   ben-q: Ben Q <q@x.y>'));
	test('somebody new by handle', () =>
		check('pm: "@zoe"', 'Add @zoe to the people of tandem.yml: +   zoe: { name: zoe, github: zoe }'));
	test('a parent that is nearly there', () =>
		check(
			'parent: CHK-11',
			'Change to "CHK-1": - parent: CHK-11 + parent: CHK-1',
			'Remove the parent CHK-11: - parent: CHK-11',
		));
	test('a parent that is nowhere', () =>
		check('parent:\n  "X" # gone\nteam: a', 'Remove the parent X: - parent: -   "X" # gone'));
	test('its own parent', () => check('parent: CHK-9', 'Remove this parent: - parent: CHK-9'));
	test('one of two successors', () =>
		check(
			'supersedes: [CHK-1, X] # both',
			'Take X out of "supersedes": - supersedes: [CHK-1, X] # both + supersedes: [CHK-1] # both',
		));
	test('the first of two', () =>
		check('supersedes: [X, CHK-1]', 'Take X out of "supersedes": - supersedes: [X, CHK-1] + supersedes: [CHK-1]'));
	test('one in a list', () =>
		check('supersedes:\n  - CHK-1\n  - X # gone', 'Take X out of "supersedes": -   - X # gone'));
	test('the only one', () => check('supersedes:\n- X\nteam: a', 'Take X out of "supersedes": - supersedes: - - X'));
	test('one between commas', () =>
		check('supersedes: CHK-1, X', 'Take X out of "supersedes": - supersedes: CHK-1, X + supersedes: CHK-1'));
	test('a baseline in a list', () =>
		check('key_results:\n  - metric: M # m\n    target: 7 # t', 'Add a baseline: +     baseline: 0'));
	test('a baseline below a target that comes first', () =>
		check('key_results:\n- target: 7\n  metric: M', 'Add a baseline: +   baseline: 0'));
	test('a baseline in braces, as it is now', () =>
		check(
			'krs: [{metric: M, target: 7, current: 3.5}]',
			'Add a baseline: - krs: [{metric: M, target: 7, current: 3.5}] + krs: [{metric: M, baseline: 3.5, target: 7, current: 3.5}]',
		));
	test('a baseline without a value', () =>
		check(
			'krs:\n  - metric: M\n    baseline: # ?\n    target: 7',
			'Add a baseline: -     baseline: # ? +     baseline: 0 # ?',
		));
	test('a dead link', async () =>
		assert.deepEqual(await fixesOf('---\nid: A\ntitle: T\n---\nSee [b](../B.md#why "B").\n'), [
			'Link to B.md#why: - See [b](../B.md#why "B"). + See [b](B.md#why "B").',
		]));

	test('an id that another has', async () =>
		assert.deepEqual(await fixesOf('---\ntitle: T\nid: CHK-1 # mine\n---\n'), [
			'Give this one the id CHK-3: - id: CHK-1 # mine + id: CHK-3 # mine',
			'Open objectives/B.md: opens objectives/B.md',
		]));
	test('an id with blanks', async () =>
		assert.deepEqual(
			(await fixesOf('---\nid: my goal!\ntitle: T\n---\n'))[0],
			'Change to "my-goal": - id: my goal! + id: my-goal',
		));
	test('no id', async () =>
		assert.deepEqual(await fixesOf('---\n# Mine\ntitle: T\n---\n'), ['Add the id CHK-3: + id: CHK-3']));
	test('an id without value', async () =>
		assert.deepEqual(await fixesOf('---\nid: # ?\ntitle: T\n---\n'), ['Add the id CHK-3: - id: # ? + id: CHK-3 # ?']));
	test('no keys at all', async () =>
		assert.deepEqual(await fixesOf('# A title\n'), ['Add the id CHK-3: + --- + id: CHK-3 + --- + ']));
	test('no title', async () =>
		assert.deepEqual(await fixesOf('---\npm: ben\nid: CHK-9 # x\nteam: a\n---\n'), [
			'Add a title: + title: Notes 2026',
		]));
	test('no end', async () =>
		assert.deepEqual(await fixesOf('---\nid: CHK-9\ntitle: T\n\n# Why\n'), ['End the block with ---: + ---']));
	test('no end of anything', async () =>
		assert.deepEqual(await fixesOf('---\nid: CHK-9\ntitle: T'), ['End the block with ---: + ---']));

	test('a question about nothing', async () => {
		const text = '---\nid: q-1\nobjective: CHK-11 # ?\n---\n';
		const { view, problems } = await look({ ...OTHERS, 'questions/q.md': text });
		const fixes = problems.flatMap((problem) => specFixes(problem, { text, snapshot: view.snapshot }));
		assert.deepEqual(
			fixes.map(({ act }) => act.kind === 'edit' && applyEdits(text, [act.edit])),
			['---\nid: q-1\nobjective: CHK-1 # ?\n---\n'],
		);
	});

	test('a format of another house gets no front matter of ours', async () => {
		const text = '# ADR\n\n## Status\n\nAccepted\n\n## Decision\n\nYes.\n';
		const files = { 'docs/adr/0001-a.md': text, 'docs/adr/0001-b.md': text };
		const { view, problems } = await look(files);
		const fixes = problems.flatMap((problem) => specFixes(problem, { text, snapshot: view.snapshot }));
		assert.deepEqual(
			problems.map(({ code }) => code),
			['id.duplicate'],
		);
		assert.deepEqual(
			fixes.map(({ act }) => act),
			[{ kind: 'open', file: 'docs/adr/0001-a.md' }],
		);
	});

	test('a key that every object has', async () => {
		const { view, problems } = await look({
			'tandem.yml': 'people:\n  constructor: [a]\n  __proto__: [b]\nobjectives: {statuses: {valueOf: c}}\n',
		});
		assert.equal(problems.length, 3);
		for (const problem of problems) assert.deepEqual(specFixes(problem, { text: '', snapshot: view.snapshot }), []);
	});
	test('people in braces', async () =>
		assert.deepEqual(await fixesOf('---\nid: A\ntitle: T\npm: zoe\n---\n', 'people: {ben: Ben}\n'), [
			'Add zoe to the people of tandem.yml: - people: {ben: Ben} + people: {ben: Ben, zoe: Zoe}',
		]));
	test('people in a list', async () =>
		assert.deepEqual(await fixesOf('---\nid: A\ntitle: T\npm: Zoe Z\n---\n', 'people:\n- Ben\n- Jo'), [
			'Add Zoe Z to the people of tandem.yml: + - Zoe Z',
		]));

	test('whatever stands around, a fix mends its problem and leaves the other lines', async () => {
		const wrong = fc.constantFrom(
			['statu: active'],
			['status: actve   # now'],
			['pm: mraia'],
			["parent: 'CHK-11'"],
			['parent: ZZZ # gone'],
			['supersedes:', '  - CHK-1', '  - ZZZ   # gone'],
			['supersedes: [ ZZZ , CHK-1 ]'],
			['key_results:', '  - metric: M', '    unit: "%" # percent', '    target: 7'],
			['key_results:', '- {metric: "M, m", target: 7}', '- metric: N'],
			['key_results:', '  - target: 7', '    current: 3', '    metric: M'],
		);
		const harmless = fc.constantFrom('# a comment', 'team: "a: b" # c', 'tickets: [X-1, Y-2]', '', 'engineer: ben');
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(harmless),
				wrong,
				fc.uniqueArray(harmless),
				fc.constantFrom('\n', '\r\n'),
				async (above, lines, below, end) => {
					const once = below.filter((line) => !above.includes(line));
					const text = ['---', 'id: CHK-9', 'title: T', ...above, ...lines, ...once, '---', '# Why', ''].join(end);
					const fixes = await triedFixes(text);
					assert.ok(fixes.length > 0, text);
					for (const { changed } of fixes) {
						const count = (mark: string) => changed.filter((line) => line.startsWith(mark)).length;
						assert.ok(count('- ') <= 1 && count('+ ') <= 1, changed.join('\n'));
						// A comment stays, save with a line that goes as a whole.
						const comments = changed.map((line) => /# .*/.exec(line)?.[0] ?? '');
						assert.ok(count('+ ') === 0 || count('- ') === 0 || comments[0] === comments[1], changed.join('\n'));
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	test('no text makes a fix throw', async () => {
		const pieces = [
			['---', 'id: CHK-1', 'id:', 'title:', 'status: x', 'parent: &a Z', 'supersedes: [', '  - Z', '- {target: 7,'],
			['key_results:', '  - target: 7', '    metric: M', '  current: *a', 'pm: |', '  mraia', '"', '\t', '', '}]'],
			['code: {paths: [', '[x](y.md)', '? a', '...', '\r', 'krs: [{metric: M, target: 1}]', 'statu: a'],
		];
		const piece = fc.constantFrom(...pieces.flat());
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (lines) => {
				const text = ['---', ...lines].join('\n');
				const { view, problems } = await look({
					'objectives/a.md': OTHERS['objectives/B.md'],
					[FILE]: text,
					'tandem.yml': CONFIG,
				});
				for (const problem of problems) {
					const config = { file: 'tandem.yml', text: lines.join('\n') };
					for (const { act } of specFixes(problem, { text, snapshot: view.snapshot, config })) {
						if (act.kind === 'edit') assert.equal(typeof applyEdits(text, [act.edit]), 'string');
					}
				}
			}),
			{ numRuns: 300 },
		);
	});
});
