import { decidersOf, RECORD_WORDS, type RecordDraft } from '../app/recording.ts';
import type { Objective, Person } from '../core/objective.ts';
import { joinNames } from '../core/recordText.ts';
import { plainLabel } from './plainLabel.ts';
import type { RecordSubject } from './recordSubject.ts';
import { askChoice, askText, type StepAnswer } from './stepInput.ts';

interface Answers {
	kind: RecordDraft['kind'];
	objective: string;
	what: string;
	why: string;
	people: string;
}
type StepName = keyof Answers;

/** Asks what is to be recorded, step by step with a way back; undefined where the engineer gave up. What is known already is not asked. */
export async function askRecord(
	subject: RecordSubject,
	{ kinds, author }: { readonly kinds: readonly RecordDraft['kind'][]; readonly author: Person },
): Promise<RecordDraft | undefined> {
	const snapshot = subject.store.snapshot();
	const [kind] = kinds;
	if (!snapshot || kind === undefined) return undefined;
	const answers: Answers = { kind, objective: subject.suggested[0] ?? '', what: subject.what, why: '', people: '' };
	const steps: readonly StepName[] = subject.commit
		? []
		: [
				...(kinds.length > 1 ? (['kind'] as const) : []),
				'objective',
				'what',
				'why',
				...(kind === 'decision' ? (['people'] as const) : []),
			];
	const objectives = inOrder(snapshot.objectives, subject.suggested);
	const ask = (name: StepName, step: number): Promise<StepAnswer> => {
		const title = `Record ${kinds.length > 1 && step === 1 ? 'constraint' : answers.kind}`;
		const common = { title, step, totalSteps: steps.length, text: answers[name] };
		switch (name) {
			case 'kind':
				return askChoice({ ...common, text: '', placeholder: 'What is it?', choices: kinds.map(kindChoice) });
			case 'objective':
				return askChoice({
					...common,
					text: '',
					placeholder: 'Of which objective?',
					choices: objectives.map(({ id, title: name_ }) => ({
						label: plainLabel(id),
						description: plainLabel(name_),
						text: id,
					})),
				});
			case 'what':
				return askText({
					...common,
					prompt: WHAT[answers.kind],
					placeholder: EXAMPLES[answers.kind],
					validate: (text) => (text.trim() === '' ? 'Say it in one sentence.' : undefined),
				});
			case 'why':
				return askText({
					...common,
					prompt: 'Why? Leave it empty where the sentence says it.',
					placeholder: 'a second charge costs more than a lost cart',
					validate: () => undefined,
				});
			case 'people':
				return askChoice({
					...common,
					text: '',
					placeholder: 'Who decided it? Choose, or type names with commas between them.',
					choices: deciders(snapshot.objectiveById.get(answers.objective), author),
					typed: (text) => ({ label: plainLabel(joinNames(namesIn(text))), description: 'as typed' }),
				});
		}
	};
	for (let at = 0; at < steps.length;) {
		const name = steps[at] ?? 'what';
		const answer = await ask(name, at + 1);
		if (answer.kind === 'next') {
			Object.assign(answers, { [name]: answer.text });
			at++;
		} else if (answer.kind === 'back') at--;
		else return undefined;
	}
	const objective = snapshot.objectiveById.get(answers.objective);
	const { place, question, commit } = subject;
	return (
		objective && {
			kind: answers.kind,
			objective,
			what: answers.what,
			why: answers.why,
			people: answers.kind === 'decision' ? namesIn(answers.people) : [author.name],
			...(place ? { place } : {}),
			...(question ? { question } : {}),
			...(commit ? { commit } : {}),
		}
	);
}

const WHAT: Readonly<Record<RecordDraft['kind'], string>> = {
	'decision': 'What was decided? One sentence.',
	'constraint': 'What must hold here, whatever is built? One sentence.',
	'trade-off': 'What was given up, and for what? One sentence.',
};
const EXAMPLES: Readonly<Record<RecordDraft['kind'], string>> = {
	'decision': 'Retry once, never twice',
	'constraint': 'The bank takes two requests a second',
	'trade-off': 'Totals may be a minute old, so that the page is fast',
};
const ABOUT: Readonly<Record<RecordDraft['kind'], string>> = {
	'decision': '',
	'constraint': 'what must hold, whatever is built',
	'trade-off': 'what was given up for something else',
};

function kindChoice(kind: RecordDraft['kind']) {
	return { label: RECORD_WORDS[kind], description: ABOUT[kind], text: kind };
}

function inOrder(objectives: readonly Objective[], suggested: readonly string[]): readonly Objective[] {
	const rank = ({ id }: Objective) => (suggested.includes(id) ? suggested.indexOf(id) : suggested.length);
	return [...objectives].sort((one, other) => rank(one) - rank(other));
}

function deciders(objective: Objective | undefined, author: Person) {
	const groups = objective ? decidersOf(objective, author) : [[author.name]];
	return groups.map((names) => ({ label: plainLabel(joinNames(names)), text: names.join(', ') }));
}

function namesIn(text: string): readonly string[] {
	return text
		.split(/,|;| and | & /)
		.map((name) => name.trim())
		.filter((name) => name !== '');
}
