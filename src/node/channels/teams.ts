import type { NoticeSender } from '../../app/channels/issueTracker.ts';
import { teamsCard } from '../../core/channels/teamsCard.ts';
import { createWebhook } from './webhook.ts';
import type { WebhookDeps } from './webhook.ts';

/**
 * Notices through the webhook workflow of Teams, which answers 202 with nothing; the connectors before it answered `1`, or 200 with a sentence about what
 * went wrong. Other gateways of a company answer in JSON.
 */
export function createTeamsNotices(deps: WebhookDeps): NoticeSender {
	return createWebhook(deps, {
		kind: 'teams',
		message: teamsCard,
		read: (text) => ({
			isTaken: /^\s*(?:1|\{[^]*)?\s*$/.test(text),
			word: /"code"\s*:\s*"([A-Za-z]{3,60})"/.exec(text)?.[1],
			isBusy: /^Webhook message delivery failed[^]*\b429\b/.test(text),
		}),
	});
}
