import type { FoundSecret } from './foundSecret.ts';
import { looksRandom } from './secretValues.ts';

/** What looks like a secret by itself, whatever it is assigned to. The first group is the secret. */
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
		pattern: /\b(?:Bearer|Basic|Token|Bot)\s{1,4}([A-Za-z0-9._~+/-]{8,2000}={0,2})/dg,
		kind: 'a token',
		isSecret: (text) => looksRandom(text) || /^(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z+/]{12,2000}=$/.test(text),
	},
	{
		pattern: /\b((?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16})\b/dg,
		kind: 'an AWS key',
		isSecret: (text) => !text.endsWith('EXAMPLE'),
	},
	{ pattern: /(?<![\w-])(eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{8,4000})/dg, kind: 'a token' },
];

/** The secrets of one line that are known by their shape. `offset` is where the line begins. */
export function shapedSecrets(line: string, offset: number): readonly FoundSecret[] {
	return SHAPES.flatMap(({ pattern, kind, isSecret }) =>
		[...line.matchAll(pattern)].flatMap((match) => {
			const [start, end] = match.indices?.[1] ?? [0, 0];
			return isSecret?.(match[1] ?? '') === false ? [] : [{ start: offset + start, end: offset + end, kind }];
		}),
	);
}
