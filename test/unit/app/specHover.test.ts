import assert from 'node:assert/strict';
import type { KnownCode } from '../../../src/app/codeFiles.ts';
import { specHover } from '../../../src/app/specHover.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import { createKeyIndex } from '../../../src/core/objectiveKeys.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the hover in spec files', () => {
	const objective = objectiveOf('CHK-1', {
		title: 'Cut abandonment',
		status: 'active',
		health: 'at-risk',
		pm: { name: 'Maria Lopez' },
		why: 'Carts **die**.',
	});
	const snapshot = {
		...snapshotOf([objective]),
		people: [{ key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example', handle: 'marial' }],
	};
	const keys = createKeyIndex({ objectives: [objective], repoName: undefined, specName: 'specs' });
	const shop = { name: 'acme/shop', root: '/shop', files: ['src/a.ts', 'src/b.ts', 'test/a.ts'].map(repoPath) };
	const tools = { name: 'acme/tools', root: '/tools', files: ['src/print.ts'].map(repoPath) };

	const check = (marked: string, expected: readonly string[], code: KnownCode = { repos: [shop, tools], unread: [] }) =>
		test(JSON.stringify(marked), async () => {
			const at = marked.indexOf('|');
			const lines = marked.slice(0, at).split('\n');
			const text = `---\n${marked.slice(0, at) + marked.slice(at + 1)}\n---\n`;
			const found = await specHover(
				{ kind: 'objective', path: repoPath('a.md'), text, snapshot, keys },
				{ line: lines.length + 1, column: (lines.at(-1) ?? '').length + 1 },
				{ code: async () => code, breathe: async () => undefined },
			);
			assert.deepEqual(found ? [found.title, ...found.paragraphs] : [], expected);
		});

	test('the status of another format, and what is read from its keys', async () => {
		const pep = { ...snapshot, formats: KNOWN_FORMATS.pep };
		const text = 'PEP: 7\nTitle: x\nStatus: Deferred\n\nText\n';
		const at = (column: number) =>
			specHover(
				{ kind: 'objective', path: repoPath('peps/pep-0007.rst'), text, snapshot: pep, keys },
				{ line: 3, column },
				{ code: async () => ({ repos: [], unread: [] }), breathe: async () => undefined },
			);
		const shown = [await at(3), await at(12)].map((found) => found && [found.title, ...found.paragraphs]);
		assert.deepEqual(shown, [
			['Status', 'Where it is in its life.', 'Tandem reads the status from it.'],
			['Deferred', 'Read as paused. The work rests, and is to go on.'],
		]);
	});
	check('hea|lth: on-track', [
		'health',
		'Whether it will get where it should.',
		'Takes one of on-track, at-risk, off-track.',
		'Example: health: on-track',
	]);
	check('parent: CHK|-1', ['CHK-1 Cut abandonment', 'Carts die.', 'Active · At risk · Maria Lopez']);
	check('pm: mar|ia', ['Maria Lopez', 'maria@shop.example · @marial']);
	check('pm: Some|body', ['Somebody', 'Not among the people of tandem.yml.']);
	check('status: On |Track', []);
	check('health: On |Track', ['on-track', 'It will get where it should, and in time.']);
	check('code: sr|c/', [
		'src/',
		'Matches 2 files in acme/shop: src/a.ts, src/b.ts',
		'Matches 1 file in acme/tools: src/print.ts',
	]);
	check('code: ["!a|.ts"]', [
		'!a.ts',
		'Takes out 2 files in acme/shop: src/a.ts, test/a.ts',
		'Takes out no file in acme/tools',
	]);
	check('code: {repo: ACME/shop, paths: tes|t/}', ['test/', 'Matches 1 file in acme/shop: test/a.ts']);
	check('code: {repo: acme/other, paths: tes|t/}', [
		'test/',
		'What it matches is not known here: acme/other is not open.',
	]);
	check('code: sr|c', ['src', 'What it matches is not known here: no open code repo uses this spec.'], {
		repos: [],
		unread: [],
	});
	check('code: sr|c', ['src', 'The files of acme/shop could not be read.'], { repos: [], unread: ['acme/shop'] });
	check('code: "sr|c["', ['src[', 'Matches nothing: it cannot be read as a pattern.']);
});
