import * as vscode from 'vscode';
import type { CodeFileLists } from '../app/codeFiles.ts';
import { specHover } from '../app/specHover.ts';
import { readSetting } from './contributions.ts';
import { appendPlainText } from './markdownText.ts';
import { createEditorBreather, SPEC_SELECTOR } from './openSpecFile.ts';
import { toEditorRange, toPosition } from './specPlaces.ts';
import type { SpecLanguage } from './openSpecFile.ts';

/** Tells in spec files what a key means, which objective an id names, who somebody is, and what a pattern matches. */
export function registerSpecHover({ read }: SpecLanguage, code: CodeFileLists): vscode.Disposable {
	return vscode.languages.registerHoverProvider(SPEC_SELECTOR, {
		async provideHover(document, position) {
			if (!readSetting(vscode, 'hover.enabled', document.uri)) return undefined;
			const spec = read(document);
			if (!spec) return undefined;
			const hover = await specHover(spec, toPosition(position), {
				code: () => code.read(spec.store, spec.snapshot),
				breathe: createEditorBreather(),
			});
			if (!hover) return undefined;
			const markdown = new vscode.MarkdownString('');
			appendPlainText(markdown.appendMarkdown('**'), hover.title).appendMarkdown('**');
			for (const paragraph of hover.paragraphs) appendPlainText(markdown.appendMarkdown('\n\n'), paragraph);
			return new vscode.Hover(markdown, toEditorRange(hover.range));
		},
	});
}
