import type { LineAnswer, LineHistory, Link } from '../core/link.ts';
import type { Objective } from '../core/objective.ts';
import type { FileShares } from '../protocol/figures.ts';
import type { OtherObjective, Sentence, SidebarBody } from '../protocol/sidebar.ts';
import { evidenceSentence } from './evidenceSentences.ts';
import type { EvidencePlace } from './evidenceSentences.ts';
import { objectiveView } from './objectiveView.ts';
import type { ObjectiveFigures } from './objectiveView.ts';
import { isAbout, isAnchorOf, type PlaceOfQuestion } from './questionPlace.ts';
import { questionView } from './questionViews.ts';
import type { KnownQuestion } from './questionViews.ts';
import { askLabel } from './askLabel.ts';
import { encodeTarget } from './target.ts';
import type { KnownWhy } from './why.ts';

/** The questions of the spec repo that matters here, as this window knows them. */
export type QuestionsHere = readonly KnownQuestion[];

/** What the bodies of a known line have in common. */
export interface LineBodyInput {
	readonly why: KnownWhy;
	readonly answer: LineAnswer;
	/** Key of the spec repo. */
	readonly spec: string;
	readonly shares: FileShares | undefined;
	/** What is known of an objective over time. */
	readonly figuresOf: (objective: Objective) => ObjectiveFigures;
	readonly questions: QuestionsHere;
	readonly placeOf: PlaceOfQuestion;
	readonly now: number;
}

/** The body for a line that serves an objective. */
export function linkedBody(input: LineBodyInput, answer: Extract<LineAnswer, { kind: 'linked' }>): SidebarBody {
	const { why, spec, shares } = input;
	const [first, ...rest] = answer.links;
	const objective = why.snapshot.objectiveById.get(first.objective);
	// Links are made from the snapshot's own ids, so the objective is there; an id alone is still better than nothing.
	if (!objective) {
		return {
			kind: 'silent',
			reason: 'unknown',
			headline: `This line names ${first.objective}, which is gone from the spec repo.`,
			explanation: becauseOf(first, input)[0] ?? [],
			others: [],
			questions: [],
			actions: [{ label: 'Refresh', command: 'refresh' }],
		};
	}
	const caveat = caveatOf(answer.history);
	return {
		kind: 'linked',
		objective: objectiveView(objective, why.snapshot, spec, input.figuresOf(objective)),
		because: becauseOf(first, input),
		...(caveat ? { caveat } : {}),
		others: othersOf(rest, input),
		questions: questionsOf(input, objective.id),
		...(shares ? { shares } : {}),
		askLabel: askLabel(objective.pm),
	};
}

/** One sentence per piece of evidence, strongest first; the second and later ones go on with "and". */
export function becauseOf(link: Link, input: LineBodyInput): readonly Sentence[] {
	return link.evidence.map((evidence, index) => {
		const sentence = evidenceSentence(evidence, evidencePlace(input));
		const [head, ...tail] = sentence;
		return index === 0 || !head ? sentence : [{ ...head, text: head.text.replace(/^Because/, 'and') }, ...tail];
	});
}

/** Links that are not the first answer, each with its strongest evidence. */
export function othersOf(links: readonly Link[], input: LineBodyInput): readonly OtherObjective[] {
	return links.map((link) => ({
		id: link.objective,
		title: input.why.snapshot.objectiveById.get(link.objective)?.title ?? link.objective,
		because: evidenceSentence(link.evidence[0], evidencePlace(input)),
		target: encodeTarget({ kind: 'objective', spec: input.spec, id: link.objective }),
	}));
}

/** The questions of the objective, and those about this very file; those about this file first, then open before answered. */
export function questionsOf({ questions, placeOf, why, spec, now }: LineBodyInput, objective: string | undefined) {
	const here = ({ question: { anchor } }: KnownQuestion) =>
		anchor !== undefined && isAnchorOf(anchor, why.context) && isAbout(anchor, why.path, placeOf);
	const order = { open: 0, answered: 1, resolved: 2 };
	return questions
		.filter((known) => here(known) || (objective !== undefined && known.question.objective === objective))
		.sort(
			(a, b) =>
				Number(here(b)) - Number(here(a)) ||
				Number(b.unread) - Number(a.unread) ||
				order[a.question.state] - order[b.question.state],
		)
		.map((known) => questionView(known, { placeOf, spec, now }));
}

function evidencePlace({ why, spec, now }: LineBodyInput): EvidencePlace {
	return { root: why.context.repo.root, path: why.path, spec, now };
}

function caveatOf(history: LineHistory): string | undefined {
	switch (history.kind) {
		case 'pending':
			return "The line's commit is being looked up.";
		case 'failed':
			return `The line's commit is not known: ${history.reason}.`;
		case 'uncommitted':
			return 'This line is not committed yet.';
		case 'commit':
			return history.boundary ? 'The history ends here: an older commit may have written this line.' : undefined;
	}
}
