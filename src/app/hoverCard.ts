import { readAloud } from '../core/plainMarkdown.ts';
import type { HealthName, Sentence } from '../protocol/sidebar.ts';
import { evidenceSentence } from './evidenceSentences.ts';
import { askLabel } from './askLabel.ts';
import { keyResultLine } from './objectiveView.ts';
import type { KnownQuestion } from './questionViews.ts';
import type { KnownWhy } from './why.ts';
import { count, healthWord, statusWord } from './words.ts';
import { specKey } from '../core/gitAddress.ts';

/** The hover: six lines at most. All text is plain; the editor's side must not read it as markup. */
export interface HoverCard {
	readonly title: string;
	readonly id: string;
	readonly health?: HealthName;
	/** First sentence or two of the why. */
	readonly why?: string;
	/** `Checkout completion 64.5 % of 70 % · At risk · Maria Lopez` */
	readonly facts?: string;
	readonly because: Sentence;
	readonly askLabel: string;
	/** `1 open question` */
	readonly questions?: string;
}

const WHY = 160;

/** The card for a line, or undefined where the line has no objective: then the hover stays silent. */
export function hoverCard(
	why: KnownWhy,
	line: number,
	questions: readonly KnownQuestion[],
	now: number,
): HoverCard | undefined {
	const answer = why.explanation.answer(line);
	if (answer.kind !== 'linked') return undefined;
	const [link] = answer.links;
	const objective = why.snapshot.objectiveById.get(link.objective);
	if (!objective) return undefined;
	const open = questions.filter(
		({ question }) => question.objective === objective.id && question.state === 'open',
	).length;
	const text = clip(readAloud(objective.why), WHY);
	const facts = [
		keyResultLine(objective),
		objective.health && healthWord(objective.health),
		objective.status && objective.status !== 'active' ? statusWord(objective.status) : undefined,
		objective.pm?.name,
	]
		.filter((part) => part)
		.join(' · ');
	return {
		title: objective.title,
		id: objective.id,
		...(objective.health ? { health: objective.health } : {}),
		...(text ? { why: text } : {}),
		...(facts ? { facts } : {}),
		because: evidenceSentence(link.evidence[0], {
			root: why.context.repo.root,
			path: why.path,
			spec: specKey(why.store.source.address),
			now,
		}),
		askLabel: askLabel(objective.pm),
		...(open > 0 ? { questions: count(open, 'open question') } : {}),
	};
}

function clip(text: string, limit: number): string {
	if (text.length <= limit) return text;
	const sentence = text.slice(0, limit).lastIndexOf('. ');
	if (sentence > limit / 3) return text.slice(0, sentence + 1);
	return `${text.slice(0, text.slice(0, limit).lastIndexOf(' ')).trimEnd()}…`;
}
