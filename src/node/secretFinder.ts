import { lintSource } from '@secretlint/core';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { findSecrets } from '../core/secrets/findSecrets.ts';
import { joinSecrets, type FoundSecret } from '../core/secrets/foundSecret.ts';

const PREFIX = '@secretlint/secretlint-rule-';
/**
 * Rules that are left out: comments in the code that switch the others off, since the code is not ours; and what is found more precisely by our own, since
 * these would mask a whole address or a whole file.
 */
const LEFT_OUT = ['filter-comments', 'gcp', 'basicauth', 'database-connection-string'];
const KINDS: Readonly<Record<string, string | undefined>> = {
	'aws': 'an AWS key',
	'privatekey': 'a private key',
	'npm': 'an npm token',
	'slack': 'a Slack token',
	'sendgrid': 'a SendGrid key',
	'github': 'a GitHub token',
	'gitlab': 'a GitLab token',
	'openai': 'an OpenAI key',
	'anthropic': 'an Anthropic key',
	'1password': 'a 1Password token',
};
/** Marks as many characters as the token has, but from the beginning of its name. Our own shapes know this one. */
const MISPLACED = 'Npmrc_authToken';

/** As `SecretFinder.find`: the tokens that secretlint knows, and what is a secret by its name or shape. Uses no file, network or environment. */
export async function findAllSecrets(text: string): Promise<readonly FoundSecret[]> {
	const { messages } = await lintSource({
		// Without a path no rule reads a file of that name.
		source: { filePath: '', content: text, ext: '.txt', contentType: 'text' },
		options: {
			noPhysicFilePath: true,
			config: {
				rules: rules
					.filter(({ meta }) => !LEFT_OUT.includes(meta.id.slice(PREFIX.length)))
					.map((rule) => ({ id: rule.meta.id, rule })),
			},
		},
	});
	const known = messages
		.filter(({ messageId }) => messageId !== MISPLACED)
		.map(({ ruleId, range: [start, end] }) => ({
			start,
			end,
			kind: KINDS[ruleId.slice(PREFIX.length)] ?? 'a token',
		}));
	return joinSecrets([...known, ...findSecrets(text)]);
}
