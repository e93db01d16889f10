import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import type { Disposable } from '../core/disposables.ts';
import { GROUPINGS } from './objectiveGroups.ts';
import type { Grouping } from './objectiveGroups.ts';
import type { Memory } from './unread.ts';

/** How the user wants to see the objectives. */
export interface Look {
	readonly grouping: Grouping;
	/** As typed; empty: everything is shown. */
	readonly filter: string;
}

export interface ObjectivesLook extends Disposable {
	get(): Look;
	set(change: Partial<Look>): void;
	readonly onDidChange: Event<void>;
}

const KEY = 'objectives:look';
const DEFAULT: Look = { grouping: 'status', filter: '' };

/** The look of this workspace, remembered over restarts; damaged memory is taken for none. */
export function createObjectivesLook(memory: Memory): ObjectivesLook {
	const changed = createEmitter<void>();
	const get = () => readLook(memory.get(KEY));
	return {
		get,
		set(change) {
			memory.set(KEY, { ...get(), ...change } satisfies Look);
			changed.fire();
		},
		onDidChange: changed.event,
		dispose: () => changed.dispose(),
	};
}

function readLook(value: unknown): Look {
	if (typeof value !== 'object' || value === null) return DEFAULT;
	const { grouping, filter } = value as { readonly grouping?: unknown; readonly filter?: unknown };
	return {
		grouping: GROUPINGS.find((known) => known === grouping) ?? DEFAULT.grouping,
		filter: typeof filter === 'string' ? filter : DEFAULT.filter,
	};
}
