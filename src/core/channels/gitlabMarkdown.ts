import { markdownLines } from '../markdownLines.ts';
import { plainTitle } from '../questionFormat.ts';
import { shortLine } from './shortened.ts';

/** Between `@` and a name: nobody sees it, and GitLab finds no name. */
const JOINER = '\u2060';

/**
 * A text of Tandem for an issue or a comment of GitLab, in which nothing acts: no line is a quick action (`/close`), no `@name` or `@all` tells anybody, no
 * image is loaded and no HTML is read. It reads the same. References such as `#12` and `!34` stay: they link, and the other issue's page mentions this one.
 *
 * Where it is not certain that GitLab sees code too, code is treated as text. Takes time linear in the text.
 */
export function gitlabMarkdown(text: string): string {
	// GitLab looks for quick actions in a text without carriage returns.
	const clean = text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
	const isPlain = !UNCERTAIN.test(clean);
	let inFence = false;
	let isOpen = false;
	return markdownLines(clean, { comments: 'as-text' })
		.map((line) => {
			if (line.kind === 'blank') isOpen = false;
			const fence = line.kind === 'fence' ? line.part : undefined;
			if (fence === 'open') inFence = isPlain;
			if (fence !== undefined && inFence) {
				if (fence === 'close') inFence = false;
				// Some versions look for quick actions in code too. No server has a use for the blank, and people do not see it.
				return fence === 'content' ? line.text.replace(/^\/(?=[A-Za-z_])/, ' /') : quietText(line.text, false).text;
			}
			const quiet = quietText(line.text, isPlain && !isOpen && !line.text.includes('|'));
			isOpen ||= quiet.isOpen;
			return quiet.text.replace(/^\/(?=[A-Za-z_])/, '\\/');
		})
		.join('\n');
}

/** A title of one line in which no `@name` tells anybody; GitLab takes 255 characters. */
export function gitlabTitle(title: string): string {
	return shortLine(plainTitle(title).replace(MENTION, `@${JOINER}`), 255);
}

/** A text of GitLab as its author typed it, without what `gitlabMarkdown` put into it unseen. */
export function withoutJoiners(markdown: string): string {
	return markdown.replaceAll(`@${JOINER}`, '@');
}

/** What makes it uncertain where code begins and ends: fences inside lists and quotes, and blocks that only GitLab knows. */
const UNCERTAIN = /^(?:---|\+\+\+|;;;)|^[ \t]*(?:>>>|\$\$)|^[ \t>*+.)\d-]+(?:`{3}|~{3})/m;

const MENTION = /(?<![A-Za-z0-9])@(?=[\w.-])/g;

/** A part of an address that is no markup either. */
const ADDRESS = /https?:\/\/(?:(?!&(?:#|commat))[^\s<>`()[\]\\!])+/.source;
/** Something escaped, an address, an entity that stands for `@`, HTML, an image, a name. */
const LIVE = [
	/\\[^\n]/.source,
	`<${ADDRESS}>`,
	ADDRESS,
	/&(?=(?:#0*64|#x0*40|commat);)/.source,
	/<(?=[A-Za-z/!?])/.source,
	/!(?=\[)/.source,
	/(?<![A-Za-z0-9])@(?=[\w.-])/.source,
].join('|');
const LIVE_TEXT = new RegExp(LIVE, 'gi');
/** As `LIVE`, and code between backticks, or backticks without another. */
const LIVE_OR_CODE = new RegExp(`(\`+)(?!\`)[^\`\n]+\\1(?!\`)|\`+|${LIVE}`, 'gi');

/** `isOpen`: a backtick has no other on this line. */
function quietText(line: string, mayHoldCode: boolean): { readonly text: string; readonly isOpen: boolean } {
	let isOpen = false;
	const text = line.replace(LIVE_OR_CODE, (token) => {
		if (!token.startsWith('`')) return quietToken(token);
		isOpen ||= /^`+$/.test(token);
		return token;
	});
	return { text: mayHoldCode && !isOpen ? text : line.replace(LIVE_TEXT, quietToken), isOpen };
}

function quietToken(token: string): string {
	if (token === '\\@' || token === '@') return `${token}${JOINER}`;
	if (/^<?https?:/i.test(token)) return token.replaceAll('@', '%40');
	return token.startsWith('\\') ? token : `\\${token}`;
}
