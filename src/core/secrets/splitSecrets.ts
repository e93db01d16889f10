import type { FoundSecret } from './foundSecret.ts';

/** What was found in these texts, joined by line ends, for each of them: what reaches over several is a secret of each. */
export function splitSecrets(
	secrets: readonly FoundSecret[],
	texts: readonly string[],
): readonly (readonly FoundSecret[])[] {
	let start = 0;
	return texts.map((text) => {
		const from = start;
		start += text.length + 1;
		return secrets
			.map((secret) => ({
				...secret,
				start: Math.max(0, secret.start - from),
				end: Math.min(text.length, secret.end - from),
			}))
			.filter((secret) => secret.start < secret.end);
	});
}
