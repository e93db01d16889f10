import type { Evidence } from '../core/link.ts';
import { baseName } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { Sentence } from '../protocol/sidebar.ts';
import { encodeTarget } from './target.ts';
import { relativeTime } from './words.ts';

/** What a sentence about evidence refers to. */
export interface EvidencePlace {
	/** Root of the code repo. */
	readonly root: string;
	readonly path: RepoPath;
	/** Key of the spec repo. */
	readonly spec: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** `Because 3f2a1c9 Retry a declined card once says "Objective: CHK-1" · Ana Ruiz, 3 weeks ago`: why Tandem believes a link, with what can be opened. */
export function evidenceSentence(evidence: Evidence, place: EvidencePlace): Sentence {
	switch (evidence.kind) {
		case 'marker': {
			const where = encodeTarget({ kind: 'code', root: place.root, path: place.path, line: evidence.line });
			const covers = evidence.scope === 'file' ? 'this file' : 'these lines';
			return [
				{ text: 'Because the comment in ' },
				{ text: `line ${evidence.line}`, target: where, title: 'Go to the comment' },
				{ text: ' says ' },
				{ text: evidence.words, style: 'code' },
				{ text: ` for ${covers}` },
			];
		}
		case 'commit': {
			const { commit, mention } = evidence;
			const subject = shorten(commit.subject);
			// The words of an odd commit may be its whole subject: said once is enough.
			const says = subject.includes(mention.words)
				? [{ text: ` says ` }, { text: mention.words, style: 'code' } as const]
				: [{ text: ` ${subject} says ` }, { text: mention.words, style: 'code' } as const];
			return [
				{ text: 'Because ' },
				{
					text: commit.hash.slice(0, 7),
					target: encodeTarget({ kind: 'commit', root: place.root, hash: commit.hash }),
					title: `Show the commit "${subject}"`,
				},
				...says,
				{ text: ` · ${commit.author}, ${relativeTime(commit.time * 1000, place.now)}` },
			];
		}
		case 'path':
			return [
				{ text: 'Because ' },
				{ text: evidence.pattern, style: 'code' },
				{ text: ' in ' },
				{
					text: baseName(evidence.specFile),
					target: encodeTarget({
						kind: 'spec-file',
						spec: place.spec,
						path: evidence.specFile,
						line: evidence.specLine,
					}),
					title: `Open ${evidence.specFile}, line ${evidence.specLine}`,
				},
				{ text: ' matches this file' },
			];
		case 'branch':
			return [
				{ text: 'Because the branch ' },
				{ text: evidence.branch, style: 'code' },
				{ text: ' names it, and this line is not committed yet' },
			];
	}
}

/** The sentence as plain text, for hovers, the command line and screen readers. */
export function plainText(sentence: Sentence): string {
	return sentence.map(({ text }) => text).join('');
}

const SUBJECT = 72;
function shorten(text: string): string {
	return text.length > SUBJECT ? `${text.slice(0, SUBJECT - 1).trimEnd()}…` : text;
}
