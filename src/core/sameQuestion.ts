import type { Message } from './question.ts';
import { readQuestion } from './readQuestion.ts';
import type { RepoPath } from './repoPath.ts';

/**
 * Whether two texts of a question's file say the same besides what `without` takes off each message: what a change of one message has to prove before it is
 * made. Without a map of people: names are compared as they are written.
 */
export function isSameQuestion(one: string, other: string, without: (message: Message) => Partial<Message>): boolean {
	const facts = (text: string) => {
		const { value } = readQuestion({ path: 'question.md' as RepoPath, text, people: [] });
		return JSON.stringify([value, value?.messages.map(without)], (key, item: unknown) =>
			key === 'messages' ? undefined : item,
		);
	};
	return facts(one) === facts(other);
}
