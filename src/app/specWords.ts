import type { Health, ObjectiveStatus } from '../core/objective.ts';
import type { SpecKey } from './specKeys.ts';

/** What each status says, in one sentence. */
export const STATUS_SENTENCES: Readonly<Record<ObjectiveStatus, string>> = {
	proposed: 'It is not decided yet whether it will be done.',
	active: 'It is being worked on.',
	paused: 'The work rests, and is to go on.',
	achieved: 'It is done, and what was wanted has come.',
	dropped: 'It will not be done, or not any more.',
};

/** What each health says, in one sentence. */
export const HEALTH_SENTENCES: Readonly<Record<Health, string>> = {
	'on-track': 'It will get where it should, and in time.',
	'at-risk': 'It can still get there, if something changes.',
	'off-track': 'It will not get there as it goes now.',
};

/** What a key means and takes, as paragraphs of plain text. */
export function keyAbout({ meaning, expected, example }: SpecKey): readonly string[] {
	return [meaning, `Takes ${expected}.`, `Example: ${example}`];
}
