import type { FoundSecret } from '../core/secrets/foundSecret.ts';
import { splitSecrets } from '../core/secrets/splitSecrets.ts';
import type { SecretFinder } from './ports.ts';

/** Texts that are about to be sent, by name. */
export type Texts<Part extends string> = { readonly [Key in Part]?: string };

export interface FoundInTexts<Part extends string> {
	/** For each part what is to be masked in it. */
	readonly of: (part: Part) => readonly FoundSecret[];
	/** Each secret once, also where several parts hold a piece of it. */
	readonly all: readonly FoundSecret[];
}

/** These stand one below the other in a file, and a key has many lines: a piece of it tells by its neighbours what it is. */
const TOGETHER: readonly string[] = ['lineBefore', 'quote', 'lineAfter'];

/** Looks for secrets in these texts; those of an anchor in one. Rejects where the finder does. */
export async function findInTexts<Part extends string>(
	texts: Texts<Part>,
	finder: SecretFinder,
): Promise<FoundInTexts<Part>> {
	const parts = Object.keys(texts).filter((part): part is Part => texts[part as Part] !== undefined);
	const rows = [
		TOGETHER.flatMap((name) => parts.filter((part) => part === name)),
		...parts.filter((part) => !TOGETHER.includes(part)).map((part) => [part]),
	];
	const found = await Promise.all(
		rows.map(async (row) => {
			const lines = row.map((part) => texts[part] ?? '');
			const secrets = await finder.find(lines.join('\n'));
			const pieces = row.length === 1 ? [secrets] : splitSecrets(secrets, lines);
			return { secrets, ofParts: row.map((part, at) => [part, pieces[at] ?? []] as const) };
		}),
	);
	const ofParts = new Map(found.flatMap((row) => row.ofParts));
	return { of: (part) => ofParts.get(part) ?? [], all: found.flatMap((row) => row.secrets) };
}
