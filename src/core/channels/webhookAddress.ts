import { CHANNEL_NAMES } from './channel.ts';
import type { NoticeChannel } from './channel.ts';

type Kind = NoticeChannel['kind'];

/** Where the addresses of these services usually are. */
const HOSTS: Record<Kind, RegExp> = {
	slack: /^hooks\.slack(?:-gov)?\.com$/,
	teams: /\.(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)$/,
};

const MAKE: Record<Kind, string> = {
	slack: 'In Slack, add "Incoming Webhooks" to the channel and copy its Webhook URL.',
	teams: 'In Teams, add the workflow "Send webhook alerts to a channel" and copy its address.',
};

/**
 * Why this cannot be the webhook address of the service, as a sentence that says what to do and nothing of the address; undefined where it can be. Any https
 * host can: companies have gateways of their own. Without encryption only on this machine.
 */
export function webhookProblem(kind: Kind, text: string): string | undefined {
	const name = CHANNEL_NAMES[kind];
	if (text.length > 2000 || !URL.canParse(text)) return `This is not an address. ${MAKE[kind]}`;
	const { protocol, hostname, username, password, pathname } = new URL(text);
	const isLocal = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
	if (protocol !== 'https:' && !isLocal) return `The address must begin with https://. ${MAKE[kind]}`;
	if (username !== '' || password !== '') return 'The address holds a user name or password. Leave it out.';
	const other = kind === 'slack' ? 'teams' : 'slack';
	if (HOSTS[other].test(hostname))
		return `This is an address of ${CHANNEL_NAMES[other]}, not of ${name}. ${MAKE[kind]}`;
	if (HOSTS.slack.test(hostname) && !pathname.startsWith('/services/')) {
		return `This address of Slack is no incoming webhook. ${MAKE.slack}`;
	}
	return pathname === '/' ? `This is only the beginning of an address. ${MAKE[kind]}` : undefined;
}

/** What to ask the user before an address is kept that can be right, but whose host is not the service's own; undefined where it is. */
export function webhookDoubt(kind: Kind, text: string): string | undefined {
	const { hostname } = new URL(text);
	if (HOSTS[kind].test(hostname)) return undefined;
	return `${hostname} is no host of ${CHANNEL_NAMES[kind]}. Everybody who runs it can read the notices: use it only if it is your company's.`;
}
