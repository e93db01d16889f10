import type { KeyResult, Objective, Person } from '../core/objective.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { KeyResultView, ObjectiveView } from '../protocol/sidebar.ts';
import type { ObjectiveWork } from '../core/history/historyFacts.ts';
import { keyResultKey } from '../core/keyResultHistory.ts';
import type { Trends } from './keyResultTrends.ts';
import { knowledgeViews, specLine, type KnowledgeContext } from './knowledgeViews.ts';
import { newsView } from './newsViews.ts';
import type { ChangedObjective } from './objectiveNews.ts';
import { encodeTarget } from './target.ts';
import { trendView } from './trendView.ts';
import type { Moved } from './trendView.ts';
import { workView } from './workView.ts';
import { formatValue, healthWord, isReached, periodText, progressOf, statusWord } from './words.ts';

/** What is known of an objective over time; what is absent is not known. */
export interface ObjectiveFigures extends Pick<KnowledgeContext, 'waiting' | 'fromCommits'> {
	readonly trends?: Trends;
	readonly work?: ObjectiveWork;
	/** What is new of it since the user looked. */
	readonly news?: ChangedObjective;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** An objective in words, ready to be laid out. `spec` is the key of its spec repo. */
export function objectiveView(
	objective: Objective,
	snapshot: SpecSnapshot,
	spec: string,
	figures: ObjectiveFigures = { now: 0 },
): ObjectiveView {
	const { trends, work, news, now } = figures;
	const isParent = (id: string) => snapshot.objectives.some(({ parent }) => parent === id);

	return {
		id: objective.id,
		title: objective.title,
		...(objective.health ? { health: { name: objective.health, text: healthWord(objective.health) } } : {}),
		facts: factsOf(objective),
		people: peopleOf(objective),
		...(news ? { news: newsView(news, spec, now) } : {}),
		why: objective.why,
		keyResults: objective.keyResults.map((result) => {
			const history = trends?.get(keyResultKey(result));
			return keyResultView(result, history && trendView(result, history, now));
		}),
		knowledge: knowledgeViews(objective, { spec, waiting: figures.waiting, fromCommits: figures.fromCommits }),
		...(work ? { work: workView(objective, work, { spec, isParent: isParent(objective.id), now }) } : {}),
		source: { ...specLine(spec, objective.source.file, objective.source.titleLine), text: 'Open objective' },
		parents: parentsOf(objective, snapshot).map((parent) => ({
			text: `${parent.id} ${parent.title}`,
			target: encodeTarget({ kind: 'objective', spec, id: parent.id }),
			title: `Open ${parent.id}`,
		})),
	};
}

/** `Checkout completion 64.5 % of 70 %`: the first key result that has a number, for narrow places; undefined where there is none. */
export function keyResultLine(objective: Objective): string | undefined {
	const result = objective.keyResults.find(({ current, target }) => current !== undefined || target !== undefined);
	if (!result) return undefined;
	const { current, target } = keyResultView(result);
	if (current && target) return `${result.metric} ${current} of ${target}`;
	return current ? `${result.metric} ${current}` : `${result.metric}: target ${target}, not measured yet`;
}

/** The chain of parents that exist, nearest first. */
export function parentsOf(objective: Objective, snapshot: Pick<SpecSnapshot, 'objectiveById'>): readonly Objective[] {
	const chain: Objective[] = [];
	let next = objective.parent ? snapshot.objectiveById.get(objective.parent) : undefined;
	while (next && next.id !== objective.id && !chain.includes(next)) {
		chain.push(next);
		next = next.parent ? snapshot.objectiveById.get(next.parent) : undefined;
	}
	return chain;
}

function factsOf(objective: Objective): ObjectiveView['facts'] {
	const facts: { text: string; warning?: boolean }[] = [];
	const { status, statusText, healthText, health } = objective;
	if (!health && healthText) facts.push({ text: healthText });
	// The PM's own word says more: `Achieved (Final)`.
	if (status)
		facts.push({
			text: statusText === undefined ? statusWord(status) : `${statusWord(status)} (${statusText})`,
			...(status === 'dropped' || status === 'paused' ? { warning: true } : {}),
		});
	else if (statusText) facts.push({ text: statusText });
	const period = periodText(objective.period);
	if (period) facts.push({ text: period });
	return facts;
}

function peopleOf({ pm, engineer, team }: Objective): readonly string[] {
	const role = (person: Person | undefined, what: string) => (person ? [`${person.name} (${what})`] : []);
	return [...role(pm, 'PM'), ...role(engineer, 'engineering'), ...(team ? [teamText(team)] : [])];
}

/** `payments team`, `cli, data teams`, `cli, data and 4 more teams`: who is meant first, and not a line of names. */
function teamText(team: string): string {
	const names = team.split(', ');
	const [first, second, ...more] = names;
	if (second === undefined) return `${team} team`;
	return more.length < 2 ? `${team} teams` : `${first}, ${second} and ${more.length} more teams`;
}

/** A key result in words; what has no number is said to be not measured. `moved` is how it came to where it is, as far as known. */
export function keyResultView(result: KeyResult, moved?: Moved): KeyResultView {
	const { metric, unit, baseline, target, current } = result;
	const progress = progressOf(result);
	const reached = isReached(result);
	const currentText = current === undefined ? undefined : formatValue(current, unit);
	const targetText = target === undefined ? undefined : formatValue(target, unit);
	const isPlain = target === undefined && baseline === undefined;
	const note =
		current === undefined
			? // A sentence without any number is a criterion, and nobody promised to measure it.
				isPlain
				? ''
				: 'not measured yet'
			: [
					baseline === undefined ? '' : `from ${formatValue(baseline, unit)}`,
					moved?.note ?? '',
					reached ? 'reached' : '',
				]
					.filter((part) => part !== '')
					.join(' · ');
	return {
		metric,
		...(currentText ? { current: currentText } : {}),
		...(targetText ? { target: targetText } : {}),
		...(note ? { note } : {}),
		...(progress === undefined ? {} : { progress }),
		reached,
		...(moved ? { trend: moved.view } : {}),
		label: [
			metric,
			currentText ? `${currentText}${targetText ? ` of ${targetText}` : ''}` : targetText && `target ${targetText}`,
			note,
		]
			.filter((part) => part)
			.join(', '),
	};
}
