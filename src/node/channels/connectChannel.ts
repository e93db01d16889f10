import type { ConnectedChannel } from '../../app/channels/postToChannel.ts';
import type { Clock } from '../../app/ports.ts';
import type { Channel, ForgeChannel } from '../../core/channels/channel.ts';
import { Failure } from '../../core/failure.ts';
import type { Http } from '../http.ts';
import { createGithubIssues } from './github.ts';
import { createGitlabIssues } from './gitlab.ts';
import { createJiraIssues } from './jira.ts';
import { createSlackNotices } from './slack.ts';
import { createTeamsNotices } from './teams.ts';

/** What lets a user in: `secret` is a token, or the whole address of a webhook; `user` is the e-mail that Jira wants beside it. */
export interface Credentials {
	readonly secret: string;
	readonly user?: string;
}

/** A channel with the user's credentials. Nothing is asked of the network before it is used. */
export function connectChannel(
	channel: Channel,
	{ secret, user = '' }: Credentials,
	{ http, clock }: { readonly http: Http; readonly clock: Clock },
): ConnectedChannel {
	switch (channel.kind) {
		case 'github':
			return {
				kind: 'issues',
				tracker: createGithubIssues({ http, clock, channel: withRepo(channel), token: secret }),
			};
		case 'gitlab':
			return {
				kind: 'issues',
				tracker: createGitlabIssues({ http, clock, channel: withRepo(channel), token: secret }),
			};
		case 'jira':
			return { kind: 'issues', tracker: createJiraIssues({ http, clock, channel, email: user, token: secret }) };
		case 'slack':
			return { kind: 'notices', sender: createSlackNotices({ http, clock, webhook: secret }) };
		case 'teams':
			return { kind: 'notices', sender: createTeamsNotices({ http, clock, webhook: secret }) };
	}
}

function withRepo(channel: ForgeChannel): ForgeChannel & { readonly repo: string } {
	const { repo } = channel;
	if (repo === undefined) throw new Failure('not-configured', `no repository for ${channel.kind}`);
	return { ...channel, repo };
}
