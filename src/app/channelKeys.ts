import { CHANNEL_KEYS, JIRA_KEYS } from '../core/channels/readChannels.ts';
import type { KeyGroup, SpecKey } from './specKeys.ts';

/** What may stand below `channel:` of tandem.yml, as `core/channels/readChannels.ts` reads it. */
export const CHANNEL_GROUP: KeyGroup = {
	names: { github: [], gitlab: [], jira: [], slack: [], teams: [] },
	keys: {
		github: forge('GitHub issues', 'github'),
		gitlab: forge('GitLab issues', 'gitlab'),
		jira: {
			meaning:
				'Questions become Jira issues, or comments on the ticket of the objective; what is answered there comes back.',
			expected: 'the address of the site and the key of a project',
			example: 'jira: {url: https://acme.atlassian.net, project: SHOP}',
			insert: ' {url: $1, project: $0}',
			group: {
				names: JIRA_KEYS,
				keys: {
					url: channelKey('The address of the site.', 'an https address', 'url: https://acme.atlassian.net'),
					project: channelKey(
						'The key of the project that gets the issues.',
						'the key of a Jira project',
						'project: SHOP',
					),
					type: channelKey('The type of the issues.', 'a text', 'type: Task'),
					on: channelKey(
						'A new issue for each question, or a comment on a ticket of the objective.',
						'issue or ticket',
						'on: ticket',
					),
					labels: channelKey('Labels of every issue.', 'a text or a list', 'labels: [question]'),
				},
			},
		},
		slack: channelKey('A short notice of each question. Nothing comes back from there.', 'nothing more', 'slack:'),
		teams: channelKey('A short notice of each question. Nothing comes back from there.', 'nothing more', 'teams:'),
	},
};

function forge(what: string, name: string): SpecKey {
	return {
		meaning: `Questions become ${what}; what is answered there comes back.`,
		expected: 'the name of a repository',
		example: `${name}: {repo: acme/product-specs}`,
		insert: ' {repo: $0}',
		group: {
			names: CHANNEL_KEYS,
			keys: {
				repo: channelKey(
					'The repository with the issues; without it the spec repo itself.',
					'the name of a repository',
					'repo: acme/product-specs',
				),
				url: channelKey(
					'The address of the forge, where it is your own.',
					'an https address',
					`url: https://${name}.example`,
				),
				api: channelKey(
					'The address of its REST API at the same host, where it is not the usual one.',
					'an https address',
					`api: https://${name}.example/api`,
				),
				labels: channelKey('Labels of every issue.', 'a text or a list', 'labels: [question]'),
			},
		},
	};
}

function channelKey(meaning: string, expected: string, example: string): SpecKey {
	return { meaning, expected, example, insert: ' $0' };
}
