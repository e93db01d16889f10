import type { ProblemSink } from './mapReader.ts';
import { parseYamlMap } from './yamlRecovery.ts';
import type { YamlMap, YamlValue } from './yamlValue.ts';

/** Parses a map of `key: value` lines and tells the sink what was wrong; undefined where there is nothing to read, or no map. */
export function readYamlMap(text: string, firstLine: number, sink: ProblemSink): YamlMap | undefined {
	const before = sink.count();
	const root = readYamlValue(text, firstLine, sink);
	if (root === undefined || root.kind === 'map') return root;
	if (sink.count() === before && !(root.kind === 'scalar' && root.text === '')) {
		const message = 'lines of "key: value" belong here';
		sink.add({ code: 'yaml.syntax', severity: 'error', file: sink.file, range: root.range, facts: { message } });
	}
	return undefined;
}

/** Parses YAML of any shape and tells the sink what was wrong. */
export function readYamlValue(text: string, firstLine: number, sink: ProblemSink): YamlValue | undefined {
	const { root, errors } = parseYamlMap(text, firstLine);
	for (const { kind, message, range } of errors) {
		const code = kind === 'syntax' ? 'yaml.syntax' : 'yaml.too-complex';
		sink.add({ code, severity: 'error', file: sink.file, range, facts: { message } });
	}
	return root;
}
