import assert from 'node:assert/strict';
import type { CodeFiles } from '../../../src/app/pathSuggestions.ts';
import { hasBegun, specSuggestions } from '../../../src/app/specCompletion.ts';
import type { SpecSuggestion } from '../../../src/app/specCompletion.ts';
import type { SpecFileKind } from '../../../src/app/specFile.ts';
import { findKey, keysBelow } from '../../../src/app/specKeys.ts';
import { OBJECTIVE_KEYS } from '../../../src/core/objectiveSchema.ts';
import type { FormatName } from '../../../src/core/formats/specFormat.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import { NATIVE } from '../../../src/core/formats/native.ts';
import { readObjectives } from '../../../src/core/readObjective.ts';
import { readSpecConfig } from '../../../src/core/readSpecConfig.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('completion in spec files', () => {
	const maria = { key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example' };
	const snapshot = {
		...snapshotOf([objectiveOf('CHK-1', { title: 'Cut abandonment' }), objectiveOf('CHK-2'), objectiveOf('GROW')]),
		people: [maria, { name: 'Ana Ruiz', email: 'ana@shop.example' }],
	};
	const shop: CodeFiles = {
		name: 'acme/shop',
		root: '/shop',
		files: ['README.md', 'src/a.ts', 'src/check/retry.ts', 'src/check/[id].ts', 'test/a.ts'].map(repoPath),
	};
	const tools: CodeFiles = { name: 'acme/tools', root: '/tools', files: ['src/print.ts'].map(repoPath) };

	interface Asking {
		readonly kind?: SpecFileKind;
		readonly path?: string;
		readonly asked?: boolean;
	}
	function inputOf(marked: string, { kind = 'objective', path = 'objectives/chk-1.md', asked = false }: Asking) {
		const at = marked.indexOf('|');
		const lines = marked.slice(0, at).split('\n');
		const text = marked.slice(0, at) + marked.slice(at + 1);
		const position = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
		const code = async () => [shop, tools];
		return { kind, path: repoPath(path), text, position, snapshot, today: '2026-11-25', code, asked };
	}
	async function suggest(marked: string, asking: Asking = {}) {
		const input = inputOf(marked, asking);
		return { text: input.text, found: await specSuggestions(input) };
	}
	const inHeader = (marked: string) => `---\n${marked}\n---\n# Why\n`;
	const labels = (found: readonly SpecSuggestion[]) => found.map(({ label }) => label).join(' ');
	const check = (marked: string, expected: string, asking?: Asking) =>
		test(JSON.stringify(marked), async () => assert.equal(labels((await suggest(marked, asking)).found), expected));
	/** What the line is once the suggestion `label` was taken. */
	const checkTaken = (marked: string, label: string, expected: string, asking?: Asking) =>
		test(`${JSON.stringify(marked)} and ${label}`, async () => {
			const { text, found } = await suggest(marked, asking);
			const taken = found.find((one) => one.label === label);
			assert.ok(taken, labels(found));
			const { start, end } = taken.range;
			const line = text.split('\n')[start.line - 1] ?? '';
			assert.equal(line.slice(0, start.column - 1) + taken.insert + line.slice(end.column - 1), expected);
		});

	suite('keys', () => {
		check(
			inHeader('id: A\nstate: active\ntitle: B\n|'),
			'health pm engineer team period parent supersedes key_results code tickets aliases confirmed',
		);
		check(inHeader('confirmed: {by: maria, |}'), 'on at');
		check(inHeader('key_results:\n  - metric: M\n    |'), 'id unit baseline target current');
		check(inHeader('unknown:\n  |'), '');
		checkTaken(inHeader('sta|'), 'status', 'status: $0');
		checkTaken(inHeader('sta|tus: active'), 'status', 'status: active');
		check('|', 'objectives questions people channel', { kind: 'settings', path: 'tandem.yml' });
		check('people:\n  maria: {|}', 'name email handle', { kind: 'settings', path: 'tandem.yml' });
		check('people:\n  |', '', { kind: 'settings', path: 'tandem.yml' });
		check(inHeader('|'), 'id objective asked_by asked_at to code', { kind: 'question', path: 'questions/a.md' });
	});

	suite('values', () => {
		check(inHeader('status: |'), 'proposed active paused achieved dropped');
		check(inHeader('state:\n  |'), 'proposed active paused achieved dropped');
		check(inHeader('health: |'), 'on-track at-risk off-track');
		check(inHeader('period: |'), '2026-Q4 2027-Q1 2027-Q2 2027-Q3 2026');
		check(inHeader('period: {start: |}'), '2026-11-25');
		check(inHeader('product_owner: |'), 'maria Ana Ruiz <ana@shop.example>');
		check(inHeader('confirmed: {by: |}'), 'maria Ana Ruiz <ana@shop.example>');
		check(inHeader('title: |'), '');
		check(inHeader('parent: |'), 'CHK-2 GROW');
		check(inHeader('objective: |'), 'CHK-1 CHK-2 GROW', { kind: 'question', path: 'questions/a.md' });
		checkTaken(inHeader('status:|'), 'active', 'status: active');
		checkTaken(inHeader('status: |proposed'), 'active', 'status: active');
		checkTaken(inHeader('supersedes: [CHK-1, C|]'), 'CHK-2', 'supersedes: [CHK-1, CHK-2]');
		checkTaken(inHeader('supersedes: CHK-1, C|'), 'CHK-2', 'supersedes: CHK-1, CHK-2');
		checkTaken(inHeader('pm: "m|"'), 'maria', 'pm: "maria"');
	});

	test('of very many objectives those that hold what was typed', async () => {
		const many = Array.from({ length: 2000 }, (_, index) => objectiveOf(`X-${index}`, { title: `Goal ${index}` }));
		const input = { ...inputOf(inHeader('parent: goal 199|'), {}), snapshot: snapshotOf(many) };
		const found = await specSuggestions(input);
		assert.equal(labels(found), 'X-199 X-1990 X-1991 X-1992 X-1993 X-1994 X-1995 X-1996 X-1997 X-1998 X-1999');
		const all = await specSuggestions({ ...inputOf(inHeader('parent: |'), {}), snapshot: snapshotOf(many) });
		assert.equal(all.length, 300);
	});

	suite('tandem.yml', () => {
		const inSettings = { kind: 'settings', path: 'tandem.yml' } as const;
		check('objectives:\n  |', 'format files id keys header markup from statuses', inSettings);
		check('objectives:\n  format: MAD\n  |', 'files id keys header markup from statuses', inSettings);
		check('objectives:\n  markup: |', 'markdown rst mediawiki', inSettings);
		check('channel: |', 'git github gitlab jira slack teams', inSettings);
		checkTaken('objectives:\n  format: ma|', 'madr', '  format: madr', inSettings);
	});

	suite('other formats', () => {
		/** What is offered in a file of the format, beside one whose status and people are known. */
		function checkIn(name: FormatName, path: string, marked: string, expected: string): void {
			test(`${name}: ${JSON.stringify(marked)}`, async () => {
				const other = objectiveOf('X-1', {
					statusText: 'Final',
					pm: { name: 'Ana Ruiz' },
					team: 'Core',
					period: { text: 'v9' },
				});
				const known = { ...snapshotOf([other]), formats: KNOWN_FORMATS[name] };
				const found = await specSuggestions({ ...inputOf(marked, { path }), snapshot: known });
				assert.equal(labels(found), expected);
			});
		}
		const kep = 'keps/sig-node/389-x/kep.yaml';
		const eip = 'EIPS/eip-7.md';

		checkIn('kep', kep, 'status: |\n', 'provisional implementable implemented deferred rejected withdrawn replaced');
		checkIn(
			'kep',
			kep,
			'title: A\nkep-number: 3\n|\n',
			'status authors approvers owning-sig latest-milestone replaces feature-gates',
		);
		checkIn('kep', kep, 'latest-milestone: |\n', 'v9');
		// What only Tandem has is helped with as ever.
		test('kep: a key of our own', async () => {
			const input = {
				...inputOf('code: [src/|]\n', { path: kep }),
				snapshot: { ...snapshot, formats: KNOWN_FORMATS.kep },
			};
			assert.equal(labels(await specSuggestions(input)), '** check/ a.ts print.ts');
		});
		checkIn(
			'eip',
			eip,
			'---\neip: 7\nstatus: F|\n---\n',
			'Idea Draft Review Last call Living Final Stagnant Withdrawn Superseded Abandoned Moved',
		);
		checkIn('pep', 'peps/pep-0007.rst', 'PEP: 7\nTitle: x\nAuthor: |\n\nText\n', 'Ana Ruiz');
		checkIn(
			'pep',
			'peps/pep-0007.rst',
			'PEP: 7\nTitle: x\nStatus: D|\n\nText\n',
			'Draft Deferred Accepted Provisional Active Final Rejected Withdrawn Superseded',
		);
		checkIn(
			'swift',
			'proposals/0007-x.md',
			'# X\n\n* Proposal: [SE-0007](x)\n* Authors: |\n* Status: **Final**\n',
			'Ana Ruiz',
		);
		checkIn('swift', 'proposals/0007-x.md', '# X\n\n* Proposal: [SE-0007](x)\n* Review Manager: |\n* Status: x\n', '');
		checkIn('swift', 'proposals/0007-x.md', '# X\n\n* Proposal: [SE-0007](x)\n* Status: x\n\nSome |prose\n', '');
		checkIn('dep', 'draft/0007-x.rst', 'Title\n=====\n\n:DEP: 7\n:Author: |\n:Status: Draft\n\nText\n', 'Ana Ruiz');
	});

	suite('paths', () => {
		check(inHeader('code:\n  - |'), 'repo paths src/ test/ README.md');
		check(inHeader('code:\n  - src/ch|'), '** check/ a.ts print.ts');
		check(inHeader('code:\n  - nothing/|'), '');
		check(inHeader('code:\n  - src/*/|'), '');
		check(inHeader('code:\n  - repo: |'), 'acme/shop acme/tools');
		check(inHeader('code:\n  - repo: Acme/Tools\n    paths:\n      - src/|'), '** print.ts');
		checkTaken(inHeader('code:\n  - src/ch|'), 'check/', '  - src/check/');
		checkTaken(inHeader('code:\n  - "!/src/|"'), 'check/', '  - "!/src/check/"');
		checkTaken(inHeader('code: [src/ch|]'), 'check/', 'code: [src/check/]');
		checkTaken(inHeader('code: [src/check/|]'), '[id].ts', 'code: ["src/check/\\\\[id].ts"]');
		checkTaken(inHeader('code: {paths: [src/|]}'), '**', 'code: {paths: [src/**]}');
	});

	suite('prose', () => {
		const prose = (marked: string) => `---\nid: A\n---\n# Why\n\n${marked}\n`;
		check(prose('see [|'), 'CHK-2 GROW');
		check(prose('see CH|'), 'CHK-2');
		check(prose('see C|'), '');
		check(prose('see gr|'), '');
		check(prose('see |'), '');
		check(prose('see C|'), 'CHK-2', { asked: true });
		checkTaken(prose('see CH|K-1.'), 'CHK-2', 'see CHK-2.');
	});

	suite('a word begins', () => {
		const checkBegun = (marked: string, expected: boolean) =>
			test(JSON.stringify(marked), async () => assert.equal(await hasBegun(inputOf(marked, {})), expected));
		checkBegun(inHeader('s|'), true);
		checkBegun(inHeader('st|'), false);
		checkBegun(inHeader('status: a|'), true);
		checkBegun(inHeader('title: a|'), false);
		checkBegun(inHeader('code:\n  - src/c|'), true);
		checkBegun(inHeader('code:\n  - src/ch|'), false);
		checkBegun(inHeader('supersedes: CHK-1, C|'), true);
		checkBegun('# Why\n\nAs C|', false);
		checkBegun('# Why\n\nAs CH|', true);
		checkBegun('# Why\n\nAs Ca|', false);
	});

	suite('an empty file', () => {
		check('|', '--- objective');
		check('--|', '--- objective');
		check('|', '', { kind: 'question', path: 'questions/a.md' });
		test('gets the id of its name', async () => {
			const { found } = await suggest('|', { path: 'objectives/CHK-7-new.md' });
			assert.match(found[0]?.insert ?? '', /^---\nid: \$\{1:CHK-7\}\n/);
		});
	});
});

suite('the keys of spec files', () => {
	const names = (kind: SpecFileKind) => Object.keys(keysBelow(kind, [])?.keys ?? {});

	test('those of an objective are those that are read', () =>
		assert.deepEqual(names('objective'), Object.keys(OBJECTIVE_KEYS)));

	for (const name of names('objective')) {
		test(`the example of ${name} is read without a problem`, () => {
			const example = findKey('objective', [name])?.key.example ?? '';
			const line = example.startsWith('-') ? `${name}:\n  ${example}` : example;
			const header = ['id: A', 'title: B', line].filter((one, at) => at === 2 || !one.startsWith(`${name}:`));
			const [format] = NATIVE;
			assert.ok(format);
			const file = { path: repoPath('objectives/A-1.md'), text: `---\n${header.join('\n')}\n---\n` };
			const { problems } = readObjectives({ files: [file], format, captures: {}, people: [] });
			assert.deepEqual(
				problems.map(({ code }) => code),
				[],
			);
		});
	}
	for (const name of names('settings')) {
		test(`the example of ${name} in tandem.yml is read without a problem`, () =>
			assert.deepEqual(readSpecConfig(findKey('settings', [name])?.key.example ?? '', 'tandem.yml').problems, []));
	}
});
