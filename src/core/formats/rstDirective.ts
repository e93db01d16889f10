/** What becomes of a directive and of what is indented below it. */
export type RstDirective =
	/** The content is shown as it stands. */
	| { readonly kind: 'literal'; readonly language: string }
	/** The content is text, below words in bold. */
	| { readonly kind: 'words'; readonly lead: string }
	/** Nothing is shown. */
	| { readonly kind: 'hidden' };

/** Reads the line of a directive (`.. note:: text`), without its indentation; undefined for a line that is none. */
export function readRstDirective(text: string): RstDirective | undefined {
	const match = /^\.\.[ \t]+(\|[^|]{1,80}\| )?([A-Za-z][\w.+:-]{0,40}?) ?::(?=\s|$)/.exec(text);
	if (!match) return undefined;
	const name = match[2]?.toLowerCase() ?? '';
	const rest = text.slice(match[0].length).trim();
	if (HIDDEN.has(name) || match[1] !== undefined) return { kind: 'hidden' };
	const title = WORDS.get(name);
	if (title !== undefined) return { kind: 'words', lead: rest === '' ? `**${title}:**` : `**${title}:** ${rest}` };
	if (TITLED.has(name)) return { kind: 'words', lead: rest === '' ? '' : `**${rest}**` };
	// What is not known is shown as it stands: better than to hide what somebody wrote.
	return { kind: 'literal', language: /^(?:code|code-block|sourcecode)$/.test(name) ? languageOf(rest) : '' };
}

const HIDDEN: ReadonlySet<string> = new Set(
	(
		'image figure contents toctree sectnum include raw meta index highlight default-role role only target-notes ' +
		'header footer class tags currentmodule module automodule autoclass autofunction literalinclude title unicode date replace'
	).split(' '),
);

const WORDS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		note: 'Note',
		warning: 'Warning',
		attention: 'Attention',
		caution: 'Caution',
		danger: 'Danger',
		error: 'Error',
		hint: 'Hint',
		important: 'Important',
		tip: 'Tip',
		todo: 'To do',
		seealso: 'See also',
		versionadded: 'New in version',
		versionchanged: 'Changed in version',
		deprecated: 'Deprecated since version',
	}),
);

/** Their argument is a title, where they have one. */
const TITLED: ReadonlySet<string> = new Set(
	'admonition topic sidebar rubric epigraph highlights pull-quote compound container'.split(' '),
);

function languageOf(text: string): string {
	return /^[\w+#.-]{1,30}$/.test(text) ? text : '';
}
