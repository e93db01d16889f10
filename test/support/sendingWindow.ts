/**
 * What a window does with the outbox, as a process that a test can kill at any step: it sends what waits from before, then asks, replies, resolves,
 * records, or posts what the PM wrote into the file. Bundled and started by `outboxKilled.test.ts`; its task comes as JSON in `TANDEM_TASK`.
 */
import { writeSync } from 'node:fs';
import { createChannels } from '../../src/app/channels/channels.ts';
import { withMessagePost, withPosts } from '../../src/app/channels/postEntries.ts';
import { takeOver } from '../../src/app/channels/takeOver.ts';
import { contributionEntry, replyTo } from '../../src/app/conversation.ts';
import { createOutbox } from '../../src/app/outbox.ts';
import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import { recordEntry } from '../../src/app/recording.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { createSend, threadEntries } from '../../src/app/sending.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import type { Channel } from '../../src/core/channels/channel.ts';
import { specKey } from '../../src/core/gitAddress.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { writeQuestion } from '../../src/core/writeQuestion.ts';
import { connectChannel } from '../../src/node/channels/connectChannel.ts';
import { createClock } from '../../src/node/clock.ts';
import { createHttp } from '../../src/node/http.ts';
import { createOutboxFolder } from '../../src/node/outboxFolder.ts';
import { countSteps } from './countedSteps.ts';
import { anotherGithubToken, githubRepo } from './githubServer.ts';
import { fakeMemory } from './inMemory.ts';
import { openSource, quietLog } from './specRemotes.ts';

export interface WindowTask {
	/** Folder of the clone and the outbox. */
	readonly storage: string;
	readonly bare: string;
	/** Root of GitHub's API. */
	readonly api: string;
	/** Absent: only what waits is sent. */
	readonly does?: WindowAct;
	/** What it does is kept in the outbox, and not sent. */
	readonly keepsOnly?: boolean;
	/** When what waits was sent, it looks at the issues as well. */
	readonly looks?: boolean;
	/** The process dies at this step, counted from 1: of what it does, or else of sending what waits. */
	readonly dieAt?: number;
}

export interface WindowAct {
	/** `resolve` opens a resolved question again. */
	readonly kind: 'ask' | 'reply' | 'answer' | 'resolve' | 'record';
	/** Of the question to be asked, or of the one that is replied to or resolved. */
	readonly id: string;
	/** The question, the reply, the answer (which is in the file already), or the decision. */
	readonly message: string;
}

const task = JSON.parse(process.env['TANDEM_TASK'] ?? '{}') as WindowTask;
const say = (word: string) => void writeSync(1, `${word}\n`);
const CODE = 'acme/shop';
const AUTHOR = { name: 'Ana Ruiz', email: 'ana@example.com' };
let steps: number | undefined;

/** Dies where it should: at once, as by a power cut, with whatever it has begun left as it is. */
function step(): void {
	if (steps === undefined) return;
	steps++;
	if (steps === task.dieAt) process.kill(process.pid, 'SIGKILL');
}

async function run(): Promise<void> {
	countSteps(step);
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
	const connected = connectChannel(channel, { secret: anotherGithubToken(process.pid) }, { http, clock });
	const outbox = createOutbox({
		store: createOutboxFolder({ dir: `${task.storage}/outbox`, log: quietLog, clock }),
		specs: () => [store],
		send: createSend({ channelsOf: () => [channel], isAllowed: () => true, connect: async () => connected }),
		clock,
		log: quietLog,
	});
	const channels = createChannels({
		connect: async () => connected,
		entriesOf: async (input) => threadEntries(input),
		take: (entries) => takeOver(outbox, entries),
		identity: async () => AUTHOR,
		codeOf: () => CODE,
		isMine: () => true,
		memory: fakeMemory(),
		clock,
		log: quietLog,
	});
	channels.allow(CODE, channel);
	const { does, keepsOnly = false, looks = false } = task;
	if (!does) steps = 0;
	await store.refresh();
	await outbox.flush();
	if (looks) await channels.sync([store]);
	for (const { id, lastFailure } of outbox.entries()) say(`waits ${id} ${lastFailure?.kind} ${lastFailure?.detail}`);
	if (does?.kind === 'answer') {
		steps = 0;
		await channels.sync([store]);
	} else if (does) {
		steps = 0;
		const entry = entryOf(does);
		await outbox.keep(entry);
		say('kept');
		if (!keepsOnly) await outbox.deliver(entry.id);
	}
	say(`steps ${steps}`);
	process.exit(0);

	function entryOf({ kind, id, message }: WindowAct): OutboxEntry {
		if (kind === 'ask') return questionEntry(id, message);
		return kind === 'reply' || kind === 'resolve' ? messageEntry(id, kind, message) : decisionEntry(message);
	}

	function questionEntry(id: string, title: string) {
		const now = new Date().toISOString();
		const { path, text } = writeQuestion(
			{
				objective: 'CHK-1',
				title,
				whyItMatters: '',
				anchor: { repo: CODE, path: 'src/a.ts' as RepoPath, lines: { first: 1, last: 1 }, quote: 'retry();' },
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

	/** `message` is another one each time; what is hidden in a comment has small letters only. */
	function facts(message: string) {
		return { store, author: AUTHOR, now: Date.now(), shortId: message.replaceAll(/\W/g, '').toLowerCase() };
	}

	function decisionEntry(what: string) {
		const objective = store.snapshot()?.objectives[0];
		if (!objective) throw new Error('no objective');
		return recordEntry({ kind: 'decision', objective, what, why: '', people: [AUTHOR.name] }, facts(what));
	}

	function messageEntry(id: string, kind: 'reply' | 'resolve', markdown: string) {
		const question = store.snapshot()?.questions.find((one) => one.id === id);
		if (!question) throw new Error(`no question ${id}`);
		const turned = question.state === 'resolved' ? replyTo(question, '') : ({ kind: 'resolved' } as const);
		const contribution = kind === 'reply' ? replyTo(question, markdown) : turned;
		const entry = contributionEntry(question, contribution, facts(markdown));
		return withMessagePost(entry, { question, contribution, author: AUTHOR, channel });
	}
}

void run().catch((error: unknown) => {
	say(`failed ${String(error)}`);
	process.exit(1);
});
