import { kindsInWords } from '../core/secrets/foundSecret.ts';
import { maskSecrets } from '../core/secrets/maskSecrets.ts';
import { findInTexts, type FoundInTexts, type Texts } from './findInTexts.ts';
import type { Log, SecretFinder } from './ports.ts';

export type { Texts } from './findInTexts.ts';

/** Looked at before they are kept: nothing to ask, or what to ask and the texts that each answer means. */
export type CheckedTexts<Part extends string> =
	| { readonly kind: 'harmless' }
	| {
			readonly kind: 'doubtful';
			readonly message: string;
			readonly detail: string;
			/** Absent: nobody knows what would have to be masked. */
			readonly masked?: Texts<Part>;
	  };

/** Where the texts come from. */
export type TextOrigin = 'typed' | 'code';

/** Looks for secrets in texts that are about to be sent. Never rejects: where nobody could look, that is to be asked about. */
export async function checkTexts<Part extends string>(
	texts: Texts<Part>,
	origin: TextOrigin,
	{ finder, log }: { readonly finder: SecretFinder; readonly log: Pick<Log, 'error'> },
): Promise<CheckedTexts<Part>> {
	const parts = Object.keys(texts) as Part[];
	let found: FoundInTexts<Part>;
	try {
		found = await findInTexts(texts, finder);
	} catch (error) {
		log.error('looking for secrets', error);
		const detail = 'The log has the details. Look at what goes into the spec repo before it does.';
		return { kind: 'doubtful', message: 'Whether there are secrets in it could not be found out.', detail };
	}
	if (found.all.length === 0) return { kind: 'harmless' };
	const masked = parts.flatMap((part) => {
		const text = texts[part];
		return text === undefined ? [] : [[part, maskSecrets(text, found.of(part))]];
	});
	return {
		kind: 'doubtful',
		message: `${origin === 'typed' ? 'What you wrote seems' : 'These lines seem'} to hold ${kindsInWords(found.all)}.`,
		detail: 'Everybody who can read the spec repo can read it, also later.',
		masked: Object.fromEntries(masked) as Texts<Part>,
	};
}
