import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { gitlabMarkdown, gitlabTitle, withoutJoiners } from '../../../../src/core/channels/gitlabMarkdown.ts';

/** What GitLab would do with a text, read as strictly as any of its versions reads it: quick actions in any place, names outside of code and links. */
function actionsOf(text: string): readonly string[] {
	const commands = text.replaceAll('\r', '').match(/^\/[a-z_]+(?=[ \n]|$)/gim) ?? [];
	const tokens = new MarkdownIt({ html: true }).parse(text, {});
	const shown: string[] = [];
	for (const token of tokens) {
		if (token.type === 'html_block') shown.push(token.content);
		let link = 0;
		for (const child of token.children ?? []) {
			if (child.type === 'link_open') link++;
			else if (child.type === 'link_close') link--;
			else if (child.type === 'image' || child.type === 'html_inline') shown.push(`image or HTML ${child.content}`);
			else if (child.type.startsWith('text') && link === 0) shown.push(child.content);
		}
	}
	// GitLab sees the text between two marks as one.
	const names = shown.flatMap((part) => part.match(/(?<!\w)@[\w.-]+|^image or HTML/g) ?? []);
	return [...commands, ...names];
}

suite('a text for GitLab', () => {
	const quiet = (text: string, expected?: string) =>
		test(JSON.stringify(text), () => {
			const made = gitlabMarkdown(text);
			assert.deepEqual(actionsOf(made), []);
			assert.equal(withoutJoiners(made), expected ?? text);
		});

	suite('runs no quick action', () => {
		quiet('/close', '\\/close');
		quiet('Please\n/assign @maria\nor not', 'Please\n\\/assign @maria\nor not');
		quiet('a\r/close\r\n/reopen', 'a\n\\/close\n\\/reopen');
		quiet('a\n\u0000/close', 'a\n\\/close');
		quiet('/CLOSE', '\\/CLOSE');
		quiet('```\n/close\n```', '```\n /close\n```');
		quiet('~~~\n/close\n~~~', '~~~\n /close\n~~~');
		quiet('```\n/close', '```\n\\/close');
		quiet('a `\n/close\n` b', 'a `\n\\/close\n` b');
		quiet('<!--\n/close\n-->', '\\<!--\n\\/close\n-->');
		quiet('/usr/bin and //, /** and / stay', '\\/usr/bin and //, /** and / stay');
		quiet('- /close\n> /close\n  /close');
	});

	suite('tells nobody', () => {
		quiet('@all please, and @acme/payments');
		quiet('**@all** _x_@all `a`@all');
		quiet('\\@all', '\\@all');
		quiet('&#64;all &#x40;all &commat;all', '\\&#64;all \\&#x40;all \\&commat;all');
		quiet('Write to ana@acme.example');
		quiet('See https://npm.example/@acme/x', 'See https://npm.example/%40acme/x');
		quiet('http://&#64;all', 'http://\\&#64;all');
		quiet('`a\n`@all`');
		quiet('a `b\nc `@all` d');
		quiet('a|b\n-|-\n`|@all`');
		quiet('- ```\n@all\n- ```');
		quiet(' ```\n```\n@all\n```');
		quiet('<div>\n```\n@all\n```', '\\<div>\n```\n@all\n```');
		quiet('---\n```\n---\n@all\n```');
		quiet('<https://x/`>@all`', '\\<https://x/`>@all`');
		quiet('<a title="`">@all`', '\\<a title="`">@all`');
	});

	suite('leaves code as it is', () => {
		const same = (text: string) => test(JSON.stringify(text), () => assert.equal(gitlabMarkdown(text), text));
		same('```java\n@Override\nMap<String> a; // \\n\n```');
		same('Does `@Inject` matter, or `Map<String>`?');
		same('``a @b``');
	});

	quiet('loads ![no image](https://a.example/x.png)', 'loads \\![no image](https://a.example/x.png)');
	quiet('#12, !34, ~bug and **bold** stay');

	test('a title is one line and tells nobody', () => {
		assert.equal(gitlabTitle('May\n/close @all?'), 'May /close @\u2060all?');
		assert.equal(gitlabTitle('😀'.repeat(200)).length, 255);
	});

	test('whatever is written, nothing acts', () => {
		const piece = fc.constantFrom(
			'@all',
			'/close',
			'\n',
			'\n\n',
			'\r',
			'`',
			'``',
			'```',
			'~~~',
			'\n```\n',
			' ',
			'    ',
			'- ',
			'> ',
			'|',
			'\\',
			'a',
			'_',
			'*',

			'<div>',
			'<!--',
			'-->',
			'<a b="',
			'">',
			'</a>',
			'[',
			'](',
			')',
			'!',
			'&#64;',
			'https://x.example/',
			'<https://x/',
			'>',
			'\n---\n',
			'1. ',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
				assert.deepEqual(actionsOf(gitlabMarkdown(pieces.join(''))), []);
			}),
			{ numRuns: 1000 },
		);
	});

	for (const [what, part] of [
		['backticks', '` `` '],
		['backslashes', '\\'],
		['names', '@a'],
		['addresses', 'https://'],
		['brackets', '<a <!'],
		['fences', '```\n'],
	] as const) {
		test(`many ${what} take no time`, () => {
			const start = process.cpuUsage();
			gitlabMarkdown(part.repeat(200_000 / part.length));
			assert.ok(process.cpuUsage(start).user < 1000_000);
		});
	}
});
