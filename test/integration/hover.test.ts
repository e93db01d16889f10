import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { commands, workspace } from 'vscode';
import { eventually } from '../harness/eventually.mjs';
import { explain, hoverText, runningTandem, workspaceFile } from '../support/inEditor.ts';

suite('hover', () => {
	const retry = () => workspaceFile('web-shop', 'src/checkout/retry.ts');
	const setting = () => workspace.getConfiguration('tandem').get('hover.enabled');
	suiteSetup(async () => {
		await explain(await workspace.openTextDocument(retry()));
	});
	suiteTeardown(() => workspace.getConfiguration('tandem').update('hover.enabled', undefined, true));

	test('the card stands on a linked line', async () => {
		const text = await hoverText(retry(), 42, 12);
		assert.match(text, /Cut checkout abandonment\*\* · CHK-1/);
		assert.match(text, /\[47c64a6\]\(command:tandem\.openTarget\?/);
		assert.match(text, /\[Ask Maria\]\(command:tandem\.askPm\?/);
	});

	test('a line without objective has none', async () => {
		const logger = workspaceFile('web-shop', 'src/lib/logger.ts');
		await explain(await workspace.openTextDocument(logger));
		assert.doesNotMatch(await hoverText(logger, 1, 3), /tandem/);
		assert.doesNotMatch(await hoverText(retry(), 2, 3), /tandem/);
	});

	test('no git runs for it', async () => {
		// What is read in the background after the start is not the hover's.
		const { contexts, history } = await runningTandem();
		await eventually(
			() => contexts.known().map((context) => history.standing(context)?.kind),
			(kinds) => assert.ok(kinds.includes('read') && !kinds.includes('reading'), kinds.join()),
		);
		const { spawn } = childProcess;
		const ours: string[] = [];
		const watched = (command: string, args: readonly string[] = [], ...rest: readonly unknown[]) => {
			// What the git extension of VS Code starts in this process is not ours.
			if (args.includes('core.hooksPath=/dev/null')) ours.push(args.join(' '));
			return Reflect.apply(spawn, childProcess, [command, args, ...rest]) as unknown;
		};
		setSpawn(watched);
		try {
			for (let line = 1; line <= 60; line++) await hoverText(retry(), line, 3);
			assert.equal(ours.length, 0, ours.join('\n'));
			// That the watch sees what it looks for: this one has to ask git.
			await explain(await workspace.openTextDocument(workspaceFile('web-shop', 'src/catalog/price.ts')));
			assert.ok(
				ours.some((args) => args.includes('blame')),
				ours.join('\n'),
			);
		} finally {
			setSpawn(spawn);
		}
	});

	test('switched off it is gone, and the command brings it back', async () => {
		await workspace.getConfiguration('tandem').update('hover.enabled', false, true);
		assert.doesNotMatch(await hoverText(retry(), 42, 12), /tandem/);
		await commands.executeCommand('tandem.toggleHover');
		await eventually(setting, (on) => assert.equal(on, true));
		assert.match(await hoverText(retry(), 42, 12), /CHK-1/);
	});
});

/** Also for those who have imported it by name. */
function setSpawn(spawn: unknown): void {
	Object.assign(childProcess, { spawn });
	syncBuiltinESMExports();
}
