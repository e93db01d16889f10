/**
 * What a window does with the outbox, as a process that a test can kill at any step: it sends what waits from before, then asks or replies. Bundled and
 * started by `killedWindows.ts`; its task comes as JSON in `TANDEM_TASK`. A step is any write to the disk, any process and any request, before and after.
 */
import childProcess from 'node:child_process';
import fs, { writeSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createPostToChannel } from '../../src/app/channels/postToChannel.ts';
import { withMessagePost, withPosts } from '../../src/app/channels/postEntries.ts';
import { contributionEntry } from '../../src/app/conversation.ts';
import { createOutbox } from '../../src/app/outbox.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import type { Channel } from '../../src/core/channels/channel.ts';
import { specKey } from '../../src/core/gitAddress.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { writeQuestion } from '../../src/core/writeQuestion.ts';
import { connectChannel } from '../../src/node/channels/connectChannel.ts';
import { createClock } from '../../src/node/clock.ts';
import { createHttp } from '../../src/node/http.ts';
import { createOutboxFolder } from '../../src/node/outboxFolder.ts';
import { githubRepo, githubToken } from './githubServer.ts';
import { openSource, quietLog } from './specRemotes.ts';

export interface WindowTask {
	/** Folder of the clone and the outbox. */
	readonly storage: string;
	readonly bare: string;
	/** Root of GitHub's API. */
	readonly api: string;
	/** Absent: only what waits is sent. `id` is that of the question to be asked, or of the one that is replied to. */
	readonly does?: { readonly kind: 'ask' | 'reply'; readonly id: string; readonly message: string };
	/** The process dies at this step, counted from 1 from the moment it begins to do something. */
	readonly dieAt?: number;
}

const task = JSON.parse(process.env['TANDEM_TASK'] ?? '{}') as WindowTask;
const say = (word: string) => void writeSync(1, `${word}\n`);
const AUTHOR = { name: 'Ana Ruiz', email: 'ana@example.com' };
let steps: number | undefined;

/** Dies where it should: at once, as by a power cut, with whatever it has begun left as it is. */
function step(): void {
	if (steps === undefined) return;
	steps++;
	if (steps === task.dieAt) process.kill(process.pid, 'SIGKILL');
}

function countSteps(): void {
	const around =
		<Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
		async (...args: Args): Promise<Result> => {
			step();
			const result = await work(...args);
			step();
			return result;
		};
	for (const name of ['writeFile', 'rename', 'unlink', 'mkdir', 'open', 'rm', 'mkdtemp'] as const) {
		Object.assign(promises, { [name]: around(promises[name] as (...args: unknown[]) => Promise<unknown>) });
	}
	Object.assign(fs.promises, promises);
	const { spawn } = childProcess;
	Object.assign(childProcess, {
		spawn: (...args: Parameters<typeof spawn>) => {
			step();
			const child = spawn(...args);
			child.once('close', step);
			return child;
		},
	});
	globalThis.fetch = around(globalThis.fetch);
	syncBuiltinESMExports();
}

async function run(): Promise<void> {
	countSteps();
	const clock = createClock();
	const http = createHttp({ log: quietLog });
	const source = openSource({ storage: task.storage, address: { url: task.bare } });
	const store = createSpecStore({
		source,
		read: createSpecReader({ pause: async () => undefined }).read,
		clock,
		log: quietLog,
	});
	const channel: Channel = {
		kind: 'github',
		repo: githubRepo,
		url: task.api,
		api: task.api,
		labels: ['question'],
	};
	const connected = connectChannel(channel, { secret: githubToken }, { http, clock });
	const postToChannel = createPostToChannel({ channelsOf: () => [channel], connect: async () => connected });
	const outbox = createOutbox({
		store: createOutboxFolder({ dir: `${task.storage}/outbox`, log: quietLog, clock }),
		specs: () => [store],
		postToChannel,
		clock,
		log: quietLog,
	});
	await store.refresh();
	await outbox.flush();
	for (const { id, lastFailure } of outbox.entries()) say(`waits ${id} ${lastFailure?.kind} ${lastFailure?.detail}`);
	const { does } = task;
	steps = 0;
	if (does) {
		const entry = does.kind === 'ask' ? questionEntry(does.id, does.message) : replyEntry(does.id, does.message);
		await outbox.keep(entry);
		say('kept');
		await outbox.deliver(entry.id);
	}
	say(`steps ${steps}`);
	process.exit(0);

	function questionEntry(id: string, title: string) {
		const now = new Date().toISOString();
		const { path, text } = writeQuestion(
			{
				objective: 'CHK-1',
				title,
				whyItMatters: '',
				anchor: { repo: 'acme/shop', path: 'src/a.ts' as RepoPath, lines: { first: 1, last: 1 }, quote: 'retry();' },
			},
			{ id, askedBy: AUTHOR, askedAt: now, language: 'ts', folder: 'questions' },
		);
		const alone = {
			id,
			spec: specKey(source.address),
			createdAt: now,
			path,
			action: { kind: 'create', text },
			message: `Ask: ${title}`,
			author: AUTHOR,
			title,
			attempts: 0,
		} as const;
		return withPosts(alone, { store, channels: [channel], language: 'ts' });
	}

	function replyEntry(id: string, markdown: string) {
		const question = store.snapshot()?.questions.find((one) => one.id === id);
		if (!question) throw new Error(`no question ${id}`);
		const contribution = { kind: 'reply', markdown } as const;
		const shortId = markdown.replaceAll(/\W/g, '');
		const entry = contributionEntry(question, contribution, { store, author: AUTHOR, now: Date.now(), shortId });
		return withMessagePost(entry, { question, contribution, author: AUTHOR, channel });
	}
}

void run().catch((error: unknown) => {
	say(`failed ${String(error)}`);
	process.exit(1);
});
