import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Matrix spec change proposals: the id stands in the title and the file's name; the file says neither status nor people. */
export const MSC: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'msc',
		label: 'Matrix spec change proposals',
		files: ['proposals/{number}-{slug}.md'],
		heads: ['none'],
		id: 'MSC{number}',
		keys: [
			'MSC {number}',
			'matrix-spec-proposals/pull/{number}',
			'matrix-doc/pull/{number}',
			'matrix-doc/issues/{number}',
		],
		from: { id: sources('#') },
		skeleton: {
			text: `# MSC{number}: {title}

Tell in your own words why this matters, and for whom.

## Proposal

## Potential issues
`,
		},
		signature: { text: /^#\s+\[?MSC ?\d+/m },
	},
];
