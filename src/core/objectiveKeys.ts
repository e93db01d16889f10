import { type AddressSpan, findAddresses } from './forgeAddress.ts';
import { type KeyTrie, createKeyTrie } from './keyTrie.ts';
import { type NameTable, createNameTable } from './nameTable.ts';
import { type KeyPlaces, type NamedObjective, type ObjectiveKey, keysOf } from './objectiveKey.ts';
import { type Steps, finish } from './steps.ts';
import { isWordCode } from './wordBoundary.ts';

/** A known key stands in a text. */
export interface KeyHit {
	readonly objective: string;
	/** Offset of its first character, and of the one behind its last. */
	readonly start: number;
	readonly end: number;
	/** As it stands in the text. */
	readonly words: string;
	/** `weak`: an ordinary word too (`GROW`); it counts only where the place says that an objective is meant. */
	readonly strength: 'strong' | 'weak';
}

/** All ways in which the objectives of a spec repo are named. Nothing else ever matches. */
export interface KeyIndex {
	/**
	 * Every key in `text`, the leftmost and longest first taken, none inside a longer word, path, version or URL of something else.
	 * In a `branch`, `-`, `_` and `/` end a key too. Only the first 200,000 characters are read.
	 */
	scan(text: string, place?: 'prose' | 'branch'): readonly KeyHit[];
	/** The objective that `word` as a whole names; where that leaves one only, in any case. */
	lookup(word: string): string | undefined;
}

export interface KeyIndexInput extends KeyPlaces {
	readonly objectives: readonly NamedObjective[];
}

