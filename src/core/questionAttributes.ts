import { compileGlob, globMatches } from './glob.ts';
import { parsePattern, toBytes } from './patternSyntax.ts';

/** The files that may say how git merges the questions in `folder`, the more general first; git takes the last word. */
export function attributeFiles(folder: string): readonly string[] {
	const parts = folder.split('/');
	return parts
		.map((_, index) => [...parts.slice(0, index), '.gitattributes'].join('/'))
		.concat(`${folder}/.gitattributes`);
}

/** Whether git keeps both sides where two people write one question, by the texts of `attributeFiles` (absent: no such file). */
export function mergesQuestions(folder: string, texts: ReadonlyMap<string, string>): boolean {
	const question = `${folder}/question.md`;
	let merges = false;
	for (const file of attributeFiles(folder)) {
		const below = question.slice(file.length - '.gitattributes'.length);
		for (const line of (texts.get(file) ?? '').split(/\r?\n/)) {
			const [pattern = '', ...words] = line.trim().split(/[ \t]+/);
			const word = words.findLast((word) => /^[-!]?merge(?:=|$)/.test(word));
			if (word !== undefined && covers(pattern, below)) merges = word === 'merge=union';
		}
	}
	return merges;
}

/** The line that does it; a blank would end the pattern. */
export function attributesLine(folder: string): string {
	return `/${folder.replace(/\s/g, '?')}/*.md merge=union`;
}

/** As in .gitignore, save that what matches a folder says nothing of the files in it. */
function covers(pattern: string, path: string): boolean {
	const syntax = parsePattern(pattern);
	if (!syntax || syntax.negative || syntax.folderOnly) return false;
	const glob = compileGlob(syntax.body, syntax.literal);
	const text = toBytes(path);
	return glob !== undefined && globMatches(glob, text, syntax.anyDepth ? text.lastIndexOf('/') + 1 : 0);
}
