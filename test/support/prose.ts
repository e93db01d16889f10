/** Text that looks like a PM's and is the same in each run. */
export interface Prose {
	/** A number from 0 up to, not including, `limit`. */
	number(limit: number): number;
	pick<Item>(items: readonly [Item, ...Item[]]): Item;
	/** `count` words, the first with a capital. */
	sentence(count: number): string;
	/** Wrapped as people do, at least `length` characters. */
	paragraph(length: number): string;
}

/** The same `seed` gives the same text. */
export function createProse(seed: number): Prose {
	let state = (seed + 1) * 2_654_435_761;
	const number = (limit: number) => {
		// Mulberry32: a few operations, and good enough to keep texts from being alike.
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
	};
	const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[number(items.length)] ?? items[0];
	const sentence = (count: number) => {
		const words = Array.from({ length: count }, () => pick(WORDS)).join(' ');
		return words.charAt(0).toUpperCase() + words.slice(1);
	};
	const paragraph = (length: number) => {
		const lines: string[] = [];
		for (let written = 0; written < length;) {
			const line = `${sentence(6 + number(5))}, ${pick(WORDS)} ${pick(MARKS)} ${sentence(4 + number(4)).toLowerCase()}.`;
			lines.push(line);
			written += line.length + 1;
		}
		return lines.join('\n');
	};
	return { number, pick, sentence, paragraph };
}

const MARKS = [
	'`checkout.retry()`',
	'**never**',
	'[the survey](https://shop.example/s/12)',
	'61 %',
	'SHOP-1423',
] as const;

const WORDS = [
	'every',
	'tenth',
	'cart',
	'is',
	'left',
	'on',
	'the',
	'payment',
	'page',
	'because',
	'people',
	'cannot',
	'see',
	'what',
	'delivery',
	'costs',
	'before',
	'they',
	'sign',
	'in',
	'größer',
	'als',
	'erwartet',
	'we',
	'want',
	'to',
	'measure',
	'this',
	'again',
	'in',
	'December',
] as const;