const TEXT_LIMIT = 200_000;
const NAMES_PER_STEP = 100;
const TRACKER_PAGE =
	/\/(?:browse|issue|\+spec)\/([^/?#]+)|^specs\.openstack\.org\/(?:[^/]+\/){1,8}([^/?#]+)\.html(?:$|[?#])/;

/** Where two objectives have the same key it is the first one's; an id goes before an alias of another. */
export function createKeyIndex(input: KeyIndexInput): KeyIndex {
	return finish(keyIndexInSteps(input));
}

/** `createKeyIndex`, an objective at each step. */
export function* keyIndexInSteps({ objectives, ...places }: KeyIndexInput): Steps<KeyIndex> {
	const plain = createKeyTrie<ObjectiveKey>();
	const addresses = createKeyTrie<ObjectiveKey>();
	const names = createNameTable();
	const all: (readonly ObjectiveKey[])[] = [];
	for (const [index, { id }] of objectives.entries()) {
		if (index % NAMES_PER_STEP === 0) yield;
		names.add({ objective: id, text: id });
	}
	for (const objective of objectives) {
		const keys = keysOf(objective, places);
		all.push(keys);
		for (const key of keys) {
			names.add(key);
			if (isId(key)) (key.kind === 'plain' ? plain : addresses).add(key.text, key);
		}
		yield;
	}
	for (const keys of all) {
		for (const key of keys) if (!isId(key)) (key.kind === 'plain' ? plain : addresses).add(key.text, key);
		yield;
	}
	return keyIndex(plain, addresses, names);
}

function keyIndex(plain: KeyTrie<ObjectiveKey>, addresses: KeyTrie<ObjectiveKey>, names: NameTable): KeyIndex {
	function addressHit(text: string, { start, end, isUrl, address }: AddressSpan): KeyHit | undefined {
		for (let at = 0; at < address.length; at++) {
			if (!addresses.canBegin(address.charCodeAt(at)) || (at > 0 && isWordCode(address.charCodeAt(at - 1)))) continue;
			const found = addresses.longestAt(
				address,
				at,
				(key, to) => isOwnedAt(key, address, at) && isAddressEnd(address, to),
			);
			if (found)
				return { objective: found.key.objective, start, end, words: text.slice(start, end), strength: 'strong' };
		}
		// What a tracker's page is called is meant, however ordinary a word it is.
		const ticket = isUrl
			? TRACKER_PAGE.exec(address)
					?.slice(1)
					.find((name) => name)
			: undefined;
		const [hit] = ticket === undefined ? [] : scanPlain(ticket, [], 'prose');
		return hit?.words === ticket && hit
			? { ...hit, strength: 'strong', start, end, words: text.slice(start, end) }
			: undefined;
	}

	function scanPlain(text: string, covered: readonly AddressSpan[], place: 'prose' | 'branch'): readonly KeyHit[] {
		const hits: KeyHit[] = [];
		// `CHK-1/CHK-2` names two, `CHK-1/retry.ts` none: what ends at a slash waits for what comes behind it.
		let waiting: KeyHit[] = [];
		let span = 0;
		for (let at = 0; at < text.length;) {
			while ((covered[span]?.end ?? Infinity) <= at) span++;
			const next = covered[span];
			if (next && next.start <= at) {
				at = next.end;
				waiting = [];
				continue;
			}
			if (waiting.length === 0 && !plain.canBegin(text.charCodeAt(at))) {
				// Most words are no key's beginning, and most messages are nothing but such words.
				at = Math.min(wordEnd(text, at), next?.start ?? Infinity);
				continue;
			}
			const chained = waiting.at(-1)?.end === at - 1;
			const limit = next?.start ?? Infinity;
			const found =
				plain.canBegin(text.charCodeAt(at)) && (chained || isStart(text, at, place))
					? plain.longestAt(
							text,
							at,
							(key, end) => end <= limit && isMeant(key, text, at, end) && endOf(text, end, place) !== 'inside',
						)
					: undefined;
			if (found) {
				const { objective, strength } = found.key;
				waiting.push({ objective, start: at, end: found.end, words: text.slice(at, found.end), strength });
				// `RFC 176/canonical` is prose, since no path has a blank.
				if (endOf(text, found.end, place) === 'slash' && !/\s/.test(text.slice(at, found.end))) at = found.end + 1;
				else {
					hits.push(...waiting);
					waiting = [];
					at = found.end;
				}
				continue;
			}
			waiting = [];
			at = wordEnd(text, at);
		}
		return hits;
	}

	return {
		scan(whole, place = 'prose') {
			const text = whole.slice(0, TEXT_LIMIT);
			if (place === 'branch') {
				const hits = scanPlain(text.replaceAll('_', '-'), [], place);
				return hits.map((hit) => ({ ...hit, words: text.slice(hit.start, hit.end) }));
			}
			const covered: AddressSpan[] = [];
			const hits: KeyHit[] = [];
			for (const span of findAddresses(text)) {
				const hit = addressHit(text, span);
				if (hit) hits.push(hit);
				if (hit || span.isUrl) covered.push(span);
			}
			return [...hits, ...scanPlain(text, covered, place)].sort((one, other) => one.start - other.start);
		},
		lookup: names.find,
	};
}

/** The end of the word that begins at `at`; for what is no word, the next character. */
function wordEnd(text: string, at: number): number {
	let end = at;
	while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
	return Math.max(end, at + 1);
}

function isId(key: ObjectiveKey): boolean {
	return key.text === key.objective;
}

/** Whether the words are the key in spelling, and `#381` is not the number of something else. */
function isMeant(key: ObjectiveKey, text: string, start: number, end: number): boolean {
	if (key.text.startsWith('#') && OTHER_SERIES.test(text.slice(Math.max(0, start - 12), start))) return false;
	const words = text.slice(start, end);
	return key.verbatim.every((part) => words.includes(part));
}

const OTHER_SERIES = /(?:^|\W)(?:rfcs?|pep|kip|kep|eip|bip|jep|dep|adr|msc|cve|step|part|version|v)\s?$/i;

/** Nothing before `at` makes it a part of something longer: `XCHK-1`, `a-CHK-1`, `lib/CHK-1`, `v.CHK-1`, `@CHK-1`. */
function isStart(text: string, at: number, place: 'prose' | 'branch'): boolean {
	if (at === 0) return true;
	const before = text[at - 1] ?? '';
	if (isWordCode(before.charCodeAt(0)) || before === '@') return false;
	const joins = place === 'branch' ? '.' : '-./';
	return !joins.includes(before) || at < 2 || !isWordCode(text.charCodeAt(at - 2));
}

/** What a key that ends at `end` runs into: nothing, a longer word (`CHK-12`, `CHK-1-x`, `CHK-1.5`), or a slash with more behind it. */
function endOf(text: string, end: number, place: 'prose' | 'branch'): 'free' | 'inside' | 'slash' {
	const after = text[end] ?? ' ';
	if (isWordCode(after.charCodeAt(0))) return 'inside';
	if (!isWordCode(text.charCodeAt(end + 1))) return 'free';
	if (place === 'branch') return after === '.' ? 'inside' : 'free';
	if (after === '/') return 'slash';
	return '-.@'.includes(after) ? 'inside' : 'free';
}

/** Whether what stands before `at` allows the key there: a host, or the folder that it asks for. */
function isOwnedAt(key: ObjectiveKey, address: string, at: number): boolean {
	if (at === 0) return true;
	if (address[at - 1] !== '/') return !'-.'.includes(address[at - 1] ?? '');
	if (key.owner === 'any') return true;
	const folder = address.slice(address.lastIndexOf('/', at - 2) + 1, at - 1);
	return key.owner ? folder.toLowerCase() === key.owner.name.toLowerCase() : folder === '' || /[.:]/.test(folder);
}

function isAddressEnd(address: string, end: number): boolean {
	return /^(?:\.[A-Za-z0-9]{1,8})?(?:$|[/?#&:])/.test(address.slice(end, end + 12));
}
