import type { Notice } from '../../src/app/channels/issueTracker.ts';

/** What a title of a spec repo could hold to be more than text in a chat. */
export const HOSTILE =
	'<!channel> <!here|x> <@U1> <#C1> <https://evil.example|Sign in> [Sign in](https://evil.example) ![](https://evil.example/x) **b** _i_ ~s~ `c` ``` &lt;!channel&gt; <at>Ana</at> {{DATE(2026-01-01T00:00:00Z)}} ${x} :tada: - 1. # @all \u202Egnp.exe\n\n- new line\u0000\uD83D';

/** The same, as one line of text. */
export const HOSTILE_LINE = HOSTILE.replace('\u202E', ' ')
	.replace('\n\n', ' ')
	.replace('\u0000\uD83D', '')
	.replace(/ +/g, ' ');

export const HOSTILE_NOTICE: Notice = {
	headline: HOSTILE,
	lines: [HOSTILE, '', HOSTILE],
	links: [
		{ text: HOSTILE, url: 'https://example.com/a|b>c<d e"\'*_&x=<!channel>' },
		{ text: 'Code', url: 'javascript:alert(1)' },
		{ text: 'Code', url: 'https://user:secret@example.com/' },
		{ text: 'Code', url: 'command:workbench.action.quit' },
		{ text: 'Code', url: 'https://example.com/code#L4' },
	],
};
