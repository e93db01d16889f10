// One measurement of a goal in a process of its own:  node --expose-gc tasks.js TASK ARGUMENTS   (JSON; so is the last line of what it prints).
import { generateHistory } from './generatedHistory.ts';
import { GENERATED } from './benchRepos.ts';
import { makeBenchWorkspace } from './benchWorkspace.ts';
import { firstBlame, laterBlame } from './tasks/blame.ts';
import { bareLog, fullIndex, loadIndex, newCommits } from './tasks/history.ts';
import { looking } from './tasks/looking.ts';
import { patterns } from './tasks/patterns.ts';

const TASKS = {
	generate: async ({ root }: { readonly root: string }) => generateHistory(root, GENERATED),
	workspace: async (place: Parameters<typeof makeBenchWorkspace>[0] & { readonly scratch: string }) =>
		makeBenchWorkspace(place, place.scratch),
	bareLog,
	fullIndex,
	loadIndex,
	newCommits,
	firstBlame,
	laterBlame,
	looking,
	patterns,
} as const;

const [name = '', text = '{}'] = process.argv.slice(2);
if (!Object.hasOwn(TASKS, name)) throw new Error(`There is no task ${name}.`);
const task = TASKS[name as keyof typeof TASKS] as (args: unknown) => Promise<unknown>;
task(JSON.parse(text)).then(
	(result) => {
		process.stdout.write(`${JSON.stringify(result ?? {})}\n`, () => process.exit(0));
	},
	(error: unknown) => {
		console.error(error instanceof Error ? (error.stack ?? error.message) : error);
		process.exit(1);
	},
);
