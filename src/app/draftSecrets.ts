import { kindsInWords, type FoundSecret } from '../core/secrets/foundSecret.ts';
import { maskSecrets } from '../core/secrets/maskSecrets.ts';
import type { Anchor } from '../core/question.ts';
import type { SecretChoice, SecretNote } from '../protocol/secretNotes.ts';
import type { DraftFields } from '../protocol/toHost.ts';
import type { AskPlace } from './composer.ts';
import { findInTexts, type FoundInTexts } from './findInTexts.ts';
import type { SecretFinder } from './ports.ts';
import { count } from './words.ts';

/** What of a question comes from the code, and what was typed. */
interface Draft {
	readonly place: AskPlace;
	readonly fields: DraftFields;
}

const CODE = ['quote', 'lineBefore', 'lineAfter', 'symbol'] as const satisfies readonly (keyof Anchor)[];
const WORDS = ['title', 'whyItMatters'] as const satisfies readonly (keyof DraftFields)[];

/** The secrets in a draft; `failed`: nobody knows. */
export type DraftSecrets =
	| { readonly kind: 'failed' }
	| {
			readonly kind: 'looked';
			readonly code: FoundInTexts<(typeof CODE)[number]>;
			readonly words: FoundInTexts<(typeof WORDS)[number]>;
	  };

/** Looks at everything of the draft that goes into the file. Rejects where the finder does. */
export async function findDraftSecrets({ place, fields }: Draft, finder: SecretFinder): Promise<DraftSecrets> {
	return {
		kind: 'looked',
		code: await findInTexts(only(CODE, place.anchor), finder),
		words: await findInTexts(only(WORDS, fields), finder),
	};
}

/** The draft as it goes out: secrets of the code are masked unless chosen otherwise, those that were typed only if chosen. */
export function withoutSecrets(draft: Draft, secrets: DraftSecrets, chosen: ReadonlySet<SecretChoice>): Draft {
	if (secrets.kind === 'failed') return draft;
	const { place, fields } = draft;
	return {
		place: chosen.has('send-code') ? place : { ...place, anchor: masked(CODE, place.anchor, secrets.code) },
		fields: chosen.has('mask-words') ? masked(WORDS, fields, secrets.words) : fields,
	};
}

/** Whether the draft may not go out before the user has said so. */
export function isBlocked(secrets: DraftSecrets, chosen: ReadonlySet<SecretChoice>): boolean {
	return secrets.kind === 'failed' && !chosen.has('send-unchecked');
}

/** What the preview says of secrets, each with what can be chosen. */
export function secretNotes(secrets: DraftSecrets, chosen: ReadonlySet<SecretChoice>): readonly SecretNote[] {
	const note = (choice: SecretChoice, label: string, text: string) => ({
		choice,
		label,
		text,
		chosen: chosen.has(choice),
	});
	if (secrets.kind === 'failed') {
		const text = 'Whether there are secrets in this file could not be found out, so nothing is masked. Read it first.';
		return [note('send-unchecked', 'Send it unchecked', text)];
	}
	// The line that heads the function is often the line before.
	const twice = secrets.code.of('lineBefore').length > 0 ? secrets.code.of('symbol') : [];
	const code = secrets.code.all.filter((secret) => !twice.includes(secret));
	const words = secrets.words.all;
	const are = (found: readonly FoundSecret[]) =>
		`${count(found.length, 'secret')} ${found.length === 1 ? 'is' : 'are'}`;
	return [
		...(code.length === 0
			? []
			: [
					note(
						'send-code',
						code.length === 1 ? 'Send it as it is' : 'Send them as they are',
						`${are(code)} ${chosen.has('send-code') ? 'sent as in the code' : 'masked'} (${kindsInWords(code)}).`,
					),
				]),
		...(words.length === 0
			? []
			: [
					note(
						'mask-words',
						words.length === 1 ? 'Mask it' : 'Mask them',
						`What you typed seems to hold ${kindsInWords(words)}.`,
					),
				]),
	];
}

function only<Part extends string>(parts: readonly Part[], texts: { readonly [Key in Part]?: string }) {
	return Object.fromEntries(parts.map((part) => [part, texts[part]])) as { readonly [Key in Part]?: string };
}

function masked<Part extends string, Texts extends { readonly [Key in Part]?: string }>(
	parts: readonly Part[],
	texts: Texts,
	found: FoundInTexts<Part>,
): Texts {
	const changed = parts.filter((part) => found.of(part).length > 0);
	return {
		...texts,
		...Object.fromEntries(changed.map((part) => [part, maskSecrets(texts[part] ?? '', found.of(part))])),
	};
}
