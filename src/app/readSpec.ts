import { assembleInSteps } from '../core/assembleSnapshot.ts';
import { decodeText, SPEC_FILE_LIMIT, tooLargeProblem } from '../core/decodeText.ts';
import type { SpecFormat } from '../core/formats/specFormat.ts';
import type { Objective } from '../core/objective.ts';
import type { Problem, Read } from '../core/problem.ts';
import type { Question } from '../core/question.ts';
import { attributeFiles, attributesLine, mergesQuestions } from '../core/questionAttributes.ts';
import { readObjectives, type SpecText } from '../core/readObjective.ts';
import { readQuestion } from '../core/readQuestion.ts';
import { readSpecConfig } from '../core/readSpecConfig.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { DEFAULT_SPEC_CONFIG, type SpecConfig } from '../core/specConfig.ts';
import { createFormatFinder } from './findFormats.ts';
import { inTurns } from './inTurns.ts';
import type { SpecEntry, SpecTree } from './ports.ts';
import { specUnits, type PathMemory, type SpecFile, type SpecUnit } from './specUnits.ts';

export interface SpecReader {
	/**
	 * Reads the spec repo's content as it is in `tree`. Broken content becomes problems; only a failure of the tree itself, or `signal`, throws.
	 * What was read before and has the same identity is not read again.
	 */
	read(tree: SpecTree, signal: AbortSignal): Promise<SpecSnapshot>;
}

/** `pause` is awaited after each file, for a host that must stay responsive. */
export function createSpecReader(deps: { readonly pause?: () => Promise<void> } = {}): SpecReader {
	let known: ReadonlyMap<string, Parsed> = new Map();
	const formatFinder = createFormatFinder();
	let layout: Layout | undefined;
	return {
		async read(tree, signal) {
			const former = known;
			const breathe = async () => {
				await deps.pause?.();
				signal.throwIfAborted();
			};
			const entries = [...tree.entries].sort((one, other) => (one.path < other.path ? -1 : 1));
			const { config, identity, problems } = await readConfig(tree, entries, signal);
			await breathe();
			const looked = await formatFinder.find(tree, entries, config.objectives, { signal, breathe });
			// With one recognised format and two tables, which of them it is of counts too.
			const settings = `${identity} ${looked.formats.map(({ name }) => name).join()}`;
			// The same settings say the same of every path.
			if (layout?.settings !== settings || layout.memory.size > 2 * entries.length + 1000) {
				layout = { settings, formats: looked.formats, memory: new Map() };
			}
			const { formats } = layout;
			const units = await inTurns(specUnits(entries, config.questions, layout), breathe);
			const next = new Map<string, Parsed>();
			const missing: SpecUnit[] = [];
			const keyOf = (unit: SpecUnit) =>
				unitKey(unit, unit.kind === 'objective' ? formats.indexOf(unit.format) : 0, settings);
			for (const [index, unit] of units.slice(0, FILE_LIMIT).entries()) {
				if (index % UNITS_PER_PAUSE === 0) await breathe();
				const parsed = former.get(unit.path);
				if (parsed?.key === keyOf(unit)) next.set(unit.path, parsed);
				else missing.push(unit);
			}
			for (const batch of batchesOf(missing)) {
				const bytes = await tree.readBytes(batch.flatMap(readablePaths), signal);
				for (const unit of batch) {
					await breathe();
					const parsed = parseUnit(unit, bytes, config);
					if (parsed) next.set(unit.path, { ...parsed, key: keyOf(unit) });
				}
			}
			known = next;
			const parsed = units.flatMap((unit) => next.get(unit.path) ?? []);
			await breathe();
			const snapshot = assembleInSteps({
				revision: tree.revision,
				config,
				formats,
				recognised: config.objectives.length === 0 || looked.found.length > 0,
				objectives: parsed.flatMap(({ objectives }) => objectives),
				questions: parsed.flatMap(({ question }) => question ?? []),
				problems: [...problems, ...tooManyFiles(units), ...parsed.flatMap((file) => file.problems)],
			});
			const lacking = await missingAttributes(tree, units, config, signal);
			return { ...(await inTurns(snapshot, breathe)), ...(lacking !== undefined && { missingAttributes: lacking }) };
		},
	};
}

/** How the spec repo is laid out, as long as its settings stay. */
interface Layout {
	readonly settings: string;
	readonly formats: readonly SpecFormat[];
	readonly memory: PathMemory;
}

/** Files that are read at most. */
export const FILE_LIMIT = 20_000;
const CONFIG_FILES = ['tandem.yml', 'tandem.yaml'];
const UNITS_PER_PAUSE = 50;
const BATCH_FILES = 1000;
const BATCH_BYTES = 32 * 1024 * 1024;

interface Parsed {
	/** What the result depends on: kind, content and, through it, the config. */
	readonly key: string;
	readonly objectives: readonly Objective[];
	readonly question?: Question;
	readonly problems: readonly Problem[];
}

