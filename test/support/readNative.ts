import { NATIVE } from '../../src/core/formats/native.ts';
import type { SpecFormat } from '../../src/core/formats/specFormat.ts';
import type { Objective, Person } from '../../src/core/objective.ts';
import type { Read } from '../../src/core/problem.ts';
import { readObjectives } from '../../src/core/readObjective.ts';
import { repoPath } from './snapshots.ts';

interface NativeFile {
	readonly path: string;
	readonly people?: readonly Person[];
	readonly captures?: Readonly<Record<string, string>>;
	/** What tandem.yml says otherwise. */
	readonly format?: Partial<SpecFormat>;
}

/** The objective of one file in the native format. */
export function readNative(text: string, file: NativeFile): Read<Objective | undefined> {
	const [native] = NATIVE;
	if (!native) throw new Error('The native format is missing.');
	const { value, problems } = readObjectives({
		files: [{ path: repoPath(file.path), text }],
		format: { ...native, ...file.format },
		captures: file.captures ?? {},
		people: file.people ?? [],
	});
	return { value: value[0], problems };
}
