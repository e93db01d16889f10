import type { SecretName } from './secretNames.ts';

/** How a value is written: in quotes, bare on a line of settings, as a part of a connection string, or bare between code, where it may be an expression. */
export type Writing = 'quoted' | 'setting' | 'part' | 'bare';

/** Whether a value that is assigned to such a name is a secret, and neither its label, nor a reference to where it is kept, nor an example. */
export function isSecretValue(value: string, { strength }: SecretName, writing: Writing): boolean {
	if (value.length > LONGEST || (writing !== 'part' && /\s/.test(value)) || isReference(value) || isPlaceholder(value))
		return false;
	if (strength === 'secret') return value.length >= 8 && looksRandom(value) && !isExpression(value, writing);
	if (strength === 'perhaps') return looksVeryRandom(value);
	if (value.length < 4 || /^\d+(?:\.\d+)+$/.test(value)) return false;
	if (writing !== 'quoted' && isExpression(value, writing)) return false;
	if (writing === 'bare') return (/\d/.test(value) && /\D/.test(value)) || isPaddedBase64(value);
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
