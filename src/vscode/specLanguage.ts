import * as vscode from 'vscode';
import { createCodeFileLists } from '../app/codeFiles.ts';
import type { CommitFiles } from '../app/commitFiles.ts';
import type { Log } from '../app/ports.ts';
import { createSpecKeys } from '../app/specNames.ts';
import type { Tandem } from '../app/tandem.ts';
import { registerSpecCompletion } from './specCompletion.ts';
import { registerSpecDefinitions } from './specDefinitions.ts';
import { findSpecDocument } from './openSpecFile.ts';
import type { SpecLanguage } from './openSpecFile.ts';
import { registerSpecHover } from './specHover.ts';
import { registerSpecLens } from './specLens.ts';
import { registerSpecSymbols } from './specSymbols.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

export interface SpecLanguageDeps {
	readonly tandem: Tandem;
	readonly documents: VirtualDocuments;
	readonly commitFiles: CommitFiles;
	readonly log: Log;
}

/** Helps whoever writes or reads a spec file: suggestions, hovers, definitions, references, an outline and a line above each title. */
export function registerSpecLanguage({ tandem, documents, commitFiles, log }: SpecLanguageDeps): vscode.Disposable {
	const keysOf = createSpecKeys();
	const code = createCodeFileLists({ commitFiles, contexts: tandem.contexts, specs: tandem.specs, log });
	const language: SpecLanguage = {
		tandem,
		documents,
		keys: ({ store, snapshot }) => keysOf(store, snapshot),
		read(document) {
			const spec = findSpecDocument(tandem, document);
			return spec && { ...spec, text: document.getText(), keys: keysOf(spec.store, spec.snapshot) };
		},
	};
	return vscode.Disposable.from(
		registerSpecCompletion(tandem, code),
		registerSpecHover(language, code),
		registerSpecDefinitions(language),
		registerSpecSymbols(language),
		registerSpecLens(language),
	);
}
