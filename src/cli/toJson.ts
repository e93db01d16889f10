import type { RepoContext } from '../app/codeContexts.ts';
import type { CommitFacts, CommitMention, Evidence, LineHistory } from '../core/link.ts';
import type { Objective, Person } from '../core/objective.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { reasonOf } from './cannotKnow.ts';
import type {
	CodeJson,
	CommitJson,
	EvidenceJson,
	HistoryJson,
	MentionJson,
	ObjectiveJson,
	PersonJson,
	SpecJson,
} from './json.ts';
import type { ReadSpec } from './session.ts';

/** The objective with the questions about it that are open in `snapshot`. */
export function toObjectiveJson(objective: Objective, { questions }: Pick<SpecSnapshot, 'questions'>): ObjectiveJson {
	const { id, title, status, statusText, health, healthText, team, period, parent, why, source } = objective;
	return {
		id,
		title,
		status,
		statusText,
		health,
		healthText,
		pm: toPersonJson(objective.pm),
		engineer: toPersonJson(objective.engineer),
		team,
		period: period && { text: period.text, start: period.start, due: period.due },
		parent,
		supersedes: objective.supersedes,
		keyResults: objective.keyResults.map(({ id, metric, unit, baseline, target, current }) => {
			return { id, metric, unit, baseline, target, current };
		}),
		tickets: objective.tickets,
		aliases: objective.aliases,
		code: objective.code.map(({ repo, patterns }) => ({ repo, patterns: patterns.map(({ text }) => text) })),
		why,
		constraints: objective.constraints.map(({ markdown }) => markdown),
		decisions: objective.decisions.map(({ markdown }) => markdown),
		outOfScope: objective.outOfScope.map(({ markdown }) => markdown),
		openQuestions: questions
			.filter((question) => question.objective === id && question.state === 'open')
			.map(({ id, title, file }) => ({ id, title, file })),
		file: source.file,
		line: source.titleLine,
	};
}

export function toCodeJson({ repo, name, head }: RepoContext): CodeJson {
	return { root: repo.root, name, commit: head.commit, branch: head.branch, shallow: head.shallow };
}

export function toSpecJson({ store, snapshot, state }: ReadSpec): SpecJson {
	const { address, label } = store.source;
	const { commit, branch } = snapshot.revision;
	return {
		label,
		...(address.kind === 'remote' ? { url: address.url } : { folder: address.dir }),
		path: address.path,
		commit,
		branch,
		stale: state.kind === 'stale' ? reasonOf(state.failure) : undefined,
	};
}

export function toCommitJson({ hash, author, time, subject }: CommitFacts): CommitJson {
	return { hash, author, time: isoTime(time), subject };
}

export function toMentionJson({ relation, where, words }: CommitMention): MentionJson {
	return { relation, where, words };
}

export function toEvidenceJson(evidence: Evidence): EvidenceJson {
	switch (evidence.kind) {
		case 'marker': {
			const { kind, line, scope, words } = evidence;
			return { kind, line, scope, words };
		}
		case 'commit':
			return { kind: 'commit', commit: toCommitJson(evidence.commit), ...toMentionJson(evidence.mention) };
		case 'path': {
			const { kind, pattern, specFile, specLine } = evidence;
			return { kind, pattern, specFile, specLine };
		}
		case 'branch': {
			const { kind, branch, words } = evidence;
			return { kind, branch, words };
		}
	}
}

/** Of a history that is not `pending` any more. */
export function toHistoryJson(history: LineHistory): HistoryJson {
	switch (history.kind) {
		case 'commit':
			return { kind: 'commit', commit: toCommitJson(history.commit), boundary: history.boundary };
		case 'uncommitted':
			return { kind: 'uncommitted' };
		case 'failed':
			return { kind: 'failed', reason: history.reason };
		case 'pending':
			throw new Error('a history is still pending');
	}
}

/** JSON in which nothing can steer a terminal or turn the direction of text: every control character is written as an escape. */
export function jsonText(value: unknown, indent?: string): string {
	return JSON.stringify(value, undefined, indent).replaceAll(
		/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

function toPersonJson(person: Person | undefined): PersonJson | undefined {
	return person && { name: person.name, email: person.email, handle: person.handle };
}

/** A time that no calendar holds (a commit may claim any) is the beginning of time. */
function isoTime(seconds: number): string {
	const date = new Date(seconds * 1000);
	return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}
