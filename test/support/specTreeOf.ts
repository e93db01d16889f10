import type { SpecTree } from '../../src/app/ports.ts';

/** A spec repo in memory; `reads` records what was asked for. A text's identity is the text itself, so that a changed text is a changed identity. */
export function specTreeOf(
	files: Readonly<Record<string, string | Uint8Array>>,
): SpecTree & { readonly reads: (readonly string[])[] } {
	const bytes = new Map(
		Object.entries(files).map(([path, content]) => [
			path,
			typeof content === 'string' ? Buffer.from(content) : content,
		]),
	);
	const reads: (readonly string[])[] = [];
	return {
		reads,
		revision: { commit: 'a'.repeat(40), branch: 'main', inPlace: false },
		entries: [...bytes].map(([path, content]) => ({
			path,
			size: content.length,
			identity: Buffer.from(content).toString('latin1'),
		})),
		readBytes(paths, signal) {
			signal.throwIfAborted();
			reads.push(paths);
			return Promise.resolve(
				new Map(
					paths
						.flatMap((path) => [...bytes].filter(([known]) => known === path))
						.map(([path, content]) => [path, content]),
				),
			);
		},
	};
}
