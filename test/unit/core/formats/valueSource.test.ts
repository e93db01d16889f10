import assert from 'node:assert/strict';
import { bodyLines } from '../../../../src/core/formats/readHead.ts';
import { findValue, parseSource } from '../../../../src/core/formats/valueSource.ts';
import { createProblemSink } from '../../../../src/core/mapReader.ts';
import { readYamlMap } from '../../../../src/core/yamlProblems.ts';

suite('valueSource', () => {
	const head = readYamlMap('Lead Name: maria\nempty:\n', 1, createProblemSink('a.md'));
	const body =
		'# Cut abandonment\n\n## Status\n\n* Accepted, [since May](x)\n\n## Empty\n\n## Assignee(s)\n\nPrimary assignee:\n  ana\n';
	const texts = { head, lines: bodyLines('markdown', body, 4), captures: { team: 'payments' } };

	function check(source: string, expected: string | undefined, place?: string): void {
		const found = findValue(parseSource(source), texts);
		const value = found?.value.kind === 'scalar' ? found.value.text : undefined;
		const { line, column } = found?.value.range.start ?? {};
		assert.deepEqual([value, place === undefined ? undefined : `${line}:${column}`], [expected, place]);
	}

	test('a key, in any style', () => check('lead_name', 'maria', '1:12'));
	test('a key without a value', () => check('empty', undefined));
	test('a key that is not there', () => check('owner', undefined));
	test('the first heading', () => check('#', 'Cut abandonment', '4:3'));
	test('the first line below a heading, as it reads', () => check('## status', 'Accepted, since May', '8:3'));
	test('a heading with nothing below', () => check('## Empty', undefined));
	test('a heading that is not there', () => check('## Owner', undefined));
	test('below a label', () => check('Primary assignee:', 'ana', '15:3'));
	test('behind a label', () => check('* Accepted,:', undefined));
	test('a part of the path', () => check('{team}', 'payments', '1:1'));
	test('a part that the path does not have', () => check('{area}', undefined));
});
