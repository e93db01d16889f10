import { count } from '../app/words.ts';
import type { KnownWhy } from '../app/why.ts';
import { specKey } from '../core/gitAddress.ts';
import type { LineAnswer } from '../core/link.ts';
import { exitCodeOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { CannotKnow } from './cannotKnow.ts';
import { readCodeFile } from './codeFile.ts';
import { isBoundary, summarizeFile } from './fileSummary.ts';
import type { FileSummary } from './fileSummary.ts';
import type { AnswerKind, WhyFileJson, WhyLineJson } from './json.ts';
import type { ReadSpec, Session } from './session.ts';
import { incompleteSpec, SHALLOW } from './incomplete.ts';
import { jsonText, toCodeJson, toEvidenceJson, toHistoryJson, toObjectiveJson, toSpecJson } from './toJson.ts';
import { whyFileText, whyLineText } from './whyText.ts';
import type { WhyPlace } from './whyText.ts';

/** `tandem why PATH[:LINE]` */
export async function whyCommand(session: Session, target: string): Promise<Answer> {
	const { document, line } = await readCodeFile(target, session.codeDir);
	const file = await session.locate(document.osPath);
	if (file.kind === 'failed') throw file.failure;
	if (file.kind !== 'in-repo') {
		throw new CannotKnow('outside-repository', `${document.osPath} is in no git repository, so it has no history.`);
	}
	const spec = await session.readSpec(file.context);
	const known = await session.explain(document);
	if (known.kind === 'failed') throw known.failure;
	if (known.kind !== 'known') throw new Error(`a file is ${known.kind} after everything was read`);
	const place: WhyPlace = {
		root: known.context.repo.root,
		path: known.path,
		spec: specKey(known.store.source.address),
		now: session.machine.ports.clock.now(),
		objectives: known.snapshot.objectiveById,
	};
	return line === undefined ? fileAnswer(known, spec, place) : lineAnswer(line, known, spec, place);
}

function lineAnswer(line: number, known: KnownWhy, spec: ReadSpec, place: WhyPlace): Answer {
	const answer = known.explanation.answer(line);
	const notes = [
		...incompleteSpec(spec),
		...failedHistory(known),
		...(isBoundary(answer) ? [`An older commit may have written this line. ${SHALLOW}`] : []),
	];
	return {
		// What the line's own commit says is an answer, whatever else could not be looked at.
		exitCode: answer.kind === 'none' ? 1 : exitCodeOf(answer.kind === 'linked', notes),
		notes,
		text: () => whyLineText(line, answer, place),
		json: () => [jsonText(lineJson(line, answer, known, spec), '\t')],
	};
}

function fileAnswer(known: KnownWhy, spec: ReadSpec, place: WhyPlace): Answer {
	const summary = summarizeFile(known.explanation);
	const notes = [
		...incompleteSpec(spec),
		...failedHistory(known),
		...(summary.boundary > 0
			? [`Older commits may have written ${count(summary.boundary, 'line')} of this file. ${SHALLOW}`]
			: []),
	];
	return {
		exitCode: exitCodeOf(summary.objectives.length > 0, notes),
		notes,
		text: () => whyFileText(summary, place),
		json: () => [jsonText(fileJson(summary, known, spec), '\t')],
	};
}

function failedHistory({ history }: KnownWhy): readonly string[] {
	return history.kind === 'failed' ? [`The history of this file cannot be read: ${history.reason}.`] : [];
}

function baseJson({ context, path, explanation }: KnownWhy, spec: ReadSpec) {
	return {
		tandem: 1,
		command: 'why',
		code: toCodeJson(context),
		spec: toSpecJson(spec),
		path,
		lineCount: explanation.lineCount,
	} as const;
}

function lineJson(line: number, answer: LineAnswer, known: KnownWhy, spec: ReadSpec): WhyLineJson {
	return {
		...baseJson(known, spec),
		line,
		answer: answer.kind,
		...(answer.kind === 'none' ? { none: { reason: answer.reason, words: answer.words } } : {}),
		history: toHistoryJson(answer.history),
		objectives: answer.links.flatMap(({ objective: id, evidence }) => {
			const objective = known.snapshot.objectiveById.get(id);
			return objective
				? [{ ...toObjectiveJson(objective, known.snapshot), evidence: evidence.map(toEvidenceJson) }]
				: [];
		}),
		unknownMarkers: known.explanation.unknownMarkers,
	};
}

function fileJson(summary: FileSummary, known: KnownWhy, spec: ReadSpec): WhyFileJson {
	const { none, unlinked, unknown } = summary;
	return {
		...baseJson(known, spec),
		answer: answerOf(summary),
		otherLines: { none, unlinked, unknown },
		objectives: summary.objectives.flatMap(({ objective: id, lines, ranges, alsoLines, evidence }) => {
			const objective = known.snapshot.objectiveById.get(id);
			const counted = evidence.map((one) => ({ ...toEvidenceJson(one.evidence), lines: one.lines }));
			return objective
				? [{ ...toObjectiveJson(objective, known.snapshot), lines, ranges, alsoLines, evidence: counted }]
				: [];
		}),
		unknownMarkers: known.explanation.unknownMarkers,
	};
}

function answerOf({ objectives, none, unknown }: FileSummary): AnswerKind {
	if (objectives.length > 0) return 'linked';
	if (unknown > 0) return 'unknown';
	return none > 0 ? 'none' : 'unlinked';
}
