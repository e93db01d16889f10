import { createBreather } from '../app/breather.ts';
import { createCommitFiles } from '../app/commitFiles.ts';
import type { Log } from '../app/ports.ts';
import { createSpecChecks } from '../app/specChecks.ts';
import { createSpecDrafts } from '../app/specDrafts.ts';
import type { Tandem, TandemPorts } from '../app/tandem.ts';
import { createUnmatchedPatterns } from '../app/unmatchedPatterns.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { registerSpecDocuments } from './specDocuments.ts';
import { registerSpecFixes } from './specFixes.ts';
import { registerSpecLanguage } from './specLanguage.ts';
import { registerSpecProblems } from './specProblems.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

export interface SpecWritingDeps {
	readonly tandem: Tandem;
	readonly documents: VirtualDocuments;
	readonly ports: Pick<TandemPorts, 'clock' | 'codeRepos' | 'pause'>;
	readonly log: Log;
}

/** All that helps while spec files are written: drafts, problems with their fixes, suggestions, hovers, links, an outline. */
export function registerSpecWriting(deps: SpecWritingDeps): Disposable & { update(): void } {
	const { tandem, documents, log } = deps;
	const { clock, codeRepos, pause } = deps.ports;
	const disposables = createDisposables();
	const drafts = disposables.add(createSpecDrafts({ clock, log }));
	const breathe = createBreather({ now: clock.now, pause, budgetMs: 8 });
	const commitFiles = createCommitFiles(codeRepos);
	const patterns = createUnmatchedPatterns({
		commitFiles,
		contexts: tandem.contexts.known,
		specs: tandem.specs,
		breathe,
		log,
	});
	const checks = disposables.add(createSpecChecks({ drafts, patterns, breathe, log }));
	disposables.add(tandem.contexts.onDidChange(checks.lookAgain));
	disposables.add(registerSpecFixes(tandem, checks));
	disposables.add(registerSpecLanguage({ tandem, documents, commitFiles, log }));
	const documentsPart = disposables.add(registerSpecDocuments(tandem, drafts));
	const problems = disposables.add(registerSpecProblems(tandem, checks));
	return {
		update() {
			documentsPart.update();
			problems.update();
		},
		dispose: () => disposables.dispose(),
	};
}
