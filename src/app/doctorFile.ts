import type { EvidenceKind } from '../core/link.ts';
import type { DoctorCheck } from './doctor.ts';
import { failureText } from './failureText.ts';
import type { FileWhy, KnownWhy } from './why.ts';
import { count } from './words.ts';

const KIND_WORDS: Record<EvidenceKind, string> = {
	marker: 'by a marker',
	commit: 'by their commit',
	path: 'by a pattern of the file',
	branch: 'by the branch',
};

/** What is known of the lines of a file, and what stands in the way of knowing more. */
export function fileChecks(why: FileWhy): readonly DoctorCheck[] {
	switch (why.kind) {
		case 'loading':
			return [{ status: 'note', text: 'It is being looked at.' }];
		case 'outside':
			return [{ status: 'note', text: 'It is in no git repository.' }];
		case 'unconfigured':
			return [{ status: 'warning', text: 'Its repository has no spec repo.' }];
		case 'failed':
			return [{ status: 'error', text: failureText(why.failure) }];
		case 'known':
			return knownFileChecks(why);
	}
}

function knownFileChecks({ explanation, history, snapshot }: KnownWhy): readonly DoctorCheck[] {
	const byKind = new Map<EvidenceKind, number>();
	for (let line = 1; line <= explanation.lineCount; line++) {
		const answer = explanation.answer(line);
		if (answer.kind !== 'linked') continue;
		const { kind } = answer.links[0].evidence[0];
		byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
	}
	const linked = [...byKind.values()].reduce((sum, lines) => sum + lines, 0);
	return [
		{
			status: linked > 0 ? 'ok' : 'note',
			text: `${linked} of ${count(explanation.lineCount, 'line')} linked${[...byKind].map(([kind, lines]) => `, ${lines} ${KIND_WORDS[kind]}`).join('')}`,
		},
		...(history.kind === 'failed'
			? [
					{
						status: 'warning' as const,
						text: `Its history could not be read: ${history.reason}.`,
						next: 'Run "Tandem: Refresh".',
					},
				]
			: []),
		...(history.kind === 'pending' ? [{ status: 'note' as const, text: 'Its history is being read.' }] : []),
		...explanation.unknownMarkers.map(({ line, id }) => ({
			status: 'warning' as const,
			text: `Line ${line} says @objective ${id}, which is none of the ${count(snapshot.objectives.length, 'objective')}.`,
		})),
	];
}
