import type { Objective } from '../core/objective.ts';
import { baseName } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { Reason, Suggestion } from '../core/suggest/suggestions.ts';
import { yamlWord } from '../core/yamlWord.ts';
import type { FileSuggestions } from './objectiveSuggestions.ts';
import { count, formatValue, relativeTime } from './words.ts';

/** How suggestions read to a person. They are never told as links: each says what speaks for it, and how much that is. */

/** What the suggestions are worth, above the list; where nothing stands out it says so plainly. */
export function standingText({ standing, covering }: FileSuggestions, path: RepoPath): string {
	const file = baseName(path);
	if (standing === 'clear') return `${file} most likely serves the first of these`;
	if (standing === 'several') return `${file} may serve one of these`;
	if (covering.size > 0) return `None stands out besides the one whose pattern covers ${file}`;
	return `Tandem does not know which objective ${file} serves`;
}

/** Why it does not know, in a row of its own. */
export function unknownText({ candidates }: FileSuggestions): string {
	return candidates.length === 0
		? 'Neither its words nor its history speak for any objective.'
		: 'Those below only have a little in common with it.';
}

/** What was looked at: `From 14 objectives and 101 commits, 58 of which name an objective`. */
export function basisText({ commits, linkedCommits, partial }: FileSuggestions, objectives: number): string {
	const looked = partial ? `the newest ${count(commits, 'commit')}` : count(commits, 'commit');
	const named =
		linkedCommits === 0
			? 'none of which names an objective: only words can speak'
			: `${formatValue(linkedCommits)} of which ${verb(linkedCommits)} an objective`;
	return `From ${count(objectives, 'objective')} and ${looked}, ${named}`;
}

/** The strongest reasons in one line. */
export function reasonsText({ reasons }: Suggestion, now: number): string {
	return reasons
		.slice(0, SHOWN)
		.map((reason) => reasonText(reason, now))
		.join(' · ');
}

const SHOWN = 3;

/** `now` in milliseconds since 1970. */
function reasonText(reason: Reason, now: number): string {
	switch (reason.kind) {
		case 'words':
			return `In common: ${reason.words.join(', ')}`;
		case 'path':
			return `In its path: ${reason.words.join(', ')}`;
		case 'said':
			return `Commits for it say ${reason.words.join(', ')}`;
		case 'file':
			return `${count(reason.commits, 'commit')} of this file ${verb(reason.commits)} it`;
		case 'folder':
			return `${count(reason.commits, 'commit')} in ${reason.path}/ ${verb(reason.commits)} it`;
		case 'together':
			return `Changes with ${reason.files.map(({ path }) => baseName(path)).join(', ')}`;
		case 'author':
			return 'Its last author worked on it';
		case 'recent':
			return `Worked on ${relativeTime(reason.at * 1000, now)}`;
		case 'period':
			return `Most work is for ${reason.period} now`;
	}
}

function verb(commits: number): string {
	return commits === 1 ? 'names' : 'name';
}

/** A question to the PM that holds the pattern to be written, if the answer is yes. */
export function placingQuestion(
	{ id, title, source }: Objective,
	path: RepoPath,
	{ pattern, reasons }: { readonly pattern: string; readonly reasons: string },
): { readonly title: string; readonly whyItMatters: string } {
	return {
		title: `Does ${path} serve ${id}?`,
		whyItMatters: [
			`Nothing links this file to an objective yet. Tandem suggests ${id} (${title.trim()}), by words and history alone: ${reasons}.`,
			`If it does, this entry of the \`code:\` list in ${source.head ?? source.file} says so from then on:`,
			`\`\`\`yaml\ncode:\n  - ${yamlWord(pattern)}\n\`\`\``,
		].join('\n\n'),
	};
}
