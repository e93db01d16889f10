import { baseName, type RepoPath } from './repoPath.ts';

/** Whether the file tells about its folder and is an objective only if it says so. */
export function isIndexFile(path: RepoPath): boolean {
	return INDEX.test(baseName(path)) || isTemplateFile(path);
}

/** `0000-template.md`, `adr-template.md`, `NNNN-kep-template/kep.yaml`: what is copied to write a new one. */
export function isTemplateFile(path: RepoPath): boolean {
	return TEMPLATE.test(path);
}

const INDEX = /^(?:readme|index|placeholder|template|contributing|changelog|license|_.*)\.\w+$/i;
/** What specs are called: a spec may be about a template (`volume-type-template.rst`), so that not every word makes one of a file. */
const SPEC_WORDS =
	'adr bip blueprint decision dep design eip erc feature issue kep madr msc nygard objective okr pep plan proposal requirements rfc short spec swift ' +
	'task tasks yyyy';
const TEMPLATE = new RegExp(
	`(?:^|/)(?:(?:0+|N+|X+)[-_](?:[a-z]{2,12}[-_]){0,2}|(?:(?:${SPEC_WORDS.replaceAll(' ', '|')})[-_]){0,2})templates?(?:\\.\\w+$|/)`,
	'i',
);
