import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Swift evolution: a list below the title. */
export const SWIFT: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'swift',
		label: 'Swift evolution proposals',
		files: ['proposals/{number}-{slug}.md', 'proposals/testing/{code}-{number}-{slug}.md'],
		heads: ['bullets'],
		id: 'SE-{number:4}',
		keys: ['SE {number}', 'swift-evolution/proposals/{number}-{slug}'],
		from: {
			id: sources('Proposal'),
			status: sources('Status'),
			pm: sources('Authors', 'Author'),
			engineer: sources('Review Manager'),
			aliases: sources(
				'Upcoming Feature Flag',
				'Upcoming Feature Flags',
				'Experimental Feature Flags',
				'Experimental Feature Flag',
				'Feature Flag',
				'Feature Identifier',
			),
			tickets: sources('Bug', 'Bugs'),
		},
		statuses: {
			'awaiting review': 'proposed',
			'awaiting implementation': 'active',
			'scheduled for review': 'proposed',
			'active review': 'proposed',
			'in review': 'proposed',
			'pitch': 'proposed',
			'draft': 'proposed',
			'returned for revision': 'paused',
			'deferred': 'paused',
			'accepted': 'active',
			'partially implemented': 'active',
			'implementing': 'active',
			'previewing': 'active',
			'implemented': 'achieved',
			'rejected': 'dropped',
			'withdrawn': 'dropped',
			'expired': 'dropped',
			'superseded': 'dropped',
		},
		ignored: [
			'proposal',
			'review',
			'reviews',
			'vision',
			'visions',
			'implementation',
			'implementations',
			'previous_proposal',
			'previous_proposals',
			'previous_revision',
			'previous_revisions',
			'decision_notes',
			'roadmap',
			'roadmaps',
			'toolchain',
			'toolchains',
			'revision',
			'discussion',
			'pitch',
			'swift_evolution_review',
			'swift_forums_thread',
			'commit',
			'amendment',
			'amendments',
			'author',
			'authors',
			'review_manager',
			'review_managers',
			'bug',
			'bugs',
		],
		skeleton: {
			text: `# {title}

* Proposal: [{id}]({file})
* Authors: {pm}
* Review Manager: TBD
* Status: **Awaiting review**

## Introduction

## Motivation

Tell in your own words why this matters, and for whom.

## Proposed solution
`,
		},
		signature: { keys: ['proposal', 'status'] },
	},
];
