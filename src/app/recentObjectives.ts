import type { Memory } from './unread.ts';

/** An objective that was opened. */
export interface RecentObjective {
	/** Key of its spec repo. */
	readonly spec: string;
	readonly id: string;
}

export interface RecentObjectives {
	note(opened: RecentObjective): void;
	/** The last one first; some may be gone from their spec repos. */
	list(): readonly RecentObjective[];
}

const KEY = 'objectives:recent';
const KEPT = 10;

/** Which objectives were opened last in this workspace; damaged memory is taken for none. */
export function createRecentObjectives(memory: Memory): RecentObjectives {
	const list = (): readonly RecentObjective[] => {
		const value = memory.get(KEY);
		return Array.isArray(value) ? value.filter(isRecent) : [];
	};
	return {
		list,
		note({ spec, id }) {
			const others = list().filter((one) => one.spec !== spec || one.id !== id);
			memory.set(KEY, [{ spec, id }, ...others].slice(0, KEPT));
		},
	};
}

function isRecent(value: unknown): value is RecentObjective {
	if (typeof value !== 'object' || value === null) return false;
	const { spec, id } = value as { readonly spec?: unknown; readonly id?: unknown };
	return typeof spec === 'string' && typeof id === 'string';
}
