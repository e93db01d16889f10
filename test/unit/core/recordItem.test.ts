import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bodyLines } from '../../../src/core/formats/readHead.ts';
import { splitFrontMatter } from '../../../src/core/frontMatter.ts';
import { readObjectiveBody, type ObjectiveBody } from '../../../src/core/objectiveBody.ts';
import { itemLine } from '../../../src/core/itemLine.ts';
import { recordItem, type RecordKind } from '../../../src/core/recordItem.ts';

/** The file before and after `New.` was recorded; both with `\n` and with `\r\n`, and once more without a change. */
function check(name: string, kind: RecordKind, before: readonly string[], after: readonly string[]): void {
	for (const end of ['\n', '\r\n']) {
		test(`${name}${end === '\n' ? '' : ', with CRLF'}`, () => {
			const recorded = recordItem(before.join(end), { kind, item: 'New.' });
			assert.equal(recorded, after.join(end));
			assert.equal(recordItem(recorded, { kind, item: 'New.' }), recorded);
		});
	}
}

const HEAD = ['---', 'id: A-1 # mine', '---'];

suite('an item recorded in an objective', () => {
	check('goes below the others', 'decision', ['## Decisions', '- One', ''], ['## Decisions', '- One', '- New.', '']);
	check(
		'stays above what comes next',
		'constraint',
		[...HEAD, '# Why', 'x', '## Constraints', '', '* One', '  more', '', '', '## Decisions', '- Two', ''],
		[...HEAD, '# Why', 'x', '## Constraints', '', '* One', '  more', '* New.', '', '', '## Decisions', '- Two', ''],
	);
	check('without a line end at the end', 'decision', ['## Decisions', '+ One'], ['## Decisions', '+ One', '+ New.']);
	check(
		'counts on',
		'decision',
		['# DECISIONS:', '9. One', '10. Two'],
		['# DECISIONS:', '9. One', '10. Two', '11. New.'],
	);
	check(
		'counts as the list does',
		'decision',
		['# Decisions', '1) One', '1) Two'],
		['# Decisions', '1) One', '1) Two', '1) New.'],
	);
	check(
		'is a paragraph among paragraphs',
		'constraint',
		['## Constraints', 'One', '', 'Two', 'more', '', '## Notes'],
		['## Constraints', 'One', '', 'Two', 'more', '', 'New.', '', '## Notes'],
	);
	check(
		'stands apart in a list that does',
		'decision',
		['## Decisions', '', '- One', '', '- Two', '', '# Notes'],
		['## Decisions', '', '- One', '', '- Two', '', '- New.', '', '# Notes'],
	);
	check(
		'is listed below a last word',
		'decision',
		['## Decisions', '- One', '', 'That is all.', ''],
		['## Decisions', '- One', '', 'That is all.', '', '- New.', ''],
	);
	check(
		'fills an empty section',
		'decision',
		['## Constraints', '## Decisions', '## Out of scope', '- x'],
		['## Constraints', '## Decisions', '', '- New.', '', '## Out of scope', '- x'],
	);
	check(
		'leaves a comment where it is',
		'constraint',
		['## Constraints', '', '<!-- what must', 'not change -->', '', '## Decisions'],
		['## Constraints', '', '<!-- what must', 'not change -->', '', '- New.', '', '## Decisions'],
	);
	check(
		'takes the place of "None yet"',
		'decision',
		['## Decisions', '', '_None yet._', '', '## Out of scope'],
		['## Decisions', '', '- New.', '', '## Out of scope'],
	);
	check('takes the place of "TBD" in a list', 'decision', ['## Decisions', '* TBD'], ['## Decisions', '* New.']);
	check(
		'keeps what only begins so',
		'constraint',
		['## Constraints', 'None yet, but ask the bank.'],
		['## Constraints', 'None yet, but ask the bank.', '', 'New.'],
	);
	check(
		'is no part of a section below',
		'constraint',
		['## Constraints', '- One', '### Of the bank', '- Two', ''],
		['## Constraints', '- One', '- New.', '', '### Of the bank', '- Two', ''],
	);
	check(
		'stays above the targets of links and a rule',
		'decision',
		['## Decisions', '- [One][1]', '', '---', '', '[1]: https://shop.example', ''],
		['## Decisions', '- [One][1]', '- New.', '', '---', '', '[1]: https://shop.example', ''],
	);
	check(
		'goes below an underlined heading',
		'decision',
		['Decisions', '---', '', 'Notes', '---', ''],
		['Decisions', '---', '', '- New.', '', 'Notes', '---', ''],
	);
	check(
		'finds a trade-off its own section',
		'trade-off',
		['## Constraints', '- One', '', '## Trade-offs', '- Two', ''],
		['## Constraints', '- One', '', '## Trade-offs', '- Two', '- New.', ''],
	);
	check(
		'finds a constraint its own section',
		'constraint',
		['## Trade-offs', '- Two', '', '## Constraints', '- One', ''],
		['## Trade-offs', '- Two', '', '## Constraints', '- One', '- New.', ''],
	);
	check(
		'makes the section of constraints before that of decisions',
		'constraint',
		[...HEAD, '# Why', 'x', '', '### Decisions', '* One', ''],
		[...HEAD, '# Why', 'x', '', '### Constraints', '', '* New.', '', '### Decisions', '* One', ''],
	);
	check(
		'makes the section of decisions below that of constraints',
		'decision',
		['# Why', 'x', '## Constraints', '- One', '# Notes', 'y'],
		['# Why', 'x', '## Constraints', '- One', '', '## Decisions', '', '- New.', '', '# Notes', 'y'],
	);
	check(
		'makes it below the why',
		'constraint',
		['# Why', '', 'x', '', '# Notes'],
		['# Why', '', 'x', '', '## Constraints', '', '- New.', '', '# Notes'],
	);
	check(
		'makes it at the end',
		'decision',
		['# Cut it', 'Because.', ''],
		['# Cut it', 'Because.', '', '## Decisions', '', '- New.', ''],
	);
	check('makes it below the keys', 'decision', [...HEAD, ''], [...HEAD, '## Decisions', '', '- New.', '']);
	check('makes it below keys that end the file', 'decision', HEAD, [...HEAD, '## Decisions', '', '- New.']);
	check(
		'keeps a byte order mark',
		'decision',
		['\uFEFF## Decisions', '- One'],
		['\uFEFF## Decisions', '- One', '- New.'],
	);

	const safe = (text: string, expected: string) =>
		test(`"${text}" is one item`, () => {
			assert.equal(itemLine(text), expected);
			assert.equal(itemLine(expected), expected);
		});
	safe(' one\n two ', 'one two');
	safe('# one', '\\# one');
	safe('- one', '\\- one');
	safe('12. one', '12\\. one');
	safe('---', '\\---');
	safe('**One** two', '**One** two');
	safe('``` one', '\\``` one');
	safe('one --> two', 'one --\\> two');
	safe('<!-- one', '\\<!-- one');

	/** Lines of which any sequence is a file that somebody may have. */
	const line = fc.oneof(
		{ weight: 2, arbitrary: fc.constant('') },
		fc.constantFrom(
			'# Why',
			'## Constraints',
			'### Trade-offs',
			'## Decisions',
			'# Decisions made',
			'## Out of scope',
			'# Title',
			'### Deeper',
			'# Notes',
			'- one',
			'* two',
			' - three',
			'  - deep',
			'1. first',
			'2) second',
			'\tcode',
			'words',
			'  more',
			'> quoted',
			'- ',
			'---',
			'***',
			'===',
			'```',
			'~~~ts',
			'<!-- a -->',
			'<!--',
			'-->',
			'None yet.',
			'[1]: https://shop.example',
			'| a | b |',
			'- [ ] open',
			'\u2028',
		),
	);
	const file = fc
		.tuple(
			fc.constantFrom('', '\uFEFF', '---\nid: A-1\n---\n', '---\nid: A-1\n', '\uFEFF---\nid: A-1\n---\n'),
			fc.array(line, { maxLength: 14 }),
			fc.constantFrom('\n', '\r\n', '\r'),
		)
		.map(([head, lines, end]) => (head + lines.join('\n')).replaceAll('\n', end));
	const read = (text: string): ObjectiveBody => {
		const { body } = splitFrontMatter(text.replace(/\r(?!\n)/g, '\n'));
		return readObjectiveBody(bodyLines('markdown', body, 1));
	};
	const words = (items: ObjectiveBody['constraints']) => items.map(({ markdown }) => markdown.trim()).sort();

	test('is the only difference, whatever the file is', () => {
		const item = fc
			.oneof(fc.string({ minLength: 1 }), fc.constantFrom('# x', '--> x', '```', '---', '1. x', '- x', '| x', '==='))
			.filter((text) => itemLine(text) !== '');
		fc.assert(
			fc.property(
				file,
				item,
				fc.constantFrom<RecordKind>('decision', 'constraint', 'trade-off'),
				(text, what, kind) => {
					const after = recordItem(text, { kind, item: what });
					const [former, now] = [read(text), read(after)];
					const [own, other] =
						kind === 'decision' ? (['decisions', 'constraints'] as const) : (['constraints', 'decisions'] as const);
					const kept = words(former[own]).filter(
						(markdown) => markdown !== 'None yet.' || words(now[own]).includes('None yet.'),
					);
					const expected = words(former[own]).includes(itemLine(what)) ? kept : [...kept, itemLine(what)].sort();
					assert.deepEqual(words(now[own]), expected);
					for (const name of [other, 'outOfScope', 'openPoints'] as const)
						assert.deepEqual(words(now[name]), words(former[name]));
					assert.equal(now.title?.text, former.title?.text);
					assert.equal(now.why, former.why);
					assert.equal(recordItem(after, { kind, item: what }), after);
					if (kept.length === former[own].length) assert.ok(isInsertion(text, after));
				},
			),
			{ numRuns: 3000 },
		);
	});
});

/** Whether nothing of `before` is gone or moved. */
function isInsertion(before: string, after: string): boolean {
	let same = 0;
	while (same < before.length && before[same] === after[same]) same++;
	return after.endsWith(before.slice(same));
}
