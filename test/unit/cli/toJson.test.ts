import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonText, toCommitJson, toEvidenceJson, toHistoryJson, toObjectiveJson } from '../../../src/cli/toJson.ts';
import type { Evidence } from '../../../src/core/link.ts';
import type { Question } from '../../../src/core/question.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { commitEvidence, commitOf, pathEvidence } from './answers.ts';

const plain = (value: unknown): unknown => JSON.parse(jsonText(value));

suite('the JSON', () => {
	test('reads back as what was written, and holds nothing that steers a terminal', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 1 }), fc.string({ unit: 'binary', maxLength: 8 }), (value, text) => {
				const written = jsonText({ value, text });
				assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify({ value, text })));
				assert.doesNotMatch(written, /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
			}),
		);
	});

	test('an objective: what is not known is absent', () => {
		assert.deepEqual(plain(toObjectiveJson(objectiveWith({ id: 'A' }), { questions: [] })), {
			id: 'A',
			title: 'Title of A',
			supersedes: [],
			keyResults: [],
			tickets: [],
			aliases: [],
			code: [],
			why: '',
			constraints: [],
			decisions: [],
			outOfScope: [],
			openQuestions: [],
			file: 'objectives/A.md',
			line: 1,
		});
	});

	test('an objective with everything', () => {
		const question = (id: string, objective: string, state: Question['state']): Question => {
			return { id, objective, state, title: `Title ${id}`, messages: [], file: `questions/${id}.md` as RepoPath };
		};
		const objective = objectiveWith({
			id: 'A',
			status: 'active',
			healthText: 'so so',
			pm: { key: 'maria', name: 'Maria', email: 'maria@example.com' },
			period: { text: '2026-Q4' },
			keyResults: [{ metric: 'Completion', unit: '%', target: 70, line: 9 }],
			code: [{ repo: 'acme/shop', patterns: [{ text: 'src/**', line: 12 }] }],
			outOfScope: [{ markdown: 'Invoices', line: 20 }],
		});
		const questions = [question('1', 'A', 'open'), question('2', 'A', 'answered'), question('3', 'B', 'open')];
		const json = plain(toObjectiveJson(objective, { questions })) as Record<string, unknown>;
		assert.deepEqual(json['pm'], { name: 'Maria', email: 'maria@example.com' });
		assert.deepEqual(json['period'], { text: '2026-Q4' });
		assert.deepEqual(json['keyResults'], [{ metric: 'Completion', unit: '%', target: 70 }]);
		assert.deepEqual(json['code'], [{ repo: 'acme/shop', patterns: ['src/**'] }]);
		assert.deepEqual(json['outOfScope'], ['Invoices']);
		assert.deepEqual(json['openQuestions'], [{ id: '1', title: 'Title 1', file: 'questions/1.md' }]);
		assert.equal(json['healthText'], 'so so');
	});

	suite('evidence', () => {
		const check = (evidence: Evidence, expected: object) =>
			test(evidence.kind, () => assert.deepEqual(plain(toEvidenceJson(evidence)), expected));
		const commit = {
			hash: '1',
			author: 'Ana Ruiz',
			time: '2026-11-13T12:00:00.000Z',
			subject: 'Retry a declined card once',
		};
		check(commitEvidence('1', 'subject'), {
			kind: 'commit',
			commit,
			relation: 'implements',
			where: 'subject',
			words: 'Objective: A',
		});
		check(pathEvidence, { kind: 'path', pattern: 'src/**', specFile: 'objectives/A.md', specLine: 7 });
		const marker: Evidence = { kind: 'marker', line: 3, scope: { first: 4, last: 9 }, words: '@objective A' };
		check(marker, { kind: 'marker', line: 3, scope: { first: 4, last: 9 }, words: '@objective A' });
		check({ kind: 'branch', branch: 'a/b', words: 'A' }, { kind: 'branch', branch: 'a/b', words: 'A' });
	});

	test('a commit that claims an impossible time', () => {
		assert.equal(toCommitJson({ ...commitOf('1'), time: 1e15 }).time, '1970-01-01T00:00:00.000Z');
	});

	test('a history that is still pending is a bug', () => {
		assert.throws(() => toHistoryJson({ kind: 'pending' }));
		assert.deepEqual(toHistoryJson({ kind: 'failed', reason: 'x' }), { kind: 'failed', reason: 'x' });
	});
});
