import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openChannelWindow } from '../support/channelWindow.ts';
import type { ChannelWindow } from '../support/channelWindow.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { engineerWithFolder } from '../support/questionWriters.ts';
import { createSpecRemote } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';
import { gitlabPlace } from '../support/trackerPlaces.ts';
import type { TrackerPlace } from '../support/trackerPlaces.ts';

suite('an answer in a folder that the user works in', () => {
	let place: TrackerPlace;
	let remote: SpecRemote;
	let own: GitRepo;
	let window: ChannelWindow;
	let path = '';

	setup(async () => {
		place = await gitlabPlace();
		remote = await createSpecRemote({ 'tandem.yml': place.yaml, 'objectives/CHK-1.md': '# One\n' });
		const folder = await engineerWithFolder(remote, 'Ana');
		own = folder.own;
		window = await openChannelWindow(remote, place, { source: folder.source });
		path = await window.ask('May we?');
	});
	teardown(async () => {
		window.dispose();
		await remote.dispose();
		await place.close();
	});
	const inFolder = () => readFile(join(own.root, path), 'utf8');
	const answer = async (words: string) =>
		writeFile(join(own.root, path), `${(await inFolder()).trimEnd()}\n\n${words}\n`);
	const posted = async () => (await place.texts()).map((text) => /Yes.*/.exec(text)?.[0]);

	test('is not posted as long as it is not committed, and nothing is written into it', async () => {
		await answer('Yes, but');
		const before = await inFolder();
		await window.look();
		assert.deepEqual([await posted(), await inFolder(), window.outbox.entries()], [[], before, []]);
		await answer('only once.');
		await own.git('commit', '--quiet', '--all', '--message=Answer');
		await own.git('push', '--quiet');
		await window.look();
		assert.deepEqual(await posted(), ['Yes, but']);
		assert.equal(await own.git('status', '--porcelain'), '');
	});

	test('is posted once it is in the remote, together with what else waits there', async () => {
		await answer('Yes.');
		await own.git('commit', '--quiet', '--all', '--message=Answer');
		for (let count = 0; count < 2; count++) await window.look();
		assert.deepEqual([await posted(), window.outbox.entries().length], [[], 1]);
		await own.git('push', '--quiet');
		for (let count = 0; count < 2; count++) await window.look();
		assert.deepEqual([await posted(), window.outbox.entries()], [['Yes.'], []]);
	});
});
