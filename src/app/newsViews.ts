import type { FactChange, TextFact } from '../core/factsDifference.ts';
import type { Health, ObjectiveStatus } from '../core/objective.ts';
import { HEALTHS, OBJECTIVE_STATUSES } from '../core/objective.ts';
import type { ResultFacts } from '../core/objectiveFacts.ts';
import type { ChangeView, DifferencePart, NewsView, OtherNews } from '../protocol/news.ts';
import type { ChangedObjective } from './objectiveNews.ts';
import { encodeTarget } from './target.ts';
import { formatValue, healthWord, periodText, relativeTime, statusWord } from './words.ts';

const TEXT_LABELS: Record<TextFact, string> = {
	title: 'Title',
	why: 'Why',
	outOfScope: 'Out of scope',
	constraints: 'Constraints',
	decisions: 'Decisions',
};

/** The news of the objective that is shown. `spec` is the key of its spec repo. */
export function newsView(news: ChangedObjective, spec: string, now: number): NewsView {
	return { since: relativeTime(news.since, now), changes: changeViews(news), target: newsTarget(news, spec) };
}

/** The news of an objective in one line. */
export function otherNews(news: ChangedObjective, spec: string, now: number): OtherNews {
	const { id, title, since } = news;
	const what = news.kind === 'gone' ? goneText(news) : summary(news.changes);
	const note = what.charAt(0).toUpperCase() + what.slice(1);
	return { id, title, note: `${note} · seen ${relativeTime(since, now)}`, target: newsTarget(news, spec) };
}

/** What changed, fact by fact, in words. */
export function changeViews(news: ChangedObjective): readonly ChangeView[] {
	if (news.kind === 'changed') return news.changes.map(changeView);
	return [
		{ label: 'Objective', differences: [[{ text: news.title, kind: 'removed' }, { text: ` ${goneText(news)}` }]] },
	];
}

/** One difference as plain text: `70 % → 75 %`, `+ No silent switch.`, `charge once [− twice]`. */
export function differenceText(difference: readonly DifferencePart[]): string {
	const [only] = difference;
	if (only?.kind && difference.length === 1) return `${only.kind === 'added' ? '+' : '−'} ${only.text}`;
	const isPlain = difference.some(({ text, kind }) => kind === undefined && text === ARROW);
	return difference
		.map(({ text, kind }) => (isPlain || kind === undefined ? text : `[${kind === 'added' ? '+' : '−'} ${text}]`))
		.join('');
}

function newsTarget({ id }: ChangedObjective, spec: string): string {
	return encodeTarget({ kind: 'changes', spec, id });
}

function goneText({ successor }: Extract<ChangedObjective, { kind: 'gone' }>): string {
	return successor ? `gone: ${successor.id} ${successor.title} stands for it now` : 'not in the spec repo any more';
}

const ARROW = ' → ';

function changeView(change: FactChange): ChangeView {
	switch (change.kind) {
		case 'word': {
			const { fact, before, after } = change;
			const word = fact === 'status' ? statusText : healthText;
			return { label: fact === 'status' ? 'Status' : 'Health', differences: [replaced(word(before), word(after))] };
		}
		case 'period':
			return { label: 'Period', differences: [replaced(periodText(change.before), periodText(change.after))] };
		case 'result':
			return resultView(change);
		case 'text':
			return {
				label: TEXT_LABELS[change.fact],
				differences: change.hunks.map((hunk) =>
					hunk.map(({ kind, text }) => (kind === 'same' ? { text } : { text, kind })),
				),
			};
		case 'rest':
			return { label: 'Text', differences: [[{ text: 'Further down in its file; open the objective to read it.' }]] };
	}
}

function resultView({ before, after }: Extract<FactChange, { kind: 'result' }>): ChangeView {
	const metric = (after ?? before)?.metric ?? '';
	if (before && after && before.metric === after.metric)
		return { label: `Target of ${metric}`, differences: [replaced(targetText(before), targetText(after))] };
	return { label: 'Key result', differences: [replaced(before && resultText(before), after && resultText(after))] };
}

function resultText(result: ResultFacts): string {
	const target = targetText(result);
	return target === undefined ? result.metric : `${result.metric}: ${target}`;
}

/** The unit alone may have changed. */
function targetText({ target, unit }: ResultFacts): string | undefined {
	return target === undefined ? unit && `measured in ${unit}` : formatValue(target, unit);
}

function replaced(before: string | undefined, after: string | undefined): readonly DifferencePart[] {
	return [
		...(before === undefined ? [] : [{ text: before, kind: 'removed' } as const]),
		...(before !== undefined && after !== undefined ? [{ text: ARROW }] : []),
		...(after === undefined ? [] : [{ text: after, kind: 'added' } as const]),
	];
}

function statusText(text: string | undefined): string | undefined {
	const known: ObjectiveStatus | undefined = OBJECTIVE_STATUSES.find((status) => status === text);
	return known ? statusWord(known) : text;
}

function healthText(text: string | undefined): string | undefined {
	const known: Health | undefined = HEALTHS.find((health) => health === text);
	return known ? healthWord(known) : text;
}

/** `status, target, why` */
function summary(changes: readonly FactChange[]): string {
	const names = changes.map((change) => {
		switch (change.kind) {
			case 'word':
				return change.fact;
			case 'result':
				return change.before && change.after ? 'target' : 'key results';
			case 'text':
				return TEXT_LABELS[change.fact].toLowerCase();
			case 'period':
				return 'period';
			case 'rest':
				return 'text';
		}
	});
	return [...new Set(names)].join(', ');
}
