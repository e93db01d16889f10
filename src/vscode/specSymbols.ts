import * as vscode from 'vscode';
import { specOutline } from '../app/specOutline.ts';
import type { OutlineItem } from '../app/specOutline.ts';
import { plainLabel } from './plainLabel.ts';
import { SPEC_SELECTOR, specUri } from './openSpecFile.ts';
import type { SpecLanguage } from './openSpecFile.ts';

const KINDS = {
	'objective': vscode.SymbolKind.Object,
	'key-result': vscode.SymbolKind.Number,
	'section': vscode.SymbolKind.String,
} as const;

/** How many objectives are given for one search; the editor narrows them down while more is typed. */
const FOUND_LIMIT = 500;

/** The outline of an objective's file, and all objectives by title and id in the search for symbols. */
export function registerSpecSymbols({ tandem, documents, read }: SpecLanguage): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.languages.registerDocumentSymbolProvider(
			SPEC_SELECTOR,
			{
				provideDocumentSymbols(document) {
					const spec = read(document);
					if (spec?.kind !== 'objective') return undefined;
					// The editor itself lists the headings of Markdown; twice is once too often.
					const isListed = document.languageId === 'markdown';
					const items = specOutline(spec.path, spec.text, spec.snapshot);
					return (isListed ? withoutSections(items) : items).map((item) => toSymbol(item, document));
				},
			},
			{ label: 'Tandem' },
		),
		vscode.languages.registerWorkspaceSymbolProvider({
			provideWorkspaceSymbols(query) {
				const found = tandem.specs().flatMap((store) =>
					(store.snapshot()?.objectives ?? []).flatMap(({ id, title, source }) => {
						const name = `${id} ${title}`;
						if (!holdsInOrder(name, query)) return [];
						const place = new vscode.Position(source.titleLine - 1, 0);
						const location = new vscode.Location(specUri(store, source.file, documents), place);
						return [new vscode.SymbolInformation(plainLabel(name), KINDS.objective, store.source.label, location)];
					}),
				);
				return found.slice(0, FOUND_LIMIT);
			},
		}),
	);
}

function withoutSections(items: readonly OutlineItem[]): readonly OutlineItem[] {
	return items
		.filter(({ kind }) => kind !== 'section')
		.map((item) => ({ ...item, children: withoutSections(item.children) }));
}

function toSymbol(item: OutlineItem, document: vscode.TextDocument): vscode.DocumentSymbol {
	const last = document.lineAt(Math.min(item.lines.last, document.lineCount) - 1);
	const range = new vscode.Range(new vscode.Position(item.lines.first - 1, 0), last.range.end);
	const { range: line } = document.lineAt(Math.min(item.line, document.lineCount) - 1);
	const symbol = new vscode.DocumentSymbol(item.name, item.detail, KINDS[item.kind], range, line);
	symbol.children = item.children.map((child) => toSymbol(child, document));
	return symbol;
}

/** Whether all letters of `query` stand in `name` in their order, as the editor itself looks for them. */
function holdsInOrder(name: string, query: string): boolean {
	const text = name.toLowerCase();
	let at = 0;
	for (const char of query.toLowerCase().replace(/\s+/g, '')) {
		at = text.indexOf(char, at) + 1;
		if (at === 0) return false;
	}
	return true;
}
