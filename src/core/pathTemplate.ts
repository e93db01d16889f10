export interface PathTemplate {
	/** What the placeholders stand for in `path`, or undefined where the template does not fit. */
	match(path: string): Record<string, string> | undefined;
}

/**
 * Compiles a path template of `tandem.yml`: `*` stands for a part of one segment, `**` for any number of segments, `{number}` for digits (given
 * without leading zeros), `{name}` for a non-empty part of one segment (the shortest that fits). Matching takes time proportional to
 * template times path, whatever both contain; it is no regular expression on purpose.
 */
export function compilePathTemplate(template: string): PathTemplate {
	const tokens = tokensOf(template.replace(/^(?:\.?\/)+/, ''));
	return { match: (path) => matchTokens(tokens, path) };
}

/** `RFC-{number}` with `{number: '389'}` is `RFC-389`, `SE-{number:4}` is `SE-0389`; undefined where a placeholder has no capture. */
export function fillTemplate(template: string, captures: Readonly<Record<string, string>>): string | undefined {
	let complete = true;
	const text = template.replace(PLACEHOLDER, (_, name: string, digits?: string) => {
		if (Object.hasOwn(captures, name)) return (captures[name] ?? '').padStart(Number(digits ?? 0), '0');
		complete = false;
		return '';
	});
	return complete ? text : undefined;
}

/** The names of the placeholders in a template, in order. */
export function placeholdersOf(template: string): readonly string[] {
	return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

type Token =
	| { readonly kind: 'literal'; readonly char: string }
	/** One or more characters of one segment, or digits. */
	| { readonly kind: 'capture'; readonly name: string; readonly digits: boolean }
	/** Any characters of one segment, or of the rest of the path. */
	| { readonly kind: 'any'; readonly crosses: boolean }
	/** `**` with its slash: no segment, or some whole ones. */
	| { readonly kind: 'folders' };

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]{0,40})(?::(\d))?\}/g;

function tokensOf(template: string): readonly Token[] {
	const tokens: Token[] = [];
	for (const part of template.match(/\{[A-Za-z][A-Za-z0-9_]{0,40}\}|\*\*\/|\*+|[^]/g) ?? []) {
		if (part === '**/') tokens.push({ kind: 'folders' });
		else if (part.startsWith('*')) tokens.push({ kind: 'any', crosses: part.length > 1 });
		else if (part.length > 1) {
			const name = part.slice(1, -1);
			tokens.push({ kind: 'capture', name, digits: name === 'number' });
		} else tokens.push({ kind: 'literal', char: part });
	}
	return tokens;
}

function matchTokens(tokens: readonly Token[], path: string): Record<string, string> | undefined {
	if (!mayMatch(tokens, path)) return undefined;
	const fits = fitTable(tokens, path);
	const width = path.length + 1;
	if (fits[0] !== 1) return undefined;
	const captures: Record<string, string> = {};
	let at = 0;
	for (const [index, token] of tokens.entries()) {
		const next = (index + 1) * width;
		const start = at;
		// The table says that some way leads to the end; the shortest one is taken, for digits the longest.
		if (token.kind === 'literal') at++;
		else if (token.kind === 'capture') {
			at++;
			if (token.digits) while (isDigit(path[at]) && fits[index * width + at] === 1) at++;
			else while (fits[next + at] !== 1) at++;
			const text = path.slice(start, at);
			// `??=` would find `{constructor}` taken.
			if (!Object.hasOwn(captures, token.name)) {
				captures[token.name] = token.digits ? text.replace(/^0+(?=\d)/, '') : text;
			}
		} else {
			const mayStop = () => token.kind === 'any' || at === 0 || path[at - 1] === '/';
			while (fits[next + at] !== 1 || !mayStop()) at++;
		}
	}
	return captures;
}

/** Cheap refusals, for the many paths that are not meant: the letters before the first placeholder and after the last one. */
function mayMatch(tokens: readonly Token[], path: string): boolean {
	for (const [index, token] of tokens.entries()) {
		if (token.kind !== 'literal') break;
		if (path[index] !== token.char) return false;
	}
	for (let index = 1; index <= tokens.length; index++) {
		const token = tokens.at(-index);
		if (token?.kind !== 'literal') break;
		if (path.at(-index) !== token.char) return false;
	}
	return true;
}

/** Cell `token * (path.length + 1) + position` is 1 where the tokens from there on fit the path from there on. Filled from the end. */
function fitTable(tokens: readonly Token[], path: string): Uint8Array {
	const width = path.length + 1;
	const fits = new Uint8Array((tokens.length + 1) * width);
	fits[tokens.length * width + path.length] = 1;
	for (let index = tokens.length - 1; index >= 0; index--) {
		const token = tokens[index];
		const [row, next] = [index * width, (index + 1) * width];
		let folderFits = false;
		for (let at = path.length; at >= 0; at--) {
			const [char, stays, advances] = [path[at], fits[row + at + 1] === 1, fits[next + at + 1] === 1];
			const inside = at < path.length;
			let ok = false;
			if (token?.kind === 'literal') ok = inside && char === token.char && advances;
			else if (token?.kind === 'capture') {
				ok = inside && (token.digits ? isDigit(char) : char !== '/') && (advances || stays);
			} else if (token?.kind === 'any')
				ok = fits[next + at] === 1 || (inside && (token.crosses || char !== '/') && stays);
			else if (at === 0 || path[at - 1] === '/') {
				folderFits ||= fits[next + at] === 1;
				ok = folderFits;
			}
			fits[row + at] = ok ? 1 : 0;
		}
	}
	return fits;
}

function isDigit(char: string | undefined): boolean {
	return char !== undefined && char >= '0' && char <= '9';
}
