import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Django enhancement proposals: reStructuredText with a field list, in a folder that is moved with the status (DEP 1). */
export const DEP: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'dep',
		label: 'Django enhancement proposals',
		files: ['{folder}/{number}-{slug}.rst', '{number}-{slug}.rst'],
		heads: ['field-list'],
		markup: 'rst',
		id: 'DEP-{number:4}',
		keys: ['DEP {number}'],
		from: {
			id: sources('DEP'),
			// The folder is what is changed on purpose; the field is forgotten.
			status: sources('{folder}', 'Status'),
			pm: sources('Author', 'Authors'),
			engineer: sources('Shepherd', 'Implementation Team'),
		},
		statuses: {
			draft: 'proposed',
			pending: 'proposed',
			accepted: 'active',
			final: 'achieved',
			rejected: 'dropped',
			withdrawn: 'dropped',
			superseded: 'dropped',
		},
		ignored: [
			'type',
			'created',
			'last_modified',
			'post_history',
			'orphan',
			'author',
			'authors',
			'implementation_team',
			'shepherd',
			'requires',
			'replaces',
			'superseded_by',
			'version',
		],
		skeleton: {
			text: `{underline}
DEP {number:4}: {title}
{underline}

:DEP: {number:4}
:Author: {pm}
:Status: Draft
:Type: Feature
:Created: {date}

Abstract
========

Motivation
==========

Tell in your own words why this matters, and for whom.
`,
			captures: { folder: 'draft' },
		},
		signature: { keys: ['dep'] },
	},
];
