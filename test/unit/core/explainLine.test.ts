import assert from 'node:assert/strict';
import { type LineFacts, explainLine } from '../../../src/core/explainLine.ts';
import type { CommitNaming, LineAnswer } from '../../../src/core/link.ts';
import { findMarkers } from '../../../src/core/markers.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { readCommitMessage } from '../../../src/core/commitMessage.ts';
import { sampleKeys } from '../../support/sampleKeys.ts';

const keys = sampleKeys();

interface Case {
	readonly line?: number;
	readonly code?: string;
	readonly paths?: readonly string[];
	/** Message of the line's commit, or another state of its history. */
	readonly commit?: string;
	readonly history?: 'uncommitted' | 'pending' | 'failed';
	readonly branch?: string;
}

function factsOf({ line = 1, code = '', paths = [], commit = 'x', history, branch }: Case): LineFacts {
	return {
		line,
		markers: findMarkers(code.split('\n'), keys).markers,
		paths: paths.map((objective) => ({ objective, pattern: 'src/**', specFile: 'o.md' as RepoPath, specLine: 3 })),
		branch:
			branch === undefined ? undefined : { name: `x/${branch}`, mentions: [{ objective: branch, words: branch }] },
		history:
			history === 'failed'
				? { kind: 'failed', reason: 'git is missing' }
				: history
					? { kind: history }
					: {
							kind: 'commit',
							boundary: false,
							commit: { hash: 'h', author: 'a', time: 0, subject: commit, message: commit },
						},
		naming: ({ message }): CommitNaming => readCommitMessage(message, keys),
	};
}

/** `kind` and the links as `objective:evidence+evidence`. */
function said(answer: LineAnswer): string {
	return [
		answer.kind,
		...answer.links.map(({ objective, evidence }) => `${objective}:${evidence.map(({ kind }) => kind).join('+')}`),
	].join(' ');
}

function check(input: Case, expected: string): void {
	test(JSON.stringify(input), () => assert.equal(said(explainLine(factsOf(input))), expected));
}

suite('why a line exists', () => {
	const code =
		'// @objective GROW\n\nfunction a() {\n\t// @objective CHK-1\n\tb();\n\tc(); // @objective CHK-2\n}\nd();';
	check({}, 'unlinked');
	check({ commit: 'CHK-1: x' }, 'linked CHK-1:commit');
	check({ paths: ['CHK-2', 'CHK-1'] }, 'linked CHK-2:path CHK-1:path');
	check({ code, line: 8 }, 'linked GROW:marker');
	check({ code, line: 5 }, 'linked CHK-1:marker GROW:marker');
	check({ code, line: 6 }, 'linked CHK-2:marker GROW:marker');
	check(
		{ code, line: 5, commit: 'CHK-12: x', paths: ['CHK-1', 'RFC-389'] },
		'linked CHK-1:marker+path GROW:marker CHK-12:commit RFC-389:path',
	);
	check({ commit: 'x\n\nRelated to CHK-1, implements CHK-2' }, 'linked CHK-2:commit CHK-1:commit');
	check({ commit: 'CHK-1', branch: 'CHK-2' }, 'linked CHK-1:commit');
	check({ history: 'uncommitted', branch: 'CHK-2', paths: ['CHK-1', 'CHK-2'] }, 'linked CHK-1:path CHK-2:path+branch');
	check({ history: 'uncommitted', branch: 'CHK-2' }, 'linked CHK-2:branch');
	check({ history: 'uncommitted' }, 'unlinked');
	check({ history: 'pending' }, 'unknown');
	check({ history: 'failed', branch: 'CHK-1' }, 'unknown');
	check({ history: 'failed', paths: ['CHK-1'] }, 'linked CHK-1:path');
	check({ commit: 'x\n\nObjective: none (format)', paths: ['CHK-1'] }, 'none CHK-1:path');
	check({ commit: 'CHK-2: x\n\nObjective: none (format)' }, 'none');
	check({ code, line: 8, commit: 'x\n\nObjective: none', paths: ['CHK-1'] }, 'linked GROW:marker CHK-1:path');

	test('evidence says where it stands', () => {
		const answer = explainLine(factsOf({ code: 'a();\n// @objective CHK-1\nb(); ', line: 3, paths: ['CHK-1'] }));
		assert.deepEqual(answer.links[0]?.evidence, [
			{ kind: 'marker', line: 2, scope: { first: 3, last: 3 }, words: '@objective CHK-1' },
			{ kind: 'path', pattern: 'src/**', specFile: 'o.md', specLine: 3 },
		]);
	});

	test('none keeps the reason and the words', () => {
		const answer = explainLine(factsOf({ commit: 'x\n\nObjective: none (format)' }));
		assert.deepEqual(answer.kind === 'none' && [answer.reason, answer.words, answer.commit.hash], [
			'format',
			'Objective: none (format)',
			'h',
		]);
	});
});
