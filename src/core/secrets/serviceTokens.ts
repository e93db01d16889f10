import { looksRandom } from './secretValues.ts';

/**
 * The tokens of single services that secretlint's rules do not know, or only in part. The first group of each is the secret. Each begins where no word goes on,
 * and none is without an end, so that a line takes no time in its square.
 */
const TOKENS: Readonly<Record<string, readonly string[]>> = {
	'a Stripe key': ['[rs]k_(?:live|test)_\\w{16,200}', 'whsec_[\\w+/=-]{24,200}'],
	'a Google key': ['AIza[\\w-]{35}', 'GOCSPX-[\\w-]{28}', 'ya29\\.[\\w-]{30,400}'],
	'a Twilio key': ['(?:AC|SK)[0-9a-f]{32}\\b'],
	'a Mailgun key': ['key-[0-9a-z]{32}\\b'],
	'a SendGrid key': ['SG\\.[\\w-]{16,64}\\.[\\w-]{16,128}'],
	'a DigitalOcean token': ['do[opr]_v1_[0-9a-f]{64}'],
	'a PyPI token': ['pypi-[\\w-]{50,400}'],
	'an Atlassian token': ['AT(?:ATT|CTT|BB)[\\w-]{24,400}(?:=[0-9A-F]{8})?'],
	'a GitLab token': ['gl(?:[a-z]{1,4}tr?|oas)-[\\w-]{20,200}(?:\\.\\w{2}\\.\\w{7,9})?'],
	'a Slack token': ['xox[a-z](?:\\.xox[a-z])?-[\\w-]{16,300}'],
	'a token': [
		'hv[bsr]\\.[\\w-]{20,300}',
		'hf_[A-Za-z0-9]{30,60}',
		'sq0[a-z]{3}-[\\w-]{22,60}',
		'EAAA[\\w-]{60}(?![\\w+/=-])',
		'sk-(?:ant|or|proj|svcacct|admin)-[\\w-]{32,300}',
		// Discord and Telegram.
		'[MNO][TDjz][\\w-]{22,26}\\.[\\w-]{6}\\.[\\w-]{27,40}',
		'(?:bot)?\\d{8,10}:AA[\\w-]{33}(?![\\w-])',
	],
};
/** What makes an address a secret. The last are Tandem's own, which are kept in the keychain. */
const ADDRESSES = [
	// Azure, Logic Apps and with them Teams; also within another address.
	/(?:[?&;]|%26)sig(?:=|%3D)([\w%+/=-]{20,200})/dg,
	/discord(?:app)?\.com\/api\/webhooks\/(\d{8,30}\/[\w-]{40,100})/dg,
	/webhook\.office\.com\/webhook(?:b2)?\/([\w@/-]{40,300})/dg,
	/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([\w/]{20,200})/dg,
];

export const SERVICE_TOKENS = [
	...Object.entries(TOKENS).map(([kind, patterns]) => ({
		pattern: new RegExp(`(?<![\\w.-])(${patterns.join('|')})`, 'dg'),
		kind,
		isSecret: isFilled,
	})),
	...ADDRESSES.map((pattern) => ({ pattern, kind: 'a secret address', isSecret: isFilled })),
];

/** Not an example such as `SK0000…` or `sk_live_XXXX…`, and not an identifier that only begins like a token. */
function isFilled(text: string): boolean {
	return /\d/.test(text) && !/([\w*])\1{7}/.test(text) && looksRandom(text);
}
