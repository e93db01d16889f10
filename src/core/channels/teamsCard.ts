import { noticeText } from './noticeText.ts';
import type { NoticeText } from './noticeText.ts';

/**
 * A notice as the webhook workflow of Teams takes it: a message with one Adaptive Card, below 28 KB. Its text is in runs of rich text, in which nothing is
 * read as Markdown, unlike in a TextBlock.
 */
export function teamsCard(notice: NoticeText): unknown {
	const { headline, lines, links } = noticeText(notice);
	const block = (text: string, style: object) => ({
		type: 'RichTextBlock',
		inlines: [{ type: 'TextRun', text, ...style }],
	});
	const content = {
		$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
		type: 'AdaptiveCard',
		version: '1.4',
		// Otherwise a card is a narrow strip.
		msteams: { width: 'Full' },
		body: [block(headline, { weight: 'Bolder', size: 'Medium' }), ...lines.map((text) => block(text, {}))],
		...(links.length > 0 && { actions: links.map(({ text, url }) => ({ type: 'Action.OpenUrl', title: text, url })) }),
	};
	return {
		type: 'message',
		attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
	};
}
