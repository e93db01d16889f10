import type { MarkdownLine } from '../markdownLines.ts';
import type { Health, KeyResult, ObjectiveStatus } from '../objective.ts';
import type { YamlMap, YamlValue } from '../yamlValue.ts';
import type { ValueSource } from './valueSource.ts';

/** The formats that Tandem knows, as they are named in `format:` of tandem.yml. */
export const FORMAT_NAMES = [
	'native',
	'kep',
	'pep',
	'bip',
	'eip',
	'ember',
	'rust',
	'swift',
	'msc',
	'madr',
	'openstack',
	'dep',
	'okr',
	'spec-kit',
	'openspec',
	'kiro',
] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/**
 * How the head of a file is written: YAML between `---`, `Key: value` lines as in a mail (also inside of `<pre>`), a list `- Key: value` or lines
 * `**Key**: value` below the title, reStructuredText's `:Key: value`, a file that is YAML as a whole, or nothing.
 */
export const HEAD_KINDS = ['front-matter', 'fields', 'bullets', 'field-list', 'yaml', 'none'] as const;
export type HeadKind = (typeof HEAD_KINDS)[number];

export const MARKUPS = ['markdown', 'rst', 'mediawiki'] as const;
export type Markup = (typeof MARKUPS)[number];

/** What a word of the spec repo's own says about an objective; `moved` says that this file only points to another place. */
export const STATUS_MEANINGS = [
	'proposed',
	'active',
	'paused',
	'achieved',
	'dropped',
	'on-track',
	'at-risk',
	'off-track',
	'moved',
] as const satisfies readonly (ObjectiveStatus | Health | 'moved')[];
export type StatusMeaning = (typeof STATUS_MEANINGS)[number];

/** The values of an objective that may come from elsewhere than the native key. */
export const MAPPED_FIELDS = [
	'id',
	'title',
	'status',
	'health',
	'pm',
	'engineer',
	'team',
	'period',
	'parent',
	'supersedes',
	'tickets',
	'aliases',
	'key_results',
	'code',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** A way in which spec repos keep objectives: where the files are, how their heads are written, and what the words in them mean. */
export interface SpecFormat {
	readonly name: FormatName;
	/** For people: `Kubernetes enhancement proposals`. */
	readonly label: string;
	/** Path templates. */
	readonly files: readonly string[];
	/** `folder`: the files of one folder that fit make one objective; the first of them, in the order of `files`, has the head. */
	readonly unit: 'file' | 'folder';
	/** Names of files in the same folder that are read with it. */
	readonly beside: readonly string[];
	/** Tried in order: the first that the file has. */
	readonly heads: readonly HeadKind[];
	readonly markup: Markup;
	/** Template of the id, filled from the path; `{number}` also from a key that `from.id` names. Absent: the key `id`, then the file's name. */
	readonly id?: string;
	/** Templates of further names in commits and comments. */
	readonly keys: readonly string[];
	/** Where values come from, tried in order. What is not here comes from the native key. */
	readonly from: Readonly<Partial<Record<MappedField, readonly ValueSource[]>>>;
	/** Lower case, single blanks. Empty: the native words. */
	readonly statuses: Readonly<Record<string, StatusMeaning>>;
	/** Keys that the format has and Tandem does not show; all others that are unknown are told. */
	readonly ignored: readonly string[];
	/** By what a file shows that it is one of this format. */
	readonly signature: Signature;
	/** Parts of the path as the format means them, where a folder may stand for one or another. */
	readonly captures?: (captures: Captures) => Captures;
	/** Of several files with one id the one with the greatest text counts, and the others are older editions. */
	readonly edition?: (captures: Captures, period: string | undefined) => string;
	/** Further names that the body says. */
	readonly names?: (lines: readonly MarkdownLine[]) => readonly string[];
	/** The objectives of a file that holds several, each as a map; the file has no other. */
	readonly split?: (root: YamlValue | undefined) => readonly YamlMap[];
	/** The title that the format's first heading says, without what all of its titles begin with; undefined where it says none. */
	readonly title?: (heading: string) => string | undefined;
	/** What the body holds: requirements as objectives of their own, and how the whole is measured. */
	readonly inside?: (input: InsideInput) => Inside;
	/** Where the why stands if the body has no section that says it. */
	readonly why?: readonly ValueSource[];
	/** What the files beside it say of the status, where its own head says nothing. */
	readonly statusBeside?: (texts: ReadonlyMap<string, string>) => ObjectiveStatus | undefined;
	/** A new file of this format, where one can be written from an id, a title and a person. */
	readonly skeleton?: Skeleton;
	/** `children`: the file holds only those; their parent, whose id the template gives, stands in another file. */
	readonly holds?: 'children';
}

/** What the placeholders of a path template stand for. */
export type Captures = Readonly<Record<string, string>>;

/** The text of a new file: `{id}`, `{number}`, `{title}`, `{slug}`, `{pm}`, `{date}`, `{file}`, and `{underline}` as long as the title's line. */
export interface Skeleton {
	readonly text: string;
	/** Parts of the path that nobody is asked for. */
	readonly captures?: Captures;
}

/** What tells a format; all that is given has to hold. */
export interface Signature {
	/** Keys of the head, as `canonicalKey` makes them. */
	readonly keys?: readonly string[];
	readonly text?: RegExp;
}

export interface InsideInput {
	readonly lines: readonly MarkdownLine[];
	/** The id of the objective whose body it is. */
	readonly id: string;
}

export interface Inside {
	readonly children: readonly ChildDraft[];
	readonly keyResults?: readonly KeyResult[];
}

/** An objective that stands inside of another file. */
export interface ChildDraft {
	readonly id: string;
	readonly title: string;
	/** Markdown; empty where there is none. */
	readonly why: string;
	/** Line of the file, from 1. */
	readonly line: number;
}

/** Whether the format is Tandem's own, with nothing that a table in tandem.yml says otherwise. */
export function isNative({ name, heads, from, statuses, markup }: SpecFormat): boolean {
	if (name !== 'native' || heads.join() !== 'front-matter' || markup !== 'markdown') return false;
	return Object.keys(from).length === 0 && Object.keys(statuses).length === 0;
}

/** What all formats have unless they say otherwise. */
export const PLAIN_FORMAT = {
	unit: 'file',
	beside: [],
	markup: 'markdown',
	keys: [],
	from: {},
	statuses: {},
	ignored: [],
} as const satisfies Partial<SpecFormat>;
