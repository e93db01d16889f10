import assert from 'node:assert/strict';
import { type AnchorFacts, findAnchor, type FollowedFile } from '../../../../src/core/anchors/findAnchor.ts';
import { MASK } from '../../../../src/core/anchors/quotedLines.ts';
import type { AnchorPlace } from '../../../../src/core/anchors/anchorPlace.ts';
import { repoPath } from '../../../support/snapshots.ts';

const PATH = repoPath('src/retry.ts');

const THEN = `import { pay } from './pay';
import { wait } from './wait';

export async function retry(order) {
	for (let attempt = 1; attempt <= 3; attempt++) {
		const paid = await pay(order, attempt);
		if (paid) return paid;
		await wait(attempt * 1000);
	}
	return undefined;
}

export function cancel(order) {
	order.open = false;
	return undefined;
}
`.split('\n');

const WAIT = 'await wait(attempt * 1000);';
const LOOP = { first: 5, last: 9 };

/** `now` is made of the old text; the answer is `how first-last` and, where it is another one, the path; or why it is detached. */
function check(
	what: string,
	now: readonly string[] | undefined,
	expected: string,
	{ lines = LOOP, before = THEN, path = PATH, anchor = {}, heirs = {} }: CheckOptions = {},
): void {
	test(what, () => {
		const quote = THEN.slice(lines.first - 1, lines.last).join('\n');
		const followed: FollowedFile = {
			...(before ? { before: { path: PATH, lines: before } } : {}),
			...(now ? { now: { path, lines: now } } : {}),
			heirs: Object.entries(heirs).map(([name, text]) => ({ path: repoPath(name), lines: text })),
		};
		const facts: AnchorFacts = { path: PATH, lines, commit: 'c'.repeat(40), quote, ...anchor };
		assert.equal(inWords(findAnchor(facts, followed)), expected);
	});
}

interface CheckOptions {
	readonly lines?: { readonly first: number; readonly last: number };
	/** null: the commit is gone. */
	readonly before?: readonly string[] | null;
	readonly path?: typeof PATH;
	readonly anchor?: Partial<AnchorFacts>;
	readonly heirs?: Readonly<Record<string, readonly string[]>>;
}

function inWords(place: AnchorPlace): string {
	if (place.kind === 'detached') return place.why;
	const moved = place.path === PATH ? '' : ` ${place.path}`;
	return `${place.how} ${place.lines.first}-${place.lines.last}${moved}`;
}

const edited = (...edits: readonly (readonly [from: string, to: string | undefined])[]) =>
	THEN.flatMap((line) => {
		const edit = edits.find(([from]) => line.trim() === from);
		return !edit ? [line] : edit[1] === undefined ? [] : edit[1].split('\n');
	});

