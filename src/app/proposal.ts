import { specKey, specLabel } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import { readQuestion } from '../core/readQuestion.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { textToSend } from './outboxChange.ts';
import type { OutboxAction, OutboxEntry } from './outboxEntry.ts';
import { encodedPath, forgeRepo } from './forgePages.ts';
import type { ForgeRepo } from './forgePages.ts';
import { pathInRepo } from './questionLink.ts';
import type { SpecStore } from './specStore.ts';

/** How a text reaches the spec repo without the right to push to it, and without a fork that somebody has to make first. */
export interface Proposal {
	/** What is to be pasted: the whole file, or the section that goes to the end of it. */
	readonly text: string;
	/** For a mail or a chat: what is to be done, the path and the text. */
	readonly letter: string;
	/** A page of the forge that turns an edit into a proposal. */
	readonly page?: ProposalPage;
	/** Present where the e-mail address of who is asked is known. */
	readonly mail?: { readonly to: string; readonly address: string };
}

export interface ProposalPage {
	/** https, on the host of the spec repo itself. */
	readonly address: string;
	readonly host: string;
	/** The text stands there already; otherwise it has to be pasted. */
	readonly filled: boolean;
	/** What to do there, in words for people. */
	readonly next: string;
}

/** What can be done with an entry of the outbox that the spec repo of `store` refuses. */
export function proposalOf(entry: OutboxEntry, store: Pick<SpecStore, 'source' | 'snapshot'>): Proposal {
	const { address } = store.source;
	const snapshot = store.snapshot();
	const path = pathInRepo(address, entry.path);
	const text = textToSend(entry.action);
	const isFile = entry.action.kind === 'create';
	const what = whatToDo(entry.action, path);
	const letter = `${what} in ${specLabel({ ...address, path: undefined })}:\n\n${text}`;
	const forge = address.kind === 'remote' ? forgeRepo(address.url) : undefined;
	const branch = (address.kind === 'remote' ? address.ref : undefined) ?? snapshot?.revision.branch;
	const page = forge && branch !== undefined ? proposalPage(forge, { branch, path, text, isFile }) : undefined;
	const mail = mailTo(recipient(entry, snapshot), entry.title, letter, what);
	return { text, letter, ...(page && { page }), ...(mail && { mail }) };
}

/** The store whose spec repo an entry is for, among those that are open. */
export function storeOf(entry: OutboxEntry, stores: readonly SpecStore[]): SpecStore | undefined {
	return stores.find(({ source }) => specKey(source.address) === entry.spec);
}

function whatToDo(action: OutboxAction, path: string): string {
	switch (action.kind) {
		case 'create':
			return `Please save this as ${path}`;
		case 'append':
			return `Please add this at the end of ${path}`;
		case 'edit':
			return `Please change what was taken over from ${action.source} to this, in ${path}`;
		case 'record':
			return `Please add this as an item of the ${action.record === 'decision' ? 'decisions' : 'constraints'} of ${path}`;
		case 'reposition':
			return `Please put this in the place of the quoted code of ${path}`;
		case 'claim':
		case 'note-issue':
		case 'post':
			return `Please add this to the keys at the top of ${path}`;
	}
}

/** Characters; beyond, forges and browsers refuse an address. */
const LONGEST_ADDRESS = 8_000;
/** The same for mail programs. */
const LONGEST_MAIL = 2_000;

interface PageFacts {
	readonly branch: string;
	readonly path: string;
	readonly text: string;
	readonly isFile: boolean;
}

function proposalPage(
	{ forge, host, page }: ForgeRepo,
	{ branch, path, text, isFile }: PageFacts,
): ProposalPage | undefined {
	const at = encodedPath(branch);
	const paste = isFile
		? 'Paste the text, which is on the clipboard.'
		: 'Paste the text at the end: it is on the clipboard.';
	if (forge === 'github') {
		const next = 'Then press "Propose changes": GitHub makes a copy of your own for it, and a pull request.';
		if (!isFile) {
			const edit = `${page}/edit/${at}/${encodedPath(path)}`;
			return { address: edit, host, filled: false, next: `${paste} ${next}` };
		}
		const named = `${page}/new/${at}?filename=${encodeURIComponent(path)}`;
		const whole = `${named}&value=${encodeURIComponent(text)}`;
		const filled = whole.length <= LONGEST_ADDRESS;
		return { address: filled ? whole : named, host, filled, next: filled ? next : `${paste} ${next}` };
	}
	if (forge !== 'gitlab') return undefined;
	const address = isFile
		? `${page}/-/new/${at}?file_name=${encodeURIComponent(path)}`
		: `${page}/-/edit/${at}/${encodedPath(path)}`;
	// Its page takes a text from the address in some versions and in others not.
	const next =
		'Then commit to a new branch: GitLab makes a fork of your own for it where it has to, and a merge request.';
	return { address, host, filled: false, next: `${paste} ${next}` };
}

/** Whom the question is for, else the PM of its objective. */
function recipient({ path, action }: OutboxEntry, snapshot: SpecSnapshot | undefined): Person | undefined {
	const file = toRepoPath(path);
	const people = snapshot?.people ?? [];
	const question =
		action.kind === 'create' && file
			? readQuestion({ path: file, text: action.text, people }).value
			: snapshot?.questions.find((known) => known.file === file);
	return question?.to ?? snapshot?.objectives.find(({ id }) => id === question?.objective)?.pm;
}

function mailTo(person: Person | undefined, title: string, letter: string, what: string): Proposal['mail'] | undefined {
	const { email, name = '' } = person ?? {};
	// In the address of a mail `?` and `&` begin further fields, and a comma another reader.
	if (email === undefined || !/^[\w.+-]+@[\w.-]+$/.test(email)) return undefined;
	const to = `mailto:${email}?subject=${encodeURIComponent(title)}&body=`;
	const whole = to + encodeURIComponent(letter);
	const short = `${to}${encodeURIComponent(`${what} (paste the text here, it is on the clipboard):\n\n`)}`;
	return { to: name || email, address: whole.length <= LONGEST_MAIL ? whole : short };
}
