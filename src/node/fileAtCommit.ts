import { Failure, isCancelled } from '../core/failure.ts';
import { baseName } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';

const MAX_BYTES = 5 * 1024 * 1024;
/** Of a file and the list of its folder. */
const MAX_BATCH_BYTES = 2 * MAX_BYTES;
/** A longer file has no history here. */
export const MAX_LINES = 50_000;
/** Git's own rule: a NUL among the first bytes makes a file binary. */
const BINARY_PROBE = 8000;

export interface FilePlace {
	readonly root: string;
	/** Full hash. */
	readonly commit: string;
	readonly path: RepoPath;
}

/** A file as a commit has it. */
export interface FileAtCommit {
	/** The content, as git names it. */
	readonly blob: string;
	/** Git's lines: no empty one after the last newline; without `\r`. */
	readonly lines: readonly string[];
}

/**
 * The file, or undefined where the commit has no such file; a folder, a symbolic link and a submodule are no files. A binary file, one of more than
 * 5 MB or of more than 50,000 lines is a `Failure`. Where the content is `known`, it is not read again.
 */
export async function readFileAtCommit(
	git: Git,
	place: FilePlace,
	known: FileAtCommit | undefined,
	signal: AbortSignal,
): Promise<FileAtCommit | undefined> {
	const atOnce = known ? undefined : await readAtOnce(git, place, signal);
	if (atOnce) return { blob: atOnce.id, lines: linesOf(atOnce.content) };
	const blob = await findBlob(git, place, signal);
	if (!blob) return undefined;
	if (blob.size > MAX_BYTES) throw new Failure('git', `the file is larger than ${MAX_BYTES / 1024 / 1024} MB`);
	if (known?.blob === blob.id) return known;
	return { blob: blob.id, lines: linesOf(await readContent(git, place.root, blob.id, signal)) };
}

/** Of one git process the file and its folder, which says what kind of file it is. Undefined: anything is unusual, and is to be looked at closely. */
async function readAtOnce(
	git: Git,
	{ root, commit, path }: FilePlace,
	signal: AbortSignal,
): Promise<{ readonly id: string; readonly content: Buffer } | undefined> {
	// Git takes names line by line.
	if (/[\r\n]/.test(path)) return undefined;
	const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
	try {
		const input = `${commit}:${folder}\n${commit}:${path}\n`;
		const { stdout } = await git.run(['cat-file', '--batch'], { cwd: root, signal, input, maxBytes: MAX_BATCH_BYTES });
		const tree = objectAt(stdout, 0);
		const file = tree && objectAt(stdout, tree.end);
		if (tree?.type !== 'tree' || file?.type !== 'blob' || file.end !== stdout.length) return undefined;
		if (file.content.length > MAX_BYTES) return undefined;
		return isFileIn(tree.content, baseName(path), file.id) ? file : undefined;
	} catch (error) {
		if (isCancelled(error)) throw error;
		return undefined;
	}
}

/** A text that is only compared with others is not read beyond this. */
const MAX_COMPARED_BYTES = 256 * 1024;

/** The texts of several files of a commit, from two processes; what is missing, binary or larger than 256 kB is left out. */
export async function readTexts(
	git: Git,
	{ root, commit }: Omit<FilePlace, 'path'>,
	paths: readonly RepoPath[],
	signal: AbortSignal,
): Promise<readonly { readonly path: RepoPath; readonly lines: readonly string[] }[]> {
	const asked = paths.filter((path) => !/[\r\n]/.test(path));
	if (asked.length === 0) return [];
	const names = asked.map((path) => `${commit}:${path}\n`).join('');
	const check = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'];
	const sizes = (await git.run(check, { cwd: root, signal, input: names })).stdout.toString('latin1').split('\n');
	const wanted = asked.flatMap((path, at) => {
		const [, id, size] = /^([0-9a-f]+) blob (\d+)$/.exec(sizes[at] ?? '') ?? [];
		return id !== undefined && Number(size) <= MAX_COMPARED_BYTES ? [{ path, id }] : [];
	});
	const input = wanted.map(({ id }) => `${id}\n`).join('');
	const { stdout } = await git.run(['cat-file', '--batch'], { cwd: root, signal, input });
	let start = 0;
	return wanted.flatMap(({ path }) => {
		const object = objectAt(stdout, start);
		if (!object) throw new Failure('git', 'git cat-file broke off');
		start = object.end;
		const isBinary = object.content.subarray(0, BINARY_PROBE).includes(0);
		return isBinary ? [] : [{ path, lines: linesOf(object.content) }];
	});
}

/** One object of the output of `git cat-file --batch`: `<id> <type> <size>`, newline, content, newline. */
function objectAt(output: Buffer, start: number) {
	const headEnd = output.indexOf('\n', start);
	const [, id = '', type = '', size = ''] =
		/^([0-9a-f]+) (\w+) (\d+)$/.exec(output.toString('latin1', start, Math.max(start, headEnd))) ?? [];
	const end = headEnd + 1 + Number(size) + 1;
	if (!isObjectId(id) || end > output.length) return undefined;
	return { id, type, content: output.subarray(headEnd + 1, end - 1), end };
}

/** Whether the folder has a regular file of this name and content; an entry of a tree is `<mode> <name>`, NUL, and the id as bytes. */
function isFileIn(tree: Buffer, name: string, id: string): boolean {
	const wanted = Buffer.from(name);
	const idBytes = Buffer.from(id, 'hex');
	for (let start = 0; start < tree.length;) {
		const space = tree.indexOf(' ', start);
		const nul = tree.indexOf(0, space);
		if (space < 0 || nul < 0) return false;
		const end = nul + 1 + idBytes.length;
		if (tree.subarray(space + 1, nul).equals(wanted)) {
			return tree.toString('latin1', start, start + 3) === '100' && tree.subarray(nul + 1, end).equals(idBytes);
		}
		start = end;
	}
	return false;
}

async function readContent(git: Git, cwd: string, name: string, signal: AbortSignal): Promise<Buffer> {
	return (await git.run(['cat-file', 'blob', name], { cwd, signal, maxBytes: MAX_BYTES })).stdout;
}

function linesOf(content: Buffer): readonly string[] {
	if (content.subarray(0, BINARY_PROBE).includes(0)) throw new Failure('git', 'the file is binary and has no lines');
	const lines = new TextDecoder('utf-8').decode(content).split('\n');
	if (lines.at(-1) === '') lines.pop();
	if (lines.length > MAX_LINES) throw new Failure('git', `the file has more than ${MAX_LINES} lines`);
	return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

async function findBlob(
	git: Git,
	{ root, commit, path }: FilePlace,
	signal: AbortSignal,
): Promise<{ id: string; size: number } | undefined> {
	const args = ['ls-tree', '-z', '-l', '--full-tree', commit, '--', path];
	// `ls-tree` reads `:x` as a pattern with magic otherwise.
	const { stdout } = await git.run(args, { cwd: root, signal, env: { GIT_LITERAL_PATHSPECS: '1' } });
	const [, id = '', size = ''] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t/.exec(stdout.toString()) ?? [];
	return isObjectId(id) ? { id, size: Number(size) } : undefined;
}
