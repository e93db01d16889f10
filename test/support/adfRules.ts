import type { AdfNode } from '../../src/core/channels/adf.ts';

const BLOCKS = ['paragraph', 'heading', 'bulletList', 'orderedList', 'codeBlock'];
/** What may stand where, after https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
	doc: BLOCKS,
	paragraph: ['text', 'hardBreak'],
	heading: ['text', 'hardBreak'],
	bulletList: ['listItem'],
	orderedList: ['listItem'],
	listItem: ['paragraph', 'codeBlock', 'bulletList', 'orderedList'],
	codeBlock: ['text'],
	text: [],
	hardBreak: [],
};

/** What Jira would refuse in a document that Tandem made. */
export function adfProblems(document: unknown): readonly string[] {
	const { version, type } = document as { readonly version?: number; readonly type?: string };
	return version === 1 && type === 'doc' ? problemsOf(document as AdfNode) : ['it is no document'];
}

function problemsOf({ type, text, marks = [], attrs, content = [] }: AdfNode): readonly string[] {
	const problems: string[] = [];
	if (type === 'text' && (typeof text !== 'string' || text === '')) problems.push('an empty text');
	if (type === 'heading' && !(Number(attrs?.['level']) >= 1 && Number(attrs?.['level']) <= 6)) problems.push('a level');
	if (type === 'listItem' && !['paragraph', 'codeBlock'].includes(content[0]?.type ?? ''))
		problems.push('an item begins');
	if (type.endsWith('List') && content.length === 0) problems.push('an empty list');
	const names = marks.map((mark) => mark.type);
	if (new Set(names).size < names.length) problems.push('a mark twice');
	if (names.includes('code') && names.some((name) => name !== 'code' && name !== 'link'))
		problems.push('code with marks');
	for (const mark of marks) {
		if (!['strong', 'em', 'code', 'link'].includes(mark.type)) problems.push(`the mark ${mark.type}`);
		if (mark.type === 'link' && !/^https?:\/\//i.test(String(mark.attrs?.['href']))) problems.push('a link');
	}
	for (const child of content) {
		if (!CHILDREN[type]?.includes(child.type)) problems.push(`${child.type} in ${type}`);
		if (type === 'codeBlock' && child.marks) problems.push('marks in code');
		problems.push(...problemsOf(child));
	}
	return problems;
}

/** The words of a document, with one blank between them. */
export function adfText(node: object): string {
	const words = ({ type, text, content = [] }: AdfNode): string =>
		text ??
		(type === 'hardBreak' ? ' ' : content.map(words).join(type === 'paragraph' || type === 'heading' ? '' : ' '));
	return words(node as AdfNode)
		.replace(/\s+/g, ' ')
		.trim();
}
