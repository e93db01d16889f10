import { isNative } from '../core/formats/specFormat.ts';
import type { Problem } from '../core/problem.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { channelChecks } from './channels/channelChecks.ts';
import type { CheckedChannel } from './channels/channelChecks.ts';
import type { RepoContext } from './codeContexts.ts';
import { fileChecks } from './doctorFile.ts';
import { failureText } from './failureText.ts';
import type { HistoryStanding } from './historyReader.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { StrandedFile } from './ports.ts';
import { problemText } from './problemText.ts';
import type { SpecStore } from './specStore.ts';
import type { FileWhy } from './why.ts';
import { count, relativeTime } from './words.ts';

/** What is wired and what is not, in plain words. `next` says what to do about it. */
export interface DoctorCheck {
	readonly status: 'ok' | 'note' | 'warning' | 'error';
	readonly text: string;
	readonly next?: string;
}

export interface DoctorSection {
	readonly title: string;
	readonly checks: readonly DoctorCheck[];
}

/** The report; `version` is that of this shape. */
export interface DoctorReport {
	readonly version: 1;
	readonly sections: readonly DoctorSection[];
}

export interface DoctorInput {
	/** `Tandem 0.1.0 in VS Code 1.139.1`, and git's own version where there is a git. */
	readonly host: string;
	readonly git?: string;
	readonly trusted: boolean;
	readonly repos: readonly RepoContext[];
	readonly specs: readonly SpecStore[];
	/** What an https address answered when asked without git, by spec label. */
	readonly probes: ReadonlyMap<string, string>;
	readonly active?: { readonly path: string; readonly why: FileWhy };
	/** How far the history of each code repo is known, by root. */
	readonly histories: ReadonlyMap<string, HistoryStanding>;
	readonly outbox: readonly OutboxEntry[];
	readonly stranded?: readonly StrandedFile[];
	/** By spec label; absent: nobody can sign in here. */
	readonly channels?: ReadonlyMap<string, readonly CheckedChannel[]>;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** Looks at everything that Tandem depends on. Pure: what it says was found out before. */
export function doctorReport(input: DoctorInput): DoctorReport {
	return {
		version: 1,
		sections: [
			{ title: 'Here', checks: hereChecks(input) },
			...input.specs.map((store) => ({ title: `Spec repo ${store.source.label}`, checks: specChecks(store, input) })),
			{ title: 'Code repositories', checks: repoChecks(input) },
			...(input.active ? [{ title: `This file: ${input.active.path}`, checks: fileChecks(input.active.why) }] : []),
			...[outboxChecks(input)].flatMap((checks) => (checks.length > 0 ? [{ title: 'Outbox', checks }] : [])),
			...input.specs.flatMap(problemSection),
		],
	};
}

function hereChecks({ host, git, trusted, specs }: DoctorInput): readonly DoctorCheck[] {
	return [
		{ status: 'ok', text: host },
		git
			? { status: 'ok', text: git }
			: trusted
				? { status: 'error', text: 'git was not found.', next: 'Install git 2.30 or newer and reload the window.' }
				: { status: 'note', text: 'git was not asked: the workspace is not trusted.' },
		...(trusted
			? []
			: [
					{
						status: 'warning' as const,
						text: 'This workspace is not trusted: Tandem runs no git and sends nothing.',
						next: 'Run "Workspaces: Manage Workspace Trust" if you trust it.',
					},
				]),
		...(trusted && specs.length === 0
			? [
					{
						status: 'warning' as const,
						text: 'No spec repo is known.',
						next: 'Run "Tandem: Connect Spec Repo", or write "spec: <address>" into .tandem.yml at the root of the code.',
					},
				]
			: []),
	];
}

function specChecks(store: SpecStore, { probes, channels, now }: DoctorInput): readonly DoctorCheck[] {
	const { address } = store.source;
	const state = store.state();
	const checks: DoctorCheck[] = [
		{
			status: 'ok',
			text: address.kind === 'remote' ? `Cloned from ${address.url}` : `Read in place from ${address.dir}`,
		},
	];
	if (state.kind === 'loading') return [...checks, { status: 'note', text: 'It is being read for the first time.' }];
	if (state.kind === 'failed' || state.kind === 'stale') {
		checks.push({
			status: 'error',
			text: `${failureText(state.failure)} Since ${relativeTime(state.since, now)}.`,
			next: probes.get(store.source.label),
		});
	}
	if (state.kind === 'failed') return checks;
	const { snapshot } = state;
	const { revision } = snapshot;
	const active = snapshot.objectives.filter(({ status }) => status === 'active').length;
	const open = snapshot.questions.filter((question) => question.state === 'open').length;
	checks.push(
		{
			status: 'ok',
			text: [
				revision.commit ? `Commit ${revision.commit.slice(0, 7)}` : 'No commit yet',
				revision.branch && ` on ${revision.branch}`,
				revision.inPlace && ', with the edits in the folder',
				state.kind === 'stale' && ' (the last good state)',
			]
				.filter((part) => part)
				.join(''),
		},
		...formatChecks(snapshot),
		snapshot.objectives.length > 0
			? { status: 'ok', text: `${count(snapshot.objectives.length, 'objective')}, ${active} of them active` }
			: {
					status: 'warning',
					text: `No objective was found. Looked for ${snapshot.formats.flatMap(({ files }) => files).join(', ')}`,
					next: 'Run "Tandem: Create Spec Repo Here" for a first one, or say in tandem.yml where they are.',
				},
		{ status: 'ok', text: `${count(snapshot.questions.length, 'question')}, ${open} open` },
		...attributeChecks(store, snapshot),
		...(channels ? channelChecks(snapshot.config.channels, channels.get(store.source.label) ?? [], now) : []),
	);
	return checks;
}

/** What Tandem writes merges by itself; this is for people who merge by hand. Of a folder of a repository the files above it are not known. */
function attributeChecks({ source }: SpecStore, { missingAttributes }: SpecSnapshot): readonly DoctorCheck[] {
	if (missingAttributes === undefined || source.address.path) return [];
	return [
		{
			status: 'note',
			text: 'Two people who write in one question at the same time may have to merge it by hand.',
			next: `Add this line to the file .gitattributes at the top of the spec repo: ${missingAttributes}`,
		},
	];
}

/** In which format the objectives are kept, and how that is known. */
function formatChecks({ formats, recognised, config }: SpecSnapshot): readonly DoctorCheck[] {
	const labels = [...new Set(formats.map(({ label }) => label))].join(', ');
	if (!recognised) return [{ status: 'ok', text: `Format: ${labels}, as tandem.yml says` }];
	const own = config.objectives.length > 0 ? 'the files that tandem.yml names look like it' : 'its files look like it';
	const next = 'If that is wrong, write "objectives: {format: ...}" into tandem.yml of the spec repo.';
	const isNativeOnly = formats.every((format) => isNative(format));
	return [{ status: 'ok', text: `Format: ${labels}, because ${own}`, ...(isNativeOnly ? {} : { next }) }];
}

function repoChecks({ repos, histories }: DoctorInput): readonly DoctorCheck[] {
	if (repos.length === 0) return [{ status: 'note', text: 'None is open yet. Open a file of one.' }];
	return repos.flatMap(({ repo, name, head, spec, problems }) => [
		{
			status: 'ok' as const,
			text: `${repo.root}${name ? ` is ${name} in code: rules` : ''}, ${head.branch ? `branch ${head.branch}` : 'no branch'}${head.commit ? ` at ${head.commit.slice(0, 7)}` : ', no commit yet'}`,
		},
		...(name
			? []
			: [
					{
						status: 'note' as const,
						text: 'It has no remote, so code: rules that name a repository do not apply.',
						next: 'Write "repo: owner/name" into its .tandem.yml.',
					},
				]),
		...(head.shallow
			? [
					{
						status: 'warning' as const,
						text: 'It is a shallow clone: links by commit are incomplete.',
						next: 'Run "git fetch --unshallow" in it.',
					},
				]
			: []),
		...(spec.kind === 'refused' ? [{ status: 'error' as const, text: failureText(spec.failure) }] : []),
		...(spec.kind === 'none' ? [{ status: 'warning' as const, text: 'No spec repo belongs to it.' }] : []),
		...(spec.kind === 'store' ? [{ status: 'ok' as const, text: `Its spec repo is ${spec.store.source.label}` }] : []),
		...historyChecks(histories.get(repo.root)),
		...problems.map(problemCheck),
	]);
}

function historyChecks(standing: HistoryStanding | undefined): readonly DoctorCheck[] {
	switch (standing?.kind) {
		case undefined:
			return [];
		case 'reading':
			return [{ status: 'note', text: 'Its history is being read.' }];
		case 'stopped':
			return [
				{
					status: 'note',
					text: 'The reading of its history was stopped. What is known so far is kept.',
					next: 'Run "Tandem: Refresh" to go on.',
				},
			];
		case 'failed':
			return [
				{
					status: 'error',
					text: `Its history cannot be read: ${failureText(standing.failure)}`,
					next: 'Run "Tandem: Refresh" to try again.',
				},
			];
		case 'read':
			return [{ status: 'ok', text: `Its history was read: ${count(standing.commits, 'commit')}` }];
	}
}

function outboxChecks({ outbox, stranded = [], now }: DoctorInput): readonly DoctorCheck[] {
	const others = stranded.map(({ kind, path, title }): DoctorCheck => ({
		status: 'warning',
		text:
			kind === 'newer'
				? `"${title}" waits for another version of Tandem.`
				: `${path} is no entry of the outbox. What was typed may still be in it.`,
		next: kind === 'newer' ? 'Update Tandem in this editor.' : '"Tandem: Show Outbox" opens or deletes it.',
	}));
	const waiting = outbox.map(({ title, lastFailure }): DoctorCheck => ({
		status: lastFailure ? 'warning' : 'note',
		text: lastFailure
			? `"${title}" could not be sent ${relativeTime(Date.parse(lastFailure.at), now)}: ${lastFailure.kind}, ${lastFailure.detail}`
			: `"${title}" is on its way.`,
		...(lastFailure ? { next: lastFailure.kind === 'misfit' ? HAS_TEXT : SENDS } : {}),
	}));
	return [...waiting, ...others];
}

const SENDS = 'It goes out by itself. "Tandem: Show Outbox" sends it now.';
const HAS_TEXT = '"Tandem: Show Outbox" has its text: put it where it belongs, then discard it.';

const PROBLEM_LIMIT = 200;

function problemSection(store: SpecStore): readonly DoctorSection[] {
	const problems = store.snapshot()?.problems ?? [];
	if (problems.length === 0) return [];
	const rank = { error: 0, warning: 1, info: 2 };
	const shown = [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, PROBLEM_LIMIT);
	return [
		{
			title: `Problems in ${store.source.label} (${problems.length})`,
			checks: [
				...shown.map(problemCheck),
				...(problems.length > shown.length
					? [{ status: 'note' as const, text: `and ${problems.length - shown.length} more` }]
					: []),
			],
		},
	];
}

function problemCheck(problem: Problem): DoctorCheck {
	const place = problem.range ? `${problem.file}:${problem.range.start.line}` : problem.file;
	return {
		status: problem.severity === 'error' ? 'error' : problem.severity === 'warning' ? 'warning' : 'note',
		text: `${place} ${problemText(problem)}`,
	};
}
