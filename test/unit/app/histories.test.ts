import assert from 'node:assert/strict';
import { createHistories } from '../../../src/app/histories.ts';
import { Failure } from '../../../src/core/failure.ts';
import { NOT_YET_KNOWN } from '../../../src/core/fileHistory.ts';
import type { FileHistory } from '../../../src/core/fileHistory.ts';
import { fakeLog } from '../../support/inMemory.ts';
import { repoPath } from '../../support/snapshots.ts';

suite('histories', () => {
	const repo = { root: '/r' };
	const path = repoPath('a.ts');
	function setUp() {
		const asked: {
			end: (result: FileHistory | undefined | Error) => void;
			tell: ((partial: FileHistory) => void) | undefined;
			signal: AbortSignal;
		}[] = [];
		const histories = createHistories({
			log: fakeLog(),
			codeRepos: {
				history: (_repo, _path, _commit, signal, tell) =>
					new Promise((resolve, reject) => {
						signal.addEventListener('abort', () => reject(Object.assign(new Error('stopped'), { name: 'AbortError' })));
						asked.push({ signal, tell, end: (result) => (result instanceof Error ? reject(result) : resolve(result)) });
					}),
			},
		});
		return { histories, asked };
	}
	const settle = () =>
		new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));
	const empty: FileHistory = {
		path,
		commit: 'c',
		lines: [],
		commits: [],
		lineCommit: new Uint32Array(),
		boundary: new Set(),
		ignoredRevs: 'none',
	};

	test('git is asked once per file and commit, and the answer is told', async () => {
		const { histories, asked } = setUp();
		let told = 0;
		histories.onDidChange(() => told++);
		assert.equal(histories.get(repo, path, 'c').kind, 'pending');
		assert.equal(histories.get(repo, path, 'c').kind, 'pending');
		asked[0]?.end(empty);
		await settle();
		assert.equal(histories.get(repo, path, 'c').kind, 'ready');
		assert.equal(asked.length, 1);
		assert.equal(told, 1);
	});

	test('what git has found so far is told, until all is known', async () => {
		const { histories, asked } = setUp();
		let told = 0;
		histories.onDidChange(() => told++);
		histories.get(repo, path, 'c');
		const partial = { ...empty, lines: ['a'], lineCommit: Uint32Array.of(NOT_YET_KNOWN) };
		asked[0]?.tell?.(partial);
		assert.deepEqual(histories.get(repo, path, 'c'), { kind: 'pending', partial });
		asked[0]?.end(empty);
		await settle();
		asked[0]?.tell?.(partial);
		assert.deepEqual(histories.get(repo, path, 'c'), { kind: 'ready', history: empty });
		assert.deepEqual([asked.length, told], [1, 2]);
	});

	test('nobody looks any more: what is still told belongs to no question that comes later', async () => {
		const { histories, asked } = setUp();
		histories.get(repo, path, 'c');
		histories.keepOnly([]);
		histories.get(repo, path, 'c');
		asked[0]?.tell?.(empty);
		await settle();
		assert.deepEqual(histories.get(repo, path, 'c'), { kind: 'pending' });
		assert.equal(asked.length, 2);
	});

	test('a file that the commit does not have is not the same as a failure', async () => {
		const { histories, asked } = setUp();
		histories.get(repo, path, 'c');
		asked[0]?.end(undefined);
		await settle();
		assert.equal(histories.get(repo, path, 'c').kind, 'absent');
	});

	test('a failure is kept until it is tried again', async () => {
		const { histories, asked } = setUp();
		histories.get(repo, path, 'c');
		asked[0]?.end(new Failure('timeout', '60 s'));
		await settle();
		assert.deepEqual(histories.get(repo, path, 'c'), { kind: 'failed', reason: 'no answer in time' });
		assert.equal(asked.length, 1);
		histories.retryFailed();
		assert.equal(histories.get(repo, path, 'c').kind, 'pending');
		assert.equal(asked.length, 2);
	});

	test('nobody looks any more: git is stopped, and asked anew when somebody does', async () => {
		const { histories, asked } = setUp();
		histories.get(repo, path, 'c');
		histories.keepOnly([{ root: '/r', path }]);
		assert.equal(asked[0]?.signal.aborted, false);
		histories.keepOnly([]);
		assert.equal(asked[0]?.signal.aborted, true);
		await settle();
		assert.equal(histories.get(repo, path, 'c').kind, 'pending');
		assert.equal(asked.length, 2);
	});

	test('only so many are remembered; disposal stops all', async () => {
		const { histories, asked } = setUp();
		for (let index = 0; index < 100; index++) histories.get(repo, repoPath(`${index}.ts`), 'c');
		assert.ok(asked[0]?.signal.aborted);
		histories.dispose();
		assert.ok(asked.every(({ signal }) => signal.aborted));
	});
});
