import { mkdir, open, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, diskFailure } from './atomicFile.ts';
import { pause } from './clock.ts';

/** A holder writes its process into the file and shows that it lives by touching it; one that has not done so for this long is dead. */
const TOUCH_MS = 3000;
const DEAD_MS = 15_000;
const ASK_AGAIN_MS = 200;

/**
 * Waits until no other process (or worker) holds the lock at `path` and takes it; the result lets go of it. The lock of a process that died is taken
 * over. Rejects with a cancellation when `signal` fires meanwhile.
 */
export async function takeLock(path: string, signal: AbortSignal): Promise<() => Promise<void>> {
	for (;;) {
		signal.throwIfAborted();
		if (await create(path)) break;
		await removeDead(path);
		await pause(ASK_AGAIN_MS, signal);
	}
	const touch = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), TOUCH_MS);
	touch.unref();
	return async () => {
		clearInterval(touch);
		await unlink(path).catch(() => undefined);
	};
}

async function create(path: string): Promise<boolean> {
	try {
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		const file = await open(path, 'wx', 0o600);
		try {
			await file.writeFile(String(process.pid));
		} finally {
			await file.close();
		}
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw diskFailure(path, error);
	}
}

async function removeDead(path: string): Promise<void> {
	const found = await stat(path).catch(() => undefined);
	if (!found) return;
	const holder = Number(await readFile(path, 'utf8').catch(() => ''));
	const isDead = Date.now() - found.mtimeMs > DEAD_MS || (holder > 0 && !isRunning(holder));
	if (isDead) await unlink(path).catch(() => undefined);
}

function isRunning(id: number): boolean {
	try {
		process.kill(id, 0);
		return true;
	} catch (error) {
		// Somebody else's process may not be asked, but it is there.
		return codeOf(error) !== 'ESRCH';
	}
}
