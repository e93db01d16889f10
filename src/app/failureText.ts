import type { Failure, FailureKind } from '../core/failure.ts';

/** What happened and what to do next, in one or two plain sentences. */
export function failureText(failure: Failure): string {
	return SENTENCES[failure.kind](failure.detail);
}

/** A few words for narrow places: `offline`, `sign-in needed`. */
export function failureWord(kind: FailureKind): string {
	return WORDS[kind];
}

/** The same for something that git was asked about a code repo: git's own words where it has some. */
export function failureReason(failure: Failure): string {
	return failure.kind === 'git' || failure.kind === 'bad-response' ? failure.detail : failureWord(failure.kind);
}

/** Whether trying again does not help as long as nobody gives a right, so that another way is worth a thought. See `proposalOf`. */
export function isRefusal(kind: string): boolean {
	return kind === 'read-only' || kind === 'rejected';
}

const SENTENCES: Record<FailureKind, (detail: string) => string> = {
	'offline': (detail) =>
		`The spec repo cannot be reached (${detail}). Check the network or the VPN; Tandem tries again by itself.`,
	'unauthorized': (detail) =>
		`The spec repo refuses access (${detail}). Sign in once by running "git fetch" on it in a terminal, then refresh.`,
	'read-only': (detail) =>
		`You may read the spec repo, but not push to it (${detail}). Ask its owner for write access, or propose the text another way.`,
	'not-found': (detail) =>
		`There is no spec repo at this address (${detail}). Check it in the setting tandem.specRepo or in .tandem.yml.`,
	'not-a-repository': (detail) => `This is not a git repository (${detail}). Check the address of the spec repo.`,
	'empty-repository': (detail) =>
		`The spec repo is empty (${detail}). Add a first objective with "Tandem: Create Spec Repo Here" or push one.`,
	'unknown-ref': (detail) =>
		`The spec repo has no such branch or folder (${detail}). Check ref: and path: in .tandem.yml.`,
	'timeout': (detail) => `The spec repo did not answer in time (${detail}). Tandem tries again by itself.`,
	'busy': (detail) => `The server wants fewer requests (${detail}). Tandem tries again by itself.`,
	'bad-response': (detail) =>
		`The server answered something that is not git (${detail}). Check the address of the spec repo.`,
	'rejected': (detail) =>
		`The spec repo did not take the change (${detail}). You may not push to this branch; ask its owner for write access.`,
	'misfit': (detail) =>
		`${detail}. Nothing was changed: copy the text out of the outbox to where it belongs, then discard it there.`,
	'git-missing': () => 'git was not found. Install git 2.30 or newer and reload the window.',
	'refused-address': (detail) => detail,
	'not-configured': () => 'No spec repo is set for this code. Connect one with "Tandem: Connect Spec Repo".',
	'not-agreed': (detail) => `You have not agreed that anything goes there (${detail}).`,
	'untrusted': () => 'This workspace is not trusted, so Tandem runs no git here. Trust it to see objectives.',
	'disk': (detail) => `A file could not be read or written (${detail}).`,
	'git': (detail) => `git failed (${detail}). The log has the details: "Tandem: Show Log".`,
};

const WORDS: Record<FailureKind, string> = {
	'offline': 'offline',
	'unauthorized': 'sign-in needed',
	'read-only': 'may not push',
	'not-found': 'not found',
	'not-a-repository': 'not a git repository',
	'empty-repository': 'empty',
	'unknown-ref': 'unknown branch or folder',
	'timeout': 'no answer in time',
	'busy': 'server is busy',
	'bad-response': 'not a git server',
	'rejected': 'push refused',
	'misfit': 'does not fit',
	'git-missing': 'git not found',
	'refused-address': 'address refused',
	'not-configured': 'not set up',
	'not-agreed': 'consent taken back',
	'untrusted': 'not trusted',
	'disk': 'file error',
	'git': 'git failed',
};
