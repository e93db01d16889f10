import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { textToSend } from '../../src/app/outboxChange.ts';
import { Failure } from '../../src/core/failure.ts';
import { readQuestion } from '../../src/core/readQuestion.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { runGit } from '../support/gitRepo.ts';
import { engineerWithClone, engineerWithFolder, plainWriter, writerIn } from '../support/questionWriters.ts';
import type { Engineer, PlainWriter } from '../support/questionWriters.ts';
import { createSpecRemote } from '../support/specRemotes.ts';

/** How many random days are played; each takes seconds, because everybody has a real repository. */
const RUNS = Number(process.env['TANDEM_INTERLEAVINGS'] ?? 10);

const FILE = 'questions/q.md';
const ASKED = 'questions/asked.md';
const START = '---\nid: q-1\nobjective: CHK-1\n---\n# Why?\n\n## Why it matters\n\nIt fails.\n\n## Answer\n';

const engineer = fc.constantFrom('clone' as const, 'folder' as const);
const somebody = fc.constantFrom('clone' as const, 'folder' as const, 'pm' as const);
const step = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ do: fc.constant('reply' as const), who: engineer, long: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), who: engineer }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constantFrom('answer' as const, 'section' as const) }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom('title' as const, 'why' as const) }) },
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('comment' as const), who: engineer, isEdit: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom('ask' as const, 'own work' as const) }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom('offline' as const, 'online' as const), who: somebody }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('meet' as const), who: somebody, push: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Who begins the day offline, and what everybody does in which order. */
const day = fc.record({
	offline: fc.subarray(['clone', 'folder', 'pm'] as const),
	steps: fc.array(step, { minLength: 8, maxLength: 16, size: 'max' }),
});
type Day = typeof day extends fc.Arbitrary<infer Value> ? Value : never;

/** Two engineers and a PM write one question, each offline for a while, and meet in any order. */
suite('interleavings of one question', () => {
	test(`nothing lost, nothing doubled, no conflict: ${RUNS} random days`, async () => {
		await fc.assert(fc.asyncProperty(day, play), {
			numRuns: RUNS,
			endOnFailure: process.env['TANDEM_SHRINK'] === undefined,
		});
	}).timeout(30_000 + RUNS * 20_000);
});

