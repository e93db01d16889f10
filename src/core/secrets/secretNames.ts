/**
 * What a name says of the value that is assigned to it. `password`: anything may be one. `secret`: a token or key, which looks random. `perhaps`: a name that is
 * as often used for other things, so that only what looks very random counts.
 */
export interface SecretName {
	readonly strength: 'password' | 'secret' | 'perhaps';
	/** As in `FoundSecret`. */
	readonly kind: string;
}

const PASSWORD = /(?:password|passwd|passphrase|passwort|kennwort|pwd)$|(?:^|_)(?:pass|passcode|pw)$/;
const API_KEY = /api_?key$/;
const TOKEN = /token$/;
const SECRET = /secret$|(?:^|_)credentials?$/;
const KEY =
	/(?:access|account|auth|encryption|signing|private|secret|master|shared|client|licen[cs]e|service|webhook|deploy|subscription)_?key(?:_?(?:id|base))?$/;
const PERHAPS = /(?:^|_)(?:key|auth|salt|hmac|cookie|session)$/;
const NO_SECRET = /public|pub_|cache|primary|foreign|sort|partition|storage|query|next_token|page_token|continuation/;

/** Undefined: the name does not sound like a secret. Its last word decides: `tokenUrl` is an address, `passwordLabel` a label. */
export function readSecretName(name: string): SecretName | undefined {
	const words = name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replace(/[-.$]/g, '_')
		.toLowerCase()
		.replace(/_?\d{1,3}$/, '')
		.replace(/_(?:value|plain|raw|default|prod|production|dev|test|staging|live|old|new)$/, '');
	if (PASSWORD.test(words)) return { strength: 'password', kind: 'a password' };
	if (NO_SECRET.test(words)) return undefined;
	if (API_KEY.test(words)) return { strength: 'secret', kind: 'an API key' };
	if (TOKEN.test(words)) return { strength: 'secret', kind: 'a token' };
	if (SECRET.test(words)) return { strength: 'secret', kind: 'a secret' };
	if (KEY.test(words)) return { strength: 'secret', kind: 'a key' };
	return PERHAPS.test(words) ? { strength: 'perhaps', kind: 'a key' } : undefined;
}
