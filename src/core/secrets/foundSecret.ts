/** A part of a text that looks like a secret: from `start` up to `end`, which is no part of it. */
export interface FoundSecret {
	readonly start: number;
	readonly end: number;
	/** What it is, with its article: `a password`, `an AWS key`. */
	readonly kind: string;
}

/** In their order, none over another: what overlaps is one secret, of the kind that was found first. */
export function joinSecrets(secrets: readonly FoundSecret[]): readonly FoundSecret[] {
	const joined: FoundSecret[] = [];
	for (const secret of [...secrets].sort((one, other) => one.start - other.start)) {
		const last = joined.at(-1);
		if (!last || secret.start >= last.end) joined.push(secret);
		else joined[joined.length - 1] = { ...last, end: Math.max(last.end, secret.end) };
	}
	return joined;
}

/** `a password, 2 tokens`, each kind once, in the order in which they came. */
export function kindsInWords(secrets: readonly Pick<FoundSecret, 'kind'>[]): string {
	const counts = new Map<string, number>();
	for (const { kind } of secrets) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} ${kind.replace(/^an? /, '')}s`)).join(', ');
}
