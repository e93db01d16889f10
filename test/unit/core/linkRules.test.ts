import assert from 'node:assert/strict';
import type { CommitFacts } from '../../../src/core/link.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';

suite('link rules of a code repo', () => {
	const source = { file: 'text/7.md' as RepoPath, titleLine: 1, captures: { number: '7' }, keys: ['RFC {number}'] };
	const objectives = [
		objectiveWith({
			id: 'A-1',
			tickets: ['acme/shop#3'],
			code: [{ repo: 'Acme/Shop', patterns: [{ text: 'src/', line: 4 }] }],
			source,
		}),
	];
	const rules = createLinkRules({ objectives }, { repoName: 'acme/shop', specName: 'acme/specs' });
	const commit = (hash: string, message: string): CommitFacts => ({
		hash,
		message,
		subject: message,
		author: 'Ana',
		time: 0,
	});

	test('patterns, keys of tandem.yml and places are joined', () => {
		assert.deepEqual(rules.patterns.match('src/a.ts' as RepoPath), [
			{ objective: 'A-1', pattern: 'src/', specFile: 'text/7.md', specLine: 4 },
		]);
		assert.deepEqual(
			rules.keys.scan('RFC 7, #3, acme/specs/text/7.md').map((hit) => hit.words),
			['RFC 7', '#3', 'acme/specs/text/7.md'],
		);
	});

	test('a commit is read once', () => {
		const first = rules.naming(commit('1', 'Fixes #3'));
		assert.equal(first.mentions[0]?.objective, 'A-1');
		assert.equal(rules.naming(commit('1', 'another message')), first);
		assert.deepEqual(rules.naming(commit('2', 'x')), { mentions: [] });
	});

	test('without names nothing of another repo holds', () => {
		const nameless = createLinkRules({ objectives }, {});
		assert.deepEqual(nameless.patterns.match('src/a.ts' as RepoPath), []);
		assert.deepEqual(nameless.keys.scan('#3'), []);
	});
});
