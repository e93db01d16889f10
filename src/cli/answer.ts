/** 0 found, 1 none, 2 cannot know. */
export type ExitCode = 0 | 1 | 2;

/** What a command found out. Both forms are made when asked for; pieces of `json` together are one object. */
export interface Answer {
	readonly exitCode: ExitCode;
	readonly text: () => Iterable<string>;
	readonly json: () => Iterable<string>;
	/** Sentences for stderr: why the answer is not known, or not complete. */
	readonly notes: readonly string[];
}

/** `found`, else none; where something could not be looked at, none is not known. */
export function exitCodeOf(found: boolean, notes: readonly string[]): ExitCode {
	if (found) return 0;
	return notes.length > 0 ? 2 : 1;
}
