import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { readQuestion } from '../../src/core/readQuestion.ts';
import type { Question } from '../../src/core/question.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { finished } from '../support/cliProgram.ts';
import { githubRepo, startGithubServer } from '../support/githubServer.ts';
import type { GithubServer } from '../support/githubServer.ts';
import { runGit } from '../support/gitRepo.ts';
import { createSpecRemote, userEnvironment } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';
import type { WindowTask } from '../support/sendingWindow.ts';

/** How many windows are killed: by default only some of the steps, since each costs a second or two. */
const KILLS = Number(process.env['TANDEM_KILLS'] ?? 24);

interface Said {
	readonly kept: boolean;
	/** Absent: it was killed. */
	readonly steps?: number;
	readonly waiting: readonly string[];
}

suite('a window that is killed while it sends', () => {
	let remote: SpecRemote;
	let github: GithubServer;
	let folder = '';
	let count = 0;

	suiteSetup(async () => {
		remote = await createSpecRemote({ 'objectives/CHK-1.md': '---\nid: CHK-1\ntitle: One\n---\n' });
		github = await startGithubServer();
		await mkdir(resolve('node_modules', '.cache'), { recursive: true });
		folder = await mkdtemp(join(resolve('node_modules', '.cache'), 'tandem-window-'));
		await build({
			entryPoints: ['test/support/sendingWindow.ts'],
			outfile: join(folder, 'window.mjs'),
			bundle: true,
			platform: 'node',
			format: 'esm',
			target: 'node20',
			logLevel: 'warning',
			banner: {
				js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __dirname = import.meta.dirname;",
			},
			alias: { axios: 'axios/dist/browser/axios.cjs', yaml: './node_modules/yaml/browser/index.js' },
		});
	});
	suiteTeardown(async () => {
		await github.close();
		await remote.dispose();
		await rm(folder, { recursive: true, force: true });
	});

	/** One window from its start to its end. */
	const open = async (task: Pick<WindowTask, 'does' | 'dieAt'>): Promise<Said> => {
		const whole: WindowTask = { storage: remote.storage, bare: remote.bare, api: github.api, ...task };
		const child = spawn(process.execPath, [join(folder, 'window.mjs')], {
			env: { ...userEnvironment('Ana Ruiz'), TANDEM_TASK: JSON.stringify(whole) },
		});
		const { stdout, stderr } = await finished(child);
		assert.equal(stderr, '');
		assert.doesNotMatch(stdout, /^failed/m);
		const steps = /^steps (\d+)$/m.exec(stdout)?.[1];
		return {
			kept: /^kept$/m.test(stdout),
			waiting: stdout.split('\n').filter((line) => line.startsWith('waits')),
			...(steps === undefined ? {} : { steps: Number(steps) }),
		};
	};
	const questions = async (): Promise<readonly Question[]> => {
		const paths = await runGit(remote.bare, ['ls-tree', '--name-only', 'main', 'questions/']);
		const files = paths.split('\n').filter((path) => path !== '');
		const read = async (path: string) =>
			readQuestion({ path: path as RepoPath, text: await runGit(remote.bare, ['show', `main:${path}`]), people: [] })
				.value;
		return (await Promise.all(files.map(read))).filter((question) => question !== undefined);
	};
	/** The issues of one question. */
	const issuesOf = async (id: string) =>
		(await github.issues()).filter(({ body }) => body.includes(`<!-- tandem ${id} -->`));
	const commentsOf = async (issue: string) => {
		const all: { readonly body: string }[] = [];
		for (let page = 1; all.length === (page - 1) * 100; page++) {
			const path = `/issues/${issue.split('/').at(-1)}/comments?per_page=100&page=${page}`;
			all.push(...((await github.call('marial', 'GET', path)) as { body: string }[]));
		}
		return all;
	};

	/** Kills windows at evenly spread steps of what they do, each followed by one that goes on where the former died. */
	async function killAtSteps(
		kind: 'ask' | 'reply',
		check: (message: string, kept: boolean) => Promise<void>,
		id?: string,
	) {
		const next = () => {
			const number = ++count;
			return { kind, id: id ?? `q-${number}`, message: `Message ${number}` };
		};
		const { steps = 0 } = await open({ does: next() });
		assert.ok(steps > 20, `only ${steps} steps`);
		const kills = Math.max(1, Math.round(KILLS / 2));
		for (let kill = 0; kill < kills; kill++) {
			const does = next();
			const dieAt = 1 + (Math.floor((kill * steps) / kills) % steps);
			const { kept, steps: lived } = await open({ does, dieAt });
			// How long git takes decides how its steps fall among others: the last ones may not come.
			if (lived === undefined || kept) {
				const { waiting } = await open({});
				assert.deepEqual(waiting, [], `after dying at step ${dieAt}`);
			}
			await check(does.message, kept);
		}
	}

	test('each question is in the spec repo once, and has one issue', async () => {
		await killAtSteps('ask', async (message, kept) => {
			const there = (await questions()).filter(({ title }) => title === message);
			// What was not kept yet is still a draft.
			assert.ok(there.length === 1 || (there.length === 0 && !kept), `${there.length} files of ${message}`);
			for (const { id, issue } of there) {
				const issues = await issuesOf(id);
				assert.deepEqual([issues.length, issue], [1, `${github.api}/${githubRepo}/issues/${issues[0]?.number}`]);
			}
		});
	});

	test('each reply is in the file once, and once below the issue', async () => {
		const [asked] = (await questions()).filter(({ issue }) => issue !== undefined);
		assert.ok(asked);
		await killAtSteps(
			'reply',
			async (message, kept) => {
				const messages = (await questions()).find(({ id }) => id === asked.id)?.messages ?? [];
				const there = messages.filter(({ markdown }) => markdown === message);
				assert.ok(there.length === 1 || (there.length === 0 && !kept), `${there.length} times ${message}`);
				const posted = (await commentsOf(asked.issue ?? '')).filter(({ body }) => body.includes(`\n\n${message}\n`));
				assert.equal(posted.length, there.length, message);
			},
			asked.id,
		);
	});
});
