import { decodeText } from '../core/decodeText.ts';
import type { LinkRules } from '../core/linkRules.ts';
import type { Objective, Person } from '../core/objective.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { fade } from '../core/suggest/fading.ts';
import { createSuggestModel } from '../core/suggest/suggestModel.ts';
import type { SuggestModel } from '../core/suggest/suggestModel.ts';
import type { Suggestions } from '../core/suggest/suggestions.ts';
import { readWords } from '../core/suggest/words.ts';
import { fileQuery } from '../core/suggest/workQuery.ts';
import { createBreather } from './breather.ts';
import type { RepoContext } from './codeContexts.ts';
import { inTurns } from './inTurns.ts';
import type { ChangedCommit, CodeRepo } from './ports.ts';
import type { SpecStore } from './specStore.ts';
import type { Why } from './why.ts';

/** A code file of which it is asked which objective it may serve. */
export interface FileToPlace {
	readonly context: RepoContext;
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	readonly path: RepoPath;
	readonly text: string;
	/** It holds edits that are not saved. */
	readonly edited: boolean;
}

export interface FileSuggestions extends Suggestions {
	/** Commits that were looked at, and how many of them name an objective. */
	readonly commits: number;
	readonly linkedCommits: number;
	/** There are older commits that were not looked at. */
	readonly partial: boolean;
	/** Objectives of which a pattern covers the file already. */
	readonly covering: ReadonlySet<string>;
}

/** Suggests objectives for code that has no link. */
export interface ObjectiveSuggestions {
	/** Reads objectives and commits where they have changed since the last time. Rejects with a `Failure`, or when `signal` fires. */
	forFile(file: FileToPlace, signal: AbortSignal): Promise<FileSuggestions>;
}

export interface ObjectiveSuggestionsDeps {
	/** The newest commits of the repository with their files, oldest first, at most `limit`; none before the first commit. */
	readonly pastCommits: (context: RepoContext, limit: number, signal: AbortSignal) => Promise<readonly ChangedCommit[]>;
	readonly rulesFor: Why['rulesFor'];
	/** Who works here. */
	readonly identity: (repo: CodeRepo) => Promise<Person | undefined>;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Lets the host do other things. */
	readonly pause: () => Promise<void>;
}

/** The newest ones say what is worked on; a thousand of them take git a tenth of a second. */
export const COMMIT_LIMIT = 5_000;
/** Candidates: nobody reads more. */
const LIMIT = 5;
/** Messages of the file's newest commits that count as its words. */
const MESSAGES = 10;
const TEXT_LIMIT = 1_000_000;
const MONTH = 30 * 86_400;
const BUDGET_MS = 8;
/** Files of the spec repo that are read at a time. */
const BATCH = 200;

/** What is learnt from one state of a spec repo and a code repo. */
interface Learnt {
	readonly snapshot: SpecSnapshot;
	readonly root: string;
	readonly commit: string | undefined;
	readonly model: SuggestModel;
	readonly commits: number;
	/** The newest commits of each file, oldest first. */
	readonly commitsOf: ReadonlyMap<RepoPath, readonly ChangedCommit[]>;
}

/** Only the state that was asked for last is kept. */
export function createObjectiveSuggestions(deps: ObjectiveSuggestionsDeps): ObjectiveSuggestions {
	let last: Learnt | undefined;
	const breather = () => createBreather({ now: deps.now, pause: deps.pause, budgetMs: BUDGET_MS });

	const learn = async (file: FileToPlace, rules: LinkRules, signal: AbortSignal): Promise<Learnt> => {
		const { context, store, snapshot } = file;
		const pause = breather();
		const breathe = async () => {
			await pause();
			signal.throwIfAborted();
		};
		const commits = await deps.pastCommits(context, COMMIT_LIMIT, signal);
		const texts = await readFileTexts(store, snapshot.objectives, signal, breathe);
		const linkedTo = (path: RepoPath) => rules.patterns.match(path).map(({ objective }) => objective);
		const fileText = ({ source }: Objective) => texts.get(source.file);
		const model = await inTurns(createSuggestModel({ ...snapshot, fileText, linkedTo }), breathe);
		const commitsOf = new Map<RepoPath, ChangedCommit[]>();
		for (const commit of commits) {
			const { mentions } = rules.naming({ ...commit, subject: commit.message });
			model.learn({ ...commit, objectives: mentions.map(({ objective }) => objective) });
			for (const path of commit.files) {
				const own = commitsOf.get(path) ?? [];
				commitsOf.set(path, own);
				own.push(commit);
				if (own.length > MESSAGES) own.shift();
			}
			await breathe();
		}
		const { repo, head } = context;
		return { snapshot, root: repo.root, commit: head.commit, model, commits: commits.length, commitsOf };
	};

	return {
		async forFile(file, signal) {
			const { context, store, snapshot, path } = file;
			const { repo, head } = context;
			const rules = await deps.rulesFor(context, store, snapshot);
			const isKnown = last?.snapshot === snapshot && last.root === repo.root && last.commit === head.commit;
			const learnt = isKnown && last ? last : await learn(file, rules, signal);
			last = learnt;
			const breathe = breather();
			const text = await inTurns(readWords(file.text.slice(0, TEXT_LIMIT)), breathe);
			const own = learnt.commitsOf.get(path) ?? [];
			const when = await timeOf(file, own.at(-1), deps);
			const query = fileQuery({ path, text, messages: own.map(({ message }) => message), ...when });
			const suggestions = await inTurns(learnt.model.suggest(query, LIMIT), breathe);
			signal.throwIfAborted();
			return {
				...suggestions,
				commits: learnt.commits,
				linkedCommits: learnt.model.linkedCommits(),
				partial: head.shallow || learnt.commits >= COMMIT_LIMIT,
				covering: new Set(rules.patterns.match(path).map(({ objective }) => objective)),
			};
		},
	};
}

/** A file that is being written is the user's work of today; any other is that of its last author, and the older the less it says who works on what. */
async function timeOf(
	{ context, edited }: FileToPlace,
	newest: ChangedCommit | undefined,
	{ identity, now }: Pick<ObjectiveSuggestionsDeps, 'identity' | 'now'>,
): Promise<{ readonly author?: string; readonly time: number; readonly fresh: number }> {
	const time = now() / 1000;
	if (newest && !edited) return { author: newest.author, time, fresh: fade(time - newest.time, MONTH) };
	const author = (await identity(context.repo))?.email?.toLowerCase();
	return { ...(author === undefined ? {} : { author }), time, fresh: 1 };
}

/** The whole texts of the objectives' files: many formats have sections that no part of an objective holds. */
async function readFileTexts(
	{ source }: SpecStore,
	objectives: readonly Objective[],
	signal: AbortSignal,
	breathe: () => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
	const tree = await source.open(signal);
	const files = [...new Set(objectives.map((objective) => objective.source.file))];
	const texts = new Map<string, string>();
	for (let at = 0; at < files.length; at += BATCH) {
		for (const [file, bytes] of await tree.readBytes(files.slice(at, at + BATCH), signal)) {
			const text = decodeText(file, bytes).value;
			if (text !== undefined) texts.set(file, text);
			await breathe();
		}
	}
	return texts;
}
