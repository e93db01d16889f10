import { idField, readField } from './fieldSchema.ts';
import { isIndexFile } from './indexFile.ts';
import type { RepoPath } from './repoPath.ts';
import { baseName } from './repoPath.ts';

/**
 * The id that a file's name gives: the key at its start (`CHK-1` of `CHK-1-cut-abandonment.md`), else the whole name without extension and leading date,
 * where it looks like an id. Undefined for `2026 ideas.md`, and for `README.md` and its like.
 */
export function idFromPath(path: RepoPath): string | undefined {
	if (isIndexFile(path)) {
		// A folder per objective: `objectives/CHK-1/README.md`.
		return leadingKey(path.split('/').at(-2) ?? '');
	}
	const name = nameOf(path);
	return leadingKey(name) ?? readId(name);
}

/** An id made of the file's name, for what has no better one: `ideas-2026` for `ideas 2026.md`. */
export function slugIdOfPath(path: RepoPath): string | undefined {
	return slugId(nameOf(path));
}

/** An id made of any text; undefined where no letter or digit is left. */
export function slugId(text: string): string | undefined {
	const slug = text
		.replace(/[^\p{L}\p{N}._]+/gu, '-')
		.replace(/\.{2,}/g, '.')
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
		.slice(0, 80);
	return readId(slug);
}

/** A title made of the file's name: `Cut abandonment` for `CHK-1-cut-abandonment.md` or `0012-cut-abandonment.md`; the id where the name is only that. */
export function titleFromPath(path: RepoPath, captures: Readonly<Record<string, string>>, id: string): string {
	if (captures['number'] !== undefined && !captures['slug'] && !captures['name']) return id;
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

const ID = idField('id: CHK-1');

function readId(text: string): string | undefined {
	return readField(ID, text);
}

function nameOf(path: string): string {
	return baseName(path)
		.replace(/\.\w+$/, '')
		.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, '');
}

function leadingKey(name: string): string | undefined {
	return /^[A-Z][A-Z0-9]*-\d+(?=$|[-_ .])/.exec(name)?.[0];
}
