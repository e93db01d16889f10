import { kindsInWords, type FoundSecret } from '../core/secrets/foundSecret.ts';
import { maskSecrets } from '../core/secrets/maskSecrets.ts';
import type { Log, SecretFinder } from './ports.ts';

/** What somebody typed, looked at before it is kept: nothing to ask, or what to ask and the text that each answer means. */
export type CheckedText =
	| { readonly kind: 'harmless' }
	| { readonly kind: 'doubtful'; readonly message: string; readonly detail: string; readonly masked?: string };

/** Looks for secrets in a message that is about to be sent. Never rejects: where nobody could look, that is to be asked about. */
export async function checkText(text: string, finder: SecretFinder, log: Pick<Log, 'error'>): Promise<CheckedText> {
	let found: readonly FoundSecret[];
	try {
		found = await finder.find(text);
	} catch (error) {
		log.error('looking for secrets', error);
		const detail = 'The log has the details. Look at what you wrote before it goes into the spec repo.';
		return { kind: 'doubtful', message: 'Whether there are secrets in it could not be found out.', detail };
	}
	if (found.length === 0) return { kind: 'harmless' };
	return {
		kind: 'doubtful',
		message: `What you wrote seems to hold ${kindsInWords(found)}.`,
		detail: 'Everybody who can read the spec repo can read it, also later.',
		masked: maskSecrets(text, found),
	};
}
