import { canonicalAddress } from './forgeAddress.ts';
import type { Objective } from './objective.ts';
import { isIndexFile } from './indexFile.ts';
import { baseName } from './repoPath.ts';
import { fillTemplate, placeholdersOf } from './pathTemplate.ts';

/** One way in which an objective may be named. */
export interface ObjectiveKey {
	readonly objective: string;
	readonly text: string;
	/** `address`: looked for in words with a slash (URLs, `owner/repo#1`); `plain`: everywhere else. */
	readonly kind: 'plain' | 'address';
	/** `weak`: one word without digit, or a file's name of two words, that may be ordinary words too. */
	readonly strength: 'strong' | 'weak';
	/** What has to stand in the text exactly like this; the rest is compared in any case. */
	readonly verbatim: readonly string[];
	/** For an address that begins inside a longer one: which folder may stand before it; absent: only a host. */
	readonly owner?: { readonly name: string } | 'any';
}

/** Where the objectives and the code live; names are `owner/repo`. */
export interface KeyPlaces {
	/** Of the code repo: `#381` is its issue. */
	readonly repoName?: string;
	/** Of the spec repo: the objectives' files have pages there. */
	readonly specName?: string;
}

/** What of an objective decides what it is called. */
export type NamedObjective = Pick<Objective, 'id' | 'aliases' | 'tickets' | 'source'>;

/** Longer keys are not looked for. */
const KEY_LIMIT = 200;

/**
 * All keys of `objective`, those first that its author wrote: id, aliases, tickets; then the templates of its format, filled from its file's
 * name, then the address of its file. A key of digits alone is none.
 */
export function keysOf(objective: NamedObjective, places: KeyPlaces): readonly ObjectiveKey[] {
	const captures = { ...objective.source.captures, id: objective.id };
	const isSlug = Object.values(objective.source.captures).includes(objective.id);
	const keys = [
		...[objective.id, ...objective.aliases].map((text) => (isSlug ? slugKey(text) : plainKey(text, [text]))),
		...objective.tickets.flatMap((ticket) => ticketKeys(ticket, places)),
		...(objective.source.keys ?? []).flatMap((template) => templateKeys(template, captures, places)),
		...fileKeys(objective, places),
	];
	return keys
		.filter(({ text }) => /[^\d\s#]/.test(text) || text.startsWith('#'))
		.filter(({ text }) => text.length <= KEY_LIMIT)
		.map((key) => ({ ...key, objective: objective.id }));
}

const NOTHING: readonly never[] = [];

type KeyDraft = Omit<ObjectiveKey, 'objective'>;

function plainKey(text: string, verbatim: readonly string[]): KeyDraft {
	const hasDigit = /\d/.test(text);
	// `InPlaceResize` is no word of a sentence.
	const isWord = /^[\p{L}\p{M}]+$/u.test(text) && !/\p{Ll}\p{Lu}/u.test(text);
	return {
		text,
		kind: 'plain',
		strength: isWord ? 'weak' : 'strong',
		// Blanks of a key may stand for others in the text, so that what is between them is compared.
		verbatim: hasDigit ? NOTHING : verbatim.flatMap((part) => part.split(/\s+/).filter((word) => word !== '')),
	};
}

/** A file's name that is the id: `port-forwarding` is said of many things. */
function slugKey(text: string): KeyDraft {
	const key = plainKey(text, [text]);
	return /^[\p{L}\p{M}]+[-_][\p{L}\p{M}]+$/u.test(text) ? { ...key, strength: 'weak' } : key;
}

function addressKey(text: string, owner?: ObjectiveKey['owner']): KeyDraft {
	return { text, kind: 'address', strength: 'strong', verbatim: NOTHING, owner };
}

function ticketKeys(ticket: string, { repoName }: KeyPlaces): readonly KeyDraft[] {
	const address = canonicalAddress(ticket.trim());
	if (!address.includes('/')) return address.startsWith('#') ? [] : [plainKey(address, [address])];
	const forge = /^(?:[^/#]+\.[^/#]+\/)?([^#]+\/[^#]+)#(\d+)$/.exec(address);
	const [, repo = '', number = ''] = forge ?? [];
	const qualified = addressKey(forge ? `${repo}#${number}` : address);
	if (!forge || repo.toLowerCase() !== repoName?.toLowerCase()) return [qualified];
	// Digits as they stand: `#0381` is a colour sooner than an issue.
	const own = [`#${number}`, `GH-${number}`].map((text) => ({ ...plainKey(text, []), verbatim: [text] }));
	return [qualified, ...own];
}

function templateKeys(
	template: string,
	captures: Readonly<Record<string, string>>,
	{ specName }: KeyPlaces,
): readonly KeyDraft[] {
	const filled = fillTemplate(template, captures);
	if (filled === undefined || placeholdersOf(template).length === 0) return [];
	const values = placeholdersOf(template).map((name) => captures[name] ?? '');
	if (!filled.includes('/')) return [plainKey(filled, values)];
	const text = canonicalAddress(filled);
	const key = addressKey(text, ownerBefore(text, specName));
	// `rfcs#60`, which is `rfcs/pull/60` in short.
	return text.includes('/') ? [key] : [key, plainKey(text, values)];
}

/** A template that begins with the spec repo's name stands for that repo, and not for others of that name. */
function ownerBefore(text: string, specName: string | undefined): ObjectiveKey['owner'] {
	const folders = specName?.split('/') ?? [];
	const [owner, repo] = folders.slice(-2);
	const begins = (name: string) =>
		text.toLowerCase().startsWith(name.toLowerCase()) && /^[/#]/.test(text.slice(name.length));
	if (specName === undefined || owner === undefined || repo === undefined) return 'any';
	if (begins(specName)) return undefined;
	return begins(repo) ? { name: owner } : 'any';
}

function fileKeys({ source: { file } }: NamedObjective, { repoName, specName }: KeyPlaces): readonly KeyDraft[] {
	const page = isIndexFile(file) ? file.slice(0, Math.max(0, file.lastIndexOf('/'))) : file.replace(/\.\w+$/, '');
	if (specName === undefined || page === '') return [];
	const isOwnRepo = repoName?.toLowerCase() === specName.toLowerCase();
	const site = /^([^/]+)\/([^/]+)$/.exec(specName);
	return [
		`${specName}/${page}`,
		...(isOwnRepo && page.includes('/') ? [page] : []),
		// The web site that a forge makes of the repository.
		...(site ? [`${site[1]}.github.io/${site[2]}/${baseName(page)}`] : []),
	].map((text) => addressKey(text));
}
