import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { mapLines } from '../../src/core/lineMap.ts';
import { type GitRepo, createGitRepo } from '../support/gitRepo.ts';

/** Compares with `git blame --contents`: which lines of an edited file are those of the commit, and which. */
suite('moved lines beside git blame', () => {
	let repo: GitRepo;
	const base = Array.from({ length: 60 }, (_, at) => `line ${at + 1} of the commit`);
	suiteSetup(async () => {
		repo = await createGitRepo();
		await repo.commit('base', { 'file.txt': `${base.join('\n')}\n` });
	});
	suiteTeardown(() => repo.dispose());

	async function linesOfBlame(edited: readonly string[]): Promise<number[]> {
		const contents = await repo.write('edited.txt', edited.map((line) => `${line}\n`).join(''));
		const output = await repo.git('blame', '--porcelain', '--contents', contents, '--', 'file.txt');
		return [...output.matchAll(/^([0-9a-f]{40}) (\d+) \d+/gm)].map(([, hash = '', original]) =>
			/^0+$/.test(hash) ? -1 : Number(original) - 1,
		);
	}

	test('random edits', async function () {
		this.timeout(60_000);
		let compared = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
				const edited = applyEdits(base, edits);
				const ours = mapLines(base, edited);
				assert.deepEqual(ours && [...ours], edited.length === 0 ? [] : await linesOfBlame(edited));
				compared += edited.length;
			}),
			{ numRuns: Number(process.env.BLAME_RUNS ?? 60) },
		);
		console.log(`      ${compared} lines compared`);
	});

	test('the same with CRLF in the editor', async () => {
		const edited = applyEdits(base, [{ kind: 'insert', at: 3, count: 2 }]);
		const ours = mapLines(
			base,
			edited.map((line) => `${line}\r`),
		);
		assert.deepEqual(ours && [...ours], await linesOfBlame(edited));
	});
});

interface Edit {
	readonly kind: 'insert' | 'delete' | 'replace';
	readonly at: number;
	readonly count: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
	kind: fc.constantFrom('insert', 'delete', 'replace'),
	at: fc.nat(70),
	count: fc.integer({ min: 1, max: 8 }),
});

/** New lines are unique, so that there is one right answer. */
function applyEdits(lines: readonly string[], edits: readonly Edit[]): readonly string[] {
	const edited = [...lines];
	let fresh = 0;
	for (const { kind, at, count } of edits) {
		const added = kind === 'delete' ? 0 : count;
		const texts = Array.from({ length: added }, () => `typed ${++fresh}`);
		edited.splice(Math.min(at, edited.length), kind === 'insert' ? 0 : count, ...texts);
	}
	return edited;
}
