import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changeOf } from '../../src/app/outboxChange.ts';
import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import type { Delivery, SpecSource } from '../../src/app/ports.ts';
import { Failure } from '../../src/core/failure.ts';
import { questionSection } from '../../src/core/writeQuestion.ts';
import { createClock } from '../../src/node/clock.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createSpecFolder } from '../../src/node/specFolder.ts';
import { createGitRepo } from './gitRepo.ts';
import type { GitRepo } from './gitRepo.ts';
import { noCancel, openSource, quietLog, userEnvironment } from './specRemotes.ts';
import type { SpecRemote } from './specRemotes.ts';

/** Somebody's own way to the remote, which can be cut without a word to the others. */
export interface Line {
	readonly address: string;
	readonly isUp: () => boolean;
	up(): Promise<void>;
	down(): Promise<void>;
}

export async function createLine(remote: SpecRemote, name: string): Promise<Line> {
	const address = join(remote.dir, `way-of-${name}.git`);
	let isUp = true;
	await symlink(remote.bare, address);
	return {
		address,
		isUp: () => isUp,
		async up() {
			if (!isUp) await symlink(remote.bare, address);
			isUp = true;
		},
		async down() {
			if (isUp) await rm(address);
			isUp = false;
		},
	};
}

/** An engineer with the real delivery and what the outbox does around it: kept until it is out. */
export interface Engineer {
	readonly name: string;
	readonly line: Line;
	readonly waiting: OutboxEntry[];
	/** Keeps a section for the question at `path`, and gives the entry. */
	write(path: string, kind: 'reply' | 'resolved', minute: number, markdown: string): OutboxEntry;
	ask(path: string, text: string): OutboxEntry;
	/** Takes a comment over, as it was edited so often. */
	takeOver(path: string, comment: { readonly words: string; readonly edits: number }): void;
	/** Tries all that waits, oldest first, and tells what became of each. */
	send(): Promise<readonly Sent[]>;
}

export interface Sent {
	readonly entry: OutboxEntry;
	readonly result: Delivery | Failure;
}

function createEngineer(name: string, line: Line, source: SpecSource): Engineer {
	const waiting: OutboxEntry[] = [];
	let count = 0;
	const keep = (path: string, action: OutboxEntry['action']) => {
		const entry: OutboxEntry = {
			id: `${name}-${count++}`,
			spec: 'specs',
			createdAt: '2026-11-03T10:00:00Z',
			path,
			action,
			message: `${action.kind} ${name} ${count}`,
			author: { name, email: `${name.toLowerCase()}@shop.example` },
			title: 'Why?',
			attempts: 0,
		};
		waiting.push(entry);
		return entry;
	};
	return {
		name,
		line,
		waiting,
		write(path, kind, minute, markdown) {
			const at = new Date(Date.UTC(2026, 10, 3, 10, minute, 30)).toISOString();
			const section = questionSection({ kind, author: { name }, at, markdown });
			return keep(path, { kind: 'append', messageKind: kind, section });
		},
		takeOver(path, { words: markdown, edits }) {
			const source = 'https://forge.example/issues/1#issuecomment-1';
			const [at, editedAt] = [0, edits].map((minutes) => new Date(Date.UTC(2026, 10, 3, 9, minutes)).toISOString());
			const message = {
				kind: 'answer',
				author: { name: 'Maria' },
				at: at ?? '',
				markdown,
				source,
				editedAt: editedAt ?? '',
			} as const;
			keep(path, { kind: 'append', messageKind: 'answer', section: questionSection(message), source });
			keep(path, { kind: 'edit', source, markdown, editedAt: editedAt ?? '' });
		},
		ask: (path, text) => keep(path, { kind: 'create', text }),
		async send() {
			const sent: Sent[] = [];
			for (const entry of waiting.slice()) {
				const result = await source.deliver(changeOf(entry), noCancel()).catch((error: unknown) => {
					if (error instanceof Failure) return error;
					throw error;
				});
				if (!(result instanceof Failure)) waiting.splice(waiting.indexOf(entry), 1);
				sent.push({ entry, result });
			}
			return sent;
		},
	};
}

/** With a clone of Tandem's own. */
export async function engineerWithClone(remote: SpecRemote, name: string): Promise<Engineer> {
	const line = await createLine(remote, name);
	const source = openSource({ storage: join(remote.dir, `storage-${name}`), address: { url: line.address } });
	await source.sync(noCancel(), () => undefined);
	return createEngineer(name, line, source);
}

/** With a checkout of the spec repo, in which the engineer works too. */
export async function engineerWithFolder(
	remote: SpecRemote,
	name: string,
): Promise<{ readonly engineer: Engineer; readonly own: GitRepo; readonly source: SpecSource }> {
	const line = await createLine(remote, name);
	const own = await checkout(remote, name, line);
	const environment = userEnvironment(name);
	const git = createGit({ log: quietLog, environment });
	const network = createGitNetwork({ log: quietLog, git, environment });
	const address = { kind: 'folder', dir: own.root } as const;
	const source = createSpecFolder({ address, git, network, log: quietLog, clock: createClock() });
	return { engineer: createEngineer(name, line, source), own, source };
}

/** Somebody who has nothing of Tandem: an editor, and `git pull` and `git push`. */
export interface PlainWriter {
	readonly line: Line;
	readonly own: GitRepo;
	/** Changes a file as an editor would, and commits it. */
	edit(path: string, change: (text: string) => string): Promise<void>;
	/** Rejects where git stops in a conflict. */
	pull(): Promise<void>;
	/** Whether the remote took it. */
	push(): Promise<boolean>;
}

export async function plainWriter(remote: SpecRemote, name: string): Promise<PlainWriter> {
	const line = await createLine(remote, name);
	return writerIn(await checkout(remote, name, line), line);
}

export function writerIn(own: GitRepo, line: Line): PlainWriter {
	return {
		line,
		own,
		async edit(path, change) {
			const file = join(own.root, path);
			const before = await readFile(file, 'utf8');
			await writeFile(file, change(before));
			await own.git('add', path);
			await own.git('commit', '--quiet', '--allow-empty', '-m', `Edit ${path}`);
		},
		pull: async () => void (await own.git('pull', '--quiet', '--no-rebase', '--no-edit')),
		push: () =>
			own.git('push', '--quiet').then(
				() => true,
				() => false,
			),
	};
}

async function checkout(remote: SpecRemote, name: string, line: Line): Promise<GitRepo> {
	const own = await createGitRepo({ root: join(remote.dir, `checkout-${name}`) });
	await own.git('remote', 'add', 'origin', line.address);
	await own.git('fetch', '--quiet', 'origin');
	await own.git('reset', '--quiet', '--hard', 'origin/main');
	await own.git('branch', '--quiet', '--set-upstream-to=origin/main');
	await own.git('config', 'user.name', name);
	return own;
}
