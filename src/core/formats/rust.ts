import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Rust's requests for comments: a list at the top. The file says no status. */
export const RUST: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'rust',
		label: 'Rust RFCs',
		files: ['text/{number}-{slug}.md'],
		heads: ['bullets'],
		id: 'RFC-{number}',
		keys: [
			'RFC {number}',
			'rfcs/pull/{number}',
			'rfcs/text/{number}-{slug}',
			'rust-lang.github.io/rfcs/{number}-{slug}',
		],
		from: {
			tickets: sources('Rust Issue', 'Rust Issues', 'Tracking Issue'),
			aliases: sources('Feature Name', 'Feature Names'),
		},
		ignored: ['start_date', 'rfc_pr', 'rfc_prs', 'feature_name', 'rust_issue', 'relevant_rfcs'],
		skeleton: {
			text: `- Feature Name: \`{slug}\`
- Start Date: {date}
- RFC PR:
- Rust Issue:

# Summary

# Motivation

Tell in your own words why this matters, and for whom.

# Unresolved questions
`,
		},
		signature: { keys: ['start_date', 'rfc_pr'] },
	},
];
