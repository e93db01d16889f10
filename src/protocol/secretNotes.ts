/** `send-code`: the secrets of the code go out. `mask-words`: those that were typed do not. `send-unchecked`: nobody could look for any. */
export const SECRET_CHOICES = ['send-code', 'mask-words', 'send-unchecked'] as const;
export type SecretChoice = (typeof SECRET_CHOICES)[number];

/** Something about secrets in the preview of a question, with a box to tick. */
export interface SecretNote {
	readonly text: string;
	readonly choice: SecretChoice;
	readonly label: string;
	readonly chosen: boolean;
}

/** Whether `value`, which came from the page, is such a choice. */
export function isSecretChoice(value: unknown): value is SecretChoice {
	return SECRET_CHOICES.some((choice) => choice === value);
}
