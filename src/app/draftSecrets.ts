import { kindsInWords, type FoundSecret } from '../core/secrets/foundSecret.ts';
import { maskSecrets } from '../core/secrets/maskSecrets.ts';
import type { Anchor } from '../core/question.ts';
import type { SecretChoice, SecretNote } from '../protocol/secretNotes.ts';
import type { DraftFields } from '../protocol/toHost.ts';
import type { AskPlace } from './composer.ts';
import type { SecretFinder } from './ports.ts';
import { count } from './words.ts';

/** What of a question comes from the code, and what was typed. */
interface Draft {
	readonly place: AskPlace;
	readonly fields: DraftFields;
}

const CODE = ['quote', 'lineBefore', 'lineAfter', 'symbol'] as const satisfies readonly (keyof Anchor)[];
const WORDS = ['title', 'whyItMatters'] as const satisfies readonly (keyof DraftFields)[];

type Found<Part extends string> = Readonly<Record<Part, readonly FoundSecret[]>>;

/** The secrets in a draft; `failed`: nobody knows. */
export type DraftSecrets =
	| { readonly kind: 'failed' }
	| {
			readonly kind: 'looked';
			readonly code: Found<(typeof CODE)[number]>;
			readonly words: Found<(typeof WORDS)[number]>;
	  };

/** Looks at everything of the draft that goes into the file. Rejects where the finder does. */
export async function findDraftSecrets({ place, fields }: Draft, finder: SecretFinder): Promise<DraftSecrets> {
	return {
		kind: 'looked',
		code: await findIn(CODE, place.anchor, finder),
		words: await findIn(WORDS, fields, finder),
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
	const { quote, lineBefore, lineAfter, symbol } = secrets.code;
	// The line that heads the function is often the line before.
	const code = [...quote, ...lineBefore, ...lineAfter, ...(lineBefore.length > 0 ? [] : symbol)];
	const words = [...secrets.words.title, ...secrets.words.whyItMatters];
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

async function findIn<Part extends string>(
	parts: readonly Part[],
	texts: { readonly [Key in Part]?: string },
	finder: SecretFinder,
): Promise<Found<Part>> {
	const found = await Promise.all(parts.map(async (part) => [part, await finder.find(texts[part] ?? '')] as const));
	return Object.fromEntries(found) as Found<Part>;
}

function masked<Part extends string, Texts extends { readonly [Key in Part]?: string }>(
	parts: readonly Part[],
	texts: Texts,
	found: Found<Part>,
): Texts {
	const changed = parts.filter((part) => found[part].length > 0);
	return {
		...texts,
		...Object.fromEntries(changed.map((part) => [part, maskSecrets(texts[part] ?? '', found[part])])),
	};
}
