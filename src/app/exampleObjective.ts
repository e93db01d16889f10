import type { Person } from '../core/objective.ts';
import { formatPerson } from '../core/people.ts';
import { plainTitle } from '../core/questionFormat.ts';
import { toRepoPath, type RepoPath } from '../core/repoPath.ts';
import { writeYaml } from '../core/yamlDocument.ts';

export interface ExampleFile {
	readonly path: RepoPath;
	readonly text: string;
}

/**
 * The files of a new spec repo: settings, one commented objective, and a page that tells the PM how to take part. They read back without a
 * problem. `today` is `YYYY-MM-DD`; `author` becomes PM of the example.
 */
export function exampleSpec(today: string, author: Person): readonly ExampleFile[] {
	const name = plainTitle(author.name) || 'somebody';
	const key = keyOf(name);
	const files: readonly (readonly [string, string])[] = [
		['tandem.yml', settings(key, { ...author, name })],
		['objectives/EXAMPLE-1.md', objective(today, key)],
		['README.md', README],
		// Two people who write below one question then never see a conflict marker.
		['questions/.gitattributes', '*.md merge=union\n'],
	];
	return files.flatMap(([path, text]) => {
		const repoPath = toRepoPath(path);
		return repoPath ? [{ path: repoPath, text }] : [];
	});
}

function settings(key: string, author: Person): string {
	const people = writeYaml({ people: { [key]: formatPerson(author) } });
	return `# Settings of this spec repo for Tandem. Every line is optional.

# Where the objectives are: one Markdown file each.
objectives: objectives/**/*.md

# The folder in which questions of engineers arrive.
questions: questions

# Who is who: the key is what stands behind "pm:" and "engineer:" in an objective.
# More than one line is possible too:  maria: { name: Maria Lopez, email: maria@example.com, github: marial }
${people}`;
}

/** The first name, as people would write it after `pm:`. */
function keyOf(name: string): string {
	const word =
		/[a-z]{2,20}/.exec(
			name
				.normalize('NFKD')
				.replace(/\p{M}+/gu, '')
				.toLowerCase(),
		)?.[0] ?? '';
	return word === '' || word === 'null' ? 'pm' : word;
}

function objective(today: string, pm: string): string {
	const year = today.slice(0, 4);
	const quarter = Math.floor((Number(today.slice(5, 7)) + 2) / 3);
	return `---
# The id is what engineers write in commits ("Objective: EXAMPLE-1") and in comments ("@objective EXAMPLE-1").
id: EXAMPLE-1
title: Cut the time to the first purchase
status: proposed          # proposed | active | paused | achieved | dropped
health: on-track          # on-track | at-risk | off-track
pm: ${pm.padEnd(21)} # a key of "people" in tandem.yml, a name or an e-mail
period: ${year}-Q${quarter}
key_results:              # how you will know; numbers only, the unit stands beside them
  - id: KR1
    metric: New visitors who buy within a day
    unit: "%"
    baseline: 12
    target: 20
    current: 12
# Which code serves this objective, as in .gitignore. Take the # away and name your own folders:
# code:
#   - src/checkout/**
# Keys of your tickets that engineers already write in commits:
# tickets: [SHOP-1423]
---
# Why

Tell in your own words why this matters, and for whom. Engineers see this text beside the code that serves the objective,
so a few plain sentences are worth more than a document.

## Constraints

- What must stay true, for instance: the payment page loads within two seconds.

## Decisions

- ${today}: what was decided, and by whom.

## Out of scope

- What this objective leaves alone, for instance: the prices.
`;
}

const README = `# Our objectives

This repository says **why** our software is built: one file per objective in \`objectives/\`. Tandem shows them to the engineers
beside the code that serves them. You need no tool for it, only this repository.

## Change an objective

Open its file, press the pencil, write, and commit. \`status\`, \`health\` and the \`current\` numbers are worth a look every week.
A new objective is a new file: copy \`objectives/EXAMPLE-1.md\`, and give it an id of its own.

## Answer a question

Engineers ask from the line of code they are at. Each question is a file in \`questions/\`:

1. Open the file. It shows the code, the question, and why it matters.
2. Write below the last \`## Answer\`, as much or as little as you like.
3. Commit. That is all: the engineer sees your answer on that very line.

If a reply comes, it stands below your answer, with a new \`## Answer\` for you under it. The engineer closes the question.

## Good to know

- The lines between the two \`---\` are for tools. Everything below them is for people.
- A mistake in a file hides nothing else. Tandem tells what is wrong, with the file and the line.
- \`tandem.yml\` says who is who and where the objectives are.
`;
