import type { Git } from './git.ts';

/**
 * Environment in which no filter program of `.gitattributes` runs. Git starts them wherever it writes the index: entries as young as the index are
 * compared with their files. Without the filter such an entry counts as "look again", which the user's own git then does.
 */
export async function withoutFilters(git: Git, dir: string, signal: AbortSignal): Promise<NodeJS.ProcessEnv> {
	const question = [
		'config',
		'--null',
		'--name-only',
		'--get-regexp',
		String.raw`^filter\..*\.(clean|smudge|process)$`,
	];
	const { stdout } = await git.run(question, { cwd: dir, signal, okCodes: [0, 1] });
	const programs = new Set(stdout.toString().split('\0').filter(Boolean));
	const required = new Set([...programs].map((key) => `${key.slice(0, key.lastIndexOf('.'))}.required`));
	const settings = [
		...[...programs].map((key) => [key, ''] as const),
		...[...required].map((key) => [key, 'false'] as const),
	];
	return {
		GIT_CONFIG_COUNT: String(settings.length),
		...Object.fromEntries(
			settings.flatMap(([key, value], at) => [
				[`GIT_CONFIG_KEY_${at}`, key],
				[`GIT_CONFIG_VALUE_${at}`, value],
			]),
		),
	};
}
