import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import type { Question } from '../core/question.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import { createActivities } from './activities.ts';
import type { Activities } from './activities.ts';
import { createAnchorPlaces } from './anchorPlaces.ts';
import type { AnchorPlaces, AnchorPlacesDeps } from './anchorPlaces.ts';
import { createBreather } from './breather.ts';
import { takeOver } from './channels/takeOver.ts';
import { createChannels } from './channels/channels.ts';
import type { Channels, ChannelsDeps } from './channels/channels.ts';
import { createCodeContexts } from './codeContexts.ts';
import type { CodeContexts } from './codeContexts.ts';
import type { FoundSpec } from './findSpec.ts';
import { createHistories } from './histories.ts';
import { createHistoryReader } from './historyReader.ts';
import type { HistoryReader } from './historyReader.ts';
import type { Histories } from './histories.ts';
import { createKeyResultTrends } from './keyResultTrends.ts';
import type { KeyResultTrends } from './keyResultTrends.ts';
import { knownQuestions, readableOutbox } from './knownQuestions.ts';
import { sending } from './loadedLater.ts';
import { createObjectiveNews } from './objectiveNews.ts';
import type { ObjectiveNews } from './objectiveNews.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import { codeOf } from './questionPlace.ts';
import type { Clock, CodeHistories, CodeRepos, Log, OutboxStore, SpecSource } from './ports.ts';
import type { KnownQuestion } from './questionViews.ts';
import { createSpecStore } from './specStore.ts';
import type { SpecStore } from './specStore.ts';
import { createUnread } from './unread.ts';
import type { Memory, Unread } from './unread.ts';
import { createWhy } from './why.ts';
import type { Why } from './why.ts';

/** The world, as the use cases need it. */
export interface TandemPorts {
	readonly codeRepos: CodeRepos;
	readonly codeHistories: CodeHistories;
	readonly createSource: (address: SpecAddress) => SpecSource;
	/** Makes what reads one spec repo; it remembers what it has parsed. */
	readonly createRead: () => SpecStore['read'];
	/** Where the spec repo is of the code at `root` (undefined: of a workspace without code). */
	readonly findSpec: (root: string | undefined, codeConfig: string | undefined) => Promise<FoundSpec>;
	readonly outbox: OutboxStore;
	readonly memory: Memory;
	/** Absent: nobody can sign in here, so that nothing goes to channels. */
	readonly connectChannel?: ChannelsDeps['connect'];
	/** Absent: there is no editor. */
	readonly openDocument?: AnchorPlacesDeps['openDocument'];
	readonly clock: Clock;
	/** Lets the host do other things, in the middle of long work. */
	readonly pause: () => Promise<void>;
	readonly log: Log;
	/** Whether this workspace is trusted. As long as it is not, nothing is looked at, no git runs and nothing is sent. */
	readonly allowed: () => boolean;
}

/** One running Tandem: what a window (or a command) works with. It does nothing until it is asked or started. */
export interface Tandem extends Disposable {
	readonly contexts: CodeContexts;
	readonly histories: Histories;
	readonly why: Why;
	readonly activities: Activities;
	/** Where the code of questions is now. */
	readonly anchorPlaces: AnchorPlaces;
	readonly history: HistoryReader;
	readonly trends: KeyResultTrends;
	readonly outbox: Outbox;
	readonly channels: Channels;
	readonly unread: Unread;
	/** What changed of the objectives of the user's code. */
	readonly news: ObjectiveNews;
	/** The spec repos in use, in the order in which they were found. */
	specs(): readonly SpecStore[];
	specByKey(key: string): SpecStore | undefined;
	questions(store: SpecStore): readonly KnownQuestion[];
	/** The answers of this question were looked at. */
	markSeen(store: SpecStore, question: Question): void;
	/** Looks where the folders belong and starts reading their spec repos; resolves when it is known which there are. */
	start(folders: readonly string[]): Promise<void>;
	/** Looks at everything again: repositories, spec repos, failed histories, the outbox. Never rejects. */
	refresh(): Promise<void>;
	/** These files are on the screen: what is being found out about others only is stopped. */
	lookAt(osPaths: readonly string[]): void;
	/** Whether `start` has found out which spec repos there are. */
	isStarted(): boolean;
	/** Anything that can be shown has changed. */
	readonly onDidChange: Event<void>;
	/** Questions of mine that got an answer since it was last looked. */
	readonly onDidAnswer: Event<{ readonly store: SpecStore; readonly questions: readonly Question[] }>;
}

/** The name of no file. */
const ANY_FILE = '.tandem-any-file';
/** How long ago the user's own commits are lately. */
const OWN_WORK_MS = 30 * 86_400_000;
/** Half of what makes an editor stutter: the other half is for the step that is under way. */
const BUDGET_MS = 8;

