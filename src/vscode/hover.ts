import * as vscode from 'vscode';
import { hoverCard } from '../app/hoverCard.ts';
import type { HoverCard } from '../app/hoverCard.ts';
import type { Tandem } from '../app/tandem.ts';
import type { KnownWhy } from '../app/why.ts';
import type { Sentence } from '../protocol/sidebar.ts';
import { readSetting } from './contributions.ts';
import type { CommandId } from './contributions.ts';
import { toCodeDocument } from './documents.ts';
import { appendPlainText } from './markdownText.ts';
import { findSpecDocument } from './openSpecFile.ts';

const ASK: CommandId = 'tandem.askPm';
const OPEN: CommandId = 'tandem.openTarget';
const SHOW: CommandId = 'tandem.showWhy';

/** The card on linked code. It shows what is known at this moment: no git, no network, no waiting. Silent where there is no objective. */
export function registerHover(tandem: Tandem): vscode.Disposable {
	return vscode.languages.registerHoverProvider(
		{ scheme: 'file' },
		{
			provideHover(document, position) {
				if (!readSetting(vscode, 'hover.enabled', document.uri)) return undefined;
				// A spec file is the objective: its own names are told there, not which commit wrote the line.
				if (findSpecDocument(tandem, document)) return undefined;
				const why = tandem.why.explain(toCodeDocument(document));
				if (why.kind !== 'known') return undefined;
				const line = position.line + 1;
				const card = hoverCard(why, line, tandem.questions(why.store), Date.now());
				if (!card) return undefined;
				return new vscode.Hover(
					[cardMarkdown(card), actionsMarkdown(card, why, document.uri, line)],
					document.lineAt(position.line).range,
				);
			},
		},
	);
}

const HEALTH_ICONS = { 'on-track': '$(pass)', 'at-risk': '$(warning)', 'off-track': '$(error)' } as const;

/** Content of repositories goes in as text only; this part may run no command at all. */
function cardMarkdown(card: HoverCard): vscode.MarkdownString {
	const markdown = new vscode.MarkdownString('', true);
	if (card.health) markdown.appendMarkdown(`${HEALTH_ICONS[card.health]} `);
	appendPlainText(markdown.appendMarkdown('**'), card.title).appendMarkdown('** · ').appendText(card.id);
	if (card.why) appendPlainText(markdown.appendMarkdown('\n\n'), card.why);
	if (card.facts) appendPlainText(markdown.appendMarkdown('\n\n'), card.facts);
	return markdown;
}

/** Evidence and actions: commands by allow-list, their arguments made here. */
function actionsMarkdown(card: HoverCard, why: KnownWhy, uri: vscode.Uri, line: number): vscode.MarkdownString {
	const markdown = new vscode.MarkdownString('', true);
	markdown.isTrusted = { enabledCommands: [ASK, OPEN, SHOW] };
	appendSentence(markdown, card.because);
	const [link] = why.explanation.answer(line).links;
	const ask = commandLink(ASK, [{ uri: uri.toString(), line, objective: link?.objective }]);
	markdown.appendMarkdown('\n\n');
	appendLink(markdown, card.askLabel, ask);
	markdown.appendMarkdown(' &nbsp; ');
	appendLink(markdown, 'Open', commandLink(SHOW, []));
	if (card.questions) {
		markdown.appendMarkdown(' &nbsp; ');
		appendLink(markdown, card.questions, commandLink(SHOW, []));
	}
	return markdown;
}

function appendSentence(markdown: vscode.MarkdownString, sentence: Sentence): void {
	for (const { text, target, style } of sentence) {
		if (target) appendLink(markdown, text, commandLink(OPEN, [target]));
		else if (style === 'code') appendCode(markdown, text);
		else appendPlainText(markdown, text);
	}
}

/** `text` between as many backticks as it needs; a code span takes no markup inside. */
function appendCode(markdown: vscode.MarkdownString, text: string): void {
	const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
	const fence = '`'.repeat(Math.max(0, ...runs) + 1);
	markdown.appendMarkdown(`${fence}${runs.length > 0 ? ` ${text} ` : text}${fence}`.replace(/[\r\n]+/g, ' '));
}

function appendLink(markdown: vscode.MarkdownString, label: string, uri: vscode.Uri): void {
	markdown.appendMarkdown('[').appendText(label).appendMarkdown(`](${uri.toString()})`);
}

function commandLink(command: CommandId, args: readonly unknown[]): vscode.Uri {
	return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}
