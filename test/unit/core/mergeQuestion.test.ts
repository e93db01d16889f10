import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeQuestion } from '../../../src/core/mergeQuestion.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';
import { appendSection, questionSection } from '../../../src/core/writeQuestion.ts';

const START = '---\nid: q-1\nobjective: CHK-1\nto: maria\n---\n# Why?\n\n## Why it matters\n\nIt fails.\n\n## Answer\n';
const read = (text: string) => readQuestion({ path: 'questions/q.md' as RepoPath, text, people: [] });
const said = (text: string) =>
	(read(text).value?.messages ?? []).map(({ kind, author, markdown }) =>
		[kind, author?.name, markdown].filter((part) => part).join(' '),
	);

/** The same with the minute, which makes each of them another one. */
const timed = (text: string) =>
	(read(text).value?.messages ?? []).map(({ kind, author, at, markdown }) =>
		[kind, author?.name, at, markdown].join(' '),
	);

const reply = (name: string, minute: number, markdown: string, kind: 'reply' | 'resolved' = 'reply') =>
	questionSection({
		kind,
		author: { name },
		at: `2026-11-03T10:${String(minute).padStart(2, '0')}:30Z`,
		markdown,
	});
const add = (text: string, ...section: Parameters<typeof reply>) => appendSection(text, reply(...section));