/** Wires the use cases together. */
export function createTandem(ports: TandemPorts): Tandem {
	const { codeRepos, clock, log } = ports;
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const answered = disposables.add(createEmitter<{ store: SpecStore; questions: readonly Question[] }>());
	const stores = new Map<string, SpecStore>();
	const unread = createUnread(ports.memory);
	const news = createObjectiveNews(ports.memory, clock);
	const fire = () => changed.fire();
	let folders: readonly string[] = [];
	let started = false;
	let email: string | undefined;
	let withoutCode: SpecStore | undefined;

	const storeOf = (address: SpecAddress): SpecStore => {
		const key = specKey(address);
		const known = stores.get(key);
		if (known) return known;
		const store = disposables.add(
			createSpecStore({ source: ports.createSource(address), read: ports.createRead(), clock, log }),
		);
		stores.set(key, store);
		disposables.add(
			store.onDidChange((state) => {
				if (state.kind === 'ready') {
					const answers = unread.observe(key, state.snapshot.questions);
					if (answers.length > 0) answered.fire({ store, questions: answers });
					if (!state.progress) news.arrived(store);
				}
				history.look();
				fire();
			}),
		);
		void store.refresh().then(() => outbox.flush());
		return store;
	};

	const contexts = disposables.add(
		createCodeContexts({ codeRepos, findSpec: ports.findSpec, storeOf, log, allowed: ports.allowed }),
	);
	const histories = disposables.add(createHistories({ codeRepos, log }));
	const why = disposables.add(createWhy({ contexts, histories, clock, log, pause: ports.pause }));
	const { rulesFor } = why;
	const history = disposables.add(
		createHistoryReader({ histories: ports.codeHistories, contexts, rulesFor, clock, log }),
	);
	disposables.add(contexts.onDidChange(history.look));
	/** What the user committed lately concerns him, also while it is not open. */
	const watchOwnWork = () => {
		if (email === undefined) return;
		for (const store of stores.values()) news.watch(store, history.namedBy(store, email, clock.now() - OWN_WORK_MS));
	};
	disposables.add(history.onDidChange(watchOwnWork));
	const activities = disposables.add(
		createActivities({ codeRepos, contexts, rulesFor, clock, log, pause: ports.pause }),
	);
	const breathe = createBreather({ now: clock.now, pause: ports.pause, budgetMs: BUDGET_MS });
	const { openDocument = () => undefined } = ports;
	const anchorPlaces = disposables.add(createAnchorPlaces({ codeRepos, openDocument, breathe, clock, log }));
	const trends = disposables.add(createKeyResultTrends({ breathe, log }));
	const { connectChannel: connect = async () => undefined } = ports;
	const refused = new Map<string, OutboxEntry>();
	const channels: Channels = disposables.add(
		createChannels({
			connect,
			entriesOf: async (input) => (await sending()).threadEntries(input),
			take: (entries) => takeOver(outbox, entries, refused),
			identity: () => codeRepos.identity(contexts.known()[0]?.repo),
			codeOf: (store, question) => codeOf(contexts.known(), store, question),
			isMine: unread.isMine,
			memory: ports.memory,
			clock,
			log,
		}),
	);
	const readable = readableOutbox(ports.outbox);
	const outbox: Outbox = disposables.add(
		createOutbox({
			store: readable.store,
			specs: () => [...stores.values()],
			send: async (...what) => {
				const { createSend } = await sending();
				return createSend({ channelsOf: channels.of, isAllowed: channels.isAllowed, connect })(...what);
			},
			onDidWrite: news.recorded,
			clock,
			log,
		}),
	);
	for (const part of [news, why, activities, anchorPlaces, trends, outbox, channels])
		disposables.add(part.onDidChange(fire));

	const lookAtFolders = async () => {
		// A folder has no path in its own repository; a file of it has one, even if there is no such file (and so no link that leads elsewhere).
		await Promise.all(folders.map((folder) => contexts.locate(`${folder}/${ANY_FILE}`)));
		withoutCode = undefined;
		if (contexts.known().some(({ spec }) => spec.kind !== 'none')) return;
		// A window on the spec repo alone, or a setting without any code: there is still something to show.
		const found = await ports.findSpec(undefined, undefined);
		withoutCode = found.address && storeOf(found.address);
	};

	/** Lets go of spec repos that nothing names any more, after a setting or `.tandem.yml` changed. */
	const prune = () => {
		const used = new Set(contexts.known().map(({ spec }) => (spec.kind === 'store' ? spec.store : undefined)));
		used.add(withoutCode);
		for (const [key, store] of stores) {
			if (used.has(store)) continue;
			stores.delete(key);
			activities.forget(store);
			trends.forget(store);
			store.dispose();
		}
	};

	const readIdentity = async () => {
		const [first] = contexts.known();
		const identity: Person | undefined = await codeRepos.identity(first?.repo);
		email = identity?.email;
		unread.setIdentity(email);
		watchOwnWork();
	};

	return {
		contexts,
		histories,
		why,
		activities,
		anchorPlaces,
		history,
		trends,
		outbox,
		channels,
		unread,
		news,
		specs: () => [...stores.values()],
		specByKey: (key) => stores.get(key),
		markSeen(store, question) {
			unread.markSeen(specKey(store.source.address), question);
			fire();
		},
		questions: (store) =>
			knownQuestions(store, [...outbox.entries(), ...refused.values()], unread.isUnread, readable.read),
		async start(wanted) {
			folders = wanted;
			if (!ports.allowed()) return;
			// What waits is shown at once, however long the spec repo takes.
			void outbox.load();
			try {
				await lookAtFolders();
				await readIdentity();
			} catch (error) {
				log.error('starting', error);
			}
			started = true;
			fire();
		},
		async refresh() {
			if (!ports.allowed()) return;
			histories.retryFailed();
			activities.retryFailed();
			anchorPlaces.retryFailed();
			history.retry();
			trends.retryFailed();
			try {
				await contexts.refresh();
				await lookAtFolders();
				prune();
				await readIdentity();
			} catch (error) {
				log.error('refreshing', error);
			}
			await Promise.all([...stores.values()].map((store) => store.refresh()));
			await outbox.flush();
			await channels.sync([...stores.values()]);
		},
		lookAt(osPaths) {
			const shown = osPaths.map((osPath) => contexts.get(osPath));
			histories.keepOnly(
				shown.flatMap((file) => (file.kind === 'in-repo' ? [{ root: file.context.repo.root, path: file.path }] : [])),
			);
		},
		isStarted: () => started,
		onDidChange: changed.event,
		onDidAnswer: answered.event,
		dispose: () => disposables.dispose(),
	};
}
