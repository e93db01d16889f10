import { resolve } from 'node:path';
import { createGit } from './git.ts';
import { makeSample, removeSample, samplePaths, targetState, type Sample } from './sample.ts';

const USAGE = `Usage: sample [--fresh] TARGET

Makes the sample workspace of Tandem in the folder TARGET: a small shop with its history, and its spec repo.
  --fresh   makes it anew where it is already, losing what was changed in it`;

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		console.error(`The sample could not be made. ${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
	},
);

async function main(args: readonly string[]): Promise<number> {
	const [target, ...more] = args.filter((arg) => arg !== '--fresh');
	if (target === undefined || target.startsWith('-') || more.length > 0) {
		console.error(USAGE);
		return 2;
	}
	const folder = resolve(target);
	const state = await targetState(folder);
	if (state === 'foreign') {
		console.error(`${folder} holds other files. Name an empty folder, or one that does not exist yet.`);
		return 1;
	}
	if (state === 'made' && !args.includes('--fresh')) {
		tell(samplePaths(folder), 'is there already; --fresh makes it anew');
		return 0;
	}
	await removeSample(folder);
	tell(await makeSample(folder, createGit()), 'is made');
	return 0;
}

function tell({ shop, forge, specs }: Sample, what: string): void {
	console.log(`The sample ${what}.
  code repo   ${shop}
  spec repo   ${specs} (as the PM Maria has it)
  its remote  ${forge} (plays the forge)
Open ${shop} in VS Code, then src/checkout/retry.ts, line 42.`);
}
