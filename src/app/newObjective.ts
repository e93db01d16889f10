import { isNative, type Captures, type Skeleton, type SpecFormat } from '../core/formats/specFormat.ts';
import type { Objective } from '../core/objective.ts';
import { isIndexFile } from '../core/indexFile.ts';
import { compilePathTemplate, fillTemplate, placeholdersOf } from '../core/pathTemplate.ts';
import { fileWord, plainTitle, slug } from '../core/questionFormat.ts';
import { baseName, toRepoPath, type RepoPath } from '../core/repoPath.ts';
import { yamlWord } from '../core/yamlWord.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { Measure } from './measureText.ts';

/** What the author of a new objective has said. */
export interface NewObjective {
	readonly id: string;
	readonly title: string;
	/** As it is to be written: a key of `people:`, a name or an e-mail; empty where nobody was named. */
	readonly pm: string;
	readonly measure?: Measure;
}

/**
 * Where the file of a new objective belongs: by the templates of tandem.yml, in the folder and under a name like those of its siblings; never where a
 * file of the snapshot is. Undefined where the templates ask for something that cannot be known, and for formats of which no file can be written.
 */
export function newObjectivePath(
	{ id, title }: Pick<NewObjective, 'id' | 'title'>,
	snapshot: Pick<SpecSnapshot, 'formats' | 'objectives'>,
): { readonly path: RepoPath; readonly format: SpecFormat } | undefined {
	const taken = new Set(snapshot.objectives.map(({ source }) => source.file.toLowerCase()));
	const templates = snapshot.formats
		.filter(canWrite)
		.flatMap((format) => format.files.map((template) => ({ template, format })));
	for (const { template, format } of templates) {
		const { match } = compilePathTemplate(template);
		const siblings = snapshot.objectives.filter(({ source }) => match(source.file));
		for (let copy = 1; copy <= COPIES; copy++) {
			const path = fillPath(template, siblings, { id, title, copy, own: format.skeleton?.captures });
			const captures = path === undefined ? undefined : match(path);
			if (path === undefined || !captures || !isIdOf(format.id, captures, id)) break;
			if (!taken.has(path.toLowerCase())) return { path, format };
		}
	}
	return undefined;
}

/** Whether files of the format can be written, and not only read. */
export function canWrite(format: SpecFormat): boolean {
	return isNative(format) || format.skeleton !== undefined;
}

/** The commented file of a new objective. It reads back without a problem, whatever was said; `today` is `YYYY-MM-DD`. */
export function newObjectiveText({ id, title, pm, measure }: NewObjective, today: string): string {
	const quarter = Math.floor((Number(today.slice(5, 7)) + 2) / 3);
	const head = [
		'---',
		`# The id is what engineers write in commits ("Objective: ${id}") and in comments ("@objective ${id}").`,
		`id: ${yamlWord(id)}`,
		`title: ${yamlWord(plainTitle(title))}`,
		'status: proposed          # proposed | active | paused | achieved | dropped',
		...(pm === ''
			? []
			: [`pm: ${yamlWord(plainTitle(pm)).padEnd(21)} # a key of "people" in tandem.yml, a name or an e-mail`]),
		`# period: ${today.slice(0, 4)}-Q${quarter}`,
		...measureLines(measure),
		'# Which code serves this objective, as in .gitignore. Take the # away and name your own folders:',
		'# code:',
		'#   - src/checkout/**',
		'---',
	];
	return `${head.join('\n')}\n${BODY}`;
}

/** The file of a new objective in another format: its shape, with what was said filled in. `today` is `YYYY-MM-DD`. */
export function foreignObjectiveText(
	{ id, title, pm }: NewObjective,
	{ path, skeleton }: { readonly path: RepoPath; readonly skeleton: Skeleton },
	today: string,
): string {
	const number = /0*(\d+)$/.exec(id)?.[1] ?? '';
	const name = plainTitle(title);
	const inFrontMatter = skeleton.text.startsWith('---');
	const filled = fillTemplate(skeleton.text, {
		id,
		number,
		title: inFrontMatter ? yamlWord(name) : name,
		slug: slug(title).toLowerCase().replaceAll('-', '_'),
		pm: inFrontMatter && pm !== '' ? yamlWord(plainTitle(pm)) : plainTitle(pm),
		date: today,
		file: baseName(path),
		underline: '='.repeat(name.length + 12),
	});
	// A heading is no YAML.
	return (filled ?? skeleton.text).replace(`# ${yamlWord(name)}\n`, `# ${name}\n`).replace(/[ \t]+$/gm, '');
}

/** What is selected when the file is opened, to be typed over: the text below `# Why`, or what stands for it. Lines from 1, both ends included. */
export function placeToWrite(text: string): { readonly first: number; readonly last: number } {
	const lines = text.split(/\r?\n/);
	const why = lines.indexOf('# Why');
	const first = why < 0 ? Math.max(1, lines.indexOf(WHY_TO_WRITE) + 1) : why + 3;
	const blank = lines.indexOf('', first - 1);
	return { first, last: blank < 0 ? lines.length : blank };
}

