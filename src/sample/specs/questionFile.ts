import { append, create, replace, type Author, type Files, type Step } from '../history.ts';

/** A question as it is told; its file and commits are made of it. */
export interface ToldQuestion {
	/** Six characters. */
	readonly id: string;
	readonly objective: string;
	readonly slug: string;
	readonly by: Author;
	/** `2026-11-20 15:10`, UTC. */
	readonly at: string;
	/** Key in `people:`. */
	readonly to: string;
	readonly path: string;
	/** How the first line quoted begins (one line of the file does), and how many lines are quoted. */
	readonly from: string;
	readonly count: number;
	readonly title: string;
	readonly why: string;
	readonly messages: readonly ToldMessage[];
}

export interface ToldMessage {
	/** `bare`: written straight below `## Answer`, as on a forge's web page. */
	readonly kind: 'answer' | 'bare' | 'reply' | 'resolved';
	readonly by: Author;
	readonly at: string;
	readonly text: string;
}

/** The newest state of the code when the question was asked. */
export interface CodeState {
	readonly hash: string;
	readonly files: Files;
}

/** The commits of a question: one that asks, one for each message. */
export function questionSteps(told: ToldQuestion, code: CodeState): readonly Step[] {
	const objective = told.objective.toLowerCase();
	const path = `questions/${told.at.slice(0, 10)}-${objective}-${told.slug}-${told.id}.md`;
	return [
		{
			by: told.by,
			at: told.at,
			message: `Ask about ${told.objective}: ${told.title}`,
			edits: [create(path, questionText(told, code))],
		},
		...told.messages.map((message): Step => {
			const { by, at, kind } = message;
			if (kind === 'bare')
				return {
					by,
					at,
					message: `Update ${path.slice('questions/'.length)}`,
					edits: [replace(path, '## Answer\n', `## Answer\n\n${message.text}\n`)],
				};
			const verb = { answer: 'Answer', reply: 'Reply', resolved: 'Resolve' }[kind];
			const heading = { answer: 'Answer', reply: 'Reply', resolved: 'Resolved' }[kind];
			const section = `## ${heading} by ${by.name}, ${at} UTC\n${message.text === '' ? '' : `\n${message.text}\n`}`;
			const edit = kind === 'answer' ? replace(path, '## Answer\n', section) : append(path, `\n\n${section}`);
			return { by, at, message: `${verb}: ${told.title}`, edits: [edit] };
		}),
	];
}

function questionText(told: ToldQuestion, { hash, files }: CodeState): string {
	const lines = (files.get(told.path) ?? '').split('\n');
	const found = lines.flatMap((line, index) => (line.startsWith(told.from) ? [index] : []));
	const [index] = found;
	if (index === undefined || found.length > 1)
		throw new Error(`"${told.from}" begins ${found.length} lines of ${told.path}, not one`);
	const first = index + 1;
	const last = index + told.count;
	return `---
id: q-${told.id}
objective: ${told.objective}
asked_by: ${told.by.name} <${told.by.email}>
asked_at: ${told.at.replace(' ', 'T')}:00Z
to: ${told.to}
code:
  repo: acme/web-shop
  path: ${told.path}
  lines: ${first}-${last}
  commit: ${hash}
---
# ${told.title}

\`${told.path}\`, lines ${first} to ${last}, at \`${hash.slice(0, 7)}\`:

\`\`\`ts
${lines.slice(index, last).join('\n')}
\`\`\`

## Why it matters

${told.why}

## Answer
`;
}
