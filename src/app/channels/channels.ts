import type { Channel, IssueChannel } from '../../core/channels/channel.ts';
import { CHANNEL_NAMES, channelPlace, isIssueChannel } from '../../core/channels/channel.ts';
import { createEmitter } from '../../core/event.ts';
import type { Event } from '../../core/event.ts';
import { Failure, isCancelled } from '../../core/failure.ts';
import { specKey } from '../../core/gitAddress.ts';
import type { Person } from '../../core/objective.ts';
import { isWrittenByHand } from '../../core/question.ts';
import type { Question } from '../../core/question.ts';
import { nameOfRemote } from '../../core/remoteName.ts';
import type { Disposable } from '../../core/disposables.ts';
import type { OutboxEntry } from '../outboxEntry.ts';
import type { Clock, Log } from '../ports.ts';
import type { threadEntries } from '../sending.ts';
import type { SpecStore } from '../specStore.ts';
import type { Memory } from '../unread.ts';
import { createPassedOver } from './passedOver.ts';
import type { ConnectedChannel } from './postToChannel.ts';

/** The channels of the spec repos: where they are, which of them the user agreed to, and what was answered there. */
export interface Channels extends Disposable {
	/** Those that tandem.yml names, with every default filled in; one whose repository cannot be known is left out. */
	of(store: SpecStore): readonly Channel[];
	/** Whether code of this repository may go there: the user said so once. `code` is its name, or its root; undefined where it is not known: that of any may. */
	isAllowed(code: string | undefined, channel: Channel): boolean;
	allow(code: string, channel: Channel): void;
	/** Takes every consent for this channel back. */
	withdraw(channel: Channel): void;
	/** Takes over what was answered in channels since, and posts what was answered in the files of this user's questions. Never rejects. */
	sync(stores: readonly SpecStore[]): Promise<void>;
	/** How the last look at a channel went; undefined: nobody looked yet. */
	standing(channel: Channel): ChannelStanding | undefined;
	readonly onDidChange: Event<void>;
}

export type ChannelStanding =
	| { readonly kind: 'signed-out' }
	| { readonly kind: 'read'; readonly at: number }
	| { readonly kind: 'failed'; readonly failure: Failure; readonly at: number };

export interface ChannelsDeps {
	/** Undefined: the user is not signed in there. Never asks. */
	readonly connect: (channel: Channel, store: SpecStore) => Promise<ConnectedChannel | undefined>;
	readonly entriesOf: (...input: Parameters<typeof threadEntries>) => Promise<readonly OutboxEntry[]>;
	/** The code repo that a question is about, as consents name it. */
	readonly codeOf: (store: SpecStore, question: Question) => string;
	/** Keeps and sends. */
	readonly take: (entries: readonly OutboxEntry[]) => Promise<void>;
	/** Whom git's settings name. */
	readonly identity: () => Promise<Person | undefined>;
	readonly isMine: (spec: string, question: Question) => boolean;
	readonly memory: Memory;
	readonly clock: Pick<Clock, 'now'>;
	readonly log: Log;
}

const CONSENTS = 'channels';
/** Questions of others are looked at by their own Tandems; here only once in this time, in milliseconds. */
const OTHERS_EVERY_MS = 60 * 60_000;
/** For how long a resolved question is still looked at, in milliseconds: an answer may be corrected, or somebody objects. */
const RESOLVED_MS = 14 * 24 * 60 * 60_000;
/** How many issues are looked at in one go. */
const AT_ONCE = 50;

