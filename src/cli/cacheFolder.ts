import { posix, win32 } from 'node:path';

/** What decides where a user's cache is. */
export interface CachePlace {
	readonly platform: NodeJS.Platform;
	readonly home: string;
	readonly env: Readonly<Record<string, string | undefined>>;
}

/** Tandem's folder in the user's cache, in which spec repos are cloned. It may be deleted at any time. */
export function cacheFolder({ platform, home, env }: CachePlace): string {
	if (platform === 'win32') return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), 'tandem');
	if (platform === 'darwin') return posix.join(home, 'Library', 'Caches', 'tandem');
	// The XDG Base Directory Specification: a relative path is to be ignored.
	const cache = env['XDG_CACHE_HOME'] ?? '';
	return posix.join(posix.isAbsolute(cache) ? cache : posix.join(home, '.cache'), 'tandem');
}
