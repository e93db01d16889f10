import type { BodyItem, Objective } from '../core/objective.ts';
import { readRecorded, recordedIn, resolvePath, type RecordedItem } from '../core/readRecorded.ts';
import { baseName } from '../core/repoPath.ts';
import { formatLines } from '../core/questionFormat.ts';
import type { Anchorable, KnowledgeView } from '../protocol/sidebar.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import { encodeTarget } from './target.ts';
import type { RepoConstraint } from './wholeHistory.ts';
import { dayText } from './words.ts';

export interface KnowledgeContext {
	/** Key of the spec repo. */
	readonly spec: string;
	/** What is in the outbox; records for other objectives are left out here. */
	readonly waiting?: readonly OutboxEntry[];
	/** What commits say; absent: not known. */
	readonly fromCommits?: readonly RepoConstraint[];
}

/** So many constraints of commits are shown. */
const FROM_COMMITS = 20;

/** What is recorded of an objective, in the order in which it is shown: in its file, on the way there, and said by commits alone. */
export function knowledgeViews(objective: Objective, context: KnowledgeContext): readonly KnowledgeView[] {
	const items = (kind: KnowledgeView['kind'], found: readonly BodyItem[]) =>
		found.map((item) => itemView(kind, item, objective, context));
	return [
		...items('open-point', objective.openPoints),
		...items('constraint', objective.constraints),
		...waitingViews('constraint', objective, context),
		...commitViews(objective, context),
		...items('decision', objective.decisions),
		...waitingViews('decision', objective, context),
		...items('out-of-scope', objective.outOfScope),
	];
}

/** The line of a spec file, to be opened. */
export function specLine(spec: string, file: Objective['source']['file'], line: number): Anchorable {
	return {
		text: `${baseName(file)}:${line}`,
		target: encodeTarget({ kind: 'spec-file', spec, path: file, line }),
		title: `Open ${file}, line ${line}`,
	};
}

function itemView(
	kind: KnowledgeView['kind'],
	{ markdown, line }: BodyItem,
	{ source: { file } }: Objective,
	{ spec }: KnowledgeContext,
): KnowledgeView {
	const source = specLine(spec, file, line);
	const said = kind === 'constraint' || kind === 'decision' ? readRecorded(markdown) : undefined;
	if (!said) return { kind, markdown, source };
	return { kind, markdown: said.text, source, ...saidBy(said, file, spec) };
}

/** Who says it, and where it comes from. */
function saidBy(
	{ people, on, place, question, commit }: RecordedItem,
	file: Objective['source']['file'],
	spec: string,
): Pick<KnowledgeView, 'note' | 'links'> {
	const day = Date.parse(on);
	const note = [
		commit === undefined ? people : `from commit ${commit} by ${people}`,
		Number.isNaN(day) ? on : dayText(day),
	].join(', ');
	const asked = question === undefined ? undefined : resolvePath(file, question);
	const links: Anchorable[] = [
		...(place
			? [
					{
						text: `${baseName(place.path)}:${formatLines(place.lines)}`,
						target: encodeTarget({ kind: 'work-file', spec, path: place.path, place }),
						title: `Open ${place.path}${place.commit === undefined ? '' : `, as recorded at ${place.commit}`}`,
					},
				]
			: []),
		...(asked
			? [
					{
						text: 'question',
						target: encodeTarget({ kind: 'spec-file', spec, path: asked, line: 1 }),
						title: `Open ${asked}`,
					},
				]
			: []),
	];
	return { note, ...(links.length > 0 ? { links } : {}) };
}

function waitingViews(
	kind: 'constraint' | 'decision',
	{ source: { file }, constraints, decisions }: Objective,
	{ spec, waiting = [] }: KnowledgeContext,
): readonly KnowledgeView[] {
	const inFile = new Set([...constraints, ...decisions].map(({ markdown }) => markdown.replace(/\s+/g, ' ')));
	return waiting.flatMap(({ spec: of, path, action }): readonly KnowledgeView[] => {
		if (of !== spec || path !== file || action.kind !== 'record' || inFile.has(action.item)) return [];
		if ((action.record === 'decision') !== (kind === 'decision')) return [];
		const said = readRecorded(action.item);
		const known = said ? saidBy(said, file, spec) : {};
		return [
			{
				kind,
				markdown: said?.text ?? action.item,
				source: { text: 'waits to be sent', title: `It is in the outbox, for ${file}.` },
				...known,
			},
		];
	});
}

function commitViews(
	objective: Objective,
	{ waiting = [], fromCommits = [] }: KnowledgeContext,
): readonly KnowledgeView[] {
	const isWaiting = (hash: string, text: string) =>
		waiting.some(
			({ action }) => action.kind === 'record' && action.item.includes(hash.slice(0, 7)) && action.item.includes(text),
		);
	if (fromCommits.length === 0) return [];
	const isRecorded = recordedIn(objective);
	return fromCommits
		.filter(({ text, hash }) => !isRecorded(text) && !isWaiting(hash, text))
		.slice(0, FROM_COMMITS)
		.map(({ kind, text, hash, author, root }): KnowledgeView => ({
			kind: 'constraint',
			markdown: kind === 'trade-off' ? `Trade-off: ${text}` : text,
			note: `from commit ${hash.slice(0, 7)} by ${author}`,
			source: {
				text: hash.slice(0, 7),
				target: encodeTarget({ kind: 'commit', root, hash }),
				title: 'Show the commit that says it',
			},
			commit: { hash, text },
		}));
}