suite('the place of an anchor', () => {
	suite('is followed from the recorded commit', () => {
		check('where nothing changed', THEN, 'unchanged 5-9');
		check('where lines came above', ['// new', '', ...THEN], 'mapped 7-11');
		check('where only other lines changed', edited(['order.open = false;', 'order.open = 0;']), 'unchanged 5-9');
		check('under another name', THEN, 'mapped 5-9 src/again.ts', { path: repoPath('src/again.ts') });
		check(
			'where all was indented',
			THEN.map((line) => `\t${line}`),
			'exact 5-9',
		);
		check('where it grew', edited(['if (paid) return paid;', 'log(paid);\nif (paid) return paid;']), 'mapped 5-10');
		check('where a line of it is gone', edited(['if (paid) return paid;', undefined]), 'mapped 5-8');
		check(
			'where its first line was replaced',
			edited(['for (let attempt = 1; attempt <= 3; attempt++) {', 'for (;;) {']),
			'mapped 6-9',
		);
	});

	suite('is not what happens to look like it', () => {
		const returns = { first: 15, last: 15 };
		check('where the line was deleted and its twin lives', THEN.toSpliced(14, 1), 'lines-gone', { lines: returns });
		check('where the twin was deleted', THEN.toSpliced(9, 1), 'mapped 14-14', { lines: returns });
		check('where it was deleted although its neighbours live', THEN.toSpliced(4, 5), 'lines-gone');
		check('where only a bracket of it is left', THEN.toSpliced(4, 4), 'lines-gone');
		check('where too little is left', THEN.toSpliced(5, 3, '\t\tnothing();'), 'lines-gone');
		check('where the file is another one', ['a', 'b', 'return undefined;', 'c', 'd'], 'ambiguous', { lines: returns });
	});

	suite('is the one place where its text stands', () => {
		const moved = [...THEN.slice(0, 4), ...THEN.slice(9, 16), ...THEN.slice(4, 9), ''];
		check('where it moved in its file', moved, 'exact 12-16', { before: null });
		check('where the commit is gone', ['// new', ...THEN], 'exact 6-10', { before: null });
		check('where it stands twice', [...THEN, ...THEN], 'ambiguous', { before: null });
		check('where it stands twice, by the lines around it', [...THEN, '// below', ...THEN.slice(4, 9)], 'exact 5-9', {
			before: null,
			anchor: { lineBefore: 'export async function retry(order) {', lineAfter: 'return undefined;' },
		});
		check('where a short line stands once by chance', ['a();', '}', 'b();'], 'ambiguous', {
			lines: { first: 9, last: 9 },
			before: null,
		});
		check('where it was not committed when it was asked about', THEN, 'exact 5-9', { before: THEN.toSpliced(4, 5) });
		check('where lines above were not saved when it was asked about', THEN, 'unchanged 5-9', {
			anchor: { lines: { first: 8, last: 12 } },
		});
	});

	suite('is looked for in its function first', () => {
		const line = { first: 10, last: 10 };
		const anchor = { symbol: 'export async function retry(order) {' };
		check('where its line is a short one', THEN, 'exact 10-10', { before: null, lines: line, anchor });
		check('where its function is gone', THEN.toSpliced(3, 1), 'ambiguous', { before: null, lines: line, anchor });
		check('where it left the function', THEN.toSpliced(9, 1), 'ambiguous', { before: null, lines: line, anchor });
	});

	suite('is the one place that is like it', () => {
		const renamed = THEN.map((line) => line.replaceAll('paid', 'receipt'));
		check('where a word was exchanged', renamed, 'similar 5-9', { before: null });
		check('where there are two such places', [...renamed, ...renamed], 'lines-gone', { before: null });
		check(
			'and no other one',
			THEN.map((line) => line.replaceAll(/attempt|pay|wait/g, 'x')),
			'lines-gone',
			{ before: null },
		);
		check('also where somebody masked a secret in the quote', ['// new', ...THEN], 'mapped 6-10', {
			anchor: { quote: THEN.slice(4, 9).join('\n').replace('1000', '****') },
		});
	});

	suite('with a masked quote may have anything in the place of the mask', () => {
		const masked = (text: string) => ({
			quote: THEN.slice(4, 9).join('\n').replace(text, MASK),
		});
		check('where nothing changed', THEN, 'unchanged 5-9', { anchor: masked('1000') });
		check('where the commit is gone', ['// new', ...THEN], 'exact 6-10', { before: null, anchor: masked('1000') });
		check('where what is masked was changed', edited([WAIT, 'await wait(attempt * 250);']), 'exact 5-9', {
			before: null,
			anchor: masked('1000'),
		});
		check('where a whole line is masked', ['// new', ...THEN], 'exact 6-10', {
			before: null,
			anchor: masked(WAIT),
		});
		check('but not in the rest of its line', edited([WAIT, 'await sleep(1);']), 'similar 5-9', {
			before: null,
			anchor: masked('1000'),
		});
		check('and is not what is like nothing else of it', THEN.toSpliced(4, 4), 'lines-gone', {
			before: null,
			anchor: masked('1000'),
		});
		check('and says nothing by itself', THEN, 'ambiguous', {
			before: null,
			lines: { first: 8, last: 8 },
			anchor: { quote: MASK },
		});
		check('and its surroundings and function are masked, too', THEN, 'exact 10-10', {
			before: null,
			lines: { first: 10, last: 10 },
			anchor: { symbol: `export async function retry(${MASK}) {`, lineAfter: MASK },
		});
	});

	suite('with a cut quote is as long as it was', () => {
		const long = Array.from({ length: 120 }, (_, at) => `step ${at} does something of its own`);
		const lines = { first: 11, last: 110 };
		const anchor = { quote: long.slice(10, 70).join('\n') };
		const all = { lines, before: long, anchor };
		check('where nothing changed', long, 'unchanged 11-110', all);
		check('where its end was changed', long.toSpliced(100, 4, 'other'), 'mapped 11-107', all);
		check('where lines came above', ['// new', ...long], 'mapped 12-111', all);
		check('where its unquoted part grew', long.toSpliced(90, 0, 'new'), 'mapped 11-111', all);
		check('where the commit is gone', ['// new', ...long], 'exact 12-111', { ...all, before: null });
		check('where the file ends before it', long.slice(0, 80), 'exact 11-80', { ...all, before: null });
		check('where only the unquoted part is left', long.toSpliced(10, 60), 'lines-gone', { ...all, before: null });
		check('in a file that was deleted', undefined, 'exact 11-110 b.ts', { ...all, heirs: { 'b.ts': long } });
	});

	suite('in a file that was deleted', () => {
		check('is gone with it', undefined, 'file-gone');
		check('is where its text went', undefined, 'exact 3-7 src/loop.ts', {
			heirs: { 'src/loop.ts': ['a', 'b', ...THEN.slice(4, 9)] },
		});
		check('is unknown where its text went to two files', undefined, 'ambiguous', {
			heirs: { 'a.ts': THEN, 'b.ts': THEN },
		});
		check('is not what is only like it', undefined, 'file-gone', {
			heirs: { 'a.ts': THEN.map((line) => line.replace('paid', 'done')) },
		});
	});

	suite('of a question without a quote', () => {
		check('is what the person wrote', THEN, 'unchanged 5-9', {
			before: null,
			anchor: { quote: '', commit: undefined },
		});
		check('is followed where a commit was named', ['', ...THEN], 'mapped 6-10', { anchor: { quote: '' } });
		check('is unknown where the commit is gone', THEN, 'lines-gone', { before: null, anchor: { quote: '' } });
		check('is not beyond the end of the file', ['a'], 'lines-gone', {
			before: null,
			anchor: { quote: '', commit: undefined },
		});
	});
});
