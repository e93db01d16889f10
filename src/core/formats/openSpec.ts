import { idInside, sectionsWhere, shortTitle, statusOfTasks, textOf, withOwnIds } from './inside.ts';
import { PLAIN_FORMAT, type ChildDraft, type Inside, type InsideInput, type SpecFormat } from './specFormat.ts';

const BASE = {
	...PLAIN_FORMAT,
	name: 'openspec',
	label: 'OpenSpec capabilities and changes',
	heads: ['front-matter'],
	// A change is called by its slug; its heading repeats that, or says `Proposal`.
	title: (heading: string) =>
		nonEmpty(
			heading
				.slice(0, 500)
				.replace(/^(?:change|proposal)\s*:\s*/i, '')
				.replace(/(?:specification|spec|proposal)$/i, ''),
		),
	signature: {},
} as const satisfies Partial<SpecFormat>;

/** OpenSpec: what holds today (`specs`), what is to change (`changes`), and what was changed (`changes/archive`). */
export const OPENSPEC: readonly SpecFormat[] = [
	{
		...BASE,
		files: ['openspec/specs/{slug}/spec.md'],
		id: '{slug}',
		from: {},
		ignored: [],
		inside,
		statusBeside: () => 'achieved',
	},
	{
		...BASE,
		files: ['openspec/changes/{slug}/proposal.md'],
		beside: ['tasks.md'],
		id: '{slug}',
		statusBeside: (texts) => statusOfTasks(texts.get('tasks.md')) ?? 'proposed',
	},
	{
		...BASE,
		files: ['openspec/changes/archive/{number}-{month}-{day}-{slug}/proposal.md'],
		id: '{slug}',
		statusBeside: () => 'achieved',
	},
	{
		...BASE,
		files: ['openspec/changes/{change}/specs/{slug}/spec.md'],
		id: '{change}',
		inside,
		holds: 'children',
	},
];

function inside({ lines, id }: InsideInput): Inside {
	const requirements = sectionsWhere(lines, (title) => REQUIREMENT.test(title));
	const children = requirements.flatMap((section): readonly ChildDraft[] => {
		const name = REQUIREMENT.exec(section.title)?.[1]?.trim() ?? '';
		const own = idInside(id, name.toLowerCase());
		return own === undefined
			? []
			: [{ id: own, title: shortTitle(name), why: textOf(section.lines), line: section.line }];
	});
	return { children: withOwnIds(children) };
}

const REQUIREMENT = /^requirement[ \t]*:([^]*\S[^]*)$/i;

function nonEmpty(text: string): string | undefined {
	return text.trim() === '' ? undefined : text.trim();
}
