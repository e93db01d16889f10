import { idInside, labelledItems, sectionsWhere, shortTitle, statusOfTasks, textOf, withOwnIds } from './inside.ts';
import { isUnfilled } from './unfilled.ts';
import { PLAIN_FORMAT, type ChildDraft, type Inside, type InsideInput, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** spec-kit: a folder a feature. Stories and requirements are its children, success criteria its key results. */
export const SPEC_KIT: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'spec-kit',
		label: 'spec-kit features',
		files: ['specs/{number}-{slug}/spec.md'],
		beside: ['tasks.md'],
		heads: ['bullets'],
		id: '{number:3}-{slug}',
		keys: ['specs/{number:3}-{slug}'],
		from: { status: sources('Status'), aliases: sources('Feature Branch'), pm: sources('Owner', 'Product Manager') },
		statuses: {
			'draft': 'proposed',
			'in review': 'proposed',
			'clarified': 'proposed',
			'ready': 'active',
			'approved': 'active',
			'planned': 'active',
			'in progress': 'active',
			'on hold': 'paused',
			'implemented': 'achieved',
			'complete': 'achieved',
			'completed': 'achieved',
			'done': 'achieved',
			'shipped': 'achieved',
			'abandoned': 'dropped',
			'superseded': 'dropped',
		},
		ignored: ['created', 'input', 'updated', 'last_updated', 'author', 'version'],
		title: (heading) => heading.replace(/^(?:feature )?spec(?:ification)?\s*[:–-]\s*/i, ''),
		why: sources('Input'),
		inside,
		statusBeside: (texts) => statusOfTasks(texts.get('tasks.md')),
		signature: { text: /^#\s+(?:feature )?spec(?:ification)?\b|\*\*Feature Branch\*\*|^[ \t]*[-*][ \t]+\*\*FR-\d+/im },
	},
];

function inside({ lines, id }: InsideInput): Inside {
	const stories = sectionsWhere(lines, (title) => STORY.test(title)).flatMap((section): readonly ChildDraft[] => {
		const [, number = '', name = ''] = STORY.exec(section.title) ?? [];
		const own = idInside(id, `US${number}`);
		const title = shortTitle(name.slice(0, 1000).replace(/\(Priority:[^)]*\)/i, ''));
		return own === undefined || title === '' || isUnfilled(title)
			? []
			: [{ id: own, title, why: textOf(section.lines), line: section.line }];
	});
	const requirements = labelledItems(lines, /^(?:N?FR|REQ)-\d+$/i).flatMap((item): readonly ChildDraft[] => {
		const own = idInside(id, item.label);
		const title = shortTitle(item.text) || item.label;
		// What the title says whole need not be said again.
		const why = title === item.text ? '' : item.text;
		return own === undefined || isUnfilled(item.text) ? [] : [{ id: own, title, why, line: item.line }];
	});
	const keyResults = labelledItems(lines, /^SC-\d+$/i).map(({ label, text, line }) => ({
		id: label,
		metric: shortTitle(text) || label,
		line,
	}));
	return { children: withOwnIds([...stories, ...requirements]), keyResults };
}

const STORY = /^user story[ \t]+(\d{1,4})[ \t]*[-–:]([^]*)$/i;
