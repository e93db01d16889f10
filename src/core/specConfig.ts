import type { Channel } from './channels/channel.ts';
import type { FormatName, HeadKind, MappedField, Markup, StatusMeaning } from './formats/specFormat.ts';
import type { ValueSource } from './formats/valueSource.ts';
import type { Person } from './objective.ts';

/**
 * `tandem.yml` in the spec repo, resolved: every default is filled in.
 *
 * ```yaml
 * objectives:                          # a list of such tables is taken too; without it Tandem looks what is there
 *   format: madr                       # one of those that Tandem knows; default: what the files look like
 *   files: text/{number}-{slug}.md     # default: as the format has it
 *   id: RFC-{number}
 *   keys: ["RFC {number}", "rfcs/pull/{number}"]   # further ways in which commits and comments name it
 *   header: front-matter
 *   markup: markdown
 *   from: { status: [stage, "## Status"], pm: [lead], team: ["{team}"] }
 *   statuses: { shipped: achieved }
 * questions: questions                 # folder
 * people:
 *   maria: { name: Maria Lopez, email: maria@example.com, github: marial }
 * channel: github                      # see `core/channels/channel.ts`
 * ```
 */
export interface SpecConfig {
	/** Empty: what is there is found out by looking. */
	readonly objectives: readonly FormatTable[];
	/** Folder of the questions, relative to the spec repo's root. */
	readonly questions: string;
	readonly people: readonly Person[];
	/** Where questions go besides the spec repo; at most one of them gives answers. */
	readonly channels: readonly Channel[];
}

/** How objectives are kept, as tandem.yml says it: what is absent is as the format has it. */
export interface FormatTable {
	readonly format?: FormatName;
	/** Path templates: `*` and `**` as in globs, `{name}` stands for a part of one segment, `{number}` for digits. */
	readonly files?: readonly string[];
	readonly id?: string;
	readonly keys?: readonly string[];
	readonly heads?: readonly HeadKind[];
	readonly markup?: Markup;
	readonly from?: Readonly<Partial<Record<MappedField, readonly ValueSource[]>>>;
	readonly statuses?: Readonly<Record<string, StatusMeaning>>;
}

export const DEFAULT_SPEC_CONFIG: SpecConfig = { objectives: [], questions: 'questions', people: [], channels: [] };

/** `.tandem.yml` in a code repo, as written: what is absent is absent. */
export interface CodeConfig {
	readonly spec?: string;
	readonly ref?: string;
	/** Folder of the spec repo that is its root for Tandem. */
	readonly path?: string;
	/** This code repo's name in `code:` rules. */
	readonly repo?: string;
}
