import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsKnownSpecs } from './recogniseFolder.ts';

/** What is at a path of the operating system: a bare git repository, any other folder, or nothing that could be read as one. Starts no program. */
export async function inspectFolder(dir: string): Promise<'bare-repository' | 'folder' | 'missing'> {
	const found = await stat(dir).catch(() => undefined);
	if (!found?.isDirectory()) return 'missing';
	const names = new Set(await readdir(dir).catch(() => []));
	const bare = !names.has('.git') && names.has('HEAD') && names.has('objects') && names.has('refs');
	return bare && (await isFolder(join(dir, 'objects'))) ? 'bare-repository' : 'folder';
}

/** The first of these folders that holds `tandem.yml` or a folder `objectives`, else the first with specs in a format that is known. */
export async function findSpecFolder(dirs: readonly string[]): Promise<string | undefined> {
	for (const dir of dirs) {
		const config = await stat(join(dir, 'tandem.yml')).catch(() => undefined);
		if (config?.isFile() === true || (await isFolder(join(dir, 'objectives')))) return dir;
	}
	for (const dir of dirs) if (await holdsKnownSpecs(dir)) return dir;
	return undefined;
}

async function isFolder(path: string): Promise<boolean> {
	return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
