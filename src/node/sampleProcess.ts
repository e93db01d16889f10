import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../core/failure.ts';

/**
 * Makes the sample workspace below `target` by the bundled script, in a process of its own, so that its content is never loaded into the editor.
 * Returns the folder to open.
 */
export async function makeSample(script: string, target: string, signal: AbortSignal): Promise<string> {
	try {
		await promisify(execFile)(process.execPath, [script, target], {
			signal,
			// In desktop VS Code the program is Electron, which has to be told to be Node.
			env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
			windowsHide: true,
		});
	} catch (error) {
		if (signal.aborted) throw error;
		throw new Failure('disk', `the sample could not be made in ${target}`, { cause: error });
	}
	return path.join(target, 'web-shop');
}
