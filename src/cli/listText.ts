import type { DoctorCheck, DoctorReport } from '../app/doctor.ts';
import { count, healthWord, periodText, statusWord } from '../app/words.ts';
import type { CommitFacts, CommitNaming } from '../core/link.ts';
import type { Objective } from '../core/objective.ts';
import type { CommitCounts } from './json.ts';
import { terminalText } from './terminalText.ts';
import { safeText, textTable } from './textTable.ts';

/** A commit and what its message says about objectives. */
export interface NamedCommit {
	readonly commit: CommitFacts;
	readonly naming: CommitNaming;
}

/** The objectives as a table, for people. */
export function objectivesText(objectives: readonly Objective[]): readonly string[] {
	if (objectives.length === 0) return ['No objective was found.'];
	return textTable([
		['ID', 'STATUS', 'HEALTH', 'PERIOD', 'PM', 'TITLE'],
		...objectives.map(({ id, status, statusText, health, period, pm, title }) => [
			id,
			status ? statusWord(status) : (statusText ?? '-'),
			health ? healthWord(health) : '-',
			periodText(period) ?? '-',
			pm?.name ?? '-',
			title,
		]),
	]);
}

/** The commits that say something about objectives, one line for each objective, for people. */
export function commitsText(commits: readonly NamedCommit[], counts: CommitCounts): readonly string[] {
	const rows = commits.flatMap(({ commit, naming }) => [
		...naming.mentions.map(({ objective, relation, where, words }) =>
			row(commit, { id: objective, relation, where, words }),
		),
		...(naming.none ? [row(commit, { id: 'none', relation: 'on purpose', where: '', words: naming.none.words })] : []),
	]);
	const none = counts.none > 0 ? `; ${counts.none} ${counts.none === 1 ? 'says' : 'say'} that it serves none` : '';
	const named = `${counts.named} of ${count(counts.commits, 'commit')} ${counts.named === 1 ? 'names' : 'name'} an objective`;
	return [...textTable(rows), ...(rows.length > 0 ? [''] : []), `${named}${none}.`];
}

/** The doctor's report, for people. */
export function doctorText({ sections }: DoctorReport): readonly string[] {
	return sections.flatMap(({ title, checks }, index) => [
		...(index > 0 ? [''] : []),
		safeText(title),
		...checks.filter((check) => check.status !== 'note').flatMap(checkText),
		...notesText(checks.filter((check) => check.status === 'note')),
	]);
}

/** Notes of one section that are shown. */
const NOTES = 10;

function notesText(notes: readonly DoctorCheck[]): readonly string[] {
	const hidden = notes.length - NOTES;
	return [
		...notes.slice(0, NOTES).flatMap(checkText),
		...(hidden > 0 ? [`  ${MARKS.note} and ${hidden} more like these; --json lists them`] : []),
	];
}

function checkText({ status, text, next }: DoctorCheck): readonly string[] {
	const indent = ' '.repeat(MARKS.note.length + 3);
	return [
		`  ${MARKS[status]} ${safeText(terminalText(text))}`,
		...(next ? [`${indent}${safeText(terminalText(next))}`] : []),
	];
}

const MARKS = { ok: 'ok     ', note: 'note   ', warning: 'warning', error: 'error  ' };

function row(
	{ hash, time, subject }: CommitFacts,
	said: { id: string; relation: string; where: string; words: string },
): readonly string[] {
	const day = new Date(time * 1000);
	const date = Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
	const words = said.words.length > WORDS ? `${said.words.slice(0, WORDS - 1)}…` : said.words;
	return [hash.slice(0, 9), date, said.id, said.relation, said.where, `"${words}"`, subject];
}

/** A pasted address would push the subjects off the screen; --json has it whole. */
const WORDS = 48;
