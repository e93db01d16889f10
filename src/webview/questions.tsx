import type { VNode } from 'preact';
import type { QuestionView } from '../protocol/sidebar.ts';
import { Conversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './iconPaths.ts';
import { press, questionElement } from './presses.ts';
import { Section } from './section.tsx';
import { MoreButton, shortened } from './shortened.tsx';
import type { PageState } from './state.ts';

const ICONS = {
	open: 'comment',
	answered: 'check',
	resolved: 'pass',
	waiting: 'cloudUpload',
} as const satisfies Record<QuestionView['state'], IconName>;
const LIMIT = 10;

/** The questions that belong here; each unfolds into its conversation. */
export function Questions({ questions, page }: { questions: readonly QuestionView[]; page: PageState }): VNode | null {
	if (questions.length === 0) return null;
	const whole = page.expanded.includes('questions');
	return (
		<Section name="questions" title="Questions" count={questions.length} folded={page.folded.includes('questions')}>
			<ul class="rows questions">
				{shortened(questions, { limit: LIMIT, whole }).map((question) => (
					<Question question={question} page={page} key={question.id} />
				))}
			</ul>
			<MoreButton name="questions" total={questions.length} limit={LIMIT} whole={whole} noun="questions" />
		</Section>
	);
}

function Question({ question, page }: { question: QuestionView; page: PageState }): VNode {
	const { id, title, state, note, unread } = question;
	const unfolded = page.unfolded.includes(id);
	return (
		<li class="question">
			<button
				type="button"
				class="question-head"
				id={questionElement(id)}
				aria-expanded={unfolded}
				{...press('question', id)}
			>
				<Icon name={ICONS[state]} tone={state} />
				<span class={unread ? 'question-title unread' : 'question-title'}>{title}</span>
				<span class="question-note">
					{unread ? <span class="badge new">New</span> : null}
					{note}
				</span>
			</button>
			{unfolded ? <Conversation question={question} reply={page.replies[id]} /> : null}
		</li>
	);
}
