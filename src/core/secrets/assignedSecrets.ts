import type { FoundSecret } from './foundSecret.ts';
import { readSecretName, type SecretName } from './secretNames.ts';
import { isSecretValue, type Writing } from './secretValues.ts';

const NAME = /[A-Za-z_][\w-]{0,79}/g;
/** Where a value has not ended after so many characters it is none. */
const FARTHEST = 2_001;
/** Says which names are worth a closer look; most are not. */
const HINT = /pass|pwd|pw|secret|token|key|credential|auth|salt|hmac|cookie|session/i;
/**
 * What stands between a name and its value: the name's closing quote or bracket, a type, and what assigns. Without a blank before its `=` a type is one only
 * where a quote opens: `password: U29tbWVyMjAyNCE=` is base64.
 */
const ASSIGNS =
	/["'`]?\]?\??[ \t]{0,20}(?:(?::[ \t]{0,4}[A-Za-z][\w<>[\]]{0,30}(?:[ \t]{1,20}|(?==["'`][^\s,;)}\]+])))?(?:=>|:=|\?\?=|\|\|=|=(?![=~]))|:(?![:=]))[ \t]{0,20}/y;
/** As an argument: `password("...")`, `put("password", "...")`. */
const PASSES = /(?:[ \t]{0,4}\(|(?<=["'`][\w-]{1,80})["'`],)[ \t]{0,4}/y;
const OPENS = /(?:[a-zA-Z@$]{0,2})("""|'''|["'`])/y;
/** What stands before the name on a line of settings: nothing, a comment sign, `export`, `- `, `spring.datasource.`. */
const SETTING = /^\s*(?:[#;*/-]+\s*)?(?:(?:export|set|setx|env|arg|-e)\s+)?(?:[\w-]+\.){0,8}["']?$/i;
const PART =
	/(?:server|data source|host(?:name)?|addr(?:ess)?|user(?: ?id|name)?|uid|database|initial catalog|db|port|driver|dsn|endpoint|encrypt)[ \t]{0,2}=/
		.source;
/** What is before, and what is after a part of a connection string. */
const PART_BEFORE = new RegExp(`(?:^|[;"'\`\\s=])${PART}[^;"'\`=]{1,100};`, 'i');
const PART_AFTER = new RegExp(`^;[ \\t]{0,4}${PART}`, 'i');

/** The values that are assigned to names that sound like secrets, in code, settings, addresses and command lines. `offset` is where the line begins. */
export function assignedSecrets(line: string, offset: number): readonly FoundSecret[] {
	const found: FoundSecret[] = [];
	for (const match of line.matchAll(NAME)) {
		const [name] = match;
		if (!HINT.test(name)) continue;
		const secretName = readSecretName(name);
		const value = secretName && valueAfter(line, match.index, match.index + name.length, name, secretName);
		if (value) found.push({ start: offset + value.start, end: offset + value.end, kind: secretName.kind });
	}
	return found;
}

interface Value {
	readonly start: number;
	readonly end: number;
}

function valueAfter(line: string, start: number, end: number, name: string, secret: SecretName): Value | undefined {
	const check = (value: Value | undefined, writing: Writing): Value | undefined =>
		value && isSecretValue(line.slice(value.start, value.end), secret, writing) ? value : undefined;
	const at = endOf(ASSIGNS, line, end);
	if (at === undefined) {
		const passed = endOf(PASSES, line, end);
		const value = passed === undefined ? undefined : quotedAt(line, passed);
		// A second argument may be anything: a label, a default.
		return value && /\d/.test(line.slice(value.start, value.end)) ? check(value, 'quoted') : undefined;
	}
	const quoted = quotedAt(line, at);
	if (quoted) return check(quoted, 'quoted');
	const before = line.slice(Math.max(0, start - 200), start);
	if (start <= 200 && SETTING.test(before)) {
		const rest = upTo(/(?<=\s)(?:[#;]|\/\/)/, line, at);
		const value = { start: at, end: at + line.slice(at, rest.end).trimEnd().length };
		// `DB_PASSWORD=x` is how settings are written and code is not.
		const isSettings = line[at - 1] === '=' && at === end + 1 && name === name.toUpperCase();
		const found = check(value, isSettings ? 'setting' : 'bare');
		if (found) return found;
	}
	const part = upTo(/[;"'`]/, line, at);
	if (line.slice(end, at).trim() === '=' && isConnectionPart(before, line.slice(at, part.end + 300), part.end - at)) {
		const found = check(part, 'part');
		if (found) return found;
	}
	// In an address, a command line or a sentence; not the argument of a call.
	const value = upTo(/[\s&;"'`)]/, line, at);
	if (/[?&;"']$|(?:^|\s)-{0,2}$/.test(before) && line[value.end] !== ')') return check(value, 'bare');
	return undefined;
}

/** Whether the first `length` characters are a value of `Server=db;Password=a&b c;`, where only `;` and quotes end one. */
function isConnectionPart(before: string, text: string, length: number): boolean {
	// Not `&amp;password=`.
	if (!/(?:^|["'`\s=]|(?<!&\w{1,8});)\s{0,4}$/.test(before)) return false;
	if (PART_BEFORE.test(before) || PART_AFTER.test(text.slice(length))) return true;
	return text[length] === ';' && /^[^\s()[\]{}<>|,=]*\d[^\s()[\]{}<>|,=]*;/.test(text);
}

/** The text in the quotes that open at `at`, or up to the end of the line. */
function quotedAt(line: string, at: number): Value | undefined {
	OPENS.lastIndex = at;
	const mark = OPENS.exec(line)?.[1];
	if (mark === undefined) return undefined;
	const start = OPENS.lastIndex;
	const limit = Math.min(line.length, start + FARTHEST);
	for (let end = start; end < limit; end++) {
		if (line[end] === '\\') end++;
		else if (line.startsWith(mark, end)) return { start, end };
	}
	return { start, end: limit };
}

function upTo(stop: RegExp, line: string, start: number): Value {
	const near = line.slice(start, start + FARTHEST);
	return { start, end: start + (stop.exec(near)?.index ?? near.length) };
}

function endOf(pattern: RegExp, line: string, at: number): number | undefined {
	pattern.lastIndex = at;
	return pattern.test(line) ? pattern.lastIndex : undefined;
}