async function play({ offline, steps }: Day): Promise<void> {
	const remote = await createSpecRemote({
		'objectives/CHK-1.md': '# One\n',
		'questions/.gitattributes': '*.md merge=union\n',
		[FILE]: START,
	});
	try {
		const ana = await engineerWithClone(remote, 'Ana');
		const { engineer: ben, own } = await engineerWithFolder(remote, 'Ben');
		const pm = await plainWriter(remote, 'Maria');
		const people = { clone: ana, folder: ben };
		const plain = { folder: writerIn(own, ben.line), pm };
		const lines = { clone: ana.line, folder: ben.line, pm: pm.line };
		const said = new Map<string, { by?: string; file: string }>();
		const titles: string[] = [];
		/** What stands in the channel. */
		let comment = { words: '', edits: 0 };
		let count = 0;
		const next = (by: string | undefined, file = FILE) => {
			const word = `word${count++}.`;
			said.set(word, { ...(by === undefined ? {} : { by }), file });
			return word;
		};

		const send = async (engineer: Engineer) => {
			for (const { entry, result } of await engineer.send()) {
				if (result instanceof Failure) assert.equal(engineer.line.isUp(), false, `${entry.id}: ${result.message}`);
				else if (result.kind === 'delivered' || result.kind === 'already-there') {
					const text = await runGit(remote.bare, ['show', `main:${entry.path}`]);
					const block = textToSend(entry.action).trim();
					assert.ok(text.includes(block.split('\n')[0] ?? ''), `${entry.id} is ${result.kind} and not in the remote`);
				} else assert.equal(result.kind, 'committed-locally', entry.id);
			}
		};
		const act = async (step: Step): Promise<void> => {
			switch (step.do) {
				case 'reply': {
					const { name } = people[step.who];
					const word = next(name);
					const file = step.long && step.who === 'folder' && said.has('asked') ? ASKED : FILE;
					if (file === ASKED) said.set(word, { by: name, file });
					// Each line its own: of more than three equal lines in a row in two messages git's union merge keeps one copy.
					const rest = step.long
						? `\n\n- first ${word}x\n- second ${count}\n\n\`\`\`ts\ncode(${count});\n\`\`\`\n\nThat is all of ${word}y`
						: '';
					people[step.who].write(file, 'reply', Math.floor(count / 2), `${word}${rest}`);
					return send(people[step.who]);
				}
				case 'resolve':
					people[step.who].write(FILE, 'resolved', Math.floor(count++ / 2), '');
					return send(people[step.who]);
				case 'comment': {
					// Who reaches the channel reaches the spec repo.
					if (!lines[step.who].isUp()) return;
					if (step.isEdit || comment.edits === 0) comment = { words: `comment${count++}.`, edits: comment.edits + 1 };
					people[step.who].takeOver(FILE, comment);
					return send(people[step.who]);
				}
				case 'ask':
					if (said.has('asked')) return;
					said.set('asked', { file: ASKED });
					ben.ask(ASKED, START.replace('q-1', 'q-2'));
					return send(ben);
				case 'own work': {
					const word = `work${count++}`;
					return plain.folder.edit('objectives/CHK-1.md', (text) => `${text}${word}\n`);
				}
				case 'answer': {
					const word = next(undefined);
					return pm.edit(FILE, (text) => `${text.trimEnd()}\n\n${word}\n`);
				}
				case 'section': {
					const word = next('Maria');
					const heading = `## Answer by Maria, 2026-11-03 10:${String(count % 60).padStart(2, '0')} UTC`;
					return pm.edit(FILE, (text) => `${text.trimEnd()}\n\n${heading}\n\n${word}\n`);
				}
				case 'title':
					titles.push(`Why ${count++}?`);
					return pm.edit(FILE, (text) => text.replace(/^# .*$/m, `# ${titles.at(-1)}`));
				case 'why': {
					const word = `why${count++}.`;
					return pm.edit(FILE, (text) => text.replace('It fails.', `It fails.\n${word}`));
				}
				case 'meet': {
					if (step.who !== 'pm') await send(people[step.who]);
					const writer = step.who === 'clone' ? undefined : plain[step.who];
					if (!writer?.line.isUp()) return;
					await writer.pull();
					if (step.push) await writer.push();
					return;
				}
				case 'offline':
				case 'online': {
					const line = lines[step.who];
					return step.do === 'offline' ? line.down() : line.up();
				}
			}
		};

		for (const who of offline) await lines[who].down();
		for (const step of steps) await act(step);
		for (const line of Object.values(lines)) await line.up();
		for (let tip = ''; ;) {
			await send(ana);
			await send(ben);
			for (const writer of [plain.folder, pm]) await syncPlain(writer);
			const now = await runGit(remote.bare, ['rev-parse', 'main']);
			if (now === tip) break;
			tip = now;
		}
		assert.deepEqual([ana.waiting, ben.waiting], [[], []]);

		for (const file of said.has('asked') ? [FILE, ASKED] : [FILE]) {
			const text = await runGit(remote.bare, ['show', `main:${file}`]);
			const { value, problems } = readQuestion({ path: file as RepoPath, text, people: [] });
			const messages = value?.messages ?? [];
			assert.deepEqual(
				problems.filter(({ severity }) => severity === 'error'),
				[],
				text,
			);
			assert.doesNotMatch(text, /^(?:<{7}|={7}|>{7})/m);
			for (const [word, { by, file: where }] of said) {
				if (word === 'asked' || where !== file) continue;
				const holding = messages.filter(({ markdown }) => markdown.includes(word));
				assert.equal(holding.length, 1, `${word} by ${by}: ${holding.length} times in\n${text}`);
				assert.equal(holding[0]?.markdown.split(word).length, holding[0]?.markdown.includes(`${word}y`) ? 4 : 2, text);
				if (by !== undefined) assert.equal(holding[0]?.author?.name, by, `${word} is not by ${by} in\n${text}`);
			}
			if (file === FILE && comment.edits > 0) {
				const words = messages.filter(({ source }) => source !== undefined).map(({ markdown }) => markdown);
				assert.deepEqual(words, [comment.words], text);
			}
			if (file === FILE && titles.length > 0) assert.equal(value?.title, titles.at(-1));
		}
		for (const { root } of [own, pm.own]) {
			assert.equal(await runGit(root, ['status', '--porcelain']), '');
			assert.equal(
				await readFile(join(root, FILE), 'utf8'),
				`${await runGit(remote.bare, ['show', `main:${FILE}`])}\n`,
			);
		}
	} finally {
		await remote.dispose();
	}
}

async function syncPlain(writer: PlainWriter): Promise<void> {
	for (let attempt = 0; attempt < 3; attempt++) {
		await writer.pull();
		if (await writer.push()) return;
	}
	assert.fail('the remote did not take a push');
}
