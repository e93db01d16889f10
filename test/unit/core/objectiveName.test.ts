import assert from 'node:assert/strict';
import { isIndexFile, isTemplateFile } from '../../../src/core/indexFile.ts';
import { idFromPath, titleFromPath } from '../../../src/core/objectiveName.ts';
import { repoPath } from '../../support/snapshots.ts';

suite('objectiveName', () => {
	const check = (path: string, expected: 'objective' | 'index' | 'template') =>
		test(`${path} is ${expected}`, () => {
			const found = repoPath(path);
			assert.equal(isTemplateFile(found) ? 'template' : isIndexFile(found) ? 'index' : 'objective', expected);
		});

	check('text/0000-template.md', 'template');
	check('keps/NNNN-kep-template/kep.yaml', 'template');
	check('docs/decisions/adr-template.md', 'template');
	check('.specify/templates/spec-template.md', 'template');
	check('specs/template.rst', 'template');
	check('specs/train/volume-type-template.rst', 'objective');
	check('specs/train/heat-templates.rst', 'objective');
	check('text/0123-email-template.md', 'objective');
	check('objectives/README.md', 'index');
	check('objectives/_drafts.md', 'index');

	const checkName = (path: string, id: string | undefined, title: string) =>
		test(path, () => {
			assert.equal(idFromPath(repoPath(path)), id);
			assert.equal(titleFromPath(repoPath(path), {}, id ?? ''), title);
		});

	checkName('objectives/CHK-1-cut-abandonment.md', 'CHK-1', 'Cut abandonment');
	checkName('objectives/CHK-1.md', 'CHK-1', 'CHK-1');
	checkName('objectives/CHK-1/README.md', 'CHK-1', 'CHK-1');
	checkName('objectives/2026-11-02-cut.md', 'cut', 'Cut');
	checkName('objectives/2026 ideas.md', undefined, 'Ideas');
	checkName('objectives/constructor.md', 'constructor', 'Constructor');
});
