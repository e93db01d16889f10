import type { IssueTracker } from '../../src/app/channels/issueTracker.ts';
import { channelPlace } from '../../src/core/channels/channel.ts';
import type { IssueChannel } from '../../src/core/channels/channel.ts';
import { connectChannel } from '../../src/node/channels/connectChannel.ts';
import { createClock } from '../../src/node/clock.ts';
import { createHttp } from '../../src/node/http.ts';
import { adfText } from './adfRules.ts';
import { githubRepo, githubToken, startGithubServer } from './githubServer.ts';
import { startGitlab } from './gitlabServer.ts';
import { MARIA, startJira } from './jiraServer.ts';
import { quietLog } from './specRemotes.ts';

/** A tracker on this machine with its own page, on which Maria writes. Questions are its first issues. */
export interface TrackerPlace {
	readonly channel: IssueChannel;
	/** `channel:` of tandem.yml. */
	readonly yaml: string;
	/** As another window has it: nothing is remembered of what was read before. */
	connect(): IssueTracker;
	/** Maria comments on the first issue; gives how she edits it. */
	say(text: string): Promise<(text: string) => Promise<void>>;
	/** What stands below the first issue, oldest first. */
	texts(): Promise<readonly string[]>;
	close(): Promise<void>;
}

const TOKEN = 'secret';
const EMAIL = 'ana@acme.example';

function placeOf(
	channel: IssueChannel,
	secret: string,
	rest: Omit<TrackerPlace, 'channel' | 'yaml' | 'connect'>,
): TrackerPlace {
	const { kind, ...facts } = channel;
	return {
		...rest,
		channel,
		yaml: `channel:\n  ${kind}: ${JSON.stringify(facts)}\n`,
		connect() {
			const deps = { http: createHttp({ log: quietLog }), clock: createClock() };
			const connected = connectChannel(channel, { secret, user: EMAIL }, deps);
			if (connected.kind !== 'issues') throw new Error(channelPlace(channel));
			return connected.tracker;
		},
	};
}

export async function githubPlace(): Promise<TrackerPlace> {
	const server = await startGithubServer();
	const channel = { kind: 'github', repo: githubRepo, url: server.api, api: server.api, labels: [] } as const;
	return placeOf(channel, githubToken, {
		async say(body) {
			const { id } = (await server.call('marial', 'POST', '/issues/1/comments', { body })) as { id: number };
			return async (text) => void (await server.call('marial', 'PATCH', `/issues/comments/${id}`, { body: text }));
		},
		async texts() {
			const comments = await server.call('marial', 'GET', '/issues/1/comments?per_page=100');
			return (comments as readonly { readonly body: string }[]).map(({ body }) => body);
		},
		close: () => server.close(),
	});
}

export async function gitlabPlace(): Promise<TrackerPlace> {
	const server = await startGitlab(TOKEN);
	const channel = { kind: 'gitlab', repo: 'acme/specs', url: server.origin, labels: [] } as const;
	const author = { id: 7, username: 'maria', name: 'Maria Lopez' };
	return placeOf(channel, TOKEN, {
		async say(body) {
			const note = server.note(1, { body, author });
			return async (text) => server.edit(note, text);
		},
		texts: async () => (server.issues[0]?.notes ?? []).filter(({ system }) => !system).map(({ body }) => body),
		close: () => server.close(),
	});
}

export async function jiraPlace(): Promise<TrackerPlace> {
	const server = await startJira(EMAIL, TOKEN);
	const channel = {
		kind: 'jira',
		url: server.origin,
		project: 'SHOP',
		type: 'Task',
		on: 'issue',
		labels: [],
	} as const;
	const doc = (text: string) => ({
		version: 1,
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
	});
	return placeOf(channel, TOKEN, {
		async say(text) {
			const comment = server.say('SHOP-1', doc(text), { author: MARIA });
			return async (next) => server.edit(comment, doc(next));
		},
		texts: async () => (server.issues[0]?.comments ?? []).map(({ body }) => adfText(body as object)),
		close: () => server.close(),
	});
}
