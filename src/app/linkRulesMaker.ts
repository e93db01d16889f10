import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { isCancelled } from '../core/failure.ts';
import { specLabel } from '../core/gitAddress.ts';
import { linkRulesInSteps } from '../core/linkRules.ts';
import type { LinkRules } from '../core/linkRules.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { Steps } from '../core/steps.ts';
import { createBreather } from './breather.ts';
import type { RepoContext } from './codeContexts.ts';
import { inTurns } from './inTurns.ts';
import type { Clock, Log } from './ports.ts';
import type { SpecStore } from './specStore.ts';

/** Makes the rules by which a code repo is linked to the objectives of a snapshot, each once, without keeping the host busy. */
export interface LinkRulesMaker extends Disposable {
	/** At once: those of `snapshot`, else the last ones that were ready for this code repo; undefined before there are any. */
	newest(context: RepoContext, store: SpecStore, snapshot: SpecSnapshot): ReadyRules | undefined;
	/** Those of `snapshot`, when they are made. Rejects with a cancellation after disposal. */
	of(context: RepoContext, store: SpecStore, snapshot: SpecSnapshot): Promise<LinkRules>;
	/** Rules that were not ready are. */
	readonly onDidChange: Event<void>;
}

export interface ReadyRules {
	readonly rules: LinkRules;
	/** Whose they are. */
	readonly snapshot: SpecSnapshot;
}

export interface LinkRulesMakerDeps {
	readonly clock: Pick<Clock, 'now'>;
	/** Lets the host do other things. */
	readonly pause: () => Promise<void>;
	readonly log: Log;
}

interface Making {
	/** Once they are ready. */
	rules?: LinkRules;
	readonly done: Promise<LinkRules>;
}

/** Milliseconds: with the collecting of garbage that may fall into it still below what a person notices. */
const BUDGET_MS = 5;

export function createLinkRulesMaker({ clock, pause, log }: LinkRulesMakerDeps): LinkRulesMaker {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const stop = new AbortController();
	// Keyed by the snapshot itself: a replaced snapshot takes its rules along.
	const makings = new WeakMap<SpecSnapshot, Map<string, Making>>();
	const lastReady = new WeakMap<SpecStore, Map<string, ReadyRules>>();

	/** A few hundred objectives are done at one go, so that nobody sees that there was something to wait for. */
	const start = (steps: Steps<LinkRules>): Making => {
		const begun = clock.now();
		for (;;) {
			const step = steps.next();
			if (step.done) return { rules: step.value, done: Promise.resolve(step.value) };
			if (Math.abs(clock.now() - begun) >= BUDGET_MS) break;
		}
		const breather = createBreather({ now: clock.now, pause, budgetMs: BUDGET_MS });
		const breathe = async () => {
			await breather();
			stop.signal.throwIfAborted();
		};
		return { done: pause().then(() => inTurns(steps, breathe)) };
	};

	const make = ({ name = '' }: RepoContext, store: SpecStore, snapshot: SpecSnapshot): Making => {
		const byName = of(makings, snapshot);
		const known = byName.get(name);
		if (known) return known;
		const places = { repoName: name === '' ? undefined : name, specName: specLabel(store.source.address) };
		const making = start(linkRulesInSteps(snapshot, places));
		byName.set(name, making);
		const keep = (rules: LinkRules) => of(lastReady, store).set(name, { rules, snapshot });
		if (making.rules) keep(making.rules);
		else {
			making.done.then(
				(rules) => {
					making.rules = rules;
					keep(rules);
					changed.fire();
				},
				(error: unknown) => {
					if (!isCancelled(error)) log.error('making link rules', error);
				},
			);
		}
		return making;
	};

	return {
		newest(context, store, snapshot) {
			const { rules } = make(context, store, snapshot);
			return rules ? { rules, snapshot } : lastReady.get(store)?.get(context.name ?? '');
		},
		of: (context, store, snapshot) => make(context, store, snapshot).done,
		onDidChange: changed.event,
		dispose() {
			stop.abort();
			disposables.dispose();
		},
	};
}

function of<Owner extends object, Value>(all: WeakMap<Owner, Map<string, Value>>, owner: Owner): Map<string, Value> {
	const known = all.get(owner) ?? new Map<string, Value>();
	all.set(owner, known);
	return known;
}
