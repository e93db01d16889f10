import type { YamlMap } from '../yamlValue.ts';

/** The head of a spec file as keys and values with their places in the file, and what stands below it. */
export interface Header {
	/** Absent where the file has no such head. */
	readonly map?: YamlMap;
	readonly body: string;
	/** Line of the file at which `body` begins, from 1. */
	readonly bodyLine: number;
}
