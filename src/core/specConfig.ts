import type { Person } from './objective.ts';

/**
 * `tandem.yml` in the spec repo, resolved: every default is filled in.
 *
 * ```yaml
 * objectives:
 *   files: text/{number}-{slug}.md     # default: objectives/**\/*.md; a list is taken too
 *   id: RFC-{number}                   # default: the `id` key of the front matter, then the file's name
 *   keys: ["RFC {number}", "rfcs/pull/{number}"]   # further ways in which commits and comments name it
 * questions: questions                 # folder
 * people:
 *   maria: { name: Maria Lopez, email: maria@example.com, github: marial }
 * channel: git
 * ```
 */
export interface SpecConfig {
	readonly objectives: {
		/** Path templates: `*` and `**` as in globs, `{name}` stands for a part of one segment, `{number}` for digits. */
		readonly files: readonly string[];
		readonly id?: string;
		readonly keys: readonly string[];
	};
	/** Folder of the questions, relative to the spec repo's root. */
	readonly questions: string;
	readonly people: readonly Person[];
	/** Where questions go. Only `git` is known today. */
	readonly channel: 'git';
}

export const DEFAULT_SPEC_CONFIG: SpecConfig = {
	objectives: { files: ['objectives/**/*.md'], keys: [] },
	questions: 'questions',
	people: [],
	channel: 'git',
};

/** `.tandem.yml` in a code repo, as written: what is absent is absent. */
export interface CodeConfig {
	readonly spec?: string;
	readonly ref?: string;
	/** Folder of the spec repo that is its root for Tandem. */
	readonly path?: string;
	/** This code repo's name in `code:` rules. */
	readonly repo?: string;
}