suite('mergeQuestion', () => {
	/** Both ways, and again: the same messages, and nothing more happens. */
	function check(base: string | undefined, ours: string, theirs: string, expected: readonly string[]): string {
		const merged = mergeQuestion(base, ours, theirs);
		assert.deepEqual(said(merged), expected);
		assert.deepEqual(said(mergeQuestion(base, theirs, ours)).sort(), [...expected].sort());
		assert.equal(mergeQuestion(base, merged, ours), merged);
		assert.equal(mergeQuestion(base, merged, theirs), merged);
		return merged;
	}

	test('two replies: by time, one place for the answer', () => {
		const [late, early] = [add(START, 'Ana', 5, 'Late.'), add(START, 'Tom', 2, 'Early.')];
		const merged = check(START, late, early, ['reply Tom Early.', 'reply Ana Late.']);
		assert.equal(merged, add(early, 'Ana', 5, 'Late.'));
	});
	test('an answer and a reply: the answer was to the question, the reply waits for the next', () => {
		const answered = `${START}\nBecause.\n`;
		const merged = check(START, answered, add(START, 'Ana', 5, 'And?'), ['answer Because.', 'reply Ana And?']);
		assert.equal(read(merged).value?.state, 'open');
		assert.match(merged, /And\?\n\n## Answer\n$/);
	});
	test('an answer and a better title: no second place for an answer', () => {
		const merged = check(START, `${START}\nBecause.\n`, START.replace('# Why?', '# Why so?'), ['answer Because.']);
		assert.equal(merged, START.replace('# Why?', '# Why so?') + '\nBecause.\n');
	});
	test('two answers without a name stay two', () =>
		check(START, `${START}\nBecause.\n`, `${START}\nNo idea.\n`, ['answer Because.', 'answer No idea.']));
	test('the same answer twice in a row of questions stays twice', () => {
		const once = add(`${START}\nYes.\n`, 'Ana', 1, 'Really?');
		check(once, `${once}\nYes.\n`, add(once, 'Tom', 2, 'Hm.'), [
			'answer Yes.',
			'reply Ana Really?',
			'answer Yes.',
			'reply Tom Hm.',
		]);
	});
	test('the same on both sides is there once', () => {
		const [ours, theirs] = [add(START, 'Ana', 1, 'A'), add(`${START}\nBecause.\n`, 'Ana', 1, 'A')];
		assert.equal(
			check(START, ours, theirs, ['answer Because.', 'reply Ana A']),
			theirs,
			'what has all is kept as it was written',
		);
	});
	test('an edit of one side counts, also of a heading', () => {
		const base = `${START}\nBecause.\n`;
		const named = base.replace('## Answer', '## Answer by Maria, 2026-11-03');
		check(base, named, add(base, 'Ana', 1, 'A'), ['answer Maria Because.', 'reply Ana A']);
	});
	test('edits of both in different lines are one message', () => {
		const base = `${START}\none\n\ntwo\n\nthree\n`;
		check(base, base.replace('one', 'ONE'), base.replace('three', 'THREE'), ['answer ONE\n\ntwo\n\nTHREE']);
	});
	test('of the same line both versions stay readable', () => {
		const base = add(START, 'Ana', 1, 'about ten');
		check(base, base.replace('ten', 'nine'), base.replace('ten', 'eleven'), [
			'reply Ana about eleven',
			'reply Ana about nine',
		]);
	});
	test('deleted by one side is deleted, unless the other changed it', () => {
		const base = add(START, 'Ana', 1, 'spam');
		check(base, START, add(base, 'Tom', 2, 'x'), ['reply Tom x']);
		check(base, START, base.replace('spam', 'no spam'), ['reply Ana no spam']);
	});
	test('title, why and front matter', () => {
		const ours = START.replace('# Why?', '# Why so?').replace('maria', 'jonas');
		const theirs = START.replace('It fails.', 'It fails.\nOften.').replace('to: maria', 'to: ana\nnote: soon');
		const merged = mergeQuestion(START, ours, theirs);
		const { value, problems } = read(merged);
		assert.deepEqual(
			[value?.title, value?.whyItMatters, value?.to?.name, value?.id],
			['Why so?', 'It fails.\nOften.', 'jonas', 'q-1'],
		);
		assert.match(merged, /^to: jonas\n# to: ana\n# note: soon$/m);
		assert.deepEqual(problems, []);
		assert.equal(mergeQuestion(START, merged, theirs), merged);
	});
	test('a head that one side lost is kept', () => {
		const without = `# Why?\n\n## Answer\n\nBecause.\n`;
		assert.equal(read(mergeQuestion(START, without, add(START, 'Ana', 1, 'A'))).value?.id, 'q-1');
	});
	test('without a base', () =>
		check(undefined, add(START, 'Ana', 1, 'A'), `${START}\nBecause.\n`, ['answer Because.', 'reply Ana A']));
	test('line ends are those of ours', () => {
		const windows = (text: string) => text.replaceAll('\n', '\r\n');
		const merged = mergeQuestion(windows(START), windows(add(START, 'Ana', 1, 'A')), add(START, 'Tom', 2, 'B'));
		assert.equal(merged, windows(add(add(START, 'Ana', 1, 'A'), 'Tom', 2, 'B')));
	});
	test('what one side never closed does not swallow the messages of the other', () =>
		check(START, add(START, 'Ana', 1, 'A'), `${START}\n\`\`\`\nopen\n`, ['answer ```\nopen', 'reply Ana A']));

	test('every message of both sides once, whatever they did', () => {
		const minute = fc.nat(59);
		const act = fc.oneof(
			fc.record({ do: fc.constant('reply' as const), who: fc.constantFrom('Ana', 'Tom'), minute }),
			fc.record({ do: fc.constant('resolve' as const), who: fc.constantFrom('Ana', 'Tom'), minute }),
			fc.record({ do: fc.constant('answer' as const) }),
			fc.record({ do: fc.constant('title' as const) }),
			fc.record({ do: fc.constant('why' as const) }),
		);
		type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;
		const acts = fc.array(act, { maxLength: 5 });
		const bodies = (side: string, index: number) => [`${side}${index}`, `${side}${index}\n\n\`\`\`\ncode\n\`\`\``];
		const play = (start: string, side: string, list: readonly Act[]) =>
			list.reduce((text, act, index) => {
				const body = bodies(side, index)[index % 2] ?? '';
				if (act.do === 'reply') return add(text, act.who + side, act.minute, body);
				if (act.do === 'resolve') return add(text, act.who + side, act.minute, '', 'resolved');
				if (act.do === 'title') return text.replace(/^# .*$/m, `# ${side}${index}`);
				if (act.do === 'why') return text.replace('It fails.', `It fails.\n${side}${index}.`);
				const heading = index % 2 === 0 ? '## Answer' : 'Answer\n------';
				return `${text.trimEnd()}\n\n${/## Answer\s*$/.test(text) ? '' : `${heading}\n\n`}${body}\n`;
			}, start);
		fc.assert(
			fc.property(acts, acts, acts, (before, one, other) => {
				const base = play(START, 'b', before);
				const [ours, theirs] = [play(base, 'o', one), play(base, 't', other)];
				const expected = [...new Set([...timed(ours), ...timed(theirs)])].sort();
				const merged = mergeQuestion(base, ours, theirs);
				assert.deepEqual([...timed(merged)].sort(), expected);
				assert.deepEqual([...timed(mergeQuestion(base, theirs, ours))].sort(), expected);
				assert.equal(mergeQuestion(base, merged, theirs), merged);
				assert.equal(mergeQuestion(base, merged, ours), merged);
				for (const side of [timed(ours), timed(theirs)]) {
					assert.deepEqual(
						timed(merged).filter((message) => side.includes(message)),
						side,
						'the order of a side is kept',
					);
				}
			}),
			{ numRuns: 500 },
		);
	}).timeout(20_000);
});
