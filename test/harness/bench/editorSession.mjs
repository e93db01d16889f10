// One session of a real VS Code on a large repository, from its start to some opened files, with Tandem or without it.
import { readFileSync } from 'node:fs';
import { withoutTypeScript } from '../editorSettings.mjs';
import { eventually } from '../eventually.mjs';
import { projectRoot } from '../project.mjs';
import { openWorkbench } from '../workbench.mjs';
import { openAndWatch } from './statusBarTimes.mjs';

/** @typedef {import('../workbench.mjs').Workbench} Workbench */
/** @typedef {import('./statusBarTimes.mjs').OpenedLine} OpenedLine */
/** @typedef {import('./statusBarTimes.mjs').SeenTimes} SeenTimes */

/**
 * @typedef {object} SessionPlan
 * @property {string} folder the code
 * @property {string} profile what earlier sessions left; written to
 * @property {boolean} withTandem
 * @property {Record<string, OpenedLine>} files to be opened, in order, by the name under which their times come
 */

/** @typedef {{ idleMb: number, filledMb: number, load?: number, activate?: number, times: Record<string, SeenTimes> }} SessionResult */

const READY_MS = 180_000;
/** After that long nothing starts any more. */
const QUIET_MS = 8000;
const ID = 'tandem-dev.tandem';

/** @param {SessionPlan} plan @returns {Promise<SessionResult>} */
export async function runSession(plan) {
	return inEditor(plan, async (workbench) => {
		await ready(workbench, plan.withTandem);
		await quiet();
		const idleMb = hostMemory(workbench);
		/** @type {Record<string, SeenTimes>} */
		const times = {};
		for (const [name, file] of Object.entries(plan.files)) {
			times[name] = await openAndWatch(workbench, file, plan.withTandem ? ['objective', 'blame'] : ['blame']);
		}
		await quiet();
		const filledMb = hostMemory(workbench);
		return { idleMb, filledMb, ...(plan.withTandem ? await activation(workbench) : {}), times };
	});
}

/** Lets Tandem read the whole history, so that later sessions find it. @param {Omit<SessionPlan, 'files'>} plan */
export function warmProfile(plan) {
	return inEditor({ ...plan, files: {} }, (workbench) => ready(workbench, true));
}

/**
 * @template T
 * @param {SessionPlan} plan
 * @param {(workbench: Workbench) => Promise<T>} use
 */
async function inEditor({ folder, profile, withTandem }, use) {
	const install = withTandem ? [projectRoot()] : [];
	const workbench = await openWorkbench({ folder, profile, install, settings: withoutTypeScript });
	try {
		return await use(workbench);
	} finally {
		await workbench.close();
	}
}

/** Until the editor's own git knows the repository, and Tandem its history. @param {Workbench} workbench @param {boolean} withTandem */
async function ready({ host }, withTandem) {
	const look = () =>
		host.run(
			async ({ vscode, arg }) => {
				const git = await vscode.extensions.getExtension('vscode.git')?.activate();
				if (git.getAPI(1).repositories.length === 0) return 'no repository is open';
				if (arg === '') return '';
				const own = await vscode.extensions.getExtension(arg)?.activate();
				const { tandem } = own ?? {};
				if (!tandem) return 'Tandem is not installed';
				const context = tandem.contexts.known()[0];
				const view = context && tandem.history.view(context);
				return view && !view.partial ? '' : 'the history is not read';
			},
			withTandem ? ID : '',
			READY_MS,
		);
	await eventually(
		look,
		(missing) => {
			if (missing) throw new Error(missing);
		},
		READY_MS,
	);
}

function quiet() {
	return new Promise((resolve) => setTimeout(resolve, QUIET_MS));
}

/** Resident memory of the extension host in MB, NaN where the system does not say. @param {Workbench} workbench */
function hostMemory({ host }) {
	if (process.platform !== 'linux') return Number.NaN;
	const status = readFileSync(`/proc/${host.pid}/status`, 'utf8');
	return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024) / 1e6;
}

/** What VS Code itself measured of Tandem's start, in ms, as it says under "Developer: Startup Performance". @param {Workbench} workbench */
async function activation({ host }) {
	await host.command('perfview.show');
	const text = () =>
		host.run(({ vscode }) => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '');
	const row = (/** @type {string} */ all) => all.split('\n').find((line) => line.startsWith(`| ${ID} `));
	const found = await eventually(text, (all) => {
		if (!row(all)) throw new Error('the editor does not say how long Tandem took to start');
	});
	const [, , , load, call] = (row(found) ?? '').split('|');
	return { load: Number(load), activate: Number(call) };
}
