import type { SecretName } from './secretNames.ts';

/**
 * How a value is written: in quotes, bare as an environment variable or in a command (`setting`), bare on a line of YAML or properties (`plain`), as a part of
 * a connection string, or bare between code, where it may be an expression.
 */
export type Writing = 'quoted' | 'setting' | 'plain' | 'part' | 'bare';

/** Whether a value that is assigned to such a name is a secret, and neither its label, nor a reference to where it is kept, nor an example. */
export function isSecretValue(value: string, { strength }: SecretName, writing: Writing): boolean {
	if (value.length > LONGEST || isReference(value) || isPlaceholder(value)) return false;
	if (writing === 'quoted' && strength === 'password' && / /.test(value)) return isPassphrase(value);
	if (writing !== 'part' && /\s/.test(value)) return false;
	if (strength === 'secret') return value.length >= 8 && looksRandom(value) && !isExpression(value, writing);
	if (strength === 'perhaps') return looksVeryRandom(value);
	if (value.length < 4 || /^\d+(?:\.\d+)+$/.test(value)) return false;
	if (writing !== 'quoted' && isExpression(value, writing)) return false;
	if (writing === 'bare') return (/\d/.test(value) && /\D/.test(value)) || isPaddedBase64(value);
	if (writing === 'setting') return !isNothing(value);
	if (writing === 'plain') return /^[a-z]/.test(value) && !isNothing(value) && !isLabel(value);
	return !isLabel(value);
}

/** Nothing in words: a digit among letters, and more than words with a number. So `oauth2-token` is none. */
export function looksRandom(value: string): boolean {
	if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
	const parts = value.replace(/([a-z])([A-Z])/g, '$1-$2').split(/[-_./:]/);
	return !parts.every((part) => /^(?:(?:[A-Z]?[a-z]{2,}|[A-Z]{2,}|[A-Za-z])?\d{0,3}|\d+)$/.test(part));
}

/** As Kubernetes keeps secrets; no word ends in `=`. */
function isPaddedBase64(value: string): boolean {
	return value.length % 4 === 0 && /^[A-Za-z0-9+/]{6,}={1,2}$/.test(value);
}

const LONGEST = 2_000;

/** At least 20 characters of hex or base64 that no hash of a commit, UUID, checksum, path or alphabet is. */
function looksVeryRandom(value: string): boolean {
	if (value.length < 20 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return false;
	if (/^[0-9a-f]{40}$|^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}|^sha\d|abcdefg|0123456|(.)\1{5}/i.test(value)) return false;
	if (/^[0-9a-f]+$/i.test(value)) return value.length >= 32 && entropy(value) > 3;
	return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && looksRandom(value) && entropy(value) > 3.7;
}

/** Shannon's, in bits for each character. */
function entropy(text: string): number {
	const counts = new Map<string, number>();
	for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
	return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** Names where the secret is, or is filled in later. */
function isReference(value: string): boolean {
	return (
		/^(?:\$|%[({A-Z]|@|&\w|!\w|(?:process|os|env|config|secrets?|settings|vault|ref|arn|self|this|data|var)[.:[(]|(?:\.{0,2}|~)\/|[a-z][a-z0-9+.-]*:\/\/)/i.test(
			value,
		) ||
		/\$\{|#\{|\{\{|<%|%\(|\{\w*\}|<\w[\w -]*>|\$\(/.test(value) ||
		/\.(?:pem|key|json|ya?ml|txt|html?|[jt]sx?|svg|png|css|crt|vue|py|rb|go)$/.test(value)
	);
}

function isPlaceholder(value: string): boolean {
	return /^(?:<.*>|\[.*\]|[*•.x_?#:-]+|.*(?:your|example|placeholder|change[-_]?me|redacted|insert|replace|dummy|sample).*|null|none|nil|undefined|true|false|yes|no|on|off)$/i.test(
		value,
	);
}

const PROPERTY = /^[\w$]+(?:\??\.[A-Za-z_$][\w$]*)+$/;

/** Code rather than a value: a call, a property, a type, an identifier. */
function isExpression(value: string, writing: Writing): boolean {
	if (writing === 'quoted') return false;
	if (writing === 'setting') return /^[\w.]+\(|^[[{(]|[;{,]$/.test(value);
	if (writing === 'part' && !/^[[{(]|[\w$][([]/.test(value)) return PROPERTY.test(value);
	return /[()[\]{}<>;,|&"'`]/.test(value) || PROPERTY.test(value) || /^\w+:$/.test(value);
}

/** What stands beside a field for a password, or says what kind of thing it is. */
function isLabel(value: string): boolean {
	if (/[^\x20-\x7e]/.test(value)) return true;
	if (!/^[A-Za-z][A-Za-z_.:-]*$/.test(value)) return false;
	return (
		/^[A-Z][a-z]+$/.test(value) ||
		/^[A-Z]+(?:_[A-Z]+)+$/.test(value) ||
		/pass|pwd|secret|token|key|user|login|field|input|string|required|optional|invalid|missing|hidden|text|number|boolean|object|varchar|prompt|credential|value|type|error|auth|forgot|reset|grant/i.test(
			value,
		)
	);
}

/** A setting that says nothing, or names what it sets: `none`, `db_password`, `DB_PASSWORD`. */
function isNothing(value: string): boolean {
	return /^(?:[a-z]+[-_])?(?:pass(?:word|wd|wort)?|pwd|secret|token|key|user(?:name)?|str(?:ing)?|text|bytes|number|int|bool(?:ean)?|object|any|null|type|value|input|hidden|required|optional|enabled|disabled|unset|empty|unknown|default)$|^[A-Z]+(?:_[A-Z]+)+$/i.test(
		value,
	);
}

/** Several words that are no sentence for a reader: four in small letters, or with a digit within a word. */
function isPassphrase(value: string): boolean {
	if (value.length > 50 || !/^[\x20-\x7e]+$/.test(value) || SENTENCE.test(value)) return false;
	return /^[a-z]{1,12}(?: [a-z]{1,12}){3,}$/.test(value) || /[A-Za-z]\d|\d[A-Za-z]/.test(value);
}

/** What sentences and labels have and passphrases do not. */
const SENTENCE =
	/\b(?:an?|the|is|are|be|to|of|for|not?|must|and|or|in|at|with|your?|my|this|that|has|have|can|too|by|from|on|if|as|it|should|will|was|use|see|please|enter|new|mit|und|f.r|ihr|dein|bitte|les?|de|el|la|un|il|per|sha\d+|md5)\b|pass|pwd|secret|token|kennwort|char|user|login|field|hash|encrypt|[%$\\]/i;
