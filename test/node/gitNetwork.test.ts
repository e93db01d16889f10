import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createSpecRemote, quietLog, userEnvironment } from '../support/specRemotes.ts';

suite('gitNetwork', () => {
	test('what git prints is read to its end, even when it arrives after git has ended', async function () {
		if (process.platform === 'win32') this.skip();
		const remote = await createSpecRemote();
		try {
			const program = join(remote.dir, 'slow-git');
			const late = String.raw`(sleep 0.4; printf '!\tx:refs/heads/main\t[rejected] (fetch first)\n') & exit 1`;
			await writeFile(program, `#!/bin/sh\ncase " $* " in *" push "*) ${late};; esac\nexec git "$@"\n`);
			await chmod(program, 0o755);
			const environment = userEnvironment();
			const git = createGit({ log: quietLog, environment });
			const network = createGitNetwork({ log: quietLog, git, environment, gitPath: program });
			const commit = await remote.pm.git('rev-parse', 'HEAD');
			const { signal } = new AbortController();
			const ended = await network.push(remote.bare, { commit, branch: 'main' }, { dir: remote.pm.root, signal });
			assert.equal(ended, 'moved');
		} finally {
			await remote.dispose();
		}
	});
});
