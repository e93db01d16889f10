import type { Objective } from './objective.ts';
import { type ListedPattern, listIndexInSteps } from './patternIndex.ts';
import { PATTERN_LIMIT, type PatternSyntax, parsePattern } from './patternSyntax.ts';
import type { RepoPath } from './repoPath.ts';
import { type Steps, finish } from './steps.ts';

/** A PM's pattern covers a file. */
export interface PatternMatch {
	readonly objective: string;
	/** As written in the objective's file. */
	readonly pattern: string;
	readonly specFile: RepoPath;
	/** From 1. */
	readonly specLine: number;
}

/** The `code:` rules of all objectives that hold for one code repo. */
export interface PatternIndex {
	/** The objectives whose rules cover the file at `path`, each once with the pattern that decided, most specific first. */
	match(path: RepoPath): readonly PatternMatch[];
}

type RatedPattern = { -readonly [Key in keyof ListedPattern<PatternMatch>]: ListedPattern<PatternMatch>[Key] };

/**
 * Reads the rules of `objectives` that hold for the code repo named `repoName`: those without `repo`, and those whose `repo` is that name (in any
 * case). All of one objective are one .gitignore, in order: the last pattern that matches decides, `!` takes out, and below a folder that is
 * matched nothing can be taken out.
 *
 * More specific is: more segments without wildcard, then more literal characters, then no wildcard over `*` over `**`, then a rule for
 * this repo by name, then the objective that comes first.
 */
export function createPatternIndex(objectives: readonly Objective[], repoName: string | undefined): PatternIndex {
	return finish(patternIndexInSteps(objectives, repoName));
}

/** `createPatternIndex`, an objective or some patterns at each step. */
export function* patternIndexInSteps(
	objectives: readonly Objective[],
	repoName: string | undefined,
): Steps<PatternIndex> {
	// In order of their objectives: of equally specific ones the first goes first.
	const bySpecificity = new Map<number, RatedPattern[]>();
	for (const [list, objective] of objectives.entries()) {
		for (const { specificity, pattern } of patternsOf(objective, list, repoName)) {
			const equals = bySpecificity.get(specificity);
			if (equals) equals.push(pattern);
			else bySpecificity.set(specificity, [pattern]);
		}
		yield;
	}
	const ranked: RatedPattern[] = [];
	for (const specificity of [...bySpecificity.keys()].sort((one, other) => other - one)) {
		for (const pattern of bySpecificity.get(specificity) ?? []) {
			pattern.rank = ranked.length;
			ranked.push(pattern);
		}
		yield;
	}
	const index = yield* listIndexInSteps(ranked);
	return { match: (path) => index.deciding(path) };
}

function patternsOf(
	objective: Objective,
	list: number,
	repoName: string | undefined,
): { specificity: number; pattern: RatedPattern }[] {
	const patterns: { specificity: number; pattern: RatedPattern }[] = [];
	for (const { repo, patterns: texts } of objective.code) {
		if (repo !== undefined && repo.toLowerCase() !== repoName?.toLowerCase()) continue;
		for (const { text, line } of texts) {
			const syntax = parsePattern(text);
			if (!syntax) continue;
			const value: PatternMatch = {
				objective: objective.id,
				pattern: text,
				specFile: objective.source.head ?? objective.source.file,
				specLine: line,
			};
			patterns.push({
				specificity: 2 * specificityOf(syntax) + (repo === undefined ? 0 : 1),
				pattern: { list, order: patterns.length, rank: 0, syntax, value },
			});
		}
	}
	return patterns;
}

/** A number that is higher for a more specific pattern; its parts are bounded by `PATTERN_LIMIT`. */
function specificityOf({ body, literal }: PatternSyntax): number {
	const segments = body.split('/');
	const plain = segments.filter((segment) => !/[*?[]/.test(segment)).length;
	const characters = body.replaceAll(/\[[^\]]*\]|[*?/\\]/g, '').length;
	const wildcards = literal === body.length ? 2 : segments.includes('**') ? 0 : 1;
	return (plain * MOST_BYTES + characters) * 3 + wildcards;
}

/** More than a pattern has: each of its characters is three bytes at most. */
const MOST_BYTES = 4 * PATTERN_LIMIT;
