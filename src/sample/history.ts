/** Name and e-mail as git writes them. */
export interface Author {
	readonly name: string;
	readonly email: string;
}

export type Edit =
	/** A new file. */
	| { readonly kind: 'create'; readonly path: string; readonly text: string }
	/** `find` must stand exactly once in the file. */
	| { readonly kind: 'replace'; readonly path: string; readonly find: string; readonly by: string }
	/** Text at the end of the file. */
	| { readonly kind: 'append'; readonly path: string; readonly text: string }
	| { readonly kind: 'rename'; readonly from: string; readonly to: string }
	| { readonly kind: 'remove'; readonly path: string };

/** Full hash of the commit made by the step with that key. */
export type HashOf = (key: string) => string;

/** One commit, as it is told. */
export interface Step {
	/** Other steps and the specs speak of the commit by this name. */
	readonly key?: string;
	readonly by: Author;
	/** `2025-11-03 09:12`, UTC; never before the step above it. */
	readonly at: string;
	readonly message: string;
	/** Default `main`. A new branch starts at main's newest commit. */
	readonly branch?: string;
	/** The branch that this commit merges. */
	readonly merge?: string;
	/** From this commit on, files are written as they stand here; before it through the history's draft style. */
	readonly formats?: true;
	/** A function where the text needs the hash of an earlier commit. */
	readonly edits: readonly Edit[] | ((hashOf: HashOf) => readonly Edit[]);
}

export type Files = ReadonlyMap<string, string>;

/** One commit, as git needs it. */
export interface Commit {
	/** From 1, in order. */
	readonly mark: number;
	readonly step: Step;
	readonly branch: string;
	/** Marks; the first parent is the branch's former tip. */
	readonly parents: readonly number[];
	/** Against the first parent; `undefined`: the file goes away. */
	readonly changes: ReadonlyMap<string, string | undefined>;
	/** The whole tree. */
	readonly files: Files;
}

/** How files looked before the step that `formats`. */
export type DraftStyle = (path: string, text: string) => string;

interface Tip {
	readonly mark: number;
	/** In the final style. */
	readonly source: Files;
	/** As written. */
	readonly files: Files;
	/** Where the branch left main. */
	readonly fork?: Files;
}

/** Turns steps into commits, one after the other. Throws, naming the step, where a step does not fit the state before it. */
export function createHistory(style: DraftStyle): { next(step: Step, hashOf: HashOf): Commit } {
	const tips = new Map<string, Tip>();
	let draft = true;
	let count = 0;
	let last = '';
	return {
		next(step, hashOf) {
			const branch = step.branch ?? 'main';
			const main = tips.get('main');
			const tip = tips.get(branch) ?? (main && { ...main, fork: main.source });
			const merged = step.merge === undefined ? undefined : tips.get(step.merge);
			try {
				if (step.at < last) throw new Error(`its date is before ${last}`);
				if (step.merge !== undefined && !merged) throw new Error(`there is no branch ${step.merge}`);
				const source = new Map(merged ? mergeFiles(tip?.source ?? new Map(), merged) : tip?.source);
				for (const edit of typeof step.edits === 'function' ? step.edits(hashOf) : step.edits) apply(source, edit);
				if (step.formats) draft = false;
				const files = draft ? new Map([...source].map(([path, text]) => [path, style(path, text)])) : source;
				const changes = difference(tip?.files ?? new Map(), files);
				if (changes.size === 0) throw new Error('it changes nothing');
				count += 1;
				last = step.at;
				tips.set(branch, { mark: count, source, files, fork: tip?.fork });
				return { mark: count, step, branch, parents: [tip, merged].flatMap((at) => at?.mark ?? []), changes, files };
			} catch (error) {
				throw new Error(`Step "${firstLine(step.message)}" of ${step.at}: ${(error as Error).message}`, {
					cause: error,
				});
			}
		},
	};
}

export function create(path: string, text: string): Edit {
	return { kind: 'create', path, text: withoutFirstBreak(text) };
}

export function replace(path: string, find: string, by: string): Edit {
	return { kind: 'replace', path, find: withoutFirstBreak(find), by: withoutFirstBreak(by) };
}

/** Adds text behind `find`, which stays. */
export function after(path: string, find: string, added: string): Edit {
	const anchor = withoutFirstBreak(find);
	return { kind: 'replace', path, find: anchor, by: anchor + withoutFirstBreak(added) };
}

export function append(path: string, text: string): Edit {
	return { kind: 'append', path, text: withoutFirstBreak(text) };
}

export function rename(from: string, to: string): Edit {
	return { kind: 'rename', from, to };
}

export function remove(path: string): Edit {
	return { kind: 'remove', path };
}

/** First line of a commit message. */
export function firstLine(message: string): string {
	return message.split('\n', 1)[0] ?? '';
}

/** Texts are written from the line below the opening backtick, so that they stand in the data as they stand in the file. */
function withoutFirstBreak(text: string): string {
	return text.startsWith('\n') ? text.slice(1) : text;
}

function apply(files: Map<string, string>, edit: Edit): void {
	if (edit.kind === 'create') {
		if (files.has(edit.path)) throw new Error(`${edit.path} is there already`);
		files.set(edit.path, edit.text);
		return;
	}
	const path = edit.kind === 'rename' ? edit.from : edit.path;
	const text = files.get(path);
	if (text === undefined) throw new Error(`there is no ${path}`);
	if (edit.kind === 'replace') {
		const parts = text.split(edit.find);
		if (parts.length !== 2) throw new Error(`"${edit.find}" stands ${parts.length - 1} times in ${path}, not once`);
		files.set(path, parts.join(edit.by));
		return;
	}
	if (edit.kind === 'append') {
		files.set(path, text + edit.text);
		return;
	}
	files.delete(path);
	if (edit.kind === 'rename') {
		if (files.has(edit.to)) throw new Error(`${edit.to} is there already`);
		files.set(edit.to, text);
	}
}

/** The branch's changes since its fork, on top of `onto`. Both sides changing one file would need a person. */
function mergeFiles(onto: Files, merged: Tip): Map<string, string> {
	const fork = merged.fork ?? new Map<string, string>();
	const files = new Map(onto);
	for (const [path, text] of difference(fork, merged.source)) {
		if (onto.get(path) !== fork.get(path)) throw new Error(`both sides changed ${path}`);
		if (text === undefined) files.delete(path);
		else files.set(path, text);
	}
	return files;
}

function difference(from: Files, to: Files): Map<string, string | undefined> {
	const changes = new Map<string, string | undefined>();
	for (const path of from.keys()) if (!to.has(path)) changes.set(path, undefined);
	for (const [path, text] of to) if (from.get(path) !== text) changes.set(path, text);
	return changes;
}
