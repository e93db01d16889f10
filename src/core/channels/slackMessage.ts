import { noticeText } from './noticeText.ts';
import type { NoticeText } from './noticeText.ts';

/**
 * A notice as Slack's incoming webhooks take it. Its parts are rich text, in which nothing is read as markup: no `*bold*`, no `<!channel>`, no `<@U1>`.
 * `text`, which notifications show, has Slack's three escapes.
 */
export function slackMessage(notice: NoticeText): unknown {
	const { headline, lines, links } = noticeText(notice);
	const section = (elements: readonly unknown[]) => ({ type: 'rich_text_section', elements });
	const linked = links.flatMap(({ text, url }, index) => [
		...(index > 0 ? [{ type: 'text', text: ' · ' }] : []),
		{ type: 'link', url, text },
	]);
	const elements = [
		section([{ type: 'text', text: headline, style: { bold: true } }]),
		...lines.map((text) => section([{ type: 'text', text }])),
		...(linked.length > 0 ? [section(linked)] : []),
	];
	return {
		text: headline.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
		blocks: [{ type: 'rich_text', elements }],
		unfurl_links: false,
		unfurl_media: false,
	};
}