export function createChannels({
	connect,
	entriesOf,
	take,
	identity,
	codeOf,
	isMine,
	memory,
	clock,
	log,
}: ChannelsDeps): Channels {
	const changed = createEmitter<void>();
	const stop = new AbortController();
	/** When an issue was looked at last, by its address. */
	const looked = new Map<string, number>();
	/** The same, also where it could not be read: whatever cannot be comes last the next time. */
	const tried = new Map<string, number>();
	const standings = new Map<string, ChannelStanding>();
	const consents = (): readonly string[] => {
		const value = memory.get(CONSENTS);
		return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
	};
	const isFor = (channel: Channel) => (consent: string) => consent.endsWith(`\0${channelPlace(channel)}`);
	const consentOf = (code: string, channel: Channel) => `${code}\0${channelPlace(channel)}`;
	const isAllowed = (code: string | undefined, channel: Channel) =>
		code === undefined ? consents().some(isFor(channel)) : consents().includes(consentOf(code, channel));
	const tell = (channel: Channel, standing: ChannelStanding) => {
		standings.set(channelPlace(channel), standing);
		changed.fire();
	};
	const of = (store: SpecStore): readonly Channel[] =>
		(store.snapshot()?.config.channels ?? []).flatMap((channel) => withRepo(channel, store) ?? []);

	const isDue = (spec: string, question: Question) => {
		if (question.issue === undefined) return false;
		const since = clock.now() - (looked.get(question.issue) ?? 0);
		const isWatched = question.state !== 'resolved' || isLatelyResolved(question, clock.now());
		if (since >= OTHERS_EVERY_MS || !isWatched) return isWatched;
		// Who follows the issue should not see it closed without the answer.
		const isWaitedFor = question.state !== 'resolved' || question.messages.some(isWrittenByHand);
		return isWaitedFor && isMine(spec, question);
	};

	const lookAt = async (store: SpecStore, channel: IssueChannel): Promise<void> => {
		const spec = specKey(store.source.address);
		const { questions = [], objectives = [], objectiveById, config } = store.snapshot() ?? {};
		const due = questions.filter((question) => isDue(spec, question));
		if (due.length === 0) return;
		const connected = await connect(channel, store);
		if (connected?.kind !== 'issues') return tell(channel, { kind: 'signed-out' });
		const author = await identity();
		const pms = objectives.flatMap(({ pm }) => pm ?? []);
		const { tracker } = connected;
		const oldestFirst = [...due].sort((a, b) => (tried.get(a.issue ?? '') ?? 0) - (tried.get(b.issue ?? '') ?? 0));
		const passedOver = createPassedOver();
		for (const question of oldestFirst.slice(0, AT_ONCE)) {
			const { issue = '' } = question;
			const key = tracker.keyOf(issue);
			tried.set(issue, clock.now());
			if (key === undefined) continue;
			const thread = await tracker.read(key, stop.signal).catch((error: unknown) => {
				log.warn(`${issue}: ${passedOver.failed(error).message}`);
				return undefined;
			});
			looked.set(issue, clock.now());
			if (!thread) continue;
			passedOver.read();
			const pm = objectiveById?.get(question.objective ?? '')?.pm;
			const isAgreed = isAllowed(codeOf(store, question), channel);
			const nonce = Math.random().toString(36).slice(2, 14).padEnd(6, '0');
			const entries = await entriesOf({
				question,
				thread,
				people: config?.people ?? [],
				pms,
				...(pm ? { pm } : {}),
				spec,
				channel: CHANNEL_NAMES[channel.kind],
				...(author ? { author } : {}),
				...(isAgreed ? { post: { place: channelPlace(channel), now: clock.now(), nonce } } : {}),
			});
			if (entries.length > 0) await take(entries);
		}
		passedOver.end();
		tell(channel, { kind: 'read', at: clock.now() });
	};

	/** The server has said when it may be asked again. */
	const isToWait = (channel: Channel) => {
		const standing = standings.get(channelPlace(channel));
		return standing?.kind === 'failed' && (standing.failure.retryAt ?? 0) > clock.now();
	};

	return {
		of,
		isAllowed,
		allow: (code, channel) => memory.set(CONSENTS, [...new Set([...consents(), consentOf(code, channel)])]),
		withdraw: (channel) =>
			memory.set(
				CONSENTS,
				consents().filter((consent) => !isFor(channel)(consent)),
			),
		async sync(stores) {
			for (const store of stores) {
				const channel = of(store).find(isIssueChannel);
				if (!channel || isToWait(channel)) continue;
				try {
					await lookAt(store, channel);
				} catch (error) {
					if (isCancelled(error)) return;
					const failure =
						error instanceof Failure ? error : new Failure('bad-response', 'unexpected', { cause: error });
					if (error instanceof Failure) log.warn(`${channelPlace(channel)}: ${failure.message}`);
					else log.error(channelPlace(channel), error);
					tell(channel, { kind: 'failed', failure, at: clock.now() });
				}
			}
		},
		standing: (channel) => standings.get(channelPlace(channel)),
		onDidChange: changed.event,
		dispose() {
			stop.abort();
			changed.dispose();
		},
	};
}

function isLatelyResolved({ messages }: Question, now: number): boolean {
	const at = messages.findLast(({ kind }) => kind === 'resolved')?.at;
	return at !== undefined && now - Date.parse(at) < RESOLVED_MS;
}

/** Without `repo:` it is the spec repo itself, where that is on the same forge. */
function withRepo(channel: Channel, { source: { address } }: SpecStore): Channel | undefined {
	if (channel.kind !== 'github' && channel.kind !== 'gitlab') return channel;
	if (channel.repo !== undefined) return channel;
	if (address.kind !== 'remote') return undefined;
	const host = new URL(channel.url).hostname;
	const isThere = new RegExp(`^(?:(?:https?|ssh)://)?(?:[^@/]*@)?${host.replaceAll('.', '\\.')}[:/]`, 'i').test(
		address.url,
	);
	const repo = isThere ? nameOfRemote(address.url) : undefined;
	return repo === undefined ? undefined : { ...channel, repo };
}
