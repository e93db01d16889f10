import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FailureKind } from '../../src/core/failure.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { networkFailure } from '../../src/node/networkFailure.ts';
import { createSpecRemote, quietLog, userEnvironment } from '../support/specRemotes.ts';

suite('gitNetwork', () => {
	test('who may not push is told from who is not known, in the words of forges', () => {
		const check = (command: string, stderr: string, kind: FailureKind) =>
			assert.equal(networkFailure(command, { code: 128, stdout: '', stderr }).kind, kind, stderr);
		const unread = '\nfatal: Could not read from remote repository.';
		for (const stderr of [
			"fatal: unable to access 'https://h.example/a/b/': The requested URL returned error: 403",
			`ERROR: Permission to acme/specs.git denied to ana.${unread}`,
			`ERROR: The key you are authenticating with has been marked as read only.${unread}`,
			`remote: ERROR: You are not allowed to push code to this project.${unread}`,
		]) {
			check('git push', stderr, 'read-only');
		}
		check(
			'git fetch',
			"fatal: unable to access 'https://h.example/': The requested URL returned error: 403",
			'unauthorized',
		);
		check(
			'git push',
			"fatal: unable to access 'https://h.example/': The requested URL returned error: 401",
			'unauthorized',
		);
		check('git push', `git@h: Permission denied (publickey).${unread}`, 'unauthorized');
	});

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
