import childProcess from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** What changes the disk, in every way in which Node offers it: of `fs.promises`, with a callback, and with `Sync`. */
const WRITES = [
	'appendFile',
	'copyFile',
	'cp',
	'link',
	'mkdir',
	'mkdtemp',
	'open',
	'rename',
	'rm',
	'rmdir',
	'symlink',
	'truncate',
	'unlink',
	'utimes',
	'writeFile',
] as const;
const HANDLE_WRITES = ['appendFile', 'close', 'datasync', 'sync', 'truncate', 'utimes', 'write', 'writeFile', 'writev'];
/** A request as it is made, as its head and its body have gone out, as the answer's head and body have come in. */
const REQUESTS = ['create', 'bodySent', 'headers', 'trailers'].map((what) => `undici:request:${what}`);

type Work = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Calls `step` from now on before and after all that this process does to the world: each call that changes the disk (also of an open file), each process
 * that is started, gets its input, and ends, and each stage of a request. What a process of its own does in between cannot be seen from here. Reading, and
 * worker threads, do not count.
 */
export function countSteps(step: () => void): void {
	const around = (work: Work): Work =>
		function (...args) {
			step();
			const result = work.apply(this, args);
			if (result instanceof Promise) return result.finally(step);
			step();
			return result;
		};
	const wrap = (object: object, names: readonly string[]) => {
		const methods = object as Record<string, unknown>;
		for (const name of names) {
			const method = methods[name];
			if (typeof method === 'function') methods[name] = around(method as Work);
		}
	};
	const open = fs.promises.open.bind(fs.promises);
	fs.promises.open = async (...args) => {
		const handle: FileHandle = await open(...args);
		wrap(handle, HANDLE_WRITES);
		return handle;
	};
	wrap(fs.promises, WRITES);
	wrap(fs, [...WRITES, ...WRITES.map((name) => `${name}Sync`)]);

	const starter = childProcess.ChildProcess.prototype as ChildProcess & { spawn: Work };
	const { spawn } = starter;
	starter.spawn = function (...args) {
		const child = this as ChildProcess;
		const result = around(spawn).apply(child, args);
		if (child.stdin) wrap(child.stdin, ['end', 'write']);
		child.once('exit', step);
		child.once('close', step);
		return result;
	};
	for (const name of REQUESTS) subscribe(name, step);
	syncBuiltinESMExports();
}
