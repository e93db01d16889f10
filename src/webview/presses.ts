/** Everything that a click can mean. Elements name it in `data-press`; one listener reads it, so no element carries a handler of its own. */
export const PRESSES = [
	'open',
	'notice',
	'ask',
	'preview',
	'choose',
	'edit',
	'send',
	'discard',
	'section',
	'question',
	'expand',
	'reply',
	'resolve',
	'reopen',
	'seenChanges',
	'decide',
	'record',
	'reposition',
] as const;
export type PressName = (typeof PRESSES)[number];

/** The attributes of an element that can be pressed; `arg` is a target, an id or a command, as the press needs it. */
export function press(name: PressName, arg = ''): { 'data-press': PressName; 'data-arg': string } {
	return { 'data-press': name, 'data-arg': arg };
}

/** Whether an attribute's value names a press. */
export function isPressName(value: string | undefined): value is PressName {
	return PRESSES.some((name) => name === value);
}

/** Fields of the page. Elements name theirs in `data-field`, with the question's id in `data-arg` for a reply. */
export const FIELDS = ['title', 'whyItMatters', 'objective', 'to', 'reply'] as const;
export type FieldName = (typeof FIELDS)[number];

/** Whether an attribute's value names a field. */
export function isFieldName(value: string | undefined): value is FieldName {
	return FIELDS.some((name) => name === value);
}

/** Ids of the elements that the focus or the view can be moved to. */
export const ELEMENTS = {
	ask: 'ask',
	title: 'composer-title',
	send: 'composer-send',
	composer: 'composer',
	page: 'page',
} as const;

/** Id of the element of a question. */
export function questionElement(question: string): string {
	return `question-${question}`;
}

/** The argument of the button that records what a commit says. */
export function recordArg({ hash, text }: { readonly hash: string; readonly text: string }): string {
	return `${hash} ${text}`;
}
