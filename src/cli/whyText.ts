import { evidenceSentence, plainText } from '../app/evidenceSentences.ts';
import type { EvidencePlace } from '../app/evidenceSentences.ts';
import { count, formatShare, healthWord, periodText, relativeTime, statusWord } from '../app/words.ts';
import type { CommitFacts, Evidence, LineAnswer } from '../core/link.ts';
import type { Objective } from '../core/objective.ts';
import type { FileSummary, ObjectiveShare } from './fileSummary.ts';
import { safeText, textTable } from './textTable.ts';

/** What the answer is about. */
export interface WhyPlace extends EvidencePlace {
	/** By id: the objectives of the snapshot that gave the answer. */
	readonly objectives: ReadonlyMap<string, Objective>;
}

/** The answer for one line, for people. */
export function whyLineText(line: number, answer: LineAnswer, place: WhyPlace): readonly string[] {
	const entries = answer.links.flatMap(({ objective, evidence }) => ['', ...objectiveText(objective, evidence, place)]);
	return [safeText(`${place.path}:${line}`), ...verdict(answer, place), ...entries];
}

/** The answer for a whole file, for people. */
export function whyFileText(summary: FileSummary, place: WhyPlace): readonly string[] {
	const { lineCount, objectives } = summary;
	const rest = REST.flatMap(([kind, words]) => {
		const lines = summary[kind];
		return lines === 0 ? [] : [[words, count(lines, 'line'), formatShare(lines / lineCount)]];
	});
	return [
		safeText(`${place.path}, ${count(lineCount, 'line')}`),
		...(objectives.length === 0 ? ['No objective known.'] : []),
		...objectives.flatMap((share) => ['', ...shareText(share, lineCount, place)]),
		...(rest.length > 0 && objectives.length > 0 ? ['', ...textTable(rest)] : []),
	];
}

const REST = [
	['none', 'No objective, on purpose'],
	['unlinked', 'Not linked'],
	['unknown', 'Not known'],
] as const;

function verdict(answer: LineAnswer, place: WhyPlace): readonly string[] {
	switch (answer.kind) {
		case 'linked':
			return [];
		case 'none':
			return [
				safeText(`No objective, on purpose: ${commitText(answer.commit, place)} says ${answer.words}`),
				...(answer.links.length > 0 ? ["The PM's patterns cover this file for:"] : []),
			];
		case 'unlinked':
			return [
				answer.history.kind === 'commit'
					? safeText(`No objective known. Last changed by ${commitText(answer.history.commit, place)}`)
					: 'No objective known. This line is not committed yet.',
			];
		case 'unknown':
			return ['It cannot be known.'];
	}
}

function shareText(share: ObjectiveShare, lineCount: number, place: WhyPlace): readonly string[] {
	const [strongest, ...others] = share.evidence;
	const lines =
		share.lines > 0
			? `${count(share.lines, 'line')}, ${formatShare(share.lines / lineCount)}`
			: `behind others on ${count(share.alsoLines, 'line')}`;
	return [
		...objectiveText(share.objective, [strongest.evidence], place, lines),
		...(others.length > 0 ? [`  and ${count(others.length, 'more piece')} of evidence`] : []),
	];
}

function objectiveText(id: string, evidence: readonly Evidence[], place: WhyPlace, note?: string): readonly string[] {
	const objective = place.objectives.get(id);
	const facts = [note, ...(objective ? factsOf(objective) : [])].filter((fact) => fact !== undefined);
	return [
		`${safeText(id)}  ${safeText(objective?.title ?? '')}`,
		...(facts.length > 0 ? [`  ${safeText(facts.join(' · '))}`] : []),
		...evidence.map((one) => `  ${safeText(plainText(evidenceSentence(one, place)))}`),
	];
}

function factsOf({ status, statusText, health, period, pm }: Objective): readonly (string | undefined)[] {
	return [
		status ? statusWord(status) : statusText,
		health && healthWord(health),
		periodText(period),
		pm && `PM ${pm.name}`,
	];
}

function commitText({ hash, subject, author, time }: CommitFacts, { now }: WhyPlace): string {
	return `${hash.slice(0, 7)} ${subject} (${author}, ${relativeTime(time * 1000, now)})`;
}
