import assert from 'node:assert/strict';
import { createChannels } from '../../../src/app/channels/channels.ts';
import type { IssueThread, IssueTracker } from '../../../src/app/channels/issueTracker.ts';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import { fakeClock, fakeLog, fakeMemory, fakeSource } from '../../support/inMemory.ts';

const PAGE = 'https://github.com/acme/asks/issues/';

suite('reading the issues of a channel', () => {
	/** So many questions, each with an issue; `failures` says which cannot be read. */
	async function setUp(count: number, { isMine = true } = {}) {
		const source = fakeSource();
		source.files.set('tandem.yml', 'channel: {github: {repo: acme/asks}}\n');
		for (let number = 1; number <= count; number++) {
			const text = `---\nid: q-${number}\nissue: ${PAGE}${number}\n---\n# Question ${number}\n\n## Answer\n`;
			// The last file's question is the first.
			source.files.set(`questions/q-${9 - number}.md`, text);
		}
		const [clock, log] = [fakeClock(), fakeLog()];
		const { read } = createSpecReader({ pause: async () => undefined });
		const store = createSpecStore({ source, read, clock, log });
		await store.refresh();
		const failures = new Map<string, Failure>();
		const asked: string[] = [];
		const tracker: Pick<IssueTracker, 'keyOf' | 'read'> = {
			keyOf: (url) => url.slice(PAGE.length),
			async read(key): Promise<IssueThread> {
				asked.push(key);
				const failure = failures.get(key);
				if (failure) throw failure;
				return { key, url: `${PAGE}${key}`, comments: [] };
			},
		};
		const channels = createChannels({
			connect: async () => ({ kind: 'issues', tracker: tracker as IssueTracker }),
			entriesOf: async () => [],
			take: async () => undefined,
			identity: async () => undefined,
			isMine: () => isMine,
			codeOf: () => 'acme/shop',
			memory: fakeMemory(),
			clock,
			log,
		});
		const [channel] = channels.of(store);
		assert.ok(channel);
		/** Which issues are asked for in one look. */
		const look = async () => {
			asked.length = 0;
			await channels.sync([store]);
			return [...asked];
		};
		const standing = () => channels.standing(channel)?.kind;
		return { look, standing, failures, clock };
	}
	const all = ['1', '2', '3'];

	for (const kind of ['not-found', 'refused-address', 'rejected', 'bad-response'] as const) {
		test(`one that is ${kind} does not stop the others`, async () => {
			const { look, standing, failures } = await setUp(3);
			failures.set('1', new Failure(kind, 'x'));
			assert.deepEqual([await look(), standing()], [all, 'read']);
		});
	}
	const first = (kind: FailureKind, expected: string) =>
		test(`the only one that is ${kind}: ${expected}`, async () => {
			const { look, standing, failures } = await setUp(1);
			failures.set('1', new Failure(kind, 'x'));
			await look();
			assert.equal(standing(), expected);
		});
	first('not-found', 'read');
	first('rejected', 'failed');
	first('bad-response', 'failed');

	test('a place that refuses everything is left alone soon, and the others come first the next time', async () => {
		const { look, standing, failures, clock } = await setUp(9);
		for (let number = 1; number <= 5; number++) failures.set(String(number), new Failure('rejected', 'x'));
		assert.deepEqual([await look(), standing()], [['1', '2', '3', '4', '5'], 'failed']);
		clock.pass(1000);
		assert.deepEqual([(await look()).slice(0, 4), standing()], [['6', '7', '8', '9'], 'failed']);
	});

	for (const kind of ['busy', 'bad-response'] as const) {
		test(`a server that is ${kind} is not asked before the time that it told`, async () => {
			const { look, failures, clock } = await setUp(3);
			failures.set('1', new Failure(kind, 'x', { retryAt: clock.now() + 1_800_000 }));
			assert.deepEqual(await look(), ['1']);
			failures.clear();
			for (let minute = 1; minute < 30; minute++) {
				clock.pass(60_000);
				assert.deepEqual(await look(), []);
			}
			clock.pass(60_000);
			assert.deepEqual((await look()).toSorted(), all);
		});
	}

	test('what could not be read for others is tried again at once, and what was read an hour later', async () => {
		const { look, failures, clock } = await setUp(3, { isMine: false });
		failures.set('2', new Failure('offline', 'x'));
		assert.deepEqual(await look(), ['1', '2']);
		failures.clear();
		clock.pass(1000);
		assert.deepEqual((await look()).toSorted(), ['2', '3']);
		clock.pass(1000);
		assert.deepEqual(await look(), []);
		clock.pass(3_600_000);
		assert.deepEqual((await look()).toSorted(), all);
	});
});
