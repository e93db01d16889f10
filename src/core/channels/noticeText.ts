import { shortLine } from './shortened.ts';

/** What a chat shows of a notice: each field on one line, of a length that it takes. */
export interface NoticeText {
	readonly headline: string;
	readonly lines: readonly string[];
	readonly links: readonly NoticeLink[];
}

export interface NoticeLink {
	readonly text: string;
	/** http or https, in ASCII. */
	readonly url: string;
}

/** So short that the largest card, in the bytes of its JSON, is below the 28 KB of Teams; Slack takes more. */
const LIMITS = { headline: 300, line: 500, lines: 10, link: 60, links: 5, url: 1000 };

/** One line each, without control characters and halves of characters; a link to anything but a page is left out. */
export function noticeText({ headline, lines, links }: NoticeText): NoticeText {
	const kept = lines.map((line) => oneLine(line, LIMITS.line)).filter((line) => line !== '');
	return {
		headline: oneLine(headline, LIMITS.headline) || 'Tandem',
		lines: kept.slice(0, LIMITS.lines),
		links: links
			.flatMap(({ text, url }) => {
				const href = pageAddress(url);
				return href === undefined ? [] : [{ text: oneLine(text, LIMITS.link) || 'Open', url: href }];
			})
			.slice(0, LIMITS.links),
	};
}

/** Directions of writing are dropped with the control characters: they could turn the words of a name round. */
function oneLine(text: string, limit: number): string {
	const line = text
		.replace(/\p{Cs}/gu, '')
		.replace(/[\s\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ')
		.trim();
	return shortLine(line, limit);
}

function pageAddress(text: string): string | undefined {
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const { href, username, password } = new URL(text);
	return username === '' && password === '' && href.length <= LIMITS.url ? href : undefined;
}
