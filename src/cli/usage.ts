import type { CommandName } from './arguments.ts';

/** What `--help` prints. */
export function usageText(command?: CommandName): string {
	return command ? `${COMMANDS[command]}\n${OPTIONS}` : `${OVERVIEW}\n${OPTIONS}\n${EXIT_CODES}`;
}

/** One line for the end of an error. */
export function usageHint(command?: CommandName): string {
	return `Run "tandem ${command ? `${command} ` : ''}--help" for help.`;
}

const OVERVIEW = `Why does this code exist? Tandem maps code to the objectives of the spec repo.

Usage: tandem COMMAND [options]

  tandem why PATH[:LINE]   the objectives behind a line or a whole file, with the evidence
  tandem objectives        the objectives of the spec repo
  tandem commits [RANGE]   the commits, with the objectives that each of them names
  tandem doctor            what is wired, what is not, and what to do next
`;

const OPTIONS = `Options:
  --code DIR          folder of the code; default: the current folder
  --spec PATH_OR_URL  the spec repo; default: what .tandem.yml says, else a folder of the code
                      that holds tandem.yml or objectives/
  --offline           fetch nothing; use what is on this machine
  --json              one JSON object on stdout
  --help, --version
`;

const EXIT_CODES = `Exit codes: 0 found, 1 none, 2 cannot know (the reason is on stderr).
`;

const COMMANDS: Record<CommandName, string> = {
	why: `Usage: tandem why PATH[:LINE] [options]

The objectives that the line serves, the strongest first, and why Tandem believes it: a marker in
the code, the commit that last touched the line, a pattern of the PM, or the branch (for lines that
are not committed yet). Without LINE: the objectives of the whole file, each with its number of
lines and its strongest evidence. A relative PATH is taken from the folder of --code.

Exit codes: 0 an objective, 1 none (or none on purpose), 2 cannot know.
`,
	objectives: `Usage: tandem objectives [options]

The objectives of the spec repo, in order of their ids. With --spec no code is needed.

Exit codes: 0 there are some, 1 there are none, 2 cannot know.
`,
	commits: `Usage: tandem commits [RANGE] [--limit N] [options]

The commits that name an objective, newest first: with the relation (implements, partially, related,
mentions), where it is said and the words that say it; and those that say "Objective: none".
With --json all commits are listed. RANGE is one commit, A..B or A...B; default: all of HEAD.
--limit N looks at the newest N only.

Exit codes: 0 at least one names an objective, 1 none does, 2 cannot know.
`,
	doctor: `Usage: tandem doctor [options]

Which spec repo and commit, which code repo and name, how many objectives, what is wrong in the
files of the spec repo, and what to do next.

Exit codes: 0 the objectives can be read, 1 there is no spec repo or no objective in it,
2 cannot know.
`,
};
