/** What names of a reStructuredText stand for: `.. _name: https://…`. */
export interface RstTargets {
	/** By name in lower case with single blanks. */
	readonly named: ReadonlyMap<string, string>;
	/** Those of `__ https://…`, in order; each `text`__ takes one. */
	readonly anonymous: readonly string[];
}

/** Collects the targets of a text that have an address. */
export function rstTargets(lines: readonly string[]): RstTargets {
	const named = new Map<string, string>();
	const anonymous: string[] = [];
	for (const [index, line] of lines.entries()) {
		const unnamed = /^[ \t]*(?:__|\.\. __:)[ \t]+(\S+)[ \t]*$/.exec(line)?.[1];
		if (unnamed !== undefined) anonymous.push(unnamed);
		const [head, name] = /^[ \t]*\.\. _(`[^`]{1,200}`|[^:`]{1,200}):(?=[ \t]|$)/.exec(line) ?? [];
		if (name === undefined) continue;
		// A long address has a line of its own.
		const address =
			line.slice(head?.length).trim() || (/^[ \t]/.test(lines[index + 1] ?? '') ? lines[index + 1]?.trim() : '');
		if (address && !/\s/.test(address)) named.set(targetName(name.replaceAll('`', '')), address);
	}
	return { named, anonymous };
}

/**
 * Makes a function that turns the marks inside of a paragraph of reStructuredText into those of Markdown. It keeps the number of lines, and
 * is to be given the paragraphs in order.
 */
export function createRstInline({ named, anonymous }: RstTargets): (paragraph: string) => string {
	let nextAnonymous = 0;
	const toAnonymous = () => anonymous[nextAnonymous++];

	function reference(content: string, suffix: string): string {
		const embedded = /^([^<]*)<([^<>]+)>\s*$/.exec(content);
		if (!embedded) return link(content, suffix === '__' ? toAnonymous() : named.get(targetName(content)));
		const [, text = '', address = ''] = embedded;
		const name = address.endsWith('_') ? targetName(address.slice(0, -1)) : undefined;
		const target = name === undefined ? address.replace(/\s+/g, '') : named.get(name);
		const shown = text.trim() === '' ? address.replace(/\s+/g, '') : text.trimEnd();
		const lineEnds = content.slice(text.trimEnd().length).replace(/[^\n]/g, '');
		return link(shown + lineEnds, target);
	}

	return (paragraph) =>
		paragraph.replace(
			MARKS,
			(
				whole: string,
				literal?: string,
				role?: string,
				roleText?: string,
				content?: string,
				suffix?: string,
				note?: string,
				word?: string,
				wordSuffix?: string,
			) => {
				if (literal !== undefined) return codeSpan(literal);
				if (role !== undefined) return roleWords(role, roleText ?? '');
				if (content !== undefined) return suffix === undefined ? whole : reference(content, suffix);
				// A mark that gets its number only on the page is no word of the text.
				if (note !== undefined) return /^\[[#*]/.test(note) ? '' : whole.slice(0, -1);
				if (whole === '\\ ') return '';
				if (word === undefined) return whole;
				const target = wordSuffix === '__' ? toAnonymous() : named.get(targetName(word));
				return target === undefined ? whole : link(word, target);
			},
		);
}

/** In this order: what is escaped, an address, a literal, a role, a reference or title, a note's number, a reference of one word. */
const MARKS = new RegExp(
	[
		/\\[^\n]/,
		/https?:\/\/[^\s`<>]+/,
		/``((?:[^`]|`(?!`))+?)``(?!`)/,
		/:([A-Za-z][\w.+:-]{0,40}):`([^`]+)`/,
		/`([^`]+)`(__?(?![\w`]))?/,
		/ ?(\[[^[\]\s]{1,60}\])_(?!\w)/,
		/(?<![\w.-])([A-Za-z0-9][\w.-]*?)(__?)(?![\w-])/,
	]
		.map(({ source }) => source)
		.join('|'),
	'g',
);

function codeSpan(literal: string): string {
	if (!literal.includes('`')) return `\`${literal}\``;
	return `\`\` ${literal} \`\``;
}

/** The words that a role shows: `text` of `text <target>`, the last part of `~a.b.c`. */
function roleWords(role: string, content: string): string {
	if (role === 'pep' || role === 'rfc') return `${role.toUpperCase()} ${content}`;
	if (/^(?:code|file|samp|command|math|literal)$/.test(role)) return `\`${content}\``;
	const text = /^([^<]*\S)\s*<[^<>]+>$/.exec(content)?.[1] ?? content;
	const lineEnds = content.slice(text.length).replace(/[^\n]/g, '');
	const isLast = text.startsWith('~') && !text.includes('\n');
	return (isLast ? text.slice(text.lastIndexOf('.') + 1).replace(/^~/, '') : text.replace(/^!/, '')) + lineEnds;
}

function link(text: string, address: string | undefined): string {
	if (address === undefined || !/^(?:https?:|mailto:|[^:]*$)/i.test(address)) return text;
	const safe = address.replace(/[()<>\\\s]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
	return `[${text.replace(/[[\]]/g, '\\$&')}](${safe})`;
}

function targetName(text: string): string {
	return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
