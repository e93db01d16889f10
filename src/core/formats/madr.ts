import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Markdown decision records: front matter (MADR 3 and 4), a list below the title (MADR 2), or a heading Status (Nygard). */
export const MADR: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'madr',
		label: 'Decision records (MADR)',
		files: [
			'docs/decisions/**/{number}-{slug}.md',
			'doc/adr/**/{number}-{slug}.md',
			'docs/adr/**/{number}-{slug}.md',
			'adr/**/{number}-{slug}.md',
			'decisions/**/{number}-{slug}.md',
		],
		heads: ['front-matter', 'bullets'],
		id: 'ADR-{number:4}',
		keys: ['ADR {number}'],
		from: {
			status: sources('status', '## Status'),
			pm: sources('decision-makers', 'deciders'),
			tickets: sources('Technical Story', 'Technical Story:', 'story'),
		},
		statuses: {
			'draft': 'proposed',
			'proposed': 'proposed',
			'in review': 'proposed',
			'on hold': 'paused',
			'accepted': 'active',
			'approved': 'active',
			'implemented': 'achieved',
			'done': 'achieved',
			'rejected': 'dropped',
			'deprecated': 'dropped',
			'superseded': 'dropped',
			'superceded': 'dropped',
		},
		ignored: [
			'date',
			'consulted',
			'informed',
			'deciders',
			'decision_makers',
			'technical_story',
			'story',
			'tags',
			'nav_order',
			'layout',
			'grand_parent',
			'has_children',
		],
		skeleton: {
			text: `---
status: proposed
date: {date}
decision-makers: [{pm}]
---

# {title}

## Context and Problem Statement

Tell in your own words why this matters, and for whom.

## Considered Options

## Decision Outcome
`,
		},
		signature: {
			text: /^(?:#+\s+(?:Context and Problem Statement|Decision Outcome|Decision|Status)\b|status:|(?:[*-]\s+)?\**status\**:)/im,
		},
	},
];
