import assert from 'node:assert/strict';
import { decodeTarget, encodeTarget } from '../../../src/app/target.ts';
import type { Target } from '../../../src/app/target.ts';
import { repoPath } from '../../support/snapshots.ts';

suite('targets', () => {
	suite('come back as they went', () => {
		const check = (target: Target) =>
			test(target.kind, () => assert.deepEqual(decodeTarget(encodeTarget(target)), target));
		check({ kind: 'objective', spec: 's', id: 'CHK-1' });
		check({ kind: 'question', spec: 's', id: 'q-1' });
		check({ kind: 'spec-file', spec: 's', path: repoPath('objectives/a.md'), line: 3 });
		check({ kind: 'commit', root: '/r', hash: 'a'.repeat(40) });
		check({ kind: 'work-file', spec: 's', path: repoPath('src/a.ts') });
		const place = { path: repoPath('src/a.ts'), lines: { first: 3, last: 5 } };
		check({ kind: 'work-file', spec: 's', path: place.path, place });
		check({
			kind: 'work-file',
			spec: 's',
			path: place.path,
			place: { ...place, repo: 'acme/web-shop', commit: '3f2a1c9' },
		});
		const commits = { kind: 'file-commits', root: '/r', path: repoPath('src/a.ts') } as const;
		check({ ...commits, part: { kind: 'objective', objective: 'CHK-1' } });
		check({ ...commits, part: { kind: 'none' } });
		check({ ...commits, part: { kind: 'unlinked' } });
		check({ kind: 'code', root: '/r', path: repoPath('src/a.ts'), line: 4, lastLine: 9 });
	});

	suite('anything else is none', () => {
		const check = (text: string) => test(text.slice(0, 60), () => assert.equal(decodeTarget(text), undefined));
		check('');
		check('null');
		check('[]');
		check('{"kind":"run","command":"rm"}');
		check('{"kind":"commit","root":"/r","hash":"--output=x"}');
		check('{"kind":"commit","root":"/r","hash":"HEAD"}');
		check('{"kind":"code","root":"/r","path":"../../etc/passwd","line":1}');
		check('{"kind":"code","root":"/r","path":"/etc/passwd","line":1}');
		check('{"kind":"spec-file","spec":"s","path":"a.md","line":-1}');
		check('{"kind":"objective","spec":"s","id":7}');
		check('{"kind":"work-file","spec":"s","path":"../a"}');
		check('{"kind":"file-commits","root":"/r","path":"a.ts"}');
		check('{"kind":"file-commits","root":"/r","path":"a.ts","part":{"kind":"objective"}}');
		check('{"kind":"file-commits","root":"/r","path":"a.ts","part":{"kind":"all"}}');
	});
});
