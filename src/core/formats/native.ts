import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';

/** Tandem's own: Markdown with YAML front matter. */
export const NATIVE: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'native',
		label: 'Tandem objectives',
		files: ['objectives/**/*.md'],
		heads: ['front-matter'],
		signature: {},
	},
];
