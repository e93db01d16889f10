import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Bitcoin improvement proposals: MediaWiki or Markdown below a head in `<pre>` (BIP 2, BIP 3). */
export const BIP: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'bip',
		label: 'Bitcoin improvement proposals',
		files: ['bip-{number}.mediawiki', 'bip-{number}.md', 'bips/bip-{number}.mediawiki', 'bips/bip-{number}.md'],
		heads: ['fields', 'front-matter'],
		id: 'BIP-{number}',
		keys: ['BIP {number}', 'bips.dev/{number}'],
		from: {
			id: sources('BIP'),
			title: sources('Title'),
			status: sources('Status'),
			pm: sources('Authors', 'Author'),
			engineer: sources('Deputies'),
			team: sources('Layer'),
			supersedes: sources('Replaces', 'Supersedes'),
		},
		statuses: {
			draft: 'proposed',
			proposed: 'proposed',
			complete: 'active',
			active: 'active',
			deferred: 'paused',
			final: 'achieved',
			deployed: 'achieved',
			rejected: 'dropped',
			withdrawn: 'dropped',
			closed: 'dropped',
			replaced: 'dropped',
			obsolete: 'dropped',
		},
		ignored: [
			'type',
			'created',
			'assigned',
			'license',
			'license_code',
			'post_history',
			'comments_summary',
			'comments_uri',
			'discussions_to',
			'discussion',
			'requires',
			'superseded_by',
			'proposed_replacement',
			'version',
			'editor',
			'deputies',
		],
		skeleton: {
			text: `<pre>
  BIP: {number}
  Title: {title}
  Authors: {pm}
  Status: Draft
  Type: Specification
  Assigned: {date}
</pre>

==Abstract==

==Motivation==

Tell in your own words why this matters, and for whom.

==Specification==
`,
		},
		signature: { keys: ['bip', 'title'] },
	},
];
