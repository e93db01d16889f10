import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTandem, type Tandem } from '../../src/app/tandem.ts';
import type { CodeDocument, KnownWhy } from '../../src/app/why.ts';
import { createMachine } from '../../src/node/machine.ts';
import { fakeMemory } from '../support/inMemory.ts';
import type { BenchWorkspace } from './benchWorkspace.ts';
import { log } from './openIndex.ts';

export interface OpenTandem {
	readonly tandem: Tandem;
	/** The document of a file, as an editor has it. */
	document(path: string): CodeDocument;
	/** What is known of it, when all is known: the file's history and that of the whole repository. */
	known(document: CodeDocument): Promise<KnownWhy>;
}

/** Tandem as a window wires it, without the window. */
export function openTandem({ code }: BenchWorkspace, storage: string, worker: string): OpenTandem {
	const machine = createMachine({
		log,
		storage,
		allowed: () => true,
		timeoutMs: () => 60_000,
		specSetting: () => '',
		folders: () => [code],
	});
	const codeHistories = machine.createCodeHistories(worker);
	const tandem = createTandem({ ...machine.ports, codeHistories, memory: fakeMemory(), log, allowed: () => true });
	void tandem.start([code]);
	const isWhole = (why: KnownWhy) => {
		const view = tandem.history.view(why.context);
		return view !== undefined && !view.partial && tandem.history.progress() === undefined;
	};
	return {
		tandem,
		document(path) {
			const osPath = join(code, path);
			const lines = readFileSync(osPath, 'utf8').split('\n');
			return { osPath, version: 1, lines: () => lines };
		},
		async known(document) {
			for (;;) {
				const why = tandem.why.explain(document);
				if (why.kind === 'known' && why.history.kind === 'ready' && isWhole(why)) return why;
				if (why.kind === 'failed') throw why.failure;
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		},
	};
}
