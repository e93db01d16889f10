/** A piece of a text that changed; without `kind` it is as before. */
export interface DifferencePart {
	readonly text: string;
	readonly kind?: 'added' | 'removed';
}

/** One fact that changed: what it is called, and each place of it that is different. */
export interface ChangeView {
	/** `Status`, `Target of Checkout completion` */
	readonly label: string;
	readonly differences: readonly (readonly DifferencePart[])[];
}

/** What is new of the objective that is shown. */
export interface NewsView {
	/** When the user looked: `3 days ago`. */
	readonly since: string;
	readonly changes: readonly ChangeView[];
	/** What "Seen" is told of: sent back in `{type: 'seenChanges', target}`. */
	readonly target: string;
}

/** Another objective of the user's code with news. */
export interface OtherNews {
	readonly id: string;
	readonly title: string;
	/** `Status, why · seen 3 days ago` */
	readonly note: string;
	/** As in `NewsView`; it opens the difference, too. */
	readonly target: string;
}
