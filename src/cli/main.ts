#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Log } from '../app/ports.ts';
import { isCancelled } from '../core/failure.ts';
import { parseGitAddress } from '../core/gitAddress.ts';
import { createMachine } from '../node/machine.ts';
import type { Answer } from './answer.ts';
import { parseArguments } from './arguments.ts';
import type { Command, Invocation } from './arguments.ts';
import { cacheFolder } from './cacheFolder.ts';
import { reasonOf } from './cannotKnow.ts';
import { commitsCommand } from './commitsCommand.ts';
import { doctorCommand } from './doctorCommand.ts';
import type { ErrorJson } from './json.ts';
import { objectivesCommand } from './objectivesCommand.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';
import { createTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';
import { safeText } from './textTable.ts';
import { jsonText } from './toJson.ts';
import { usageHint, usageText } from './usage.ts';
import { whyCommand } from './whyCommand.ts';

/** For one operation over the network. */
const TIMEOUT_MS = 120_000;
/** After an interruption, the time for git to end and for half a clone to be removed. */
const GRACE_MS = 2000;
/** What a shell reports for a process that such a signal ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

void main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
	const terminal = createTerminal(process);
	const stop = new AbortController();
	for (const [signal, code] of Object.entries(SIGNALS)) {
		process.on(signal, () => {
			if (stop.signal.aborted) process.exit(code);
			process.exitCode = code;
			stop.abort();
			setTimeout(() => process.exit(code), GRACE_MS).unref();
		});
	}
	const exitCode = await invoke(parseArguments(words), terminal, stop.signal);
	if (!stop.signal.aborted) process.exitCode = exitCode;
}

async function invoke(invocation: Invocation, terminal: Terminal, signal: AbortSignal): Promise<number> {
	switch (invocation.kind) {
		case 'help':
			await terminal.print([usageText(invocation.command).trimEnd()]);
			return 0;
		case 'version':
			await terminal.print([`tandem ${await ownVersion()}`]);
			return 0;
		case 'misuse':
			terminal.note(`tandem: ${safeText(invocation.message)} ${usageHint(invocation.command)}`);
			return 2;
		case 'run':
			return run(invocation, terminal, signal);
	}
}

async function run(
	{ command, options }: Extract<Invocation, { kind: 'run' }>,
	terminal: Terminal,
	signal: AbortSignal,
): Promise<number> {
	const codeDir = resolve(options.code ?? '.');
	const log = createLog(terminal);
	const machine = createMachine({
		log,
		storage: cacheFolder({ platform: process.platform, home: homedir(), env: process.env }),
		allowed: () => !signal.aborted,
		timeoutMs: () => TIMEOUT_MS,
		specSetting: () => typedSpec(options.spec),
		folders: () => [codeDir],
	});
	const onProgress = terminal.progress;
	const session = createSession({ machine, log, codeDir, offline: options.offline, signal, onProgress });
	const onAbort = () => session.dispose();
	signal.addEventListener('abort', onAbort, { once: true });
	try {
		const answer = await answerOf(command, session);
		await terminal.print(options.json ? answer.json() : answer.text());
		for (const note of answer.notes) terminal.note(`tandem: ${safeText(note)}`);
		return answer.exitCode;
	} catch (error) {
		if (isCancelled(error) || signal.aborted) return 2;
		const { kind, reason } = reasonOf(error) ?? { kind: 'unexpected', reason: 'Something unexpected happened.' };
		if (kind === 'unexpected') log.error(reason, error);
		else terminal.note(`tandem: ${safeText(reason)}`);
		const json: ErrorJson = { tandem: 1, command: command.name, error: { kind, reason } };
		if (options.json) await terminal.print([jsonText(json, '\t')]);
		return 2;
	} finally {
		session.dispose();
	}
}

async function answerOf(command: Command, session: Session): Promise<Answer> {
	switch (command.name) {
		case 'why':
			return whyCommand(session, command.target);
		case 'objectives':
			return objectivesCommand(session);
		case 'commits':
			return commitsCommand(session, command);
		case 'doctor':
			return doctorCommand(session, `Tandem ${await ownVersion()} on the command line, Node ${process.versions.node}`);
	}
}

/** What the user typed behind --spec; a relative path is meant from the current folder, wherever the code is. */
function typedSpec(spec: string | undefined): string {
	if (spec === undefined) return '';
	const parsed = parseGitAddress(spec, 'argument');
	return 'kind' in parsed && parsed.kind === 'path' ? resolve(parsed.address) : spec;
}

/** What is worth a line reaches the user through the answer; only bugs speak for themselves. */
function createLog(terminal: Terminal): Log {
	return {
		info: () => undefined,
		warn: () => undefined,
		error: (message, error) => {
			const detail = error instanceof Error ? (error.stack ?? error.message) : '';
			terminal.note(`tandem: ${safeText(message)}\n${detail}`.trimEnd());
		},
	};
}

/** From the package in which this program lies. */
async function ownVersion(): Promise<string> {
	try {
		const manifest: unknown = JSON.parse(await readFile(join(__dirname, '..', 'package.json'), 'utf8'));
		const { version } = manifest as { readonly version?: unknown };
		return typeof version === 'string' ? version : 'of unknown version';
	} catch {
		return 'of unknown version';
	}
}
