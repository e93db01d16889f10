import assert from 'node:assert/strict';
import { KNOWN_FORMATS } from '../../../../src/core/formats/knownFormats.ts';
import { recogniseFormat } from '../../../../src/core/formats/recogniseFormat.ts';
import { FORMAT_NAMES, type FormatName } from '../../../../src/core/formats/specFormat.ts';
import { readObjectives } from '../../../../src/core/readObjective.ts';
import { repoPath } from '../../../support/snapshots.ts';

/** Lines for which an expression that may end in several ways takes the square or the cube of the time. */
suite('lines that are made to be slow', () => {
	const blanks = ' '.repeat(20_000);
	/** Processor time of all formats together; a fraction is usual. */
	const check = (name: string, text: string) =>
		test(name, () => {
			const start = process.cpuUsage();
			for (const format of FORMAT_NAMES) read(format, text);
			assert.ok(process.cpuUsage(start).user < 4_000_000);
		});

	function read(name: FormatName, text: string): void {
		const path = repoPath('specs/001-a/spec.md');
		const [format] = KNOWN_FORMATS[name];
		if (!format) return;
		readObjectives({ files: [{ path, text }], format, captures: { number: '1', slug: 'a' }, people: [] });
		recogniseFormat([{ format: name, samples: [path], count: 1 }], new Map([[path, text]]));
	}

	check('a requirement', `# A\n\n- **FR-001**${blanks}x\u2028y`);
	check('a story', `# A\n\n## User Story 1 -${blanks}x\u2028y`);
	check('a named requirement', `# A\n\n## Requirement:${blanks}x\u2028y`);
	check('a numbered requirement', `# A\n\n## Requirement 1${blanks}x\u2028y`);
	check('a point that is left open', `# A\n\n${`[NEEDS CLARIFICATION${blanks}`.repeat(4)}`);
	check('a heading of blanks', `# A${blanks.repeat(4)}b`);
	check('a list of names', `- Status: a\n- Bug: ${'( '.repeat(1000)}\n`.repeat(4));
	check('nothing but line ends', '\n'.repeat(20_000));
	check('nothing but blank lines', ' \n'.repeat(10_000));
});
