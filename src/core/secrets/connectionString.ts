const PART =
	/(?:server|data source|host(?:name)?|addr(?:ess)?|user(?: ?id|name)?|uid|database|initial catalog|db|port|driver|dsn|endpoint|encrypt)[ \t]{0,2}=/
		.source;
/** What is before, and what is after a part of a connection string. */
const PART_BEFORE = new RegExp(`(?:^|[;"'\`\\s=])${PART}[^;"'\`=]{1,100};`, 'i');
const PART_AFTER = new RegExp(`^;[ \\t]{0,4}${PART}`, 'i');

/** Whether the first `length` characters are a value of `Server=db;Password=a&b c;`, where only `;` and quotes end one. */
export function isConnectionPart(before: string, text: string, length: number): boolean {
	// Not `&amp;password=`.
	if (!/(?:^|["'`\s=]|(?<!&\w{1,8});)\s{0,4}$/.test(before)) return false;
	if (PART_BEFORE.test(before) || PART_AFTER.test(text.slice(length))) return true;
	return text[length] === ';' && /^[^\s()[\]{}<>|,=]*\d[^\s()[\]{}<>|,=]*;/.test(text);
}
