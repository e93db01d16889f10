import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Ethereum improvement proposals and requests for comments: front matter (EIP-1). */
export const EIP: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'eip',
		label: 'Ethereum improvement proposals',
		files: ['EIPS/eip-{number}.md', 'ERCS/erc-{number}.md'],
		heads: ['front-matter'],
		id: 'EIP-{number}',
		keys: ['EIP {number}', 'ERC {number}', 'eips.ethereum.org/EIPS/eip-{number}', 'EIPs/EIPS/eip-{number}'],
		from: {
			id: sources('eip'),
			status: sources('status'),
			pm: sources('author'),
			team: sources('category', 'type'),
		},
		statuses: {
			'idea': 'proposed',
			'draft': 'proposed',
			'review': 'proposed',
			'last call': 'active',
			'living': 'active',
			'final': 'achieved',
			'stagnant': 'paused',
			'withdrawn': 'dropped',
			'superseded': 'dropped',
			'abandoned': 'dropped',
			'moved': 'moved',
		},
		ignored: [
			'description',
			'discussions_to',
			'last_call_deadline',
			'created',
			'updated',
			'requires',
			'withdrawal_reason',
			'superseded_by',
			'resolution',
			'type',
			'review_period_end',
		],
		skeleton: {
			text: `---
eip: {number}
title: {title}
description: One sentence of what it is.
author: {pm}
discussions-to:
status: Draft
type: Standards Track
created: {date}
---

## Abstract

## Motivation

Tell in your own words why this matters, and for whom.

## Specification
`,
		},
		signature: { keys: ['eip', 'status'] },
	},
];
