import type { CodeRepo } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import type { CommitFacts } from '../core/link.ts';
import { exitCodeOf } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Command } from './arguments.ts';
import { CannotKnow } from './cannotKnow.ts';
import { incompleteSpec, SHALLOW } from './incomplete.ts';
import type { CommitsJson, NamedCommitJson } from './json.ts';
import { commitsText } from './listText.ts';
import type { NamedCommit } from './listText.ts';
import type { Session } from './session.ts';
import { jsonText, toCodeJson, toCommitJson, toMentionJson, toSpecJson } from './toJson.ts';

/** Git takes no greater number. */
const ALL = 2 ** 31 - 1;

/** `tandem commits [RANGE]` */
export async function commitsCommand(
	session: Session,
	{ range, limit = ALL }: Extract<Command, { name: 'commits' }>,
): Promise<Answer> {
	const context = await session.codeRepo();
	if (!context) throw new CannotKnow('outside-repository', `${session.codeDir} is in no git repository.`);
	const [spec, found] = await Promise.all([
		session.readSpec(context),
		readCommits(session, context.repo, { range, limit }),
	]);
	const rules = await session.rulesFor(context, spec.store, spec.snapshot);
	const commits: readonly NamedCommit[] = found.map((commit) => ({ commit, naming: rules.naming(commit) }));
	const counts = {
		commits: commits.length,
		named: commits.filter(({ naming }) => naming.mentions.length > 0).length,
		none: commits.filter(({ naming }) => naming.none).length,
	};
	const isCut = context.head.shallow && commits.length < limit;
	const notes = [...incompleteSpec(spec), ...(isCut ? [`Older commits are missing. ${SHALLOW}`] : [])];
	const head: Omit<CommitsJson, 'commits'> = {
		tandem: 1,
		command: 'commits',
		code: toCodeJson(context),
		spec: toSpecJson(spec),
		range,
		counts,
	};
	return {
		exitCode: exitCodeOf(counts.named > 0, notes),
		notes,
		text: () => commitsText(commits, counts),
		json: () => streamed(head, commits),
	};
}

async function readCommits(
	{ machine }: Session,
	repo: CodeRepo,
	{ range, limit }: { readonly range?: string; readonly limit: number },
): Promise<readonly CommitFacts[]> {
	try {
		return await machine.ports.codeRepos.commits(repo, range, limit);
	} catch (error) {
		if (!(error instanceof Failure) || error.kind !== 'unknown-ref') throw error;
		throw new CannotKnow('unknown-range', `${error.detail}. Write a commit, A..B or A...B.`);
	}
}

/** The object with its commits one a line, so that a long history is never one string. */
function* streamed(head: Omit<CommitsJson, 'commits'>, commits: readonly NamedCommit[]): Generator<string> {
	yield `${jsonText(head).slice(0, -1)},"commits":[`;
	for (const [index, commit] of commits.entries()) {
		yield `${jsonText(toNamedJson(commit))}${index < commits.length - 1 ? ',' : ''}`;
	}
	yield ']}';
}

function toNamedJson({ commit, naming }: NamedCommit): NamedCommitJson {
	return {
		...toCommitJson(commit),
		objectives: naming.mentions.map((mention) => ({ id: mention.objective, ...toMentionJson(mention) })),
		none: naming.none && { reason: naming.none.reason, words: naming.none.words },
	};
}
