import { splitFrontMatter } from './frontMatter.ts';
import { writeYaml } from './yamlDocument.ts';

/**
 * A question's file with the address of its issue in the front matter, as the last key. One that names an issue already, or has no front matter, stays as
 * it is: the issue is found by its marker then.
 */
export function noteIssue(current: string, address: string): string {
	const { yaml, unclosed, body } = splitFrontMatter(current);
	if (yaml === undefined || unclosed || /^issue[ \t]*:/m.test(yaml)) return current;
	const head = current.slice(0, current.length - body.length);
	const end = head.trimEnd().lastIndexOf('\n') + 1;
	const lineEnd = current.includes('\r\n') ? '\r\n' : '\n';
	return `${head.slice(0, end)}${writeYaml({ issue: address }).trimEnd()}${lineEnd}${head.slice(end)}${body}`;
}
