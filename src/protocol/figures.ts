/** Figures of the sidebar: ready to be drawn, each with the words that say the same. */

/** How a value moved. */
export interface TrendView {
	/** Stretches of points, `[0, 0]` the oldest and lowest, `[1, 1]` the newest and highest; between two stretches nothing is known. */
	readonly stretches: readonly (readonly (readonly [x: number, y: number])[])[];
	/** First and last value with their days, in words. */
	readonly label: string;
}

/** What the code's whole history says of an objective. */
export interface WorkView {
	/** `No work for 74 days`, `No code yet`; absent: nothing to notice. */
	readonly remark?: string;
	/** `34 commits since March 2025`, `the last one yesterday` in parts. */
	readonly facts: readonly string[];
	/** `3 people: Ana Ruiz, Ben Okafor, Chiara Rossi`; absent without a commit. */
	readonly people?: string;
	/** Commits per week, oldest first; absent where there were none in these weeks. */
	readonly weeks?: {
		readonly counts: readonly number[];
		/** `1 June`, `this week` */
		readonly from: string;
		readonly to: string;
		/** The whole in words, for screen readers. */
		readonly label: string;
	};
	/** Those with most work first. */
	readonly files: readonly WorkFile[];
}

export interface WorkFile {
	/** `retry.ts` */
	readonly name: string;
	/** `src/checkout`; empty at the top. */
	readonly folder: string;
	/** `12 commits` */
	readonly note: string;
	readonly target: string;
}

/** How the open file is shared by objectives: its lines today, and the commits of its whole history. */
export interface FileShares {
	readonly rows: readonly FileShareRow[];
	/** `120 lines today, 37 commits in all, the last one 3 weeks ago` */
	readonly note: string;
}

/** Shares are 0 to 1; over all rows those of one kind add up to 1. */
export interface FileShareRow {
	readonly kind: 'objective' | 'none' | 'unlinked' | 'unknown';
	readonly label: string;
	/** Opens the objective. */
	readonly target?: string;
	/** `58 %`, `< 1 %`; absent: not a line, or not counted. */
	readonly lines?: { readonly share: number; readonly text: string };
	/** `12`, `12+` where there may be more; absent: not a commit, or not known yet. `target` shows them. */
	readonly commits?: { readonly share: number; readonly text: string; readonly label: string; readonly target: string };
}
