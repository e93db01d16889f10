import { defined } from './defined.ts';
import { pathField, textField } from './fieldSchema.ts';
import { createMapReader, createProblemSink, readValue, type KeyNames } from './mapReader.ts';
import type { Read } from './problem.ts';
import type { CodeConfig } from './specConfig.ts';
import { readYamlMap } from './yamlProblems.ts';

/** The name of the file in a code repo. */
export const CODE_CONFIG_FILE = '.tandem.yml';

/** Reads `.tandem.yml`. Whether `spec` is an address that may be used is not decided here; `path: .` is the same as no path. */
export function readCodeConfig(text: string): Read<CodeConfig> {
	const sink = createProblemSink(CODE_CONFIG_FILE);
	const reader = createMapReader(readYamlMap(text.replace(/^\uFEFF/, ''), 1, sink), KEYS, sink);
	const path = reader.entry('path');
	const isRoot = path?.value.kind === 'scalar' && /^(?:\.?\/)?\.?$/.test(path.value.text.trim());
	const value: CodeConfig = defined({
		spec: reader.one('spec', FIELDS.spec)?.value,
		ref: reader.one('ref', FIELDS.ref)?.value,
		path: path && !isRoot ? readValue(path.value, FIELDS.path, { key: path.key, sink })?.value : undefined,
		repo: reader.one('repo', FIELDS.repo)?.value,
	});
	return { value, problems: sink.problems };
}

const KEYS: KeyNames = { spec: ['spec_repo'], ref: ['branch'], path: [], repo: ['name'] };

const FIELDS = {
	spec: textField('spec: https://github.com/acme/product-specs.git', 'a URL, a path or .'),
	ref: textField('ref: main', 'a branch, tag or commit'),
	path: pathField('path: specs'),
	repo: textField('repo: acme/web-shop', "this code repo's name"),
} as const;