/** Whether the format's template gives that id; what it cannot fill is left to the front matter. */
function isIdOf(template: string | undefined, captures: Readonly<Record<string, string>>, id: string): boolean {
	const filled = template === undefined ? undefined : fillTemplate(template, captures);
	return filled === undefined || filled === id;
}

const COPIES = 100;
/** As it stands in every skeleton. */
const WHY_TO_WRITE = 'Tell in your own words why this matters, and for whom.';

const BODY = `# Why

Tell in your own words why this matters, and for whom. Engineers see this text beside the code that serves the objective,
so a few plain sentences are worth more than a document.

## Constraints

- What must stay true.

## Decisions

- What was decided, when, and by whom.

## Out of scope

- What this objective leaves alone.
`;

function measureLines(measure: Measure | undefined): readonly string[] {
	if (!measure) {
		return [
			'# How you will know; numbers only, the unit stands beside them. Take the # away:',
			'# key_results:',
			'#   - {metric: Checkout completion, unit: "%", baseline: 61, target: 70, current: 61}',
		];
	}
	const { metric, unit, baseline, target } = measure;
	return [
		'key_results:              # how you will know; numbers only, the unit stands beside them',
		`  - metric: ${yamlWord(metric)}`,
		...(unit === undefined ? [] : [`    unit: ${yamlWord(unit)}`]),
		...(baseline === undefined ? [] : [`    baseline: ${baseline}`]),
		...(target === undefined ? [] : [`    target: ${target}`]),
		...(baseline === undefined ? [] : [`    current: ${baseline}`]),
	];
}

function fillPath(
	template: string,
	siblings: readonly Objective[],
	{ id, title, copy, own }: { id: string; title: string; copy: number; own: Captures | undefined },
): RepoPath | undefined {
	const files = siblings.map(({ source }) => source.file);
	const words = slug(title).toLowerCase() || 'objective';
	const name = nameLike(siblings, { id, words }) + (copy > 1 ? `-${copy}` : '');
	const number = /\d+$/.exec(id)?.[0];
	const known = new Map(
		Object.entries({
			...(number !== undefined && { number: number.padStart(digitsOf(files), '0') }),
			slug: copy > 1 ? `${words}-${copy}` : words,
			name,
			title: words,
			id: fileWord(id, 80),
			...own,
		}),
	);
	if (placeholdersOf(template).some((placeholder) => !known.has(placeholder))) return undefined;
	const [before = '', ...behind] = template.replace(/^(?:\.?\/)+/, '').split('**/');
	if (behind.length > 1) return undefined;
	const folder = behind.length === 0 ? '' : folderLike(siblings, { id, before });
	const rest = (behind[0] ?? '').replace(/\*+/g, name);
	const filled = `${before.replace(/\*+/g, name)}${folder}${rest}`;
	return toRepoPath(filled.replace(/\{(\w+)\}/g, (_, placeholder: string) => known.get(placeholder) ?? ''));
}

/** The name as most siblings have theirs: the id, the id and the title, or the title alone. */
function nameLike(siblings: readonly Objective[], { id, words }: { id: string; words: string }): string {
	const own = fileWord(id, 80);
	const counts = { id: 0, both: 0, title: 0, small: 0 };
	for (const { id: other, source } of siblings) {
		if (isIndexFile(source.file)) continue;
		const stem = baseName(source.file).replace(/\.\w+$/, '');
		const [plain, key] = [stem.toLowerCase(), fileWord(other, 80).toLowerCase()];
		if (plain === key) counts.id++;
		else if (plain.startsWith(`${key}-`)) counts.both++;
		else counts.title++;
		if (stem === plain) counts.small++;
	}
	const shown = counts.small * 2 > siblings.length ? own.toLowerCase() : own;
	if (counts.title > counts.id + counts.both) return words;
	return counts.both > counts.id ? `${shown}-${words}` : shown;
}

/** The folder in which most siblings with ids like this one are, below what the template says; with its slash, or empty. */
function folderLike(siblings: readonly Objective[], { id, before }: { id: string; before: string }): string {
	const prefix = id.replace(/\d+$/, '');
	const alike = siblings.filter((sibling) => sibling.id.startsWith(prefix));
	const counts = new Map<string, number>();
	for (const { source } of alike.length > 0 ? alike : siblings) {
		const folder = source.file.slice(before.length, source.file.lastIndexOf('/') + 1);
		if (!isIndexFile(source.file)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
	}
	return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? '';
}

/** How many digits the siblings' names begin with: `0012-cut-abandonment.md`. */
function digitsOf(files: readonly RepoPath[]): number {
	const lengths = files.map((file) => /\d+/.exec(baseName(file))?.[0] ?? '');
	return lengths.find((digits) => digits.startsWith('0'))?.length ?? 0;
}
