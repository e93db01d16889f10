/** One trailer of a commit message, as git reads it: a folded value is one line. */
export interface Trailer {
	readonly key: string;
	readonly value: string;
	/** Line of the key in the message, from 0, and of the last line of its value. */
	readonly line: number;
	readonly lastLine: number;
}

/** Lines that git itself writes; with one of them a block may hold other lines too. */
const GIT_GENERATED = ['Signed-off-by: ', '(cherry picked from commit '];
const SCISSORS = '# ------------------------ >8 ------------------------\n';

/**
 * The trailers of `message`: those that `git interpret-trailers --parse` gives, by the same rules. The last paragraph (above a `---` line, comments
 * and a list of conflicts) is a block of trailers where all of its lines are, or one in four and git wrote one of them. The first paragraph never is.
 */
export function parseTrailers(message: string): readonly Trailer[] {
	const lines = linesWithEnds(message);
	const end = blockEnd(lines);
	const trailers: Trailer[] = [];
	let open = false;
	for (let line = blockStart(lines, end); line < end; line++) {
		const text = lines[line] ?? '';
		const last = trailers.at(-1);
		if (open && last && /^[ \t\r\n]/.test(text)) {
			trailers[trailers.length - 1] = { ...last, value: last.value + text, lastLine: line };
			continue;
		}
		const colon = separatorOf(text);
		open = colon > 0;
		if (open) trailers.push({ key: trim(text.slice(0, colon)), value: text.slice(colon + 1), line, lastLine: line });
	}
	return trailers.map((trailer) => ({ ...trailer, value: unfold(trailer.value) }));
}

function linesWithEnds(message: string): readonly string[] {
	const lines: string[] = [];
	for (let start = 0; start < message.length;) {
		const end = message.indexOf('\n', start) + 1 || message.length;
		lines.push(message.slice(start, end));
		start = end;
	}
	return lines;
}

/** The line behind the last one that may be a trailer. */
function blockEnd(lines: readonly string[]): number {
	let end = lines.findIndex((line) => /^---[ \t\r\n]/.test(line));
	if (end < 0) end = lines.length;
	const scissors = lines.slice(0, end).indexOf(SCISSORS);
	if (scissors >= 0) end = scissors;
	// Comments, blank lines and git's list of conflicts at the end are not part of the message.
	// Zero is "none", as it is for git, which therefore does not see that a message begins with one.
	let tail = 0;
	let inConflicts = false;
	for (const [at, line] of lines.slice(0, end).entries()) {
		if (line.startsWith('#') || line.startsWith('\n')) tail ||= at;
		else if (line === 'Conflicts:\n') {
			inConflicts = true;
			tail ||= at;
		} else if (!(inConflicts && line.startsWith('\t')) && tail > 0) {
			tail = 0;
			inConflicts = false;
		}
	}
	return tail > 0 ? tail : end;
}

function blockStart(lines: readonly string[], end: number): number {
	let title = 0;
	while (title < end && (lines[title]?.startsWith('#') || !isBlank(lines[title]))) title++;
	let onlySpaces = true;
	let generated = false;
	let trailers = 0;
	let others = 0;
	let continuations = 0;
	for (let at = end - 1; at >= title; at--) {
		const line = lines[at] ?? '';
		if (line.startsWith('#')) {
			others += continuations;
			continuations = 0;
		} else if (isBlank(line)) {
			if (onlySpaces) continue;
			others += continuations;
			const isBlock = generated ? trailers * 3 >= others : trailers > 0 && others === 0;
			return isBlock ? at + 1 : end;
		} else {
			onlySpaces = false;
			const byGit = GIT_GENERATED.some((prefix) => line.startsWith(prefix));
			if (byGit || (separatorOf(line) > 0 && !/^[ \t\r\n]/.test(line))) {
				generated ||= byGit;
				trailers++;
				continuations = 0;
			} else if (/^[ \t\r\n]/.test(line)) continuations++;
			else {
				others += 1 + continuations;
				continuations = 0;
			}
		}
	}
	return end;
}

/** Offset of the colon behind a trailer's key, or -1. */
function separatorOf(line: string): number {
	const key = /^[A-Za-z0-9-]+[ \t]*:/.exec(line);
	return key ? key[0].length - 1 : -1;
}

function isBlank(line: string | undefined): boolean {
	return line === undefined || /^[ \t\r]*\n?$/.test(line);
}

function unfold(value: string): string {
	return trim(value.replaceAll(/\n[ \t\r\n]*/g, ' '));
}

const BLANKS = ' \t\r\n';

/** What git takes for blanks: no others. */
function trim(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && BLANKS.includes(text[start] ?? '')) start++;
	while (end > start && BLANKS.includes(text[end - 1] ?? '')) end--;
	return text.slice(start, end);
}
