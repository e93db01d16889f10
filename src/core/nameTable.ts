/** A name of an objective. */
interface Name {
	readonly objective: string;
	readonly text: string;
}

/** Which objective a word as a whole names. */
export interface NameTable {
	add(name: Name): void;
	/** The first that is called just so, or else the only one that is called so in any case, however many blanks and leading zeros there are. */
	find(word: string): string | undefined;
}

export function createNameTable(): NameTable {
	// Nearly all names are alone, and need no list.
	const names = new Map<string, Name | Name[]>();
	return {
		add(name) {
			const fold = foldName(name.text);
			const known = names.get(fold);
			if (!known) names.set(fold, name);
			else if (!Array.isArray(known)) {
				if (known.text !== name.text || known.objective !== name.objective) names.set(fold, [known, name]);
			} else known.push(name);
		},
		find(word) {
			const known = names.get(foldName(word));
			if (!known || !Array.isArray(known)) return known?.objective;
			const exact = word.trim();
			const first = known.find(({ text }) => text === exact) ?? known[0];
			const isMeant = first?.text === exact || known.every(({ objective }) => objective === first?.objective);
			return isMeant ? first?.objective : undefined;
		},
	};
}

function foldName(text: string): string {
	const folded = text.trim().toLowerCase();
	// Most have neither, and these two take most of the time.
	const blanks = /\s/.test(folded) ? folded.replaceAll(/\s+/g, ' ') : folded;
	return /0\d/.test(blanks) ? blanks.replaceAll(/(?<!\d)0+(?=\d)/g, '') : blanks;
}
