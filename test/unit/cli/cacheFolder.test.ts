import assert from 'node:assert/strict';
import { cacheFolder } from '../../../src/cli/cacheFolder.ts';
import type { CachePlace } from '../../../src/cli/cacheFolder.ts';

suite("the user's cache", () => {
	const check = (platform: CachePlace['platform'], env: CachePlace['env'], expected: string) =>
		test(`${platform} ${JSON.stringify(env)}`, () => {
			const home = platform === 'win32' ? 'C:\\Users\\ana' : '/home/ana';
			assert.equal(cacheFolder({ platform, home, env }), expected);
		});
	check('linux', {}, '/home/ana/.cache/tandem');
	check('linux', { XDG_CACHE_HOME: '/var/cache/ana' }, '/var/cache/ana/tandem');
	check('linux', { XDG_CACHE_HOME: 'relative' }, '/home/ana/.cache/tandem');
	check('linux', { XDG_CACHE_HOME: '' }, '/home/ana/.cache/tandem');
	check('darwin', { XDG_CACHE_HOME: '/x' }, '/home/ana/Library/Caches/tandem');
	check('win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\tandem');
	check('win32', {}, 'C:\\Users\\ana\\AppData\\Local\\tandem');
});
