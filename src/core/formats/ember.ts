import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Ember's requests for comments: front matter with a stage. */
export const EMBER: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'ember',
		label: 'Ember RFCs',
		files: ['text/{number}-{slug}.md'],
		heads: ['front-matter'],
		id: 'RFC-{number}',
		keys: ['RFC {number}', 'rfcs/pull/{number}', 'rfcs/text/{number}-{slug}', 'rfcs.emberjs.com/id/{number}-{slug}'],
		from: {
			status: sources('stage'),
			team: sources('teams'),
			tickets: sources('prs'),
		},
		statuses: {
			'proposed': 'proposed',
			'exploring': 'proposed',
			'accepted': 'active',
			'ready for release': 'active',
			'released': 'achieved',
			'recommended': 'achieved',
			'discontinued': 'dropped',
			'closed': 'dropped',
			'paused': 'paused',
		},
		ignored: [
			'start_date',
			'release_date',
			'release_versions',
			'prs',
			'project_link',
			'suite',
			'meta',
			'rfc_pr',
			'tracking',
			'ember_issue',
		],
		skeleton: {
			text: `---
stage: accepted
start-date: {date}T00:00:00.000Z
teams:
prs:
  accepted:
---

# {title}

## Summary

## Motivation

Tell in your own words why this matters, and for whom.

## Detailed design

## Unresolved questions
`,
		},
		signature: { keys: ['stage', 'prs'] },
	},
];
