import { readFileSync, readdirSync } from 'node:fs';

/** A source file of this repository, read as text: the tests of the house's own rules look at these. */
export interface SourceFile {
	/** Relative to the root, `/` as separator. */
	readonly path: string;
	readonly text: string;
}

/** The files below a folder with one of these endings. Tests run from the repository's root. */
export function sourceFiles(folder: string, endings: readonly string[] = ['.ts', '.tsx']): readonly SourceFile[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
		.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
		.filter((path) => !path.endsWith('.d.ts'))
		.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** What a file imports or re-exports, type imports included. */
export function importsOf({ text }: SourceFile): readonly string[] {
	// What stands in a template is text of the sample, not an import of ours.
	const code = text.replace(/`(?:\\.|[^`\\])*`/g, '``');
	return [
		...code.matchAll(
			/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g,
		),
	].map(([, from, bare, called]) => from ?? bare ?? called ?? '');
}
