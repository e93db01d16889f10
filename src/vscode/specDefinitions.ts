import * as vscode from 'vscode';
import { markerNames } from '../app/markerNames.ts';
import { specNameAt } from '../app/specNames.ts';
import { specReferences } from '../app/specReferences.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { findInMap, readSpecHeader } from '../core/specHeader.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { TextRange } from '../core/textRange.ts';
import { isCodeDocument } from './documents.ts';
import { createEditorBreather, findSpecDocument, specUri } from './openSpecFile.ts';
import { toEditorRange, toPosition } from './specPlaces.ts';
import type { SpecLanguage } from './openSpecFile.ts';

/** Somebody's pointer is on the name of an objective. */
interface NamedObjective {
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	readonly id: string;
	readonly range: TextRange;
}

/** Goes from a name to what it names, and back: ids in spec files and in `@objective` comments of code, people in spec files. */
export function registerSpecDefinitions(language: SpecLanguage): vscode.Disposable {
	const { tandem, documents, keys, read } = language;

	const objectiveAt = async (document: vscode.TextDocument, position: vscode.Position) => {
		const spec = read(document);
		const name = spec && specNameAt(spec, toPosition(position));
		if (!spec) return markerAt(language, document, position);
		return name?.kind === 'objective' ? { ...spec, id: name.id, range: name.range } : undefined;
	};

	const selector: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'tandem' }];
	return vscode.Disposable.from(
		vscode.languages.registerDefinitionProvider(selector, {
			async provideDefinition(document, position) {
				const named = await objectiveAt(document, position);
				if (!named) return definitionOfPerson(language, document, position);
				const source = named.snapshot.objectiveById.get(named.id)?.source;
				if (!source) return undefined;
				const start = new vscode.Position(source.titleLine - 1, 0);
				return [linkTo(named.range, specUri(named.store, source.file, documents), new vscode.Range(start, start))];
			},
		}),
		vscode.languages.registerReferenceProvider(selector, {
			async provideReferences(document, position, { includeDeclaration }, token) {
				const named = await objectiveAt(document, position);
				if (!named) return undefined;
				const stop = new AbortController();
				const listening = token.onCancellationRequested(() => stop.abort());
				const openTexts = openSpecTexts(tandem, named.store);
				try {
					const found = await specReferences(
						named.id,
						{ ...named, keys: keys(named), openText: (path) => openTexts.get(path), breathe: createEditorBreather() },
						stop.signal,
					);
					return [
						...found
							.filter(({ isOwn }) => includeDeclaration || !isOwn)
							.map(
								({ path, range }) => new vscode.Location(specUri(named.store, path, documents), toEditorRange(range)),
							),
						...(await markersInOpenDocuments(language, named)),
					];
				} finally {
					listening.dispose();
				}
			},
		}),
	);
}

/** The id behind `@objective` in a comment of code, where the pointer is on it. */
async function markerAt(
	language: SpecLanguage,
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<NamedObjective | undefined> {
	const { line, column } = toPosition(position);
	if (!/@objective/i.test(document.lineAt(position.line).text)) return undefined;
	return (await markersOf(language, document)).find(
		({ range: { start, end } }) => start.line === line && start.column <= column && column <= end.column,
	);
}

async function markersOf({ tandem }: SpecLanguage, document: vscode.TextDocument): Promise<readonly NamedObjective[]> {
	if (!isCodeDocument(document)) return [];
	const file = tandem.contexts.get(document.uri.fsPath);
	if (file.kind !== 'in-repo' || file.context.spec.kind !== 'store') return [];
	const { store } = file.context.spec;
	const snapshot = store.snapshot();
	if (!snapshot) return [];
	const { keys } = await tandem.why.rulesFor(file.context, store, snapshot);
	const lines = document.getText().split(/\r\n|\r|\n/);
	return markerNames(lines, keys).map(({ objective, range }) => ({ store, snapshot, id: objective, range }));
}

async function markersInOpenDocuments(
	language: SpecLanguage,
	{ store, id }: NamedObjective,
): Promise<readonly vscode.Location[]> {
	const perDocument = vscode.workspace.textDocuments.map(async (document) => {
		const own = (await markersOf(language, document)).filter((marker) => marker.store === store && marker.id === id);
		return own.map(({ range }) => new vscode.Location(document.uri, toEditorRange(range)));
	});
	return (await Promise.all(perDocument)).flat();
}

/** What is being written just now, which the next snapshot will have. */
function openSpecTexts(tandem: Tandem, store: SpecStore): ReadonlyMap<RepoPath, string> {
	const open = vscode.workspace.textDocuments.flatMap((document) => {
		const spec = document.isDirty ? findSpecDocument(tandem, document) : undefined;
		return spec?.store === store ? [[spec.path, document.getText()] as const] : [];
	});
	return new Map(open);
}

async function definitionOfPerson(
	{ read, documents }: SpecLanguage,
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<vscode.DefinitionLink[] | undefined> {
	const spec = read(document);
	const name = spec && specNameAt(spec, toPosition(position));
	if (!spec || name?.kind !== 'person' || name.person.key === undefined) return undefined;
	const { key } = name.person;
	for (const file of ['tandem.yml', 'tandem.yaml']) {
		const path = toRepoPath(file);
		const uri = path && specUri(spec.store, path, documents);
		if (!uri) continue;
		const text = await vscode.workspace.openTextDocument(uri).then(
			(found) => found.getText(),
			() => undefined,
		);
		const { map } = text === undefined ? {} : readSpecHeader(file, text);
		const place = map && findInMap(map, (one) => one.kind === 'key' && one.path.length === 2 && one.path[1] === key);
		if (place) return [linkTo(name.range, uri, toEditorRange(place.range))];
	}
	return undefined;
}

function linkTo(from: TextRange, targetUri: vscode.Uri, targetRange: vscode.Range): vscode.DefinitionLink {
	return { originSelectionRange: toEditorRange(from), targetUri, targetRange, targetSelectionRange: targetRange };
}
