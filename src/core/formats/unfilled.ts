/**
 * Whether a value is still what its template says: `<title>`, `{short title}`, `[Short title]`, `TBD`, `NNNN`, `YYYY-MM-DD`, or all choices at once
 * (`provisional|implementable|implemented`).
 */
export function isUnfilled(text: string): boolean {
	const value = text.trim();
	if (value.length > LONGEST) return false;
	return PLACEHOLDERS.some((placeholder) => placeholder.test(value));
}

const LONGEST = 300;
const PLACEHOLDERS = [
	// In angle brackets people write their own names, too.
	/^<[^<>@/:]*\s[^<>@/:]*>$/,
	/^<(?:short |your )?[-\w]*(?:title|name|author|owner|date|status|id|description|summary|team|number|todo|tbd|none)>$/i,
	/^\{[^{}]*\}$|^\{\{.*\}\}$/,
	/^\[[^\][]*\]$/,
	/^\((?:fill|leave|insert|optional|your)\b[^()]*\)$/i,
	/^(?:tbd|tba|todo|fixme|fill me in|n{3,5}|x{3,5}|n\/a|none yet|\?{1,}|\.{3}|…|\$[A-Z]+|"\$[A-Z]+")$/i,
	/^tbd\b.{0,150}$/i,
	/^(?:yyyy|dddd)-?(?:mm|nn)(?:-?dd)?$/i,
	// Words of a closed set are small; `Web | iOS | Android` names three things.
	/^[a-z][a-z_-]*(?: [a-z_-]+)*(?: ?\| ?[a-z][a-z_-]*(?: [a-z_-]+)*){2,}$/,
	// Names that stand in the templates of real formats.
	/^(?:@?jane\.doe|author \d|example author|feature name|(?:example spec - )?the title of your blueprint|dep template|\S*#0{2,})$/i,
	/\[(?:feature name|brief title|specific capability)\b[^\]]*\]/i,
	// One of these alone may be a label: `[Feature] Pay by invoice`.
	/\[(?:role|feature|benefit)\].*\[(?:role|feature|benefit)\]/i,
];
