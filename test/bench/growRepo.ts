import { execFileSync } from 'node:child_process';
import { testGitEnvironment } from '../support/gitRepo.ts';
import { gitText, headOf } from './benchRepos.ts';

/** Of the commits made here: after all that the repositories of the bench hold. */
const TIME = Date.UTC(2026, 0, 1) / 1000;

/**
 * Puts `count` commits on the branch that is checked out, each with one more line in one of `paths`, in turn, and gives the new head. Messages name
 * `objective` in one of three.
 */
export function addCommits(root: string, count: number, paths: readonly string[], objective: string): string {
	const branch = gitText(root, ['symbolic-ref', 'HEAD']).trim();
	const head = headOf(root);
	const texts = new Map(paths.map((path) => [path, gitText(root, ['show', `HEAD:${path}`])]));
	const commands = Array.from({ length: count }, (_, number) => {
		const path = paths[number % paths.length] ?? '';
		const text = `${texts.get(path) ?? ''}line of ${head.slice(0, 12)} and ${number}\n`;
		texts.set(path, text);
		const author = `Ana Example <ana@example.com> ${TIME + number} +0000`;
		const message = `Change number ${number}${number % 3 === 0 ? `\n\nObjective: ${objective}` : ''}\n`;
		return [
			`commit ${branch}\nauthor ${author}\ncommitter ${author}\n${data(message)}`,
			number === 0 ? `from ${head}\n` : '',
			`M 100644 inline ${JSON.stringify(path)}\n${data(text)}`,
		].join('');
	});
	execFileSync('git', ['fast-import', '--quiet', '--force'], {
		cwd: root,
		input: commands.join(''),
		env: testGitEnvironment(),
	});
	return headOf(root);
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
