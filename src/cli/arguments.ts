import { parseArgs } from 'node:util';

export const COMMAND_NAMES = ['why', 'objectives', 'commits', 'doctor'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export type Command =
	/** `target` as typed: `PATH`, `PATH:LINE` or `PATH:LINE:COLUMN`; which of them it is depends on the files that there are (see `placeReadings`). */
	| { readonly name: 'why'; readonly target: string }
	| { readonly name: 'objectives' }
	/** Without `range` the history of HEAD; without `limit` all of it. */
	| { readonly name: 'commits'; readonly range?: string; readonly limit?: number }
	| { readonly name: 'doctor' };

export interface Options {
	/** Folder of the code as typed; absent: the current one. */
	readonly code?: string;
	/** Where the spec repo is, as typed; absent: `.tandem.yml` says it. */
	readonly spec?: string;
	readonly json: boolean;
	/** Nothing is fetched; what is on this machine counts. */
	readonly offline: boolean;
}

/** What the user wants. */
export type Invocation =
	| { readonly kind: 'run'; readonly command: Command; readonly options: Options }
	| { readonly kind: 'help'; readonly command?: CommandName }
	| { readonly kind: 'version' }
	/** `message` says what is wrong, as a sentence. */
	| { readonly kind: 'misuse'; readonly message: string; readonly command?: CommandName };

/** Reads the words behind `tandem`. Options may stand anywhere; behind `--` nothing is an option. */
export function parseArguments(words: readonly string[]): Invocation {
	const parsed = parseWords(words);
	if ('message' in parsed) return { kind: 'misuse', message: parsed.message };
	const { values, positionals } = parsed;
	const [first, ...rest] = positionals;
	if (values.version) return { kind: 'version' };
	if (first === 'help') return { kind: 'help', command: COMMAND_NAMES.find((name) => name === rest[0]) };
	const name = COMMAND_NAMES.find((known) => known === first);
	if (values.help) return { kind: 'help', command: name };
	if (first === undefined) return { kind: 'misuse', message: 'No command is given.' };
	if (!name) return { kind: 'misuse', message: `There is no command "${first}".` };
	const misuse = (message: string): Invocation => ({ kind: 'misuse', message, command: name });

	if (values.code === '') return misuse('--code needs a folder.');
	if (values.spec?.trim() === '') return misuse('--spec needs an address or a folder.');
	if (values.limit !== undefined && name !== 'commits') return misuse('--limit belongs to "tandem commits".');
	const command = toCommand(name, rest, values.limit);
	if ('message' in command) return misuse(command.message);
	const { code, spec, json = false, offline = false } = values;
	return { kind: 'run', command, options: { code, spec, json, offline } };
}

interface Misuse {
	readonly message: string;
}

function parseWords(words: readonly string[]) {
	try {
		return parseArgs({
			args: [...words],
			allowPositionals: true,
			strict: true,
			options: {
				code: { type: 'string' },
				spec: { type: 'string' },
				json: { type: 'boolean' },
				offline: { type: 'boolean' },
				limit: { type: 'string' },
				help: { type: 'boolean', short: 'h' },
				version: { type: 'boolean', short: 'v' },
			},
		});
	} catch (error) {
		// The first sentence names the option; the others teach the conventions of command lines.
		const message = error instanceof Error ? error.message : String(error);
		return { message: `${/^[^\n]*?(?=\.?(?: |\n|$)(?:To specify|Did you|$))/.exec(message)?.[0] ?? message}.` };
	}
}

function toCommand(name: CommandName, rest: readonly string[], limit: string | undefined): Command | Misuse {
	const [first, second] = rest;
	switch (name) {
		case 'why':
			if (!first) return { message: 'Name a file, with a line if you like: tandem why PATH[:LINE].' };
			return second === undefined ? { name, target: first } : tooMuch(second);
		case 'commits': {
			if (second !== undefined) return tooMuch(second);
			if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit)) return { message: '--limit needs a number from 1.' };
			return { name, ...(first ? { range: first } : {}), ...(limit ? { limit: Number(limit) } : {}) };
		}
		case 'objectives':
		case 'doctor':
			return first === undefined ? { name } : tooMuch(first);
	}
}

function tooMuch(word: string): Misuse {
	return { message: `"${word}" is one word too many.` };
}
