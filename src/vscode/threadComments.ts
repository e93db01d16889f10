import * as vscode from 'vscode';
import type { QuestionThread, ThreadComment } from '../app/questionThreads.ts';

/** Which question a thread shows: VS Code hands our own comments back to commands. */
export interface QuestionRef {
	readonly spec: string;
	readonly id: string;
}

interface QuestionComment extends vscode.Comment {
	readonly question: QuestionRef;
}

/** A message as VS Code shows it. Content of repositories is text or untrusted Markdown: no HTML, no icons, no commands. */
export function toComment(comment: ThreadComment, question: QuestionRef): QuestionComment {
	const body = new vscode.MarkdownString(comment.body, false);
	body.isTrusted = false;
	body.supportHtml = false;
	return {
		question,
		body,
		mode: vscode.CommentMode.Preview,
		author: { name: comment.author },
		contextValue: comment.kind,
		...(comment.label ? { label: comment.label } : {}),
		...(comment.at === undefined ? {} : { timestamp: new Date(comment.at) }),
	};
}

/** The question that a thread, one of its comments, or a reply in it stands for, as a menu command receives it. */
export function questionOfThread(target: unknown): QuestionRef | undefined {
	if (typeof target !== 'object' || target === null) return undefined;
	const { thread, comments, question } = target as Partial<
		vscode.CommentReply & vscode.CommentThread & QuestionComment
	>;
	if (thread) return questionOfThread(thread);
	if (Array.isArray(comments)) return questionOfThread(comments[0]);
	return typeof question?.id === 'string' && typeof question.spec === 'string' ? question : undefined;
}

/** What a person typed below a thread, or where there is none yet. */
export function textOfReply(
	target: unknown,
): { readonly thread: vscode.CommentThread; readonly text: string } | undefined {
	if (typeof target !== 'object' || target === null) return undefined;
	const { thread, text } = target as Partial<vscode.CommentReply>;
	return thread && typeof text === 'string' ? { thread, text } : undefined;
}

/** Folds the thread that a menu command was run in, if it was one. */
export function foldThread(target: unknown): void {
	if (typeof target !== 'object' || target === null || !('collapsibleState' in target)) return;
	target.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
}

/** The lines of a thread; the icon stands at the last of them. */
export function threadRange({ lines }: Pick<QuestionThread, 'lines'>): vscode.Range {
	return new vscode.Range(lines.first - 1, 0, lines.last - 1, 0);
}
