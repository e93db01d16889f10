/**
 * Where questions go besides the spec repo, as `channel:` of tandem.yml says it. The spec repo's file is the record in every case; git needs no channel.
 *
 * ```yaml
 * channel:                             # or one word: `channel: github`
 *   github: { repo: acme/product-specs, labels: [question] }         # repo: default the spec repo itself
 *   gitlab: { repo: acme/product-specs, url: https://gitlab.example } # default https://gitlab.com
 *   jira: { url: https://acme.atlassian.net, project: SHOP, type: Task, on: ticket }
 *   slack:
 *   teams:
 * ```
 */
export type Channel = IssueChannel | NoticeChannel;

/** A question is an issue there, or a comment on a ticket; what is answered there comes back. */
export type IssueChannel = ForgeChannel | JiraChannel;

export interface ForgeChannel {
	readonly kind: 'github' | 'gitlab';
	/** `acme/product-specs`; absent: the repository that the spec repo itself is. */
	readonly repo?: string;
	/** Origin of the forge's pages, and for GitLab a folder of it: `https://github.com`. No slash at its end. */
	readonly url: string;
	/** Root of its REST API, where it is not the one that `url` has by rule, at the same host: what is said of `url` holds for it. No slash at its end. */
	readonly api?: string;
	/** Put on every issue that Tandem makes. */
	readonly labels: readonly string[];
}

export interface JiraChannel {
	readonly kind: 'jira';
	/** Root of the site: `https://acme.atlassian.net`. No slash at its end. */
	readonly url: string;
	/** Key of the project that gets the issues; absent: questions are comments on tickets only. */
	readonly project?: string;
	/** Name of the type of the issues. */
	readonly type: string;
	/** `ticket`: a comment on the first ticket of the objective that is Jira's, where it has one. */
	readonly on: 'issue' | 'ticket';
	readonly labels: readonly string[];
}

/** Gets a word of each question; nothing comes back from it. Its address is a secret of each user. */
export interface NoticeChannel {
	readonly kind: 'slack' | 'teams';
}

export type ChannelKind = Channel['kind'];

export const CHANNEL_NAMES: Record<ChannelKind, string> = {
	github: 'GitHub',
	gitlab: 'GitLab',
	jira: 'Jira',
	slack: 'Slack',
	teams: 'Teams',
};

/** Whether questions are answered there. */
export function isIssueChannel(channel: Channel): channel is IssueChannel {
	return channel.kind !== 'slack' && channel.kind !== 'teams';
}

/**
 * Which place of which server it is, for credentials and for the user's consent: `github https://github.com/acme/product-specs`. Two settings that lead to
 * the same place give the same text, and no two places do.
 */
export function channelPlace(channel: Channel): string {
	switch (channel.kind) {
		case 'github':
		case 'gitlab':
			return `${channel.kind} ${channel.api ?? channel.url}/${channel.repo ?? ''}`;
		case 'jira':
			return `jira ${channel.url}/${channel.on === 'ticket' ? 'tickets' : ''}${channel.project ?? ''}`;
		case 'slack':
		case 'teams':
			return channel.kind;
	}
}

/** For people: `GitHub issues of acme/product-specs`. */
export function channelLabel(channel: Channel): string {
	const name = CHANNEL_NAMES[channel.kind];
	switch (channel.kind) {
		case 'github':
		case 'gitlab':
			return `${name} issues of ${channel.repo ?? 'the spec repo'}${isPublicForge(channel) ? '' : ` at ${hostOf(channel.url)}`}`;
		case 'jira':
			return `${name} ${channel.project ?? 'tickets'} at ${hostOf(channel.url)}`;
		case 'slack':
		case 'teams':
			return name;
	}
}

/** Where a forge is, if nobody says otherwise. */
export const PUBLIC_FORGES = { github: 'https://github.com', gitlab: 'https://gitlab.com' } as const;

function isPublicForge({ kind, url }: ForgeChannel): boolean {
	return url === PUBLIC_FORGES[kind];
}

function hostOf(url: string): string {
	return url.replace(/^[a-z]+:\/\//, '');
}
