import { defined } from '../defined.ts';
import { readField } from '../fieldSchema.ts';
import type { MapReader, ProblemSink } from '../mapReader.ts';
import { HEALTHS, OBJECTIVE_STATUSES, type Health, type ObjectiveStatus } from '../objective.ts';
import { OBJECTIVE_FIELDS } from '../objectiveSchema.ts';
import { describeValue, type YamlEntry } from '../yamlValue.ts';
import type { SpecFormat, StatusMeaning } from './specFormat.ts';
import { nearestStatus, readStatusWords, statusWords } from './statusWords.ts';
import { successorsOf } from './successors.ts';
import { reportUnfilled } from './translateHead.ts';
import { findValue, type SourceTexts } from './valueSource.ts';

/** What is said of status and health; `text` is the PM's own word where that is another one than the native. */
export interface StatusRead {
	readonly status?: ObjectiveStatus;
	readonly statusText?: string;
	/** Where the status words say the health. */
	readonly health?: Health;
	/** Ids of what has taken its place; absent: nothing is said of that. */
	readonly successors?: readonly string[];
}

/**
 * The status, in the words of the format. Of several sources the first that is understood counts, and one that says something else is told. A word that
 * is not known stays as the PM's text, with a problem.
 */
export function readStatus(
	format: SpecFormat,
	context: { readonly reader: MapReader; readonly texts: SourceTexts; readonly sink: ProblemSink },
): StatusRead {
	const { reader, texts, sink } = context;
	if (!format.from.status) return readNative(reader);
	const found = format.from.status
		.flatMap((source) => findValue(source, texts) ?? [])
		.filter((entry) => !reportUnfilled(entry, sink));
	const understood = found.flatMap((entry) => {
		const meaning = meaningOf(entry, format);
		return meaning === undefined ? [] : [{ entry, meaning }];
	});
	// A part of the path that is no status word (a release, a working group) says nothing; a word in the file does.
	for (const entry of found) {
		if (isFromPath(entry) || understood.some((other) => other.entry === entry)) continue;
		sink.add(unknownStatus(entry, format, sink));
	}
	const [first, ...others] = understood;
	if (!first) {
		const [written] = found.filter((entry) => !isFromPath(entry));
		return written ? { statusText: wordsOf(written) } : {};
	}
	const other = others.find(({ meaning }) => meaning !== first.meaning);
	if (other) sink.add(disagreement(first.entry, other.entry, sink));
	const said = statusOf(first.meaning, wordsOf(first.entry));
	const successors = successorsOf(texts.head, said.statusText ?? '', format);
	if (successors.length === 0 || said.statusText === undefined) return said;
	return { ...said, statusText: withSuccessors(said.statusText, successors), successors };
}

/** `Superseded by PEP-634`, `final, superseded by DEP-0044`; what says it by itself stays. */
function withSuccessors(words: string, successors: readonly string[]): string {
	if (/ by /i.test(words)) return words;
	const verb = /^(?:superseded|replaced|obsoleted?)$/i.test(words) ? words : `${words}, superseded`;
	return `${verb} by ${successors.join(', ')}`;
}

function readNative(reader: MapReader): StatusRead {
	const found = reader.one('status', OBJECTIVE_FIELDS.status);
	if (found) return { status: found.value };
	const entry = reader.entry('status');
	return entry ? { statusText: describeValue(entry.value) } : {};
}

function meaningOf({ value }: YamlEntry, format: SpecFormat): StatusMeaning | undefined {
	if (value.kind !== 'scalar') return undefined;
	return (
		readStatusWords(value.text, format.statuses) ??
		readField(OBJECTIVE_FIELDS.status, value.text) ??
		readField(OBJECTIVE_FIELDS.health, value.text)
	);
}

function statusOf(meaning: StatusMeaning, words: string): StatusRead {
	if (meaning === 'moved') return { statusText: words };
	const health = HEALTHS.find((one) => one === meaning);
	if (health) return { status: 'active', health };
	const status = OBJECTIVE_STATUSES.find((one) => one === meaning);
	return defined({ status, statusText: statusWords(words) === status ? undefined : words });
}

function isFromPath({ key }: YamlEntry): boolean {
	return key.startsWith('{');
}

function wordsOf({ value }: YamlEntry): string {
	return describeValue(value)
		.replace(/[*`_]|~~[^~]*~~/g, '')
		.replace(/\[([^\]]*)\]\([^)]*\)?/g, '$1')
		.trim();
}

function unknownStatus({ key, value }: YamlEntry, format: SpecFormat, sink: ProblemSink) {
	const words = Object.keys(format.statuses);
	const found = describeValue(value);
	const example = `${key}: ${nearestStatus(found, format.statuses) ?? words[0] ?? 'active'}`;
	const shown = words.length > WORDS_SHOWN ? [...words.slice(0, WORDS_SHOWN), '…'] : words;
	const facts = { key, found, expected: `one of ${shown.join(', ')}`, example };
	return { code: 'value.invalid', severity: 'warning', file: sink.file, range: value.range, facts } as const;
}

/** More than this nobody reads in one sentence. */
const WORDS_SHOWN = 9;

function disagreement(taken: YamlEntry, other: YamlEntry, sink: ProblemSink) {
	const facts = { key: 'status', taken: describeValue(taken.value), other: describeValue(other.value) };
	const { range } = isFromPath(taken) ? other.value : taken.value;
	return { code: 'value.disagrees', severity: 'warning', file: sink.file, range, facts } as const;
}
