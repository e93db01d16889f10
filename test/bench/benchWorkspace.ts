import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackRealSpecs } from '../support/realSpecs.ts';
import { type BenchRepo, frequentTickets, gitText, hotFiles } from './benchRepos.ts';

/** A code repo and its spec repo, as a user has them side by side. */
export interface BenchWorkspace {
	readonly code: string;
	/** Files to be opened, from the root. */
	readonly files: { readonly small: OpenedLine; readonly hot: OpenedLine; readonly third: OpenedLine };
}

/** A line whose commit names an objective. */
export interface OpenedLine {
	readonly path: string;
	/** From 1. */
	readonly line: number;
}

const TICKETS = 500;
const CANDIDATES = 100;
const IDENTITY = ['-c', 'user.name=Ana Example', '-c', 'user.email=ana@example.com'];

/** Makes it in `folder` from a repository that is left as it is. */
export async function makeBenchWorkspace({ kind, root }: BenchRepo, folder: string): Promise<BenchWorkspace> {
	const code = join(folder, kind);
	const specs = join(folder, `${kind}-specs`);
	gitText(folder, ['clone', '--quiet', '--shared', root, code]);
	mkdirSync(specs);
	gitText(specs, ['init', '--quiet', '-b', 'main']);
	const ids = kind === 'kafka' ? frequentTickets(root, TICKETS) : [];
	writeFileSync(join(code, '.tandem.yml'), `spec: ../${kind}-specs\nrepo: acme/${kind}\n`);
	commitAll(code, 'Say where the objectives are');
	const hot = hotFiles(code);
	if (kind === 'neutron') await unpackRealSpecs('neutron', 'specs.tar.gz', specs);
	else writeObjectives(specs, ids);
	commitAll(specs, 'Write down what is wanted');
	const isNamed = kind === 'neutron' ? (text: string) => /\bblueprint\b/i.test(text) : namesOneOf(ids);
	const find = (candidates: readonly (readonly [string, number])[]) => {
		for (const [path] of candidates) {
			const line = namedLine(code, path, isNamed);
			if (line !== undefined) return { path, line };
		}
		throw new Error(`no file of ${kind} has a line whose commit names an objective`);
	};
	// One that a handful of commits changed, and one in the middle.
	const small = hot.filter(([path, changes]) => changes <= 6 && isSource(path)).slice(0, CANDIDATES);
	const third = hot.filter(([path, changes]) => changes <= 60 && isSource(path)).slice(0, CANDIDATES);
	return { code, files: { small: find(small), hot: find(hot), third: find(third) } };
}

/** With a name that a user can type into quick open and be understood. */
function isSource(path: string): boolean {
	return /\/\w{12,}\.(?:java|scala|py)$/.test(path);
}

function namesOneOf(ids: readonly string[]): (text: string) => boolean {
	const known = new Set(ids);
	return (text) => [...text.matchAll(/\bKAFKA-\d+\b/g)].some(([id]) => known.has(id));
}

function namedLine(code: string, path: string, isNamed: (message: string) => boolean): number | undefined {
	const blame = gitText(code, ['blame', '--porcelain', 'HEAD', '--', path]);
	const lines = [...blame.matchAll(/^([0-9a-f]{40}) \d+ (\d+)/gm)].map(([, hash = '', line]) => ({ hash, line }));
	const hashes = [...new Set(lines.map(({ hash }) => hash))];
	const messages = gitText(code, ['log', '--no-walk', '-z', '--format=%H %B', ...hashes]).split('\0');
	const named = new Set(messages.filter(isNamed).map((text) => text.slice(0, 40)));
	const found = lines.find(({ hash }) => named.has(hash));
	return found && Number(found.line);
}

function writeObjectives(specs: string, ids: readonly string[]): void {
	mkdirSync(join(specs, 'objectives'));
	for (const id of ids) {
		const text = `---\nid: ${id}\ntitle: What ${id} is for\nstatus: active\nhealth: on-track\npm: Ana Example <ana@example.com>\n---\n\n# Why\n\nBecause users asked for ${id}.\n`;
		writeFileSync(join(specs, 'objectives', `${id}.md`), text);
	}
}

function commitAll(root: string, message: string): void {
	gitText(root, ['add', '--all']);
	gitText(root, [...IDENTITY, 'commit', '--quiet', '--no-gpg-sign', '-m', message]);
}
