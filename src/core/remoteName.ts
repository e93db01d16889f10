/**
 * The name of a code repo from its remote's URL, as people write it in `code:` rules, or undefined where the URL has none.
 * `https://github.com/acme/web-shop.git`, `git@github.com:acme/web-shop.git` and `ssh://git@host:7999/acme/web-shop` give `acme/web-shop`;
 * GitLab's subgroups stay (`group/sub/web-shop`); Azure DevOps gives `organisation/project/repository`; Bitbucket Server's `/scm/` is dropped.
 * A path of the machine gives its last two folders, because what is above them says nothing to others.
 */
export function nameOfRemote(url: string): string | undefined {
	const text = url.trim();
	// `helper::address` starts a program of git's; it names nothing.
	if (text === '' || /^[A-Za-z0-9+.-]+::/.test(text)) return undefined;
	const schemed = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)/.exec(text);
	if (schemed) {
		const [, scheme = '', authority = '', path = ''] = schemed;
		const segments = segmentsOf(decoded(path));
		if (scheme.toLowerCase() === 'file') return lastTwo(segments);
		return joined(hosted(authority.replace(/^.*@/, '').replace(/:\d*$/, '').toLowerCase(), segments));
	}
	// As git does: a colon before the first slash is a host, but one letter is a drive.
	const scp = /^(?![A-Za-z]:)(?:[^/\\@:]*@)?(\[[^\]]*\]|[^/\\:]+):(.*)$/s.exec(text);
	if (scp) return joined(hosted((scp[1] ?? '').toLowerCase(), segmentsOf(scp[2] ?? '')));
	return lastTwo(segmentsOf(text.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '')));
}

function segmentsOf(path: string): string[] {
	const segments = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
	// The folder of a repository that is not bare.
	if (segments.length > 1 && segments.at(-1) === '.git') segments.pop();
	const last = segments.pop()?.replace(/\.git$/i, '');
	return last === undefined || last === '' ? segments : [...segments, last];
}

function hosted(host: string, segments: readonly string[]): readonly string[] {
	if (host === 'dev.azure.com') return segments.filter((part) => part !== '_git');
	if (host === 'ssh.dev.azure.com' || host === 'vs-ssh.visualstudio.com')
		return segments.slice(segments[0] === 'v3' ? 1 : 0);
	if (host.endsWith('.visualstudio.com')) {
		const organisation = host.slice(0, host.indexOf('.'));
		return [organisation, ...segments.filter((part) => part !== '_git' && part.toLowerCase() !== 'defaultcollection')];
	}
	return segments.length > 2 && segments[0] === 'scm' ? segments.slice(1) : segments;
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function lastTwo(segments: readonly string[]): string | undefined {
	return joined(segments.slice(-2));
}

function joined(segments: readonly string[]): string | undefined {
	return segments.length === 0 ? undefined : segments.join('/');
}
