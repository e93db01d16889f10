import assert from 'node:assert/strict';
import { OKR } from '../../../../src/core/formats/okr.ts';
import { readObjectives } from '../../../../src/core/readObjective.ts';
import { repoPath } from '../../../support/snapshots.ts';

suite('lists of objectives', () => {
	/** `id PM period team < parent` of each. */
	const check = (name: string, text: string, ...expected: string[]) =>
		test(name, () => {
			const [format] = OKR;
			assert.ok(format);
			const files = [{ path: repoPath('okrs/a.yaml'), text }] as const;
			const { value } = readObjectives({ files, format, captures: {}, people: [] });
			assert.deepEqual(
				value.map(({ id, pm, period, team, parent }) =>
					[id, pm?.name ?? '-', period?.text ?? '-', team ?? '-', ...(parent === undefined ? [] : ['<', parent])].join(
						' ',
					),
				),
				expected,
			);
		});

	check(
		'what stands around a list holds for all',
		'quarter: Q4\nowner: ana\nobjectives:\n- {id: A, title: a}',
		'A ana Q4 -',
	);
	check(
		'its own word goes before that, whatever it is called',
		'period: 2026\nowner: ana\nteam: web\nobjectives:\n- {id: A, title: a, quarter: Q4, pm: zoe, department: ops}',
		'A zoe Q4 ops',
	);
	check(
		'the nearest one goes before one further out',
		'owner: ana\nteams:\n- name: web\n  pm: zoe\n  objectives:\n  - {id: A, title: a}\n- name: ops\n  objectives:\n  - {id: B, title: b}',
		'A zoe - -',
		'B ana - -',
	);
	check(
		'an empty word says nothing',
		'owner: ana\nobjectives:\n- {id: A, title: a, owner: }\n- {id: B, title: b, pm: }',
		'A ana - -',
		'B ana - -',
	);
	check(
		'five levels',
		'objectives:\n- id: A\n  title: a\n  children:\n  - id: B\n    title: b\n    children:\n    - id: C\n      title: c\n      children:\n      - id: D\n        title: d\n        children:\n        - {id: E, title: e}',
		'A - - -',
		'B - - - < A',
		'C - - - < B',
		'D - - - < C',
		'E - - - < D',
	);
	check(
		'keys of a prototype',
		'constructor: x\n__proto__: y\nobjectives:\n- {id: A, title: a, toString: z}',
		'A - - -',
	);
});
