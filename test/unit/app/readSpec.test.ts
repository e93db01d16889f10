import assert from 'node:assert/strict';
import { createSpecReader, FILE_LIMIT } from '../../../src/app/readSpec.ts';
import type { SpecTree } from '../../../src/app/ports.ts';
import { SPEC_FILE_LIMIT } from '../../../src/core/decodeText.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';

const signal = new AbortController().signal;
const objective = (id: string, more = '') => `---\nid: ${id}\ntitle: T ${id}\n${more}---\n# Why\nx\n`;

suite('readSpec', () => {
	async function check(
		files: Record<string, string | Uint8Array>,
		ids: readonly string[],
		...problems: string[]
	): Promise<void> {
		const snapshot = await createSpecReader().read(specTreeOf(files), signal);
		assert.deepEqual(
			snapshot.objectives.map(({ id }) => id),
			ids,
		);
		assert.deepEqual(
			snapshot.problems.map(({ code, file }) => `${code} ${file}`),
			problems,
		);
	}

	test('an empty repository', () => check({}, []));
	test('objectives', () =>
		check(
			{ 'objectives/a.md': objective('A-1'), 'objectives/deep/b.md': objective('B-1'), 'other/c.md': objective('C-1') },
			['A-1', 'B-1'],
		));
	test('settings say where', () =>
		check(
			{
				'tandem.yml': 'objectives: {files: "text/{number}-{slug}.md", id: "RFC-{number}"}',
				'text/0007-x.md': '# T\n',
				'objectives/a.md': objective('A'),
			},
			['RFC-7'],
		));
	test('several formats in one repository', () =>
		check(
			{
				'tandem.yml': 'objectives:\n  - format: native\n  - format: madr\n',
				'objectives/a.md': objective('A'),
				'docs/decisions/0007-x.md': '---\nstatus: accepted\n---\n# X\n',
			},
			['A', 'ADR-0007'],
		));
	test('a format that is recognised by looking', () =>
		check({ 'peps/pep-0484.rst': 'PEP: 484\nTitle: T\nStatus: Final\n\nx\n', 'README.md': '# x' }, ['PEP-484']));
	test('a format stays recognised while its only file is rewritten', async () => {
		const reader = createSpecReader();
		const head = 'PEP: 484\nTitle: T\nStatus: Final\n\nx\n';
		await reader.read(specTreeOf({ 'peps/pep-0484.rst': head }), signal);
		const torn = await reader.read(specTreeOf({ 'peps/pep-0484.rst': head.slice(9) }), signal);
		assert.deepEqual(
			torn.objectives.map(({ id }) => id),
			['PEP-484'],
		);
		const gone = await reader.read(specTreeOf({ 'objectives/a.md': objective('A') }), signal);
		assert.deepEqual(
			gone.objectives.map(({ id }) => id),
			['A'],
		);
	});
	test('what is looked into once is not looked into again', async () => {
		const reader = createSpecReader();
		const files = { 'peps/pep-0484.rst': 'PEP: 484\nTitle: T\nStatus: Final\n\nx\n' };
		await reader.read(specTreeOf(files), signal);
		const again = specTreeOf(files);
		await reader.read(again, signal);
		assert.deepEqual(again.reads, []);
	});
	test('settings that cannot be read', () =>
		check({ 'tandem.yml': '- x', 'objectives/a.md': objective('A') }, ['A'], 'config.unreadable tandem.yml'));
	test('binary settings', () =>
		check(
			{ 'tandem.yml': new Uint8Array(9), 'objectives/a.md': objective('A') },
			['A'],
			'config.unreadable tandem.yml',
		));
	test('settings that are too large', () =>
		check({ 'tandem.yml': 'x'.repeat(SPEC_FILE_LIMIT + 1) }, [], 'config.unreadable tandem.yml'));
	test('a broken file hides itself only', () =>
		check(
			{
				'objectives/a.md': objective('A'),
				'objectives/binary.md': new Uint8Array([1, 0, 2]),
				'objectives/c.md': Buffer.from(objective('C', 'team: Größe\n'), 'latin1'),
				'objectives/d e.md': 'no id',
				'objectives/f.md': objective('F', `x: ${'['.repeat(10_000)}\n`),
			},
			['A', 'C', 'd-e', 'f'],
			'file.binary objectives/binary.md',
			'file.encoding objectives/c.md',
			'objective.no-id objectives/d e.md',
			'objective.no-title objectives/d e.md',
			'yaml.too-complex objectives/f.md',
			'objective.no-title objectives/f.md',
		));
	test('a file of 5 MB is not even asked for', async () => {
		const tree = specTreeOf({ 'objectives/a.md': objective('A'), 'objectives/big.md': 'x'.repeat(5_000_000) });
		const { problems } = await createSpecReader().read(tree, signal);
		assert.deepEqual([problems.map(({ code }) => code), tree.reads], [['file.too-large'], [['objectives/a.md']]]);
	});
	test('questions are not objectives, whatever the pattern says', () =>
		check(
			{
				'tandem.yml': 'objectives: "**/*.md"\nquestions: q',
				'a.md': objective('A'),
				'q/x.md': '---\nid: q-1\nobjective: A\n---\n# Why?\n',
				'q/README.md': 'About',
			},
			['A'],
		));
	test('a question whose name a tool wrote in its way', async () => {
		const text = '---\nid: q\nobjective: A\n---\n# Why?\n';
		const names = ['q.MD', 'r.markdown', 'README.MD', 's.txt'];
		const tree = specTreeOf(Object.fromEntries(names.map((name) => [`questions/${name}`, text])));
		const { questions } = await createSpecReader().read(tree, signal);
		assert.deepEqual(questions.map(({ file }) => file).sort(), ['questions/q.MD', 'questions/r.markdown']);
	});
	test('the first of two files with one id', () =>
		check(
			{ 'objectives/b.md': objective('A'), 'objectives/a.md': objective('A') },
			['A'],
			'id.duplicate objectives/b.md',
		));

	test('the same content is read once', async () => {
		const reader = createSpecReader();
		const files = {
			'tandem.yml': '',
			'objectives/a.md': objective('A'),
			'objectives/b.md': objective('B'),
			'questions/q.md': '# Why?',
		};
		const first = await reader.read(specTreeOf(files), signal);
		const again = specTreeOf({ ...files, 'objectives/b.md': objective('C') });
		const second = await reader.read(again, signal);
		assert.deepEqual(again.reads, [['tandem.yml'], ['objectives/b.md']]);
		assert.equal(second.objectives[0], first.objectives[0]);
		assert.deepEqual(
			second.objectives.map(({ id }) => id),
			['A', 'C'],
		);
		assert.deepEqual(second.problems, first.problems);
	});
	test('another of two folders is of the format that was recognised', async () => {
		const reader = createSpecReader();
		const config = 'objectives: [{files: "a/*.md"}, {files: "b/*.md"}]';
		const [eip, own] = ['---\neip: 7\ntitle: T\nstatus: Draft\n---\n', objective('A')];
		const read = async (inA: string, inB: string) => {
			const tree = specTreeOf({ 'tandem.yml': config, 'a/one.md': inA, 'b/two.md': inB });
			return (await reader.read(tree, signal)).formats.map(({ name }) => name);
		};
		assert.deepEqual(await read(eip, own), ['eip', 'native']);
		assert.deepEqual(await read(own, eip), ['native', 'eip']);
	});
	test('other settings read everything again', async () => {
		const reader = createSpecReader();
		const first = await reader.read(specTreeOf({ 'objectives/a.md': objective('A', 'pm: maria\n') }), signal);
		const second = await reader.read(
			specTreeOf({ 'tandem.yml': 'people: {maria: Maria Lopez}', 'objectives/a.md': objective('A', 'pm: maria\n') }),
			signal,
		);
		assert.deepEqual([first.objectives[0]?.pm?.name, second.objectives[0]?.pm?.name], ['maria', 'Maria Lopez']);
	});
	test('a file that vanished is forgotten', async () => {
		const reader = createSpecReader();
		await reader.read(specTreeOf({ 'objectives/a.md': objective('A') }), signal);
		await reader.read(specTreeOf({}), signal);
		const back = specTreeOf({ 'objectives/a.md': objective('A') });
		await reader.read(back, signal);
		assert.deepEqual(back.reads, [['objectives/a.md']]);
	});
	test('a file that vanishes while it is read is no problem', async () => {
		const tree: SpecTree = {
			...specTreeOf({ 'objectives/a.md': objective('A') }),
			readBytes: () => Promise.resolve(new Map()),
		};
		const { objectives, problems } = await createSpecReader().read(tree, signal);
		assert.deepEqual([objectives, problems], [[], []]);
	});
	test('a failure of the tree is not an empty answer', () => {
		const tree: SpecTree = {
			...specTreeOf({ 'objectives/a.md': objective('A') }),
			readBytes: () => Promise.reject(new Error('disk')),
		};
		return assert.rejects(createSpecReader().read(tree, signal), /disk/);
	});

	test('it can be cancelled, and gives way to others', async () => {
		const files = Object.fromEntries(
			Array.from({ length: 200 }, (_, index) => [`objectives/${index}.md`, objective(`A-${index}`)]),
		);
		const controller = new AbortController();
		let pauses = 0;
		const pause = () => {
			if (++pauses === 2) controller.abort(new Error('enough'));
			return Promise.resolve();
		};
		await assert.rejects(createSpecReader({ pause }).read(specTreeOf(files), controller.signal), /enough/);
		assert.equal(pauses, 2);
	});
	test('too many files', async () => {
		const entries = Array.from({ length: FILE_LIMIT + 5 }, (_, index) => ({
			path: `objectives/A-${index}.md`,
			size: 1,
			identity: 'x',
		}));
		const tree: SpecTree = {
			revision: { inPlace: false },
			entries,
			readBytes: (paths) => Promise.resolve(new Map(paths.map((path) => [path, Buffer.from('# T')]))),
		};
		const { objectives, problems } = await createSpecReader().read(tree, signal);
		assert.deepEqual(
			[objectives.length, problems.map(({ facts }) => facts)],
			[FILE_LIMIT, [{ limit: FILE_LIMIT, found: FILE_LIMIT + 5 }]],
		);
	}).timeout(30_000);
	test('2,000 objectives', async () => {
		const files = Object.fromEntries(
			Array.from({ length: 2000 }, (_, index) => [
				`objectives/${index}.md`,
				objective(`A-${index}`, 'key_results: [{metric: M, target: 3}]\n'),
			]),
		);
		const started = process.cpuUsage();
		const snapshot = await createSpecReader().read(specTreeOf(files), signal);
		assert.equal(snapshot.objectives.length, 2000);
		assert.ok(process.cpuUsage(started).user < 10_000_000);
	}).timeout(30_000);
});
