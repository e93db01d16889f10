import type { Question } from '../../core/question.ts';
import type { OutboxAction, OutboxEntry } from '../outboxEntry.ts';

/** Whether what is said about a question goes to an issue, too: it has one, or what makes it or notes its address still waits in the outbox. */
export function hasIssue({ id, issue }: Pick<Question, 'id' | 'issue'>, outbox: readonly OutboxEntry[]): boolean {
	const makes = (action: OutboxAction) =>
		action.kind === 'post' && action.post.what === 'question' && action.post.issue.marker === id;
	return (
		issue !== undefined ||
		outbox.some(
			({ action, question, next = [] }) =>
				makes(action) || next.some((one) => makes(one.action)) || (action.kind === 'note-issue' && question === id),
		)
	);
}
