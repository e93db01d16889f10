import type * as vscode from 'vscode';

/**
 * Appends text of a repository that must not be read as markup. `appendText` alone makes every blank unbreakable, so that a long line would never wrap;
 * only the first blank stays so, because `1. x` at the start of a paragraph would be a list.
 */
export function appendPlainText(markdown: vscode.MarkdownString, text: string): vscode.MarkdownString {
	const [head = '', firstBlank = '', ...rest] = text.split(/(\s+)/);
	markdown.appendText(head + firstBlank.replace(/\s+/, ' '));
	for (const part of rest) {
		if (part.trim() === '') markdown.appendMarkdown(part && ' ');
		else markdown.appendText(part);
	}
	return markdown;
}
