import assert from 'node:assert/strict';
import { openChannelWindow } from '../support/channelWindow.ts';
import type { ChannelWindow } from '../support/channelWindow.ts';
import { runGit } from '../support/gitRepo.ts';
import { createSpecRemote } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';
import { githubPlace, gitlabPlace, jiraPlace } from '../support/trackerPlaces.ts';
import type { TrackerPlace } from '../support/trackerPlaces.ts';

const PLACES = { GitHub: githubPlace, GitLab: gitlabPlace, Jira: jiraPlace };

for (const [name, start] of Object.entries(PLACES)) {
	suite(`a comment that is edited in ${name}`, () => {
		let place: TrackerPlace;
		let remote: SpecRemote;
		let path = '';
		const windows: ChannelWindow[] = [];
		const open = async (machine: string, email = 'ana@example.com') => {
			const window = await openChannelWindow(remote, place, { machine, user: { name: 'Ana Ruiz', email } });
			windows.push(window);
			return window;
		};

		setup(async () => {
			place = await start();
			remote = await createSpecRemote({ 'tandem.yml': place.yaml, 'objectives/CHK-1.md': '# One\n' });
			path = await (await open('one')).ask('May we?');
		});
		teardown(async () => {
			for (const window of windows.splice(0)) window.dispose();
			await remote.dispose();
			await place.close();
		});
		const inRemote = () => runGit(remote.bare, ['show', `main:${path}`]);
		const commits = async () => Number(await runGit(remote.bare, ['rev-list', '--count', 'main']));
		const texts = (window: ChannelWindow | undefined) => window?.messages().map(({ markdown }) => markdown);

		test('the message in the file gets its newest words, once', async () => {
			const [window] = windows;
			const edit = await place.say('Yes, once.');
			await window?.look();
			const [first] = window?.messages() ?? [];
			assert.equal(first?.markdown, 'Yes, once.');
			await edit('Yes, twice.');
			const before = await commits();
			for (let count = 0; count < 3; count++) await window?.look();
			const { markdown: words, taken, ...same } = window?.messages()[0] ?? assert.fail();
			assert.deepEqual([words, (taken?.at ?? '') > (first.taken?.at ?? 'x')], ['Yes, twice.', true]);
			assert.deepEqual([same.at, same.author, same.source], [first.at, first.author, first.source]);
			assert.deepEqual([window?.messages().length, await commits()], [1, before + 1]);
			assert.deepEqual(await place.texts(), ['Yes, twice.']);
		});

		test('two engineers who look at once change it once', async () => {
			const edit = await place.say('Yes, once.');
			const both = [windows[0] ?? assert.fail(), await open('two', 'ben@example.com')];
			await Promise.all(both.map((window) => window.look()));
			await edit('Yes, twice.');
			const before = await commits();
			await Promise.all(both.map((window) => window.look()));
			for (const window of both) {
				await window.look();
				assert.deepEqual(texts(window), ['Yes, twice.']);
				assert.deepEqual(window.outbox.entries(), []);
			}
			assert.equal(await commits(), before + 1);
		});

		test('whoever changed the message in the file has the last word', async () => {
			const edit = await place.say('Yes, once.');
			await windows[0]?.look();
			await remote.pm.git('pull', '--quiet', 'origin', 'main');
			await remote.push('Say it better', { [path]: (await inRemote()).replace('once', 'at most once') });
			await edit('Yes, twice.');
			await windows[0]?.look();
			assert.deepEqual(texts(windows[0]), ['Yes, at most once.']);
			assert.match(await inRemote(), /Yes, at most once\./);
		});
	});
}
