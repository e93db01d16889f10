import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { runGit, testGitEnvironment } from '../support/gitRepo.ts';
import { seeded } from '../support/randomHistory.ts';

export interface GeneratedSize {
	readonly commits: number;
	readonly files: number;
	/** How many objectives the messages name: `OBJ-1` and so on. */
	readonly objectives: number;
}

const FIRST_TIME = Date.UTC(2015, 0, 1) / 1000;
const LINES = 14;

/**
 * A repository of that size at `root`, the same for the same size: a main line into which branches of a few commits are merged, files that are edited
 * (some far more often than others), added and renamed, and messages of which three in ten name an objective in one of the usual ways. Made by
 * `git fast-import`, so that a large one takes seconds.
 */
export async function generateHistory(root: string, size: GeneratedSize): Promise<void> {
	await mkdir(root, { recursive: true });
	await runGit(root, ['init', '-q', '-b', 'main']);
	const git = spawn('git', ['fast-import', '--quiet', '--force'], {
		cwd: root,
		env: testGitEnvironment(),
		stdio: ['pipe', 'ignore', 'inherit'],
	});
	const ended = once(git, 'close');
	let waiting: string[] = [];
	let length = 0;
	for (const text of commands(size)) {
		waiting.push(text);
		length += text.length;
		if (length < 1024 * 1024) continue;
		if (!git.stdin.write(waiting.join(''))) await once(git.stdin, 'drain');
		waiting = [];
		length = 0;
	}
	git.stdin.end(waiting.join(''));
	const [code] = await ended;
	if (code !== 0) throw new Error(`git fast-import ended with ${String(code)}`);
	await runGit(root, ['reset', '-q', '--soft', 'main']);
}

function* commands({ commits, files, objectives }: GeneratedSize): Generator<string> {
	const random = seeded(commits);
	const below = (limit: number) => Math.floor(random() * limit);
	const paths: string[] = [];
	const versions: number[] = [];
	let mark = 0;
	let main = 0;
	const add = () => {
		const at = paths.length;
		paths.push(`${PARTS[at % 16]}/${PARTS[(at >> 4) % 16]}/${PARTS[(at >> 2) % 16]}_${at}.ts`);
		versions.push(0);
		return at;
	};
	const file = (at: number) =>
		`M 100644 inline ${paths[at]}\n${data(content(at, (versions[at] = (versions[at] ?? 0) + 1)))}`;
	const commit = (parents: readonly number[], changes: string) => {
		mark++;
		const [first, ...others] = parents.filter((parent) => parent > 0);
		const person = below(400);
		const author = `Person ${person} <person${person}@example.com> ${FIRST_TIME + mark * 1700} +0000`;
		return [
			`commit refs/heads/main\nmark :${mark}\nauthor ${author}\ncommitter ${author}\n`,
			data(messageOf(mark, below, objectives)),
			...(first === undefined ? [] : [`from :${first}\n`]),
			...others.map((parent) => `merge :${parent}\n`),
			changes,
		].join('');
	};
	const edits = (): string => {
		const changes = new Map<string, string>();
		for (let count = 1 + below(3); count > 0; count--) {
			const isNew = paths.length < 50 || (paths.length < files && random() < (files / commits) * 0.6);
			// The square makes some files hot.
			const at = isNew ? add() : Math.floor(random() ** 2 * paths.length);
			if (!isNew && random() < 0.01) {
				const from = paths[at] ?? '';
				const to = from.replace(/_(\d+)(?:v\d+)?\.ts$/, `_$1v${mark}.ts`);
				if (changes.has(from)) continue;
				paths[at] = to;
				changes.set(to, `R ${from} ${to}\n`);
			} else changes.set(paths[at] ?? '', file(at));
		}
		return [...changes.values()].join('');
	};
	while (mark < commits) {
		if (random() < 0.75) {
			yield commit([main], edits());
			main = mark;
			continue;
		}
		let side = main;
		const sideChanges: string[] = [];
		for (let count = 1 + below(4); count > 0; count--) {
			const changes = edits();
			sideChanges.push(changes);
			yield commit([side], changes);
			side = mark;
		}
		if (random() < 0.5) {
			yield commit([main], file(add()));
			main = mark;
		}
		// The tree of a merge begins as that of its first parent.
		yield commit([main, side], sideChanges.join(''));
		main = mark;
	}
}

const PARTS = [
	'src',
	'lib',
	'core',
	'checkout',
	'orders',
	'search',
	'cart',
	'pay',
	'user',
	'mail',
	'stock',
	'api',
	'web',
	'jobs',
	'test',
	'docs',
];

/** Every line names the file and the version that wrote it, so that no two files look alike and a blame has work to do. */
function content(file: number, version: number): string {
	const lines: string[] = [];
	for (let line = 0; line < LINES; line++) {
		const written = Math.floor((version + line) / LINES) * LINES - line;
		lines.push(`file ${file} line ${line} written ${Math.max(0, written)} of ${file * 31 + line}`);
	}
	return `${lines.join('\n')}\n`;
}

const SENTENCES = [
	'Read the address once and keep it for the whole order.',
	'The old form asked twice, and people left at the second time.',
	'A retry must never charge a card a second time.',
	'Tests cover the declined card and the lost connection.',
	'This is a preparation; nothing changes on the screen yet.',
];

function messageOf(mark: number, below: (limit: number) => number, objectives: number): string {
	const id = `OBJ-${1 + below(objectives)}`;
	const body = Array.from({ length: below(5) }, () => SENTENCES[below(SENTENCES.length)]).join('\n');
	const subject = `${PARTS[below(PARTS.length)]}: change number ${mark}`;
	const end = `Change-Id: I${mark.toString(16).padStart(40, '0')}\nSigned-off-by: Person <person@example.com>\n`;
	switch (below(20)) {
		case 0:
		case 1:
		case 2:
			return `${subject}\n\n${body}\n\nObjective: ${id}\n${end}`;
		case 3:
		case 4:
			return `(${id}) ${subject}\n\n${body}\n\n${end}`;
		case 5:
			return `${subject}\n\n${body}\nPart of ${id}.\n\n${end}`;
		case 6:
			return `${subject}\n\n${body}\n\nObjective: none (upkeep)\n${end}`;
		default:
			return `${subject}\n\n${body}\n\n${end}`;
	}
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
