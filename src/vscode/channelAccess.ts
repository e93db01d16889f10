import * as vscode from 'vscode';
import type { ConnectedChannel } from '../app/channels/postToChannel.ts';
import type { SpecStore } from '../app/specStore.ts';
import { CHANNEL_NAMES, isIssueChannel } from '../core/channels/channel.ts';
import type { Channel } from '../core/channels/channel.ts';
import { defined } from '../core/defined.ts';
import { specKey } from '../core/gitAddress.ts';
import { providerOf } from './githubProvider.ts';

/** As the adapters of channels take them: see `node/channels/connectChannel.ts`. */
export interface ChannelCredentials {
	/** A token, or the whole address of a webhook. */
	readonly secret: string;
	/** The e-mail that Jira wants beside it, or the account of the editor's session. */
	readonly user?: string;
}

/** The user at a server, by the name that is known here: a token alone has none. */
export interface ChannelAccount {
	readonly name?: string;
}

/** Who the user is in channels: the editor's own sign-in for GitHub, the editor's secret storage for all else. */
export interface ChannelAccess {
	/** Undefined: not signed in. Never asks. */
	connect(channel: Channel, store: SpecStore): Promise<ConnectedChannel | undefined>;
	/** Asks until the user is signed in or gives up. Who is signed in already signs in anew: what there is was refused. */
	signIn(channel: Channel, store: SpecStore): Promise<boolean>;
	/** Forgets what was given here; a sign-in of the editor's stays the editor's. */
	signOut(channel: Channel, store: SpecStore): Promise<void>;
	/** Undefined: not signed in. Never asks. */
	account(channel: Channel, store: SpecStore): Promise<ChannelAccount | undefined>;
}

export interface ChannelAccessDeps {
	readonly secrets: vscode.SecretStorage;
	readonly connectChannel: (channel: Channel, credentials: ChannelCredentials) => Promise<ConnectedChannel>;
}

/**
 * `repo` is the least that reads and writes issues of a private repository: GitHub has no narrower scope for that. `public_repo` would do for a public one, but
 * what a repository is cannot be known before somebody is signed in, and a private one looks as if it were not there.
 */
const SCOPES = ['repo'];
/** Below the editor's own question, which names the extension and the server alone. */
const WHAT_FOR = { detail: 'To make issues of your questions, and to bring back what is answered there.' };

export function createChannelAccess({ secrets, connectChannel }: ChannelAccessDeps): ChannelAccess {
	/** By place: a connected channel remembers what it has read. */
	const connected = new Map<string, { readonly credentials: string; readonly channel: ConnectedChannel }>();

	const credentialsOf = async (channel: Channel, store: SpecStore): Promise<ChannelCredentials | undefined> => {
		const provider = providerOf(channel);
		if (provider) {
			const session = await sessionOf(provider, { silent: true });
			return session && { secret: session.accessToken, user: session.account.label };
		}
		return parsed(await secrets.get(secretKey(channel, store)));
	};

	return {
		async connect(channel, store) {
			const credentials = await credentialsOf(channel, store);
			if (!credentials) return undefined;
			const key = `${specKey(store.source.address)} ${JSON.stringify(channel)}`;
			const known = connected.get(key);
			const text = JSON.stringify(credentials);
			if (known?.credentials === text) return known.channel;
			const fresh = await connectChannel(channel, credentials);
			connected.set(key, { credentials: text, channel: fresh });
			return fresh;
		},
		async signIn(channel, store) {
			const provider = providerOf(channel);
			if (provider) {
				const known = await sessionOf(provider, { silent: true });
				const how = known ? { forceNewSession: WHAT_FOR } : { createIfNone: WHAT_FOR };
				return (await sessionOf(provider, how)) !== undefined;
			}
			const { askForCredentials } = await import('./onDemand.ts');
			const credentials = await askForCredentials(channel);
			if (!credentials) return false;
			await secrets.store(secretKey(channel, store), JSON.stringify(credentials));
			return true;
		},
		async signOut(channel, store) {
			connected.clear();
			await secrets.delete(secretKey(channel, store));
		},
		async account(channel, store) {
			const credentials = await credentialsOf(channel, store);
			return credentials && defined({ name: credentials.user });
		},
	};
}

async function sessionOf(
	provider: string,
	options: vscode.AuthenticationGetSessionOptions,
): Promise<vscode.AuthenticationSession | undefined> {
	try {
		return await vscode.authentication.getSession(provider, SCOPES, options);
	} catch {
		// The user gave up, or this editor has no such provider.
		return undefined;
	}
}

/** One for each server, because a token is for a server; a webhook is for one spec repo. */
function secretKey(channel: Channel, store: SpecStore): string {
	if (!isIssueChannel(channel)) return `${channel.kind} ${specKey(store.source.address)}`;
	const server = channel.kind === 'jira' ? channel.url : (channel.api ?? channel.url);
	return `${channel.kind} ${server}`;
}

function parsed(text: string | undefined): ChannelCredentials | undefined {
	if (text === undefined) return undefined;
	try {
		const value = JSON.parse(text) as { secret?: unknown; user?: unknown } | null;
		if (typeof value?.secret !== 'string') return undefined;
		return { secret: value.secret, ...(typeof value.user === 'string' ? { user: value.user } : {}) };
	} catch {
		// Written by something else.
		return undefined;
	}
}

/** `GitHub at git.acme.example` */
export function serverName(channel: Channel): string {
	const name = CHANNEL_NAMES[channel.kind];
	return 'url' in channel ? `${name} at ${new URL(channel.url).host}` : name;
}
