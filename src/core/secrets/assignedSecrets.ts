import { isConnectionPart } from './connectionString.ts';
import type { FoundSecret } from './foundSecret.ts';
import { endOf, quotedAt, upTo, type Span } from './lineSpans.ts';
import { markedUpAfter } from './markedUp.ts';
import { saidAfter } from './saidValue.ts';
import { readSecretName, type SecretName } from './secretNames.ts';
import { isPlainSetting, settingWriting } from './settings.ts';
import { isSecretValue, type Writing } from './secretValues.ts';

const NAME = /[A-Za-z_][\w-]{0,79}/g;
/** Says which names are worth a closer look; most are not. */
const HINT = /pass|kennwort|pwd|pw|secret|token|key|credential|auth|salt|hmac|cookie|session/i;
/**
 * What stands between a name and its value: the name's closing quote or bracket, a type, and what assigns. Without a blank before its `=` a type is one only
 * where a quote opens: `password: U29tbWVyMjAyNCE=` is base64.
 */
const ASSIGNS =
	/["'`]?\]?\??[ \t]{0,20}(?:(?::[ \t]{0,4}[A-Za-z][\w<>[\]]{0,30}(?:[ \t]{1,20}|(?==["'`][^\s,;)}\]+])))?(?:=>|:=|\?\?=|\|\|=|=(?![=~]))|:(?![:=])(?:\*\*)?)[ \t]{0,20}/y;
/** As an argument: `password("...")`, `put("password", "...")`. */
const PASSES = /(?:[ \t]{0,4}\(|(?<=["'`][\w-]{1,80})["'`],)[ \t]{0,4}/y;
/** What stands before the name on a line of settings: nothing, a comment sign, `export`, `- `, `spring.datasource.`. */
const SETTING = /^\s*(?:[#;*/-]+\s*)?(?:(?:export|set|setx|env|arg|-e)\s+)?(?:[\w-]+\.){0,8}["']?$/i;

/** Sets a variable without a sign between: `ENV DB_PASS x`. */
const SETS = /^\s*(?:ENV|setx)\s+$/;

/**
 * The values that are assigned to names that sound like secrets, in code, settings, addresses and command lines. `offset` is where the line begins;
 * `isInCode` says whether the lines around it are code.
 */
export function assignedSecrets(line: string, offset: number, isInCode: () => boolean): readonly FoundSecret[] {
	const found: FoundSecret[] = [];
	for (const match of line.matchAll(NAME)) {
		const [name] = match;
		if (!HINT.test(name)) continue;
		// `API key: ...` is how people write it.
		const word = /^key$/i.test(name) ? /[A-Za-z]{2,20} $/.exec(line.slice(0, match.index).slice(-22))?.[0] : undefined;
		const secretName = (word && readSecretName(`${word.trim()}_key`)) || readSecretName(name);
		const value = secretName && valueAfter({ line, start: match.index, name, isInCode }, secretName);
		if (value) found.push({ start: offset + value.start, end: offset + value.end, kind: secretName.kind });
	}
	return found;
}

interface Named {
	readonly line: string;
	readonly start: number;
	readonly name: string;
	readonly isInCode: () => boolean;
}

function valueAfter({ line, start, name, isInCode }: Named, secret: SecretName): Span | undefined {
	const end = start + name.length;
	const check = (value: Span | undefined, writing: Writing): Span | undefined =>
		value && isSecretValue(line.slice(value.start, value.end), secret, writing) ? value : undefined;
	const before = line.slice(Math.max(0, start - 200), start);
	const marked = markedUpAfter(line, before, end);
	if (marked) return check(marked, 'quoted');
	const at = endOf(ASSIGNS, line, end);
	if (at === undefined) {
		if (SETS.test(before) && /[ \t]/.test(line[end] ?? '')) {
			const set = endOf(/[ \t]{1,20}/y, line, end) ?? end;
			return check(quotedAt(line, set) ?? restOf(line, set), 'setting');
		}
		const said = saidAfter(line, end);
		if (said) return check(said, said.writing);
		const passed = endOf(PASSES, line, end);
		const value = passed === undefined ? undefined : quotedAt(line, passed);
		// A second argument may be anything: a label, a default.
		return value && /\d/.test(line.slice(value.start, value.end)) ? check(value, 'quoted') : undefined;
	}
	const quoted = quotedAt(line, at);
	if (quoted) return check(quoted, 'quoted');
	if (start <= 200 && SETTING.test(before)) {
		const value = restOf(line, at);
		const found =
			check(value, settingWriting(name, line.slice(end, at))) ??
			(isPlainSetting({ before, between: line.slice(end, at) }) && !isInCode() ? check(value, 'plain') : undefined);
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

/** The rest of the line without its comment. */
function restOf(line: string, start: number): Span {
	const rest = upTo(/(?<=\s)(?:[#;]|\/\/)/, line, start);
	return { start, end: start + line.slice(start, rest.end).trimEnd().length };
}
