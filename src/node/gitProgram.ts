import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The full path of the program `name`, or undefined where PATH has none. Only absolute folders of PATH count: starting a bare name would
 * also look into the working directory (always on Windows, with `.` in PATH elsewhere), and a repository may hold a `git.exe`.
 */
export async function findProgram(name: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
	const candidates = isAbsolute(name) ? [name] : /[\\/]/.test(name) ? [] : inPath(name, environment);
	for (const candidate of candidates) {
		if (await isProgram(candidate)) return candidate;
	}
	return undefined;
}

function inPath(name: string, environment: NodeJS.ProcessEnv): string[] {
	const path = Object.entries(environment).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? '';
	const file = process.platform === 'win32' && !/\.exe$/i.test(name) ? `${name}.exe` : name;
	return path
		.split(delimiter)
		.filter((folder) => isAbsolute(folder))
		.map((folder) => join(folder, file));
}

async function isProgram(path: string): Promise<boolean> {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}
