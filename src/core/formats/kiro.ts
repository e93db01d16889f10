import { idInside, sectionsWhere, shortTitle, statusOfTasks, textOf, withOwnIds } from './inside.ts';
import { isUnfilled } from './unfilled.ts';
import { PLAIN_FORMAT, type ChildDraft, type Inside, type InsideInput, type SpecFormat } from './specFormat.ts';

/** Kiro: a folder a feature. Its requirements are children; criteria are cited as `1.2`, so that requirement 1 is `feature/1`. */
export const KIRO: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'kiro',
		label: 'Kiro specs',
		files: ['.kiro/specs/{slug}/requirements.md', '.kiro/specs/{slug}/bugfix.md', '.kiro/specs/{slug}/design.md'],
		unit: 'folder',
		beside: ['tasks.md'],
		heads: ['front-matter'],
		id: '{slug}',
		// `Requirements Document` in every file.
		title: (heading) =>
			CONSTANT.test(heading)
				? undefined
				: heading.replace(/^(?:requirements?|design|bugfix)(?: document)?\s*[:–-]\s*/i, ''),
		inside,
		statusBeside: (texts) => statusOfTasks(texts.get('tasks.md')),
		signature: {},
	},
];

const CONSTANT = /^(?:bugfix )?(?:requirements|design|bugfix)(?: requirements)?(?: document)?$/i;

function inside({ lines, id }: InsideInput): Inside {
	const children = sectionsWhere(lines, (title) => REQUIREMENT.test(title)).flatMap(
		(section): readonly ChildDraft[] => {
			const [, number = '', name = ''] = REQUIREMENT.exec(section.title) ?? [];
			const own = idInside(id, number);
			const why = textOf(section.lines);
			const story = /\*\*User Story:?\*\*:?\s*(.+)/i.exec(why.slice(0, 2000))?.[1] ?? '';
			const title = shortTitle(name) || shortTitle(story) || `Requirement ${number}`;
			return own === undefined || isUnfilled(title) ? [] : [{ id: own, title, why, line: section.line }];
		},
	);
	return { children: withOwnIds(children) };
}

const REQUIREMENT = /^requirement[ \t]+(\d{1,4}(?:\.\d{1,3})?)(?:[ \t]*[:.–-])?([^]*)$/i;
