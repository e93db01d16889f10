import { defined } from '../core/defined.ts';
import type { ObjectiveWork } from '../core/history/historyFacts.ts';
import type { Objective } from '../core/objective.ts';
import { baseName } from '../core/repoPath.ts';
import type { WorkView } from '../protocol/figures.ts';
import { encodeTarget } from './target.ts';
import { count, dayText } from './words.ts';
import { peopleText, weekSpan, weeksLabel, workFacts, workRemark } from './workWords.ts';

/** How many files cross to the page. */
const FILE_LIMIT = 30;

/** What the whole history says of an objective, ready to be laid out. `spec` is the key of its spec repo, `now` in milliseconds since 1970. */
export function workView(
	objective: Objective,
	work: ObjectiveWork,
	{ spec, isParent, now }: { readonly spec: string; readonly isParent: boolean; readonly now: number },
): WorkView {
	const label = weeksLabel(work, now);
	const from = dayText(weekSpan(now).first, { withYear: false });
	return {
		...defined({ remark: workRemark(objective, work, { isParent, now }), people: peopleText(work) }),
		facts: workFacts(objective.id, work, now),
		...(label === undefined ? {} : { weeks: { counts: work.weeks, from, to: 'this week', label } }),
		files: work.files.slice(0, FILE_LIMIT).map(({ path, commits }) => ({
			name: baseName(path),
			folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
			note: count(commits, 'commit'),
			target: encodeTarget({ kind: 'work-file', spec, path }),
		})),
	};
}
