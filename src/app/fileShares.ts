import type { SpecSnapshot } from '../core/snapshot.ts';
import type { FileShares } from '../protocol/sidebar.ts';
import type { FileExplanation } from './fileExplanation.ts';
import { encodeTarget } from './target.ts';
import { count, formatShare } from './words.ts';

const REST = { none: 'No objective, on purpose', unlinked: 'Not linked', unknown: 'Not known yet' } as const;
const REST_ORDER = ['none', 'unlinked', 'unknown'] as const;

/** How the open file's lines are shared by objectives; undefined for an empty file, or one that nothing links to. */
export function fileShares(explanation: FileExplanation, snapshot: SpecSnapshot, spec: string): FileShares | undefined {
	const shares = explanation.shares();
	if (!shares.some(({ kind }) => kind === 'linked' || kind === 'none')) return undefined;
	const row = (lines: number) => ({
		share: lines / explanation.lineCount,
		text: formatShare(lines / explanation.lineCount),
	});
	return {
		rows: [
			...shares.flatMap(({ kind, objective, lines }) =>
				kind === 'linked' && objective
					? [
							{
								kind: 'objective' as const,
								label: snapshot.objectiveById.get(objective)?.title ?? objective,
								target: encodeTarget({ kind: 'objective', spec, id: objective }),
								...row(lines),
							},
						]
					: [],
			),
			...REST_ORDER.flatMap((kind) => {
				const found = shares.find((share) => share.kind === kind);
				return found ? [{ kind, label: REST[kind], ...row(found.lines) }] : [];
			}),
		],
		note: `of its ${count(explanation.lineCount, 'line')}`,
	};
}
