import { idField, readField } from './fieldSchema.ts';
import { fillTemplate } from './pathTemplate.ts';
import type { RepoPath } from './repoPath.ts';
import { baseName } from './repoPath.ts';

/**
 * The id that a file's name gives: by the template of `tandem.yml`, else the key at its start (`CHK-1` of `CHK-1-cut-abandonment.md`), else the
 * whole name without extension and leading date, where it looks like an id. Undefined for `2026 ideas.md`, and for `README.md` and its like.
 */
export function idFromPath(
	path: RepoPath,
	template: string | undefined,
	captures: Readonly<Record<string, string>>,
): string | undefined {
	if (template !== undefined) return readId(fillTemplate(template, captures) ?? '');
	if (isIndexFile(path)) {
		// A folder per objective: `objectives/CHK-1/README.md`.
		return leadingKey(path.split('/').at(-2) ?? '');
	}
	const name = nameOf(path);
	return leadingKey(name) ?? readId(name);
}

/** A title made of the file's name: `Cut abandonment` for `CHK-1-cut-abandonment.md` or `0012-cut-abandonment.md`. */
export function titleFromPath(path: RepoPath, captures: Readonly<Record<string, string>>): string {
	const name =
		captures['slug'] ?? captures['name'] ?? (isIndexFile(path) ? path.split('/').at(-2) : undefined) ?? nameOf(path);
	if (leadingKey(name) === name) return name;
	const words = name
		.replace(/^(?:[A-Z][A-Z0-9]*-\d+|\d+)(?=[-_ .])/, '')
		.replace(/[-_\s]+/g, ' ')
		.trim();
	const text = words === '' ? name : words;
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether the file tells about its folder and is an objective only if it says so. */
export function isIndexFile(path: RepoPath): boolean {
	return /^(?:readme|index|template|contributing|changelog|license|_.*)\.\w+$/i.test(baseName(path));
}

const ID = idField('id: CHK-1');

function readId(text: string): string | undefined {
	return readField(ID, text);
}

function nameOf(path: RepoPath): string {
	return baseName(path)
		.replace(/\.\w+$/, '')
		.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, '');
}

function leadingKey(name: string): string | undefined {
	return /^[A-Z][A-Z0-9]*-\d+(?=$|[-_ .])/.exec(name)?.[0];
}
