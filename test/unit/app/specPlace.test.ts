import assert from 'node:assert/strict';
import { specPlace } from '../../../src/app/specPlace.ts';
import type { SpecPlace } from '../../../src/app/specPlace.ts';
import type { SpecAddress } from '../../../src/core/specAddress.ts';
import { objectiveOf, questionOf, repoPath } from '../../support/snapshots.ts';

const objectiveAt = (file: string) =>
	objectiveOf(file, { source: { file: repoPath(file), titleLine: 1, captures: {} } });
const folder = (dir: string, path?: string): SpecAddress => ({ kind: 'folder', dir, ...(path ? { path } : {}) });

suite('where the spec lies in a code repo', () => {
	const check = (address: SpecAddress, files: readonly string[], expected: SpecPlace['kind'] | readonly string[]) => {
		const questions = [questionOf('q-1')];
		const place = specPlace(address, '/shop', { objectives: files.map(objectiveAt), questions });
		if (typeof expected === 'string') assert.equal(place.kind, expected);
		else assert.deepEqual(place, { kind: 'folders', folders: expected });
	};

	test('in another repository', () => {
		check({ kind: 'remote', url: 'https://forge.example/acme/shop.git' }, ['objectives/a.md'], 'elsewhere');
		check(folder('/specs'), ['objectives/a.md'], 'elsewhere');
		check(folder('/shop-specs'), ['objectives/a.md'], 'elsewhere');
	});
	test('at its root: the folders of objectives and questions, and the settings', () => {
		check(folder('/shop'), ['objectives/a.md'], ['objectives', 'questions', 'tandem.yml', 'tandem.yaml']);
		check(folder('/shop/'), [], ['questions', 'tandem.yml', 'tandem.yaml']);
	});
	test('in a folder of it, by either way to say so', () => {
		const expected = ['docs/product/objectives', 'docs/product/questions', 'docs/product/tandem.yml'];
		check(folder('/shop/docs/product'), ['objectives/a.md'], [...expected, 'docs/product/tandem.yaml']);
		check(folder('/shop', 'docs/product'), ['objectives/a.md'], [...expected, 'docs/product/tandem.yaml']);
		check(folder('/shop/docs', 'product'), ['objectives/a.md'], [...expected, 'docs/product/tandem.yaml']);
	});
	test('the deepest folder that holds them all, for each first folder', () => {
		const files = ['docs/rfcs/1/a.md', 'docs/rfcs/2/b.md', 'keps/sig-a/1/kep.yaml', 'keps/sig-b/2/kep.yaml'];
		check(folder('/shop'), files, ['docs/rfcs', 'keps', 'questions', 'tandem.yml', 'tandem.yaml']);
	});
	test('objectives at its very root: nothing tells them from the code', () =>
		check(folder('/shop'), ['pep-0001.rst'], 'whole'));
	test('paths of Windows', () => {
		const place = specPlace(folder('C:\\shop\\docs'), 'C:\\shop', {
			objectives: [objectiveAt('o/a.md')],
			questions: [],
		});
		assert.deepEqual(place.kind === 'folders' && place.folders[0], 'docs/o');
	});
});
