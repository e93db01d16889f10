import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';

/** Where in a code repo the spec lies. */
export type SpecPlace =
	/** In another repository. */
	| { readonly kind: 'elsewhere' }
	/** In these folders and files of it. */
	| { readonly kind: 'folders'; readonly folders: readonly RepoPath[] }
	/** Objectives lie at its very root, so that nothing tells the spec from the rest. */
	| { readonly kind: 'whole' };

/** Where the spec at `address` lies in the repository whose working tree is at `root`, a path of the operating system. */
export function specPlace(
	address: SpecAddress,
	root: string,
	{ objectives, questions }: Pick<SpecSnapshot, 'objectives' | 'questions'>,
): SpecPlace {
	const inside = address.kind === 'folder' ? pathBelow(root, address.dir) : undefined;
	if (inside === undefined) return { kind: 'elsewhere' };
	const base = [inside, address.path ?? ''].filter((part) => part !== '').join('/');
	const files = [...objectives.map(({ source }) => source.file), ...questions.map(({ file }) => file)];
	const all = [...commonFolders(files), ...CONFIG_FILES];
	const folders = all.map((folder) => toRepoPath(`${base}/${folder}`.replace(/^\//, '')));
	const known = folders.filter((folder) => folder !== undefined);
	return known.length < folders.length ? { kind: 'whole' } : { kind: 'folders', folders: known };
}

const CONFIG_FILES = ['tandem.yml', 'tandem.yaml'];

/** For each first folder, the deepest one that holds all files below it; empty text for files without folder. */
function commonFolders(files: readonly RepoPath[]): readonly string[] {
	const common = new Map<string, readonly string[]>();
	for (const file of files) {
		const folders = file.split('/').slice(0, -1);
		const first = folders[0] ?? '';
		const known = common.get(first) ?? folders;
		const differs = known.findIndex((folder, at) => folder !== folders[at]);
		common.set(first, differs < 0 ? known : known.slice(0, differs));
	}
	return [...common.values()].map((folders) => folders.join('/'));
}

/** `dir` relative to `root` with `/` as separator; undefined where it is not below. */
function pathBelow(root: string, dir: string): string | undefined {
	const [above, below] = [root, dir].map((path) => path.replaceAll('\\', '/').replace(/\/+$/, ''));
	if (above === below) return '';
	return above !== undefined && below?.startsWith(`${above}/`) ? below.slice(above.length + 1) : undefined;
}
