import * as vscode from 'vscode';
import type { Channel } from '../core/channels/channel.ts';

const GITHUB = 'github';
const ENTERPRISE = 'github-enterprise';

/** The editor signs in to GitHub itself, and to the one GitHub Enterprise that the user's settings name. No other server ever gets such a token. */
export function providerOf(channel: Channel): string | undefined {
	if (channel.kind !== 'github' || channel.api !== undefined) return undefined;
	const server = serverOf(channel.url);
	if (server === 'https://github.com') return GITHUB;
	// What a folder's own settings say is content: it cannot choose who gets a session. Where they name another server, the editor's sessions are for that.
	const settings = vscode.workspace.getConfiguration(ENTERPRISE);
	const own = serverOf(settings.inspect('uri')?.globalValue);
	return own === server && own === serverOf(settings.get('uri')) ? ENTERPRISE : undefined;
}

/** Whether the editor signs in to GitHub with this provider. */
export function isGithubProvider({ id }: { readonly id: string }): boolean {
	return id === GITHUB || id === ENTERPRISE;
}

/** In one form, whatever its capitals and the slash at its end; undefined for what is no address. */
function serverOf(address: unknown): string | undefined {
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	return new URL(address).href.replace(/\/+$/, '');
}
