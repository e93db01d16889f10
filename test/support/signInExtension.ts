import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the extension gives to whoever asks it in the extension host. */
export interface SignIns {
	/** The scopes of each session that was made, oldest first. */
	readonly asked: readonly (readonly string[])[];
	/** Ends every session, as "Sign Out" of the editor's menu Accounts does. */
	signOut(): void;
	/** Makes the last session valid again, as a sign-in in another window does. */
	signInAgain(): void;
}

/** It has the id of the editor's own extension for this and a higher version: the editor takes it in its place. */
export const signInId = 'vscode.github-authentication';

/** The account of every session. */
export const signInAccount = 'anaruiz';

/** Whether a session of the extension has this token: the first one has `session-1`. */
export const isSessionToken = (token: string): boolean => /^session-[1-9]$/.test(token);

/** Writes an extension that signs in to GitHub Enterprise as the editor's own one does, but without a browser, and gives its folder. */
export async function writeSignInExtension(parent: string): Promise<string> {
	const folder = path.join(parent, 'sign-in');
	await mkdir(folder, { recursive: true });
	const [publisher, name] = signInId.split('.');
	const manifest = {
		name,
		publisher,
		version: '99.0.0',
		engines: { vscode: '^1.80.0' },
		main: './main.js',
		extensionKind: ['workspace'],
		activationEvents: ['onStartupFinished'],
		contributes: {
			authentication: [{ id: 'github-enterprise', label: 'GitHub Enterprise Server' }],
			configuration: { properties: { 'github-enterprise.uri': { type: 'string' } } },
		},
	};
	await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	await writeFile(path.join(folder, 'main.js'), source);
	return folder;
}

const source = `const vscode = require('vscode');
exports.activate = (context) => {
	const changes = new vscode.EventEmitter();
	const asked = [];
	let sessions = [];
	let last;
	const put = (added) => {
		const removed = sessions;
		sessions = added;
		changes.fire({ added, removed, changed: [] });
	};
	context.subscriptions.push(
		vscode.authentication.registerAuthenticationProvider('github-enterprise', 'GitHub Enterprise Server', {
			onDidChangeSessions: changes.event,
			getSessions: async (scopes) =>
				sessions.filter((session) => scopes === undefined || String(session.scopes) === String(scopes)),
			createSession: async (scopes) => {
				asked.push(scopes);
				const account = { id: '7', label: '${signInAccount}' };
				last = { id: String(asked.length), accessToken: 'session-' + asked.length, account, scopes };
				put([last]);
				return last;
			},
			removeSession: async () => put([]),
		}),
	);
	return { asked, signOut: () => put([]), signInAgain: () => put([last]) };
};
`;
