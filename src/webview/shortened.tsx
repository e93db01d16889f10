import type { VNode } from 'preact';
import { press } from './presses.ts';

/** The first `limit` of a long list, unless the whole was asked for; one more is shown rather than folded alone. */
export function shortened<Item>(
	items: readonly Item[],
	{ limit, whole }: { readonly limit: number; readonly whole: boolean },
): readonly Item[] {
	return whole || items.length <= limit + 1 ? items : items.slice(0, limit);
}

/** The button below a shortened list; nothing where the list was short enough. */
export function MoreButton(props: {
	/** Under this name it is remembered that the whole was asked for. */
	readonly name: string;
	readonly total: number;
	readonly limit: number;
	readonly whole: boolean;
	/** `key results` */
	readonly noun: string;
}): VNode | null {
	const { name, total, limit, whole, noun } = props;
	if (total <= limit + 1) return null;
	return (
		<button type="button" class="link more" aria-expanded={whole} {...press('expand', name)}>
			{whole ? `Show fewer ${noun}` : `Show ${total - limit} more ${noun}`}
		</button>
	);
}
