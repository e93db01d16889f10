import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readQuestion } from '../../src/core/readQuestion.ts';
import type { Question } from '../../src/core/question.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { bundleProgram, finished } from '../support/cliProgram.ts';
import { githubRepo, startGithubServer } from '../support/githubServer.ts';
import type { GithubServer } from '../support/githubServer.ts';
import { runGit } from '../support/gitRepo.ts';
import { createSpecRemote, userEnvironment } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';
import type { WindowAct, WindowTask } from '../support/sendingWindow.ts';

/** How many windows are to be killed while they do something: by default only at some of the steps, since each costs a second or two. */
const KILLS = Number(process.env['TANDEM_KILLS'] ?? 24);
const KINDS = ['ask', 'reply', 'answer', 'resolve', 'record'] as const;
/** After so many of them the window that goes on is killed as well. */
const AGAIN_EVERY = 3;

interface Said {
	readonly kept: boolean;
	/** Absent: it was killed. */
	readonly steps?: number;
	readonly waiting: readonly string[];
}

/** One window that was to be killed. */
interface Kill {
	readonly during: WindowAct['kind'] | 'going on';
	readonly step: number;
	/** False: it was done before the step came. */
	readonly died: boolean;
}

suite('a window that is killed while it sends', () => {
	let remote: SpecRemote;
	let github: GithubServer;
	let folder = '';
	let count = 0;
	const kills: Kill[] = [];

	suiteSetup(async () => {
		github = await startGithubServer();
		const channel = { repo: githubRepo, url: github.api, api: github.api };
		remote = await createSpecRemote({
			'objectives/CHK-1.md': '---\nid: CHK-1\ntitle: One\n---\n',
			'tandem.yml': `channel:\n  github: ${JSON.stringify(channel)}\n`,
		});
		await mkdir(resolve('node_modules', '.cache'), { recursive: true });
		folder = await mkdtemp(join(resolve('node_modules', '.cache'), 'tandem-window-'));
		await bundleProgram('test/support/sendingWindow.ts', join(folder, 'window.mjs'));
	});
	suiteTeardown(async () => {
		await github.close();
		await remote.dispose();
		await rm(folder, { recursive: true, force: true });
	});

	/** One window from its start to its end. */
	const open = async (task: Pick<WindowTask, 'does' | 'dieAt' | 'keepsOnly' | 'looks'> = {}): Promise<Said> => {
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
	const next = (kind: WindowAct['kind'], id = `q-${count + 1}`): WindowAct => ({
		kind,
		id,
		message: `Message ${++count}.`,
	});
	const inRemote = (path: string) => runGit(remote.bare, ['show', `main:${path}`]);
	const questions = async (title = ''): Promise<readonly Question[]> => {
		const slug = title.toLowerCase().replaceAll(/\W+/g, '-').replace(/-$/, '');
		const paths = await runGit(remote.bare, ['ls-tree', '--name-only', 'main', 'questions/']);
		const files = paths.split('\n').filter((path) => path !== '' && path.includes(slug));
		const read = async (path: string) =>
			readQuestion({ path: path as RepoPath, text: await inRemote(path), people: [] }).value;
		return (await Promise.all(files.map(read))).filter((question) => question !== undefined);
	};
	const asked = async (title: string) => (await questions(title)).filter((question) => question.title === title);
	const issuesOf = async (id: string) =>
		(await github.issues()).filter(({ body }) => body.includes(`<!-- tandem ${id} -->`));
	/** Whether this question is in the spec repo once with one issue, or not at all. */
	const isWhole = async ({ message: title }: WindowAct): Promise<boolean> => {
		const there = await asked(title);
		assert.ok(there.length <= 1, `${there.length} files of ${title}`);
		for (const { id, issue } of there) {
			const issues = await issuesOf(id);
			assert.deepEqual([issues.length, issue], [1, `${github.api}/${githubRepo}/issues/${issues[0]?.number}`]);
		}
		return there.length === 1;
	};
	const commentsOf = async (issue: string) => {
		const all: { readonly body: string }[] = [];
		for (let page = 1; all.length === (page - 1) * 100; page++) {
			const path = `/issues/${issue.split('/').at(-1)}/comments?per_page=100&page=${page}`;
			all.push(...((await github.call('marial', 'GET', path)) as { body: string }[]));
		}
		return all;
	};

	/** Opens a window that is to die, and tells of it. */
	async function kill(during: Kill['during'], task: Pick<WindowTask, 'does' | 'looks'> & { readonly dieAt: number }) {
		const said = await open(task);
		const died = said.steps === undefined;
		kills.push({ during, step: task.dieAt, died });
		return { ...said, died };
	}

	/**
	 * Kills windows at evenly spread steps of what they do, each followed by one that goes on where the former died. `arrived` says whether the act is at
	 * its destination, and throws where it is there in part or twice.
	 */
	async function killAtSteps(
		kind: WindowAct['kind'],
		arrived: (act: WindowAct) => Promise<boolean>,
		idOf: (number: number) => string | undefined = () => undefined,
		before?: (act: WindowAct) => Promise<void>,
	) {
		const first = next(kind, idOf(0));
		const looks = before !== undefined;
		await before?.(first);
		const { steps = 0 } = await open({ does: first });
		assert.ok(steps > 20, `only ${steps} steps`);
		assert.ok(await arrived(first));
		const wanted = Math.max(1, Math.round(KILLS / KINDS.length));
		for (let number = 0; number < wanted; number++) {
			const does = next(kind, idOf(number + 1));
			await before?.(does);
			const dieAt = 1 + Math.floor((number * (steps - 1)) / Math.max(1, wanted - 1));
			const { kept, died } = await kill(kind, { does, dieAt });
			if (number % AGAIN_EVERY === 1)
				await kill('going on', { looks, dieAt: 1 + ((number * 29) % Math.ceil(steps / 2)) });
			// How long git takes decides how its steps fall among others: the last ones may not come.
			if (died || kept) assert.deepEqual((await open({ looks })).waiting, [], `after dying at step ${dieAt}`);
			// What was not kept yet is still a draft; what is in the file is seen by the next window.
			assert.ok((await arrived(does)) || !(kept || looks), `${does.message} is lost after dying at step ${dieAt}`);
		}
	}

	test('each question is in the spec repo once, and has one issue', () => killAtSteps('ask', isWhole));

	test('each reply is in the file once, and once below the issue', async () => {
		const [question] = await asked('Message 1.');
		const { id = '', title = '', issue = '' } = question ?? {};
		await killAtSteps(
			'reply',
			async ({ message }) => {
				const messages = (await asked(title))[0]?.messages ?? [];
				const there = messages.filter(({ markdown }) => markdown === message).length;
				assert.ok(there <= 1, `${there} times ${message}`);
				const posted = (await commentsOf(issue)).filter(({ body }) => body.includes(`\n\n${message}\n`));
				assert.equal(posted.length, there, message);
				return there === 1;
			},
			() => id,
		);
	});

	test('each answer of the PM is below the issue once, and claimed once in the file', async () => {
		const [question] = await asked('Message 1.');
		const { id = '', title = '', issue = '', file = '' } = question ?? {};
		await killAtSteps(
			'answer',
			async ({ message }) => {
				const there = (await asked(title))[0]?.messages.filter(({ markdown }) => markdown === message) ?? [];
				const posted = (await commentsOf(issue)).filter(({ body }) => body.includes(`\n\n${message}\n`));
				assert.ok(posted.length <= 1, `${posted.length} times ${message}`);
				assert.deepEqual([there.length, posted.length === 0 || there[0]?.posted], [1, true], message);
				return posted.length === 1;
			},
			() => id,
			async ({ message }) => {
				await remote.pm.git('pull', '--quiet', 'origin', 'main');
				const text = `${(await inRemote(file)).trimEnd()}\n\n## Answer by Maria\n\n${message}\n`;
				await remote.push(message, { [file]: text });
			},
		);
	});

	test('a question is resolved or opened again once, and its issue with it', async () => {
		const all = await questions();
		const turns = new Map<string, number>();
		await killAtSteps(
			'resolve',
			async ({ id }) => {
				const question = (await questions()).find((one) => one.id === id);
				const now = question?.messages.filter(({ kind }) => kind === 'resolved' || kind === 'reopened').length ?? 0;
				const more = now - (turns.get(id) ?? 0);
				turns.set(id, now);
				assert.ok(more <= 1, `${more} times`);
				const [issue] = await issuesOf(id);
				assert.equal(issue?.state, question?.state === 'resolved' ? 'closed' : 'open');
				return more === 1;
			},
			// Another one each time: the same twice in one minute counts as said already.
			(number) => all[number % all.length]?.id ?? '',
		);
	});

	test("each decision is in the objective's file once", () =>
		killAtSteps('record', async ({ message }) => {
			const there = (await inRemote('objectives/CHK-1.md')).split(message).length - 1;
			assert.ok(there <= 1, `${there} times ${message}`);
			return there === 1;
		}));

	test('two windows that start at once send what waits once', async () => {
		for (let round = 0; round < 3; round++) {
			const does = next('ask');
			await open({ does, keepsOnly: true });
			const both = await Promise.all([open(), open()]);
			assert.deepEqual(
				both.map(({ waiting }) => waiting),
				[[], []],
			);
			assert.ok(await isWhole(does));
		}
	});

	test('in the end there is an issue for each question and no other, and most windows did die', async () => {
		const all = await questions();
		assert.deepEqual(
			(await github.issues()).map(({ number }) => `${github.api}/${githubRepo}/issues/${number}`).sort(),
			all.map(({ issue = '' }) => issue).sort(),
		);
		for (const during of [...KINDS, 'going on'] as const) {
			const tried = kills.filter((one) => one.during === during);
			const died = tried.filter((one) => one.died);
			const places = new Set(died.map(({ step }) => step)).size;
			console.log(`      ${during}: ${died.length} of ${tried.length} died, at ${places} different steps`);
			assert.ok(died.length > tried.length / 2, during);
		}
	});
});
