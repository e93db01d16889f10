import { isNative, type HeadKind } from '../core/formats/specFormat.ts';
import type { Objective } from '../core/objective.ts';
import { keyName } from '../core/mapReader.ts';
import { idFromPath } from '../core/objectiveName.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { specCursor, type SpecCursor } from '../core/specCursor.ts';
import type { TextPosition, TextRange } from '../core/textRange.ts';
import { canonicalKey } from '../core/yamlValue.ts';
import { foreignKeys } from './foreignKeys.ts';
import { STEP_LIMIT } from './pathSuggestions.ts';
import type { CodeFiles } from './pathSuggestions.ts';
import { formatOf } from './specFile.ts';
import type { SpecFileKind } from './specFile.ts';
import { keysBelow } from './specKeys.ts';
import { valueSuggestions, objectiveChoice } from './specValues.ts';
import { keyAbout } from './specWords.ts';

/** One thing that can be put at the cursor. All texts are plain, but for `insert` where it is a snippet. */
export interface SpecSuggestion {
	readonly kind: 'key' | 'word' | 'person' | 'objective' | 'folder' | 'file' | 'skeleton';
	readonly label: string;
	/** A few words beside the label. */
	readonly detail?: string;
	/** Paragraphs. */
	readonly about?: readonly string[];
	readonly insert: string;
	readonly isSnippet?: boolean;
	/** What is replaced. */
	readonly range: TextRange;
	/** What is compared with what was typed; the label where absent. */
	readonly filter?: string;
	/** There is something to choose behind it. */
	readonly goesOn?: boolean;
}

export interface CompletionInput {
	readonly kind: SpecFileKind;
	readonly path: RepoPath;
	readonly text: string;
	readonly position: TextPosition;
	readonly snapshot: SpecSnapshot;
	/** `YYYY-MM-DD` */
	readonly today: string;
	/** Asked only where a path or a code repo is being written. */
	readonly code: () => Promise<readonly CodeFiles[]>;
	/** Somebody asked for it; otherwise prose stays quiet unless it begins like an id. */
	readonly asked: boolean;
}

/** What can be put at a position of a spec file, the most likely first. */
export async function specSuggestions(input: CompletionInput): Promise<readonly SpecSuggestion[]> {
	const cursor = specCursor(input.path, input.text, input.position, headsOf(input));
	switch (cursor.kind) {
		case 'nowhere':
			return [];
		case 'opening':
			return input.kind === 'objective' && isNativeFile(input) ? [skeleton(input, cursor.range)] : [];
		case 'body':
			return input.kind === 'settings' ? [] : proseSuggestions(input, cursor);
		case 'value':
			return valueSuggestions(input, cursor);
		case 'key': {
			const isFirst = cursor.taken.length === 0 && cursor.path.length > 0 && !cursor.followed;
			const value = { ...cursor, kind: 'value', siblings: {}, glued: false } as const;
			return [...keySuggestions(input, cursor), ...(isFirst ? await valueSuggestions(input, value) : [])];
		}
	}
}

/**
 * Whether a word has just begun for which there are suggestions: one letter behind the place where they would be put, in prose two. To be asked when
 * a letter was typed where the editor stays silent by itself.
 */
export async function hasBegun(input: Omit<CompletionInput, 'asked'>): Promise<boolean> {
	const cursor = specCursor(input.path, input.text, input.position, headsOf(input));
	const letters = cursor.kind === 'body' ? 2 : 1;
	const found = await specSuggestions({ ...input, asked: false });
	return found.some(({ range }) => input.position.column - range.start.column === letters);
}

function keySuggestions(
	input: CompletionInput,
	{ path, taken, range, followed, style }: Extract<SpecCursor, { kind: 'key' }>,
): readonly SpecSuggestion[] {
	if (input.kind === 'objective' && !isNativeFile(input)) {
		return path.length > 0 ? [] : foreignKeySuggestions(input, { taken, range, followed });
	}
	const group = keysBelow(input.kind, path);
	if (!group) return [];
	const used = new Set(taken.map((key) => keyName(key, group.names)));
	return Object.entries(group.keys).flatMap(([name, key]): readonly SpecSuggestion[] => {
		if (used.has(name)) return [];
		const isOneLine = !key.insert.includes('\n');
		if (style !== 'plain' && !isOneLine) return [];
		const shared = {
			kind: 'key',
			label: name,
			detail: key.meaning,
			about: keyAbout(key),
			range,
		} as const;
		if (followed) return [{ ...shared, insert: name }];
		return [{ ...shared, insert: `${name}:${key.insert}`, isSnippet: true, goesOn: key.values !== undefined }];
	});
}

/** The keys from which Tandem reads something; that others belong there is not ours to say. */
function foreignKeySuggestions(
	{ snapshot, path }: CompletionInput,
	{ taken, range, followed }: Pick<Extract<SpecCursor, { kind: 'key' }>, 'taken' | 'range' | 'followed'>,
): readonly SpecSuggestion[] {
	const format = formatOf(snapshot, path);
	const used = new Set(taken.map(canonicalKey));
	return (format ? foreignKeys(format) : [])
		.filter(({ text }) => !used.has(canonicalKey(text)))
		.map(({ text, meaning }) => ({
			kind: 'key',
			label: text,
			detail: meaning,
			range,
			insert: followed ? text : `${text}: `,
			goesOn: true,
		}));
}

/** The heads that the file may have, by its format. */
function headsOf({ kind, snapshot, path }: Omit<CompletionInput, 'asked'>): readonly HeadKind[] | undefined {
	return kind === 'objective' ? formatOf(snapshot, path)?.heads : undefined;
}

/** Ids behind `[`, and where a word begins like one; all of them where somebody asks. */
function proseSuggestions(
	{ snapshot, path, asked }: CompletionInput,
	{ word, before, range }: Extract<SpecCursor, { kind: 'body' }>,
): readonly SpecSuggestion[] {
	const isLink = before.endsWith('[');
	const isBegun = word.length >= 2 && /^\p{Lu}/u.test(word);
	if (!asked && !isLink && !isBegun) return [];
	const fits = ({ id }: Objective) => (isLink && word === '') || id.startsWith(word);
	return snapshot.objectives
		.filter((objective) => objective.source.file !== path && fits(objective))
		.slice(0, STEP_LIMIT)
		.map((objective) => ({ ...objectiveChoice(objective), filter: objective.id, insert: objective.id, range }));
}

function isNativeFile({ snapshot, path }: CompletionInput): boolean {
	const format = formatOf(snapshot, path);
	return format !== undefined && isNative(format);
}

function skeleton({ path, snapshot }: CompletionInput, range: TextRange): SpecSuggestion {
	const template = formatOf(snapshot, path)?.id;
	const id = (idFromPath(path) ?? 'ABC-1').replace(/[\\$}]/g, '\\$&');
	const lines = [
		'---',
		...(template === undefined ? [`id: \${1:${id}}`] : []),
		'title: ${2:What is to be achieved}',
		'status: ${3|proposed,active,paused,achieved,dropped|}',
		'pm: ${4:who decides}',
		'---',
		'# Why',
		'',
		'${0:Why it matters, and for whom.}',
		'',
	];
	return {
		kind: 'skeleton',
		label: '--- objective',
		detail: 'the keys and the Why of a new objective',
		about: ['Starts an objective: id, title, status and PM between the two marks, and the Why below them.'],
		insert: lines.join('\n'),
		isSnippet: true,
		range,
		filter: '---',
	};
}
