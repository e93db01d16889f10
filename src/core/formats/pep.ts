import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Python enhancement proposals: reStructuredText below a head as in a mail (PEP 1, PEP 12). */
export const PEP: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'pep',
		label: 'Python enhancement proposals',
		files: ['peps/pep-{number}.rst', 'peps/pep-{number}.txt', 'pep-{number}.rst', 'pep-{number}.txt'],
		heads: ['fields'],
		markup: 'rst',
		id: 'PEP-{number}',
		keys: ['PEP {number}', 'peps.python.org/pep-{number}', 'python.org/dev/peps/pep-{number}'],
		from: {
			id: sources('PEP'),
			title: sources('Title'),
			status: sources('Status'),
			pm: sources('Author'),
			engineer: sources('PEP-Delegate', 'BDFL-Delegate'),
			team: sources('Topic'),
			period: sources('Python-Version'),
			supersedes: sources('Replaces'),
		},
		statuses: {
			draft: 'proposed',
			deferred: 'paused',
			accepted: 'active',
			provisional: 'active',
			active: 'active',
			final: 'achieved',
			rejected: 'dropped',
			withdrawn: 'dropped',
			superseded: 'dropped',
		},
		ignored: [
			'sponsor',
			'discussions_to',
			'type',
			'content_type',
			'requires',
			'created',
			'post_history',
			'superseded_by',
			'resolution',
			'version',
			'last_modified',
			'bdfl_delegate',
			'pep_delegate',
		],
		skeleton: {
			text: `PEP: {number}
Title: {title}
Author: {pm}
Status: Draft
Type: Standards Track
Created: {date}

Abstract
========

Motivation
==========

Tell in your own words why this matters, and for whom.

Open Issues
===========
`,
		},
		signature: { keys: ['pep', 'title'] },
	},
];
