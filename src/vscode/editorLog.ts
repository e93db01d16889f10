import type * as vscode from 'vscode';
import type { Log } from '../app/ports.ts';

/** Writes to Tandem's own output channel. */
export function createEditorLog(channel: vscode.LogOutputChannel): Log {
	return {
		info: (message) => channel.info(message),
		warn: (message) => channel.warn(message),
		error: (message, error) =>
			channel.error(message, error instanceof Error ? (error.stack ?? error.message) : (error ?? '')),
	};
}
