import type { Objective } from './objective.ts';
import { type ListedPattern, createListIndex } from './patternIndex.ts';
import { type PatternSyntax, parsePattern } from './patternSyntax.ts';
import type { RepoPath } from './repoPath.ts';

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

type RatedPattern = Omit<ListedPattern<PatternMatch>, 'rank'> & { readonly specificity: readonly number[] };

/**
 * Reads the rules of `objectives` that hold for the code repo named `repoName`: those without `repo`, and those whose `repo` is that name (in any
 * case). All of one objective are one .gitignore, in order: the last pattern that matches decides, `!` takes out, and below a folder that is
 * matched nothing can be taken out.
 *
 * More specific is: more segments without wildcard, then more literal characters, then no wildcard over `*` over `**`, then a rule for
 * this repo by name, then the objective that comes first.
 */
export function createPatternIndex(objectives: readonly Objective[], repoName: string | undefined): PatternIndex {
	const rated = objectives.flatMap((objective, list) => patternsOf(objective, list, repoName)).sort(bySpecificity);
	const index = createListIndex(rated.map((pattern, rank) => ({ ...pattern, rank })));
	return { match: (path) => index.deciding(path) };
}

function patternsOf(objective: Objective, list: number, repoName: string | undefined): RatedPattern[] {
	const patterns: RatedPattern[] = [];
	for (const { repo, patterns: texts } of objective.code) {
		if (repo !== undefined && repo.toLowerCase() !== repoName?.toLowerCase()) continue;
		for (const { text, line } of texts) {
			const syntax = parsePattern(text);
			if (!syntax) continue;
			patterns.push({
				list,
				order: patterns.length,
				syntax,
				value: {
					objective: objective.id,
					pattern: text,
					specFile: objective.source.head ?? objective.source.file,
					specLine: line,
				},
				specificity: [...specificityOf(syntax), repo === undefined ? 0 : 1, -list],
			});
		}
	}
	return patterns;
}

function specificityOf({ body, literal }: PatternSyntax): readonly number[] {
	const segments = body.split('/');
	const plain = segments.filter((segment) => !/[*?[]/.test(segment)).length;
	const characters = body.replaceAll(/\[[^\]]*\]|[*?/\\]/g, '').length;
	return [plain, characters, literal === body.length ? 2 : segments.includes('**') ? 0 : 1];
}

function bySpecificity(one: RatedPattern, other: RatedPattern): number {
	for (const [at, value] of one.specificity.entries()) {
		const difference = (other.specificity[at] ?? 0) - value;
		if (difference !== 0) return difference;
	}
	return 0;
}
