import assert from 'node:assert/strict';
import type { IssueThread, IssueTracker } from '../../src/app/channels/issueTracker.ts';
import { openChannelWindow } from '../support/channelWindow.ts';
import type { ChannelWindow } from '../support/channelWindow.ts';
import { runGit } from '../support/gitRepo.ts';
import { createSpecRemote, noCancel } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';
import { githubPlace, gitlabPlace, jiraPlace } from '../support/trackerPlaces.ts';
import type { TrackerPlace } from '../support/trackerPlaces.ts';

const PLACES = { GitHub: githubPlace, GitLab: gitlabPlace, Jira: jiraPlace };
const BEN = { name: 'Ben Ode', email: 'ben@example.com' };

for (const [name, start] of Object.entries(PLACES)) {
	suite(`an answer in the file is a comment in ${name}`, () => {
		let place: TrackerPlace;
		let remote: SpecRemote;
		let path = '';
		const windows: ChannelWindow[] = [];
		const open = async (facts: Parameters<typeof openChannelWindow>[2] = {}) => {
			const window = await openChannelWindow(remote, place, facts);
			windows.push(window);
			return window;
		};

		setup(async () => {
			place = await start();
			remote = await createSpecRemote({ 'tandem.yml': place.yaml, 'objectives/CHK-1.md': '# One\n' });
			const window = await open({ machine: 'asked' });
			path = await window.ask('May we?');
			windows.pop()?.dispose();
		});
		teardown(async () => {
			for (const window of windows.splice(0)) window.dispose();
			await remote.dispose();
			await place.close();
		});
		const inRemote = () => runGit(remote.bare, ['show', `main:${path}`]);
		/** The PM, with an editor and git. */
		const write = async (change: (text: string) => string) => {
			await remote.pm.git('pull', '--quiet', 'origin', 'main');
			await remote.push('Write', { [path]: change(`${await inRemote()}\n`) });
		};
		const answer = (words: string) => write((text) => `${text.trimEnd()}\n\n${words}\n`);
		/** What stands there, without what the place does to bold text and hides. */
		const texts = async () =>
			(await place.texts()).map((text) =>
				text
					.replace(/\s*<!--.*-->$/s, '')
					.replaceAll('*', '')
					.replace(/\s+/g, ' '),
			);

		test('once, with its author, and it does not come back', async () => {
			await answer('Yes, twice.');
			const window = await open();
			for (let count = 0; count < 3; count++) await window.look();
			assert.deepEqual(await texts(), ['PM: Yes, twice.']);
			assert.deepEqual(
				window.messages().map(({ kind, markdown, posted }) => [kind, markdown, posted]),
				[['answer', 'Yes, twice.', true]],
			);
			assert.deepEqual(window.outbox.entries(), []);
		});

		test('also where the question is resolved at once, and whatever the PM corrects afterwards', async () => {
			await write(
				(text) => `${text.trimEnd()}\n\nYes.\n\n## Resolved by Ana Ruiz, ${new Date().toISOString().slice(0, 10)}\n`,
			);
			const window = await open();
			await window.look();
			assert.deepEqual(await texts(), ['PM: Yes.']);
			await write((text) => text.replace('Yes.', 'Yes!'));
			await window.look();
			assert.deepEqual(await texts(), ['PM: Yes.']);
		});

		test('from two windows that look at once together once', async () => {
			const both = await Promise.all([open(), open(), open({ machine: 'two' })]);
			await answer('Yes.');
			await Promise.all(both.map((window) => window.look()));
			assert.deepEqual(await texts(), ['PM: Yes.']);
			assert.equal((await inRemote()).match(/<!-- posted /g)?.length, 1);
		});

		test('once, also where two machines read before either has posted', async () => {
			const early: Record<string, Promise<IssueThread>> = {};
			const asBefore = (read: IssueTracker['read']) => async (key: string, signal: AbortSignal) =>
				(early[key] ??= read(key, signal));
			await answer('Yes.');
			const late = await open({ machine: 'two', read: asBefore });
			const key = place.connect().keyOf(late.store.snapshot()?.questions[0]?.issue ?? '') ?? '';
			early[key] = place.connect().read(key, noCancel());
			await early[key];
			await (await open()).look();
			// What it knows of the file and of the issue is from before.
			await late.channels.sync([late.store]);
			assert.deepEqual(await texts(), ['PM: Yes.']);
			assert.deepEqual(late.outbox.entries(), []);
		});

		test('from nobody else, and not without consent', async () => {
			await answer('Yes.');
			await (await open({ machine: 'two', user: BEN })).look();
			await (await open({ machine: 'three', agrees: false })).look();
			assert.deepEqual(await texts(), []);
			assert.doesNotMatch(await inRemote(), /<!-- posted /);
		});

		test('where the mark in the file got lost, not again', async () => {
			await answer('Yes.');
			const window = await open();
			await window.look();
			await write((text) => text.replace(/^<!-- posted .*\n/m, ''));
			await window.look();
			assert.deepEqual(await texts(), ['PM: Yes.']);
		});
	});
}
