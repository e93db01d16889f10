import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { withoutTypeScript } from '../harness/editorSettings.mjs';
import { eventually } from '../harness/eventually.mjs';
import { cacheFolder } from '../harness/project.mjs';
import { makeSample } from '../harness/sample.mjs';
import { createTestEnvironment } from '../harness/testEnvironment.mjs';
import { openWorkbench } from '../harness/workbench.mjs';
import type { Workbench } from '../harness/workbench.mjs';
import { createGitRepo, runGit } from './gitRepo.ts';
import { tempFolder } from './tempFolder.ts';

type WorkbenchOptions = NonNullable<Parameters<typeof openWorkbench>[0]> & {
	/** Absolute path of the folder for the repositories, made anew, for pictures on which it is seen; absent: a temporary one. */
	readonly home?: string;
};

/** A real VS Code with Tandem installed, and a folder of its own for the repositories that are opened in it. */
export interface EditorWindow {
	readonly workbench: Workbench;
	/** Below it everything may be written; it goes away with the window. */
	readonly folder: string;
	close(): Promise<void>;
}

/** Makes a folder, lets `prepare` fill it, and opens in VS Code what that returns: without TypeScript's language server, unless the settings ask for it. */
export async function openEditorWindow(
	prepare: (folder: string) => Promise<string>,
	{ home, ...options }: WorkbenchOptions = {},
): Promise<EditorWindow> {
	const temporary = home === undefined ? await tempFolder('tandem-ui-') : await newFolder(home);
	try {
		const opened = await prepare(temporary.path);
		const settings = { ...withoutTypeScript, ...options.settings };
		const workbench = await openWorkbench({ width: 1300, height: 900, ...options, settings, folder: opened });
		return {
			workbench,
			folder: temporary.path,
			close: async () => {
				await workbench.close();
				await temporary.remove();
			},
		};
	} catch (error) {
		await temporary.remove();
		throw error;
	}
}

async function newFolder(folder: string): Promise<{ readonly path: string; remove: () => Promise<void> }> {
	const remove = () => rm(folder, { recursive: true, force: true });
	await remove();
	await mkdir(folder, { recursive: true });
	return { path: folder, remove };
}

/** Keeps a picture of the window when a test of this suite fails, and prints where. */
export function pictureFailures(window: () => EditorWindow | undefined): void {
	teardown(async function () {
		if (this.currentTest?.state !== 'failed') return;
		const name = this.currentTest.fullTitle().replace(/[^\w]+/g, '-');
		const file = path.join(cacheFolder(), 'failures', `${name}.png`);
		await window()?.workbench.screenshot(file);
		console.log(`      ${file}`);
	});
}

/** The sample shop in a real VS Code, with the PM and the forge beside it. */
export interface SampleWindow extends EditorWindow {
	readonly codeRepo: string;
	/** The file with the most to tell. */
	readonly retryFile: string;
	/** The bare repository that plays the forge. */
	readonly forge: string;
	/** The PM's own clone of the spec repo. */
	readonly specClone: string;
	/** The page of the sidebar, also after a reload of the window. */
	readonly sidebar: () => FrameLocator;
	/** Plain git in the forge. */
	readonly inForge: (...args: readonly string[]) => Promise<string>;
}

/** Opens the sample and shows the sidebar for line 42 of `retryFile`; resolves once its objective is there. */
export async function openSampleWindow(options: WorkbenchOptions = {}): Promise<SampleWindow> {
	let forge = '';
	let specClone = '';
	const window = await openEditorWindow(async (folder) => {
		const sample = await makeSample(path.join(folder, 'shop'), createTestEnvironment(path.join(folder, 'home')));
		({ forge, specClone } = sample);
		return sample.codeRepo;
	}, options);
	const codeRepo = path.join(window.folder, 'shop', 'web-shop');
	const retryFile = path.join(codeRepo, 'src', 'checkout', 'retry.ts');
	const { workbench } = window;
	const sidebar = () => workbench.webview();
	try {
		await activateTandem(workbench);
		await workbench.openFile(retryFile, 42, 3);
		await workbench.host.command('tandem.showWhy');
		await sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor({ timeout: 30_000 });
	} catch (error) {
		await workbench.screenshot(path.join(cacheFolder(), 'failures', 'sample-window.png'));
		await window.close();
		throw error;
	}
	return {
		...window,
		codeRepo,
		retryFile,
		forge,
		specClone,
		sidebar,
		inForge: (...args) => runGit(forge, args),
	};
}

/** Waits until the extension runs. */
export async function activateTandem({ host }: Pick<Workbench, 'host'>): Promise<void> {
	await host.run(async ({ vscode }) => {
		await vscode.extensions.getExtension('tandem-dev.tandem')?.activate();
	});
}

/** Names of the question files in a spec repo's remote. */
export async function questionFiles({ inForge }: Pick<SampleWindow, 'inForge'>): Promise<readonly string[]> {
	return (await inForge('ls-tree', '-r', '--name-only', 'main', '--', 'questions')).split('\n');
}

/** Waits until the remote has a question whose title is in its file's name, and gives the path. */
export async function arrivedQuestion(window: Pick<SampleWindow, 'inForge'>, slug: string): Promise<string> {
	const files = await eventually(
		() => questionFiles(window),
		(names) => {
			if (!names.some((name) => name.includes(slug))) throw new Error(`${slug} is not among ${names.join(', ')}`);
		},
	);
	return files.find((name) => name.includes(slug)) ?? '';
}

/** How many entries wait in the outbox. */
export function outboxCount({ host }: Pick<Workbench, 'host'>): Promise<number> {
	return host.run(
		({ vscode }) => vscode.extensions.getExtension('tandem-dev.tandem')?.exports.tandem.outbox.entries().length,
	);
}

/** An ordinary code repo without a spec repo, with one commit. */
export async function makeCodeRepo(root: string): Promise<string> {
	const repo = await createGitRepo({ root });
	await repo.commit('First line', { 'src/main.ts': 'export const one = 1;\n' });
	return root;
}
