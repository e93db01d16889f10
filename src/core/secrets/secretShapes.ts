import { COMMAND_SECRETS, DOUBTFUL_COMMAND_SECRETS } from './commandSecrets.ts';
import type { FoundSecret } from './foundSecret.ts';
import { SERVICE_TOKENS } from './serviceTokens.ts';
import { looksRandom } from './secretValues.ts';

/** What looks like a secret by itself, whatever it is assigned to. The group `secret`, or the first, is the secret. */
const SHAPES: readonly {
	readonly pattern: RegExp;
	readonly kind: string;
	readonly isSecret?: (text: string) => boolean;
}[] = [
	{
		// The password of an address: `postgres://shop:...@db`. The last `@` counts, since many forget to escape one in a password.
		pattern: /:\/\/[^\s/:@"'`<>]{0,100}:([^\s/@"'`<>]{1,200}(?:@[^\s/@"'`<>?,;]{1,100}){0,5})@[\w.[%-]/dg,
		kind: 'a password',
		isSecret: (text) =>
			!/[{}*]|\$\(|^\$[\w.]+$|^(?:pass|password|passwd|pwd|pw|secret|token|x+|\.+|%[sdv])$/i.test(text),
	},
	{
		pattern: /\b(?:Bearer|Basic|Token|Bot)[ \t]{1,4}([A-Za-z0-9._~+/-]{8,2000}={0,2})/dg,
		kind: 'a token',
		isSecret: (text) => looksRandom(text) || /^(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z+/]{12,2000}=$/.test(text),
	},
	{
		pattern: /\b((?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16})\b/dg,
		kind: 'an AWS key',
		isSecret: (text) => !text.endsWith('EXAMPLE'),
	},
	{ pattern: /(?<![\w-])(eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{8,4000})/dg, kind: 'a token' },
	// npm's rule of secretlint marks the wrong part of this line.
	{
		pattern: /(?<![\w-])_(?:authToken|auth|password)[ \t]{0,4}=[ \t]{0,4}["']?([^\s"'$]{8,2000})/dg,
		kind: 'an npm token',
		isSecret: looksRandom,
	},
	...SERVICE_TOKENS,
	...COMMAND_SECRETS,
	...DOUBTFUL_COMMAND_SECRETS,
];

/** The secrets of a text that are known by their shape. */
export function shapedSecrets(text: string): readonly FoundSecret[] {
	return SHAPES.flatMap(({ pattern, kind, isSecret }) =>
		[...text.matchAll(pattern)].flatMap((match) => {
			const [start, end] = match.indices?.groups?.['secret'] ?? match.indices?.[1] ?? [0, 0];
			return isSecret?.(text.slice(start, end)) === false ? [] : [{ start, end, kind }];
		}),
	);
}
