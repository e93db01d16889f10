import { nameOfRemote } from './remoteName.ts';
import type { SpecAddress, SpecAddressOrigin } from './specAddress.ts';

/** `url`: git speaks to a server (or to a `file:` URL). `path`: a folder, absolute or relative to where it was written. */
export type GitAddress =
	| { readonly address: string; readonly kind: 'url' | 'path' }
	/** A sentence for people that says what to write instead. */
	| { readonly refused: string };

/**
 * Reads where a spec repo is, as people write it: `https://host/acme/specs`, `ssh://git@host/acme/specs`, `git@host:acme/specs.git`, `../specs`.
 * What a workspace file says may only go to servers over https and ssh, or stay near the workspace (a relative path); `file:` URLs, absolute paths
 * and unencrypted http to this very machine (a forge under test; nobody can listen in) are taken from the user's own setting or argument alone.
 */
export function parseGitAddress(text: string, origin: SpecAddressOrigin): GitAddress {
	const address = text.trim();
	if (address.length > LONGEST) return refuse('is too long. Write an https or ssh address, or a folder');
	if (address === '') return refuse('is empty. Write an https or ssh address, or a folder');
	if (/[\p{Cc}\u2028\u2029]/u.test(address)) return refuse('holds control characters. Write it again by hand');
	if (address.startsWith('-'))
		return refuse('starts with "-". Write an https or ssh address, or a folder starting with "./"');
	if (/^[^/\\]*::/.test(address)) {
		return refuse('names a git helper ("::"), which could run any program. Write an https or ssh address');
	}
	const ownWord = origin === 'setting' || origin === 'argument';
	const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(address)?.[1]?.toLowerCase();
	if (scheme !== undefined) return parseUrl(address, scheme, ownWord);
	if (/^file:/i.test(address)) return refuse('is not a complete URL. Write file:///folder/specs.git');
	if (isAbsolutePath(address)) return ownWord ? { address, kind: 'path' } : refuse(ONLY_RELATIVE);
	const scp = /^([^/\\:]+):(.*)$/.exec(address);
	return scp ? parseScp(address, scp[1] ?? '', scp[2] ?? '') : { address, kind: 'path' };
}

/** One string per spec repo, branch and folder, the same over https and ssh and on every start. */
export function specKey(address: SpecAddress): string {
	const part = address.path ? `:${trimSlashes(address.path)}` : '';
	if (address.kind === 'folder') return `folder:${trimEnd(address.dir)}${part}`;
	return `remote:${placeOf(address.url)}${address.ref ? `#${address.ref}` : ''}${part}`;
}

/** For people: `acme/product-specs`, or the folder's name; with the folder inside it where only that is read. */
export function specLabel(address: SpecAddress): string {
	const whole =
		address.kind === 'folder' || !isServerAddress(address.url)
			? specName({ ...address, path: undefined })
			: (nameOfRemote(address.url) ?? specName(address));
	return address.path ? `${whole}/${trimSlashes(address.path)}` : whole;
}

/** The last part of the label, for narrow places and file names: `product-specs`. */
export function specName(address: SpecAddress): string {
	return lastSegment(address.kind === 'folder' ? address.dir : placeOf(address.url)) || 'specs';
}

/** Whether git asks a server for this address; otherwise it is a path of this machine or a `file:` URL. */
export function isServerAddress(url: string): boolean {
	return placeOf(url) !== trimGit(url) && !/^file:/i.test(url);
}

/** Whether `text` can be the name of a branch or tag, or a full hash, and nothing that git would read as an option or an expression. */
export function isRefName(text: string): boolean {
	return (
		text !== '' &&
		text !== '@' &&
		!text.startsWith('-') &&
		!/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$/u.test(text) &&
		text.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
	);
}

/** Characters; git itself and the forges stop earlier. */
const LONGEST = 2048;

const ONLY_RELATIVE =
	'is an absolute path, which a workspace file may not name. Write it relative to this file, or put it into your own setting tandem.specRepo';

function refuse(why: string): GitAddress {
	return { refused: `The address of the spec repo ${why}.` };
}

