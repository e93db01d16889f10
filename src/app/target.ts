import type { RecordedPlace } from '../core/readRecorded.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { FilePart } from './wholeHistory.ts';

/**
 * Something that can be opened from the sidebar, a hover or a tree. It crosses to the page as text and comes back as text, so it is checked
 * like any other input: a target names things only by what the extension itself knows (a spec's key, a repository's root, an id).
 */
export type Target =
	| { readonly kind: 'objective'; readonly spec: string; readonly id: string }
	| { readonly kind: 'spec-file'; readonly spec: string; readonly path: RepoPath; readonly line: number }
	| { readonly kind: 'commit'; readonly root: string; readonly hash: string }
	| {
			readonly kind: 'code';
			readonly root: string;
			readonly path: RepoPath;
			readonly line: number;
			readonly lastLine?: number;
	  }
	| { readonly kind: 'question'; readonly spec: string; readonly id: string }
	/** What changed of an objective since the user looked. */
	| { readonly kind: 'changes'; readonly spec: string; readonly id: string }
	/** A file of one of the code repos of a spec repo, whichever has it. */
	| {
			readonly kind: 'work-file';
			readonly spec: string;
			readonly path: RepoPath;
			/** The lines in it, as they were recorded. */
			readonly place?: RecordedPlace;
	  }
	/** The commits of one part of a file's history. */
	| { readonly kind: 'file-commits'; readonly root: string; readonly path: RepoPath; readonly part: FilePart };

export function encodeTarget(target: Target): string {
	return JSON.stringify(target);
}

/** The target that `text` stands for, or undefined where it is none. */
export function decodeTarget(text: string): Target | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const { kind, spec, id, path, line, lastLine, root, hash, part, place } = value as Record<string, unknown>;
	switch (kind) {
		case 'objective':
		case 'question':
		case 'changes':
			return isText(spec) && isText(id) ? { kind, spec, id } : undefined;
		case 'spec-file': {
			const file = isText(path) ? toRepoPath(path) : undefined;
			return isText(spec) && file && isLine(line) ? { kind, spec, path: file, line } : undefined;
		}
		case 'work-file': {
			const file = isText(path) ? toRepoPath(path) : undefined;
			const where = file && readPlace(place, file);
			return isText(spec) && file ? { kind, spec, path: file, ...(where ? { place: where } : {}) } : undefined;
		}
		case 'file-commits': {
			const file = isText(path) ? toRepoPath(path) : undefined;
			const which = readPart(part);
			return isText(root) && file && which ? { kind, root, path: file, part: which } : undefined;
		}
		case 'commit':
			return isText(root) && isText(hash) && /^[0-9a-f]{40,64}$/.test(hash) ? { kind, root, hash } : undefined;
		case 'code': {
			const file = isText(path) ? toRepoPath(path) : undefined;
			if (!isText(root) || !file || !isLine(line)) return undefined;
			return { kind, root, path: file, line, ...(isLine(lastLine) ? { lastLine } : {}) };
		}
		default:
			return undefined;
	}
}

function readPart(value: unknown): FilePart | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { kind, objective } = value as Record<string, unknown>;
	if (kind === 'objective') return isText(objective) ? { kind, objective } : undefined;
	return kind === 'none' || kind === 'unlinked' ? { kind } : undefined;
}

function readPlace(value: unknown, path: RepoPath): RecordedPlace | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { lines, repo, commit } = value as Record<string, unknown>;
	if (typeof lines !== 'object' || lines === null) return undefined;
	const { first, last } = lines as Record<string, unknown>;
	if (!isLine(first) || !isLine(last) || last < first) return undefined;
	return {
		path,
		lines: { first, last },
		...(isText(repo) ? { repo } : {}),
		...(isText(commit) && /^[0-9a-f]{7,64}$/.test(commit) ? { commit } : {}),
	};
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;
const isLine = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;
