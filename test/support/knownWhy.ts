import { explainFile } from '../../src/app/fileExplanation.ts';
import type { HistoryState } from '../../src/app/histories.ts';
import type { CodeHead } from '../../src/app/ports.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import type { KnownWhy } from '../../src/app/why.ts';
import type { FileHistory } from '../../src/core/fileHistory.ts';
import type { CommitFacts } from '../../src/core/link.ts';
import { createLinkRules } from '../../src/core/linkRules.ts';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { fakeClock, fakeLog, fakeSource } from './inMemory.ts';
import { repoPath } from './snapshots.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');

/** A commit with this message; `hash` is one digit, repeated. */
export function commitOf(hash: string, message: string): CommitFacts {
	const [subject = ''] = message.split('\n');
	return { hash: hash.repeat(40), author: 'Ana Ruiz', time: NOW / 1000 - 21 * 86_400, subject, message };
}

/** A history in which line n was written by `commits[n]`. */
export function historyOf(
	lines: readonly string[],
	commits: readonly CommitFacts[],
	boundary: readonly number[] = [],
): FileHistory {
	return {
		path: repoPath('src/a.ts'),
		commit: 'f'.repeat(40),
		lines,
		commits,
		lineCommit: Uint32Array.from(lines, (_line, index) => Math.min(index, commits.length - 1)),
		boundary: new Set(boundary),
		ignoredRevs: 'none',
	};
}

/** What is known of `src/a.ts` of `acme/web-shop` with this snapshot and history; `lines` is the text in the editor. */
export function knownWhy(
	snapshot: SpecSnapshot,
	history: HistoryState,
	lines: readonly string[],
	head: CodeHead = { commit: 'f'.repeat(40), branch: 'main', shallow: false },
): KnownWhy {
	const path = repoPath('src/a.ts');
	const store = createSpecStore({
		source: fakeSource(),
		read: async () => snapshot,
		clock: fakeClock(NOW),
		log: fakeLog(),
	});
	const rules = createLinkRules(snapshot, { repoName: 'acme/web-shop', specName: 'acme/product-specs' });
	return {
		kind: 'known',
		path,
		store,
		state: { kind: 'ready', snapshot },
		snapshot,
		history,
		context: { repo: { root: '/r' }, name: 'acme/web-shop', head, spec: { kind: 'store', store }, problems: [] },
		explanation: explainFile({ path, lines, rules, head, history }),
	};
}
