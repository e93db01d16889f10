import { readField } from '../fieldSchema.ts';
import type { MapReader, Placed, ProblemSink } from '../mapReader.ts';
import { OBJECTIVE_FIELDS } from '../objectiveSchema.ts';
import { isIndexFile } from '../indexFile.ts';
import { idFromPath, slugId, slugIdOfPath } from '../objectiveName.ts';
import { fillTemplate } from '../pathTemplate.ts';
import type { RepoPath } from '../repoPath.ts';
import { describeValue, type YamlEntry } from '../yamlValue.ts';
import { idInside } from './inside.ts';
import type { SpecFormat } from './specFormat.ts';
import { idOfReference, reportUnfilled } from './translateHead.ts';
import { findValue, type SourceTexts } from './valueSource.ts';

/** An id, with its place where the file itself says it. */
export interface IdRead {
	readonly id: string;
	readonly range?: Placed<string>['range'];
}

/**
 * The id of an objective: by the format's template from the path or from the keys that the format names (of two that differ the path's counts, since it
 * is the address), else the native key, else the file's name. Undefined for a file that only tells about its folder, and for one whose name gives none.
 */
export function readId(
	format: SpecFormat,
	path: RepoPath,
	context: { readonly reader: MapReader; readonly texts: SourceTexts; readonly sink: ProblemSink },
): IdRead | undefined {
	const { texts, sink } = context;
	const own = readOwn(format, context);
	const fromPath =
		format.id === undefined ? undefined : readField(OBJECTIVE_FIELDS.id, fillTemplate(format.id, texts.captures) ?? '');
	if (fromPath !== undefined) {
		if (own && own.id !== fromPath && format.from.id) {
			const facts = { key: 'id', taken: fromPath, other: own.id };
			sink.add({ code: 'value.disagrees', severity: 'warning', file: sink.file, range: own.range, facts });
		}
		return own?.id === fromPath ? own : !format.from.id && own ? own : { id: fromPath };
	}
	if (own) return own;
	if (format.split) return idOfTitle(path, context);
	if (format.id !== undefined) {
		const filled = fillTemplate(format.id, texts.captures);
		const id = filled === undefined ? undefined : slugId(filled);
		if (id !== undefined) return { id };
	}
	const name = idFromPath(path);
	if (name !== undefined) return { id: name };
	// A README among the objectives is no objective that lost its id.
	if (isIndexFile(path) && !texts.head) return undefined;
	sink.add({ code: 'objective.no-id', severity: 'warning', file: sink.file, facts: {} });
	const slug = isIndexFile(path) ? undefined : slugIdOfPath(path);
	return slug === undefined ? undefined : { id: slug };
}

function readOwn(
	format: SpecFormat,
	{ reader, texts, sink }: { readonly reader: MapReader; readonly texts: SourceTexts; readonly sink: ProblemSink },
): IdRead | undefined {
	for (const source of format.from.id ?? []) {
		const entry = findValue(source, texts);
		if (source.kind === 'heading' && !beginsLikeId(entry, format)) continue;
		if (entry?.value.kind !== 'scalar' || reportUnfilled(entry, sink)) continue;
		const id = idOfReference(entry.value.text, format) ?? '';
		const understood = readField(OBJECTIVE_FIELDS.id, id);
		if (understood !== undefined) return { id: understood, range: entry.value.range };
	}
	const value = reader.entry('id')?.value;
	if (!value) return undefined;
	const id = value.kind === 'scalar' ? readField(OBJECTIVE_FIELDS.id, value.text) : undefined;
	if (id !== undefined) return { id, range: value.range };
	const facts = { id: describeValue(value) };
	sink.add({ code: 'id.invalid', severity: 'error', file: sink.file, range: value.range, facts });
	return undefined;
}

/** Whether a heading says an id (`MSC3030: Jump to date`), and not a number by chance. */
function beginsLikeId(entry: YamlEntry | undefined, { id = '' }: SpecFormat): boolean {
	const prefix = id.slice(0, Math.max(0, id.indexOf('{'))).replace(/\W+$/, '');
	return entry?.value.kind === 'scalar' && entry.value.text.toLowerCase().startsWith(prefix.toLowerCase());
}

/** Of a list in which one has no id of its own: the file's name and what it says. */
function idOfTitle(
	path: RepoPath,
	{ reader, sink }: { readonly reader: MapReader; readonly sink: ProblemSink },
): IdRead | undefined {
	const title = reader.one('title', OBJECTIVE_FIELDS.title);
	if (!title) return undefined;
	sink.add({ code: 'objective.no-id', severity: 'warning', file: sink.file, range: title.range, facts: {} });
	const id = idInside(slugIdOfPath(path) ?? 'objective', title.value.toLowerCase());
	return id === undefined ? undefined : { id };
}
