import assert from 'node:assert/strict';
import { questionLink } from '../../../src/app/questionLink.ts';
import { repoPath } from '../../support/snapshots.ts';

suite('the link of a question', () => {
	const file = repoPath('questions/2026 why.md');
	const link = (url: string, path?: string, branch: string | undefined = 'main') =>
		questionLink({ kind: 'remote', url, ...(path ? { path } : {}) }, file, branch);

	test('is the page of its file on the forge, without user and password', () => {
		for (const [url, page] of [
			['https://github.com/acme/specs.git', 'https://github.com/acme/specs/blob/main/'],
			['git@github.com:acme/specs.git', 'https://github.com/acme/specs/blob/main/'],
			[
				'https://me:secret@gitlab.acme.example/group/sub/specs',
				'https://gitlab.acme.example/group/sub/specs/-/blob/main/',
			],
			['ssh://git@bitbucket.org/acme/specs.git', 'https://bitbucket.org/acme/specs/src/main/'],
			['https://codeberg.org/acme/specs', 'https://codeberg.org/acme/specs/src/branch/main/'],
		] as const) {
			assert.equal(link(url), `${page}questions/2026%20why.md`);
		}
		assert.equal(
			link('https://github.com/acme/mono', 'product/specs', 'team/one'),
			'https://github.com/acme/mono/blob/team/one/product/specs/questions/2026%20why.md',
		);
	});

	test('names repository and file where no page is known', () => {
		assert.equal(link('https://forge.example/acme/specs'), 'acme/specs: questions/2026 why.md');
		assert.equal(
			questionLink({ kind: 'folder', dir: '/home/maria/specs' }, file, 'main'),
			'specs: questions/2026 why.md',
		);
		assert.equal(
			questionLink({ kind: 'remote', url: 'https://github.com/acme/specs' }, file, undefined),
			'acme/specs: questions/2026 why.md',
		);
	});
});
