import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Log } from '../app/ports.ts';
import { createDisposables, replaceable } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { isToHost } from '../protocol/toHost.ts';
import type { SidebarState, ToWebview } from '../protocol/sidebar.ts';
import type { ToHost } from '../protocol/toHost.ts';
import { VIEWS } from './contributions.ts';

/** What the host does with each message of the page; a new message without handler does not compile. */
export type SidebarHandlers = {
	readonly [Type in ToHost['type']]: (message: Extract<ToHost, { type: Type }>) => void | Promise<void>;
};

export interface SidebarView extends Disposable {
	/** Shows the newest state; equal content is not sent again. */
	update(): void;
	/** Brings the view to the front. The focus moves into it only where the user asked for it. */
	show(options: { readonly takeFocus: boolean }): Promise<void>;
	revealQuestion(id: string): void;
	/** Gives a reply back to the page that was not kept. */
	returnReply(question: string): void;
	setBadge(badge: vscode.ViewBadge | undefined): void;
}

export interface SidebarDeps {
	readonly extensionUri: vscode.Uri;
	/** The whole state at this moment, under the given revision. */
	readonly state: (revision: number) => SidebarState;
	readonly handlers: SidebarHandlers;
	readonly log: Log;
}

/** The webview beside the code. It is told whole states only, and every message of its page is checked before it is believed. */
export function createSidebarView({ extensionUri, state, handlers, log }: SidebarDeps): SidebarView {
	const disposables = createDisposables();
	const listener = disposables.add(replaceable<Disposable>());
	let view: vscode.WebviewView | undefined;
	let ready = false;
	let revision = 0;
	let sent = '';
	let badge: vscode.ViewBadge | undefined;
	let toReveal: string | undefined;

	const post = (message: ToWebview) => void view?.webview.postMessage(message);
	const update = () => {
		if (!view?.visible || !ready) return;
		const next = state(revision + 1);
		const content = JSON.stringify({ ...next, revision: 0 });
		if (content === sent) return;
		sent = content;
		revision++;
		post({ type: 'state', state: next });
	};
	const handle = async (message: ToHost) => {
		if (message.type === 'ready') {
			ready = true;
			sent = '';
			update();
			if (toReveal) post({ type: 'reveal', question: toReveal });
			toReveal = undefined;
		}
		// The union of handlers takes the union of messages only one by one; the table's type ties them together.
		await (handlers[message.type] as (message: ToHost) => void | Promise<void>)(message);
	};

	disposables.add(
		vscode.window.registerWebviewViewProvider(VIEWS.why, {
			resolveWebviewView(resolved) {
				view = resolved;
				ready = false;
				const root = vscode.Uri.joinPath(extensionUri, 'dist');
				resolved.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [root] };
				resolved.webview.html = page(resolved.webview, root);
				resolved.badge = badge;
				const subscriptions = createDisposables();
				subscriptions.add(
					resolved.webview.onDidReceiveMessage((message: unknown) => {
						if (!isToHost(message)) {
							log.warn('the sidebar sent something that is not a message of its protocol');
							return;
						}
						handle(message).catch((error: unknown) => log.error(`sidebar: ${message.type}`, error));
					}),
				);
				subscriptions.add(resolved.onDidChangeVisibility(update));
				subscriptions.add(
					resolved.onDidDispose(() => {
						view = undefined;
						ready = false;
					}),
				);
				listener.set(subscriptions);
			},
		}),
	);

	return {
		update,
		async show({ takeFocus }) {
			if (view) view.show(!takeFocus);
			// The container shows whichever view fits: before anything is connected that is the welcome view.
			else await vscode.commands.executeCommand(`workbench.view.extension.${VIEWS.container}`);
		},
		revealQuestion(id) {
			if (ready) post({ type: 'reveal', question: id });
			else toReveal = id;
		},
		returnReply: (question) => post({ type: 'returned', question }),
		setBadge(next) {
			badge = next;
			if (view) view.badge = next;
		},
		dispose: () => disposables.dispose(),
	};
}

function page(webview: vscode.Webview, root: vscode.Uri): string {
	const nonce = randomBytes(16).toString('base64');
	const asset = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
	const policy = [`default-src 'none'`, `style-src ${webview.cspSource}`, `script-src 'nonce-${nonce}'`].join('; ');
	return `<!DOCTYPE html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="${policy}">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<link rel="stylesheet" href="${asset('webview.css')}">
	<title>Tandem</title>
</head>
<body>
	<div id="root"></div>
	<script nonce="${nonce}" src="${asset('webview.js')}"></script>
</body>
</html>`;
}
