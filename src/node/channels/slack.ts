import type { NoticeSender } from '../../app/channels/issueTracker.ts';
import { slackMessage } from '../../core/channels/slackMessage.ts';
import { createWebhook } from './webhook.ts';
import type { WebhookDeps } from './webhook.ts';

/** Notices through an incoming webhook of Slack, which answers `ok`, or a word such as `channel_is_archived`. */
export function createSlackNotices(deps: WebhookDeps): NoticeSender {
	return createWebhook(deps, {
		kind: 'slack',
		message: slackMessage,
		read: (text) => ({ isTaken: text === 'ok', word: /^[a-z]+(?:_[a-z]+){1,5}$/.exec(text)?.[0] }),
	});
}