function parseUrl(address: string, scheme: string, ownWord: boolean): GitAddress {
	if (scheme === 'file') {
		if (ownWord) return { address, kind: 'url' };
		return refuse('is a file: URL, which a workspace file may not name. Put it into your own setting tandem.specRepo');
	}
	if (scheme !== 'https' && scheme !== 'ssh' && scheme !== 'http') {
		return refuse(`uses ${scheme}:, which Tandem does not speak. Write an https or ssh address`);
	}
	const parts = /^[^:]+:\/\/(?:([^/?#]*)@)?(\[[0-9A-Fa-f:.]+\]|[^/?#@:[\]]*)(?::(\d+))?(\/[^?#]*)?([?#].*)?$/.exec(
		address,
	);
	if (!parts) return refuse('cannot be read. Write it as https://host/owner/repo');
	const [, user, host = '', , path = '', rest] = parts;
	const bare = trimSlashes(path);
	if (host === '' || bare === '') return refuse('names no repository. Write it as https://host/owner/repo');
	if (rest !== undefined) return refuse('holds "?" or "#". Write only the address that "git clone" takes');
	if (looksLikeOption(host, user, bare)) return refuse('has a part that starts with "-". Check it letter by letter');
	// A user name alone is what ssh needs; over http it is as good as a token in some forges.
	if (user !== undefined && (scheme !== 'ssh' || user.includes(':'))) {
		return refuse('holds a user name or password. Leave it out; git asks its own credential store');
	}
	if (/[\s\\%]/.test(host) || /[\s\\]/.test(path))
		return refuse('holds a space or a backslash. Check it letter by letter');
	if (scheme === 'http' && !(ownWord && isLoopback(host))) {
		return refuse('is not encrypted (http:). Write https:// instead');
	}
	return { address, kind: 'url' };
}

function parseScp(address: string, place: string, path: string): GitAddress {
	const at = place.lastIndexOf('@');
	const [user, host] = at < 0 ? [undefined, place] : [place.slice(0, at), place.slice(at + 1)];
	if (host === '' || trimSlashes(path) === '')
		return refuse('names no repository. Write it as git@host:owner/repo.git');
	if (looksLikeOption(host, user, path)) return refuse('has a part that starts with "-". Check it letter by letter');
	if (
		!/^[A-Za-z0-9._-]+$/.test(host) ||
		(user !== undefined && !/^[A-Za-z0-9._+-]+$/.test(user)) ||
		/[\s\\]/.test(path)
	) {
		return refuse('cannot be read. Write it as git@host:owner/repo.git');
	}
	return { address, kind: 'url' };
}

function looksLikeOption(host: string, user: string | undefined, path: string): boolean {
	return host.startsWith('-') || (user?.startsWith('-') ?? false) || path.startsWith('-') || path.startsWith('/-');
}

function isLoopback(host: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host);
}

function isAbsolutePath(text: string): boolean {
	return /^([/\\~]|[A-Za-z]:([\\/]|$))/.test(text);
}

/** `github.com/acme/specs` for an address on a server, the path itself otherwise. */
function placeOf(url: string): string {
	const parsed = /^(https?|ssh):\/\/(?:[^/@]*@)?([^/]+)(\/.*)$/i.exec(url);
	if (parsed) {
		const host = (parsed[2] ?? '').toLowerCase().replace(/:(443|22)$/, '');
		return `${host}/${trimGit(trimSlashes(parsed[3] ?? ''))}`;
	}
	const scp = isAbsolutePath(url) ? null : /^(?:[^/\\@:]+@)?([^/\\:]{2,}):(?!\/\/)(.+)$/.exec(url);
	return scp ? `${(scp[1] ?? '').toLowerCase()}/${trimGit(trimSlashes(scp[2] ?? ''))}` : trimGit(url);
}

function trimGit(text: string): string {
	return trimEnd(text).replace(/(?<=[^/\\])\.git$/i, '');
}

function trimEnd(text: string): string {
	return text.replace(/(?<=.)[/\\]+$/, '');
}

function trimSlashes(text: string): string {
	return text.replace(/^[/\\]+|[/\\]+$/g, '');
}

function lastSegment(text: string): string {
	return trimGit(text).split(/[/\\]/).at(-1) ?? '';
}