async function readConfig(
	tree: SpecTree,
	entries: readonly SpecEntry[],
	signal: AbortSignal,
): Promise<{ config: SpecConfig; identity: string; problems: readonly Problem[] }> {
	const entry = CONFIG_FILES.map((name) => entries.find(({ path }) => path === name)).find((found) => found);
	if (!entry) return { config: DEFAULT_SPEC_CONFIG, identity: '', problems: [] };
	const bytes = entry.size > SPEC_FILE_LIMIT ? undefined : (await tree.readBytes([entry.path], signal)).get(entry.path);
	const { value: text, problems } = decode(entry, bytes);
	if (text === undefined) {
		const message = bytes ? 'it is no text file' : 'it is too large, or it vanished while it was read';
		const problem: Problem = { code: 'config.unreadable', severity: 'error', file: entry.path, facts: { message } };
		return { config: DEFAULT_SPEC_CONFIG, identity: entry.identity, problems: [problem] };
	}
	const read = readSpecConfig(text, entry.path);
	return { config: read.value, identity: entry.identity, problems: [...problems, ...read.problems] };
}

/** Only where there is a question: before, nobody has to be troubled with it. */
async function missingAttributes(
	tree: SpecTree,
	units: readonly SpecUnit[],
	{ questions }: SpecConfig,
	signal: AbortSignal,
): Promise<string | undefined> {
	if (!units.some(({ kind }) => kind === 'question')) return undefined;
	const wanted = new Set(attributeFiles(questions));
	const there = tree.entries.filter(({ path, size }) => wanted.has(path) && size <= SPEC_FILE_LIMIT);
	const bytes =
		there.length === 0
			? undefined
			: await tree.readBytes(
					there.map(({ path }) => path),
					signal,
				);
	const texts = new Map([...(bytes ?? [])].map(([path, content]) => [path, new TextDecoder('utf-8').decode(content)]));
	return mergesQuestions(questions, texts) ? undefined : attributesLine(questions);
}

/** In batches that fit into memory, whatever the repository holds. */
function batchesOf(units: readonly SpecUnit[]): readonly (readonly SpecUnit[])[] {
	const batches: SpecUnit[][] = [];
	let bytes = 0;
	for (const unit of units) {
		const last = batches.at(-1);
		const size = filesOf(unit)
			.filter(isReadable)
			.reduce((sum, { entry }) => sum + entry.size, 0);
		if (!last || last.length >= BATCH_FILES || bytes + size > BATCH_BYTES) {
			batches.push([unit]);
			bytes = size;
		} else {
			last.push(unit);
			bytes += size;
		}
	}
	return batches;
}

function filesOf(unit: SpecUnit): readonly SpecFile[] {
	return unit.kind === 'objective' ? [...unit.files, ...unit.beside] : unit.files;
}

function readablePaths(unit: SpecUnit): readonly string[] {
	return filesOf(unit)
		.filter(isReadable)
		.map(({ path }) => path);
}

function isReadable({ entry }: SpecFile): boolean {
	return entry.size <= SPEC_FILE_LIMIT;
}

/** Undefined for a unit whose files vanished meanwhile. */
function parseUnit(
	unit: SpecUnit,
	bytes: ReadonlyMap<string, Uint8Array>,
	config: SpecConfig,
): Omit<Parsed, 'key'> | undefined {
	const { people } = config;
	if (unit.files.every((file) => isReadable(file) && !bytes.has(file.path))) return undefined;
	const decoded = unit.files.map(({ path, entry }) => ({ path, ...decode(entry, bytes.get(path)) }));
	const problems = decoded.flatMap((file) => file.problems);
	const [first, ...rest] = decoded.flatMap(({ path, value }): readonly SpecText[] =>
		value === undefined ? [] : [{ path, text: value }],
	);
	if (!first) return { objectives: [], problems };
	if (unit.kind === 'question') {
		const read = readQuestion({ ...first, people });
		return { objectives: [], ...(read.value && { question: read.value }), problems: [...problems, ...read.problems] };
	}
	const { format, captures } = unit;
	const beside = new Map(
		unit.beside.map(({ path, entry }) => [
			path.slice(path.lastIndexOf('/') + 1),
			decode(entry, bytes.get(path)).value ?? '',
		]),
	);
	const read = readObjectives({ files: [first, ...rest], beside, format, captures, people });
	return { objectives: read.value, problems: [...problems, ...read.problems] };
}

function decode(entry: SpecEntry, bytes: Uint8Array | undefined): Read<string | undefined> {
	if (entry.size > SPEC_FILE_LIMIT) return { value: undefined, problems: [tooLargeProblem(entry.path, entry.size)] };
	return bytes ? decodeText(entry.path, bytes) : { value: undefined, problems: [] };
}

function unitKey(unit: SpecUnit, format: number, settings: string): string {
	return [
		unit.kind,
		String(format),
		settings,
		...filesOf(unit).map(({ path, entry }) => `${path} ${entry.identity}`),
	].join('\n');
}

function tooManyFiles(units: readonly SpecUnit[]): readonly Problem[] {
	const last = units[FILE_LIMIT];
	if (!last) return [];
	const facts = { limit: FILE_LIMIT, found: units.length };
	return [{ code: 'spec.too-many-files', severity: 'error', file: last.path, facts }];
}
