import { splitFrontMatter } from './frontMatter.ts';
import { frontMatterFirst } from './frontMatterFirst.ts';
import { writeYaml } from './yamlDocument.ts';

/**
 * A question's file with the address of its issue in the front matter, as the last key. One without front matter gets it, with the id of the question that
 * the issue names. One that names an issue already, or whose front matter has no end, stays as it is: the issue is found by its marker then.
 */
export function noteIssue(file: string, address: string, id: string | undefined): string {
	const current = frontMatterFirst(file).text;
	const { yaml, unclosed, body } = splitFrontMatter(current);
	if (yaml === undefined) {
		const mark = current.slice(0, current.length - body.length);
		const fresh = `---\n${writeYaml({ ...(id === undefined ? {} : { id }), issue: address }).trimEnd()}\n---\n\n`;
		return `${mark}${body.includes('\r\n') ? fresh.replaceAll('\n', '\r\n') : fresh}${body}`;
	}
	if (unclosed || /^issue[ \t]*:/m.test(yaml)) return file;
	const head = current.slice(0, current.length - body.length);
	const end = head.trimEnd().lastIndexOf('\n') + 1;
	const lineEnd = current.includes('\r\n') ? '\r\n' : '\n';
	return `${head.slice(0, end)}${writeYaml({ issue: address }).trimEnd()}${lineEnd}${head.slice(end)}${body}`;
}
