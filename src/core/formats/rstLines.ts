import type { MarkdownLine } from '../markdownLines.ts';
import { adornmentMark, isAsLong, rstTitleAt } from './rstAdornment.ts';
import { readRstDirective } from './rstDirective.ts';
import { createRstInline, rstTargets } from './rstInline.ts';
import { addLiteral, blockEnd, createRstPage, leadOf, type RstPage } from './rstPage.ts';
import { createRstTableEnds } from './rstTables.ts';

/**
 * reStructuredText as the lines of Markdown that say the same, one for each of its lines; the first is line `firstLine` of the file. Not a
 * parser of reStructuredText: what it does not know stays as written. Takes time linear in the text.
 */
export function rstLines(text: string, firstLine: number): readonly MarkdownLine[] {
	const page = createRstPage(text);
	const { lines } = page;
	const tableEndAt = createRstTableEnds(lines);
	while (page.drafts.length < lines.length) {
		const at = page.drafts.length;
		const line = lines[at] ?? '';
		if (line.trim() === '') page.drafts.push({ kind: 'blank' });
		else if (!addExplicit(page, at) && !addTable(page, at, tableEndAt(at)) && !addTitle(page, at)) addText(page, at);
	}
	return finished(page, firstLine);
}

function addTable(page: RstPage, first: number, last: number | undefined): boolean {
	if (last === undefined || page.drafts[first - 1]?.kind === 'text') return false;
	addLiteral(page, { first, last, language: '' });
	return true;
}

function addTitle({ lines, drafts, styles, lists }: RstPage, at: number): boolean {
	const title = rstTitleAt(lines, at);
	const goesOn = drafts[at - 1]?.kind === 'text';
	if (title && (!goesOn || isAsLong(lines[at + 1] ?? '', lines[at] ?? ''))) {
		if (!styles.includes(title.style) && styles.length < 40) styles.push(title.style);
		const known = styles.indexOf(title.style);
		if (title.lines === 3) drafts.push({ kind: 'blank' });
		drafts.push(
			{ kind: 'heading', level: Math.min(6, known < 0 ? 6 : known + 1), title: title.text },
			{ kind: 'blank' },
		);
		lists.length = 0;
		return true;
	}
	const isRule = !goesOn && adornmentMark(lines[at] ?? '') !== undefined && (lines[at] ?? '').trim().length >= 4;
	if (isRule) drafts.push({ kind: 'shown', text: '---' });
	return isRule;
}

/** What begins with `..`: a directive, a note, a target or a comment. False for what is text. */
function addExplicit(page: RstPage, at: number): boolean {
	const { lines, indents, drafts } = page;
	const text = (lines[at] ?? '').trimStart();
	if (!/^\.\.(?:\s|$)/.test(text)) return false;
	const directive = readRstDirective(text);
	const note = /^\.\. (\[[^\]\s]{1,60}\])(?:[ \t]+|$)/.exec(text);
	const base = indents[at] ?? 0;
	if (note) {
		const lead = leadOf(page, at);
		// A note that gets its number only on the page has none here.
		const name = /^\[[#*]/.test(note[1] ?? '') ? '' : `${note[1]} `;
		page.lists.push({ from: base + 1, to: lead.length + 2 });
		drafts.push({ kind: 'text', lead: `${lead}- `, words: `${name}${text.slice(note[0].length)}`, opens: true });
		return true;
	}
	if (directive?.kind === 'words') {
		const lead = leadOf(page, at);
		drafts.push(
			directive.lead === '' ? { kind: 'comment' } : { kind: 'text', lead, words: directive.lead, opens: true },
		);
		return true;
	}
	const isAlone = text.trimEnd() === '..' && (lines[at + 1] ?? '').trim() === '';
	const last = isAlone ? at : blockEnd(page, at, base);
	const first = directive?.kind === 'literal' ? contentStart(page, at, last) : undefined;
	for (let line = at; line < (first ?? last + 1); line++) drafts.push({ kind: 'comment' });
	if (first !== undefined && directive?.kind === 'literal')
		addLiteral(page, { first, last, language: directive.language });
	return true;
}

/** The first line of a directive's content: past its options and blank lines. */
function contentStart({ lines }: RstPage, at: number, last: number): number | undefined {
	let inOptions = true;
	for (let line = at + 1; line <= last; line++) {
		const text = (lines[line] ?? '').trim();
		if (text === '') inOptions = false;
		else if (!inOptions || !text.startsWith(':')) return line;
	}
	return undefined;
}

const LINE_BLOCK = /^\|(?: |$)/;
const LIST_MARK = /^(?:[-*+•]|(?:#|\d{1,9})[.)]|\(\d{1,9}\)|:[^:\s][^:]{0,60}:)(?:[ \t]+|$)/;

function addText(page: RstPage, at: number): void {
	const { lines, indents, drafts } = page;
	const text = (lines[at] ?? '').trim();
	const lead = leadOf(page, at);
	const own = indents[at] ?? 0;
	const next = (lines[at + 1] ?? '').trim();
	const goesOn = drafts[at - 1]?.kind === 'text';
	if (LINE_BLOCK.test(text)) {
		const words = `${text.slice(2)}${LINE_BLOCK.test(next) ? '\\' : ''}`;
		drafts.push(words === '' ? { kind: 'blank' } : { kind: 'text', lead, words, opens: false });
		return;
	}
	if (text.startsWith('__ ')) return void drafts.push({ kind: 'comment' });
	if (text.startsWith('>>>') && !goesOn)
		return addLiteral(page, { first: at, last: paragraphEnd(page, at), language: 'python' });
	const found = LIST_MARK.exec(text)?.[0];
	// Below a text, a mark that stands alone would make a heading of it.
	const mark = found === text && goesOn ? undefined : found;
	let words = text;
	let start = '';
	if (mark !== undefined) {
		start = markdownMark(mark);
		words = mark.startsWith(':') ? text : text.slice(mark.length);
		const from = mark.startsWith(':') ? own + 1 : own + Math.max(2, mark.length);
		page.lists.push({ from, to: lead.length + start.length });
	}
	const base = mark === undefined || mark.startsWith(':') ? own : own + mark.length;
	const below = words.endsWith('::') && next === '' ? nextFilled(page, at) : undefined;
	const last = below === undefined ? undefined : literalEnd(page, below, base);
	const opensLiteral = last !== undefined && below !== undefined;
	if (opensLiteral)
		words = words.endsWith(' ::') ? words.slice(0, -2).trimEnd() : words.slice(0, words === '::' ? 0 : -1);
	else if (mark === undefined && !goesOn && isTerm(page, at)) words += '\\';
	drafts.push(
		words === '' && start === '' ? { kind: 'blank' } : { kind: 'text', lead: lead + start, words, opens: start !== '' },
	);
	if (!opensLiteral) return;
	while (drafts.length < below) drafts.push({ kind: 'blank' });
	addLiteral(page, { first: below, last, language: '' });
}

/** The last line of the literal block that begins at line `first`: an indented one, or lines that all begin with one mark of a quote. */
function literalEnd(page: RstPage, first: number, base: number): number | undefined {
	if ((page.indents[first] ?? 0) > base) return blockEnd(page, first, base);
	const mark = /^[>#$%]/.exec(page.lines[first] ?? '')?.[0];
	const last = paragraphEnd(page, first);
	const isQuote = mark !== undefined && page.lines.slice(first, last + 1).every((line) => line.startsWith(mark));
	return isQuote ? last : undefined;
}

/** A term, with what it means indented below it: Markdown has no such lists, but the line can end there. */
function isTerm({ lines, indents }: RstPage, at: number): boolean {
	const next = (lines[at + 1] ?? '').trim();
	if (next === '' || (indents[at + 1] ?? 0) <= (indents[at] ?? 0)) return false;
	return !LIST_MARK.test(next) && !/^(?:\.\.|[+|=]|>>>)/.test(next);
}

function markdownMark(mark: string): string {
	// Five blanks behind a mark would be code.
	if (/^[-*+]/.test(mark)) return `${mark.trim()} `.padEnd(mark.length > 5 ? 0 : mark.length);
	if (/^[•:]/.test(mark)) return '- ';
	const number = /\d+/.exec(mark)?.[0] ?? '1';
	return `${number}${mark.includes('.') ? '.' : ')'} `;
}

function paragraphEnd({ lines }: RstPage, at: number): number {
	let last = at;
	while ((lines[last + 1] ?? '').trim() !== '') last++;
	return last;
}

function nextFilled({ lines }: RstPage, at: number): number | undefined {
	for (let line = at + 1; line < lines.length; line++) if ((lines[line] ?? '').trim() !== '') return line;
	return undefined;
}

/** With the marks inside of paragraphs turned into those of Markdown; a mark may go over the lines of one. */
function finished({ lines, drafts }: RstPage, firstLine: number): readonly MarkdownLine[] {
	const inline = createRstInline(rstTargets(lines));
	const result: MarkdownLine[] = [];
	for (let at = 0; at < drafts.length; at++) {
		const draft = drafts[at];
		const line = firstLine + at;
		if (draft?.kind === 'heading') {
			const title = inline(draft.title);
			result.push({ line, text: `${'#'.repeat(draft.level)} ${title}`, kind: 'heading', level: draft.level, title });
		} else if (draft?.kind === 'text') {
			const paragraph = [draft];
			for (let next = drafts[at + 1]; next?.kind === 'text' && !next.opens; next = drafts[at + 1]) {
				paragraph.push(next);
				at++;
			}
			const words = inline(paragraph.map((part) => part.words).join('\n')).split('\n');
			for (const [index, { lead }] of paragraph.entries()) {
				const shown = lead + plainStart(words[index] ?? '');
				result.push({ line: line + index, text: shown, kind: shown.trim() === '' ? 'blank' : 'text' });
			}
		} else if (draft?.kind === 'fence') result.push({ line, text: draft.text, kind: 'fence', part: draft.part });
		else if (draft?.kind === 'shown') result.push({ line, text: draft.text, kind: 'text' });
		else result.push({ line, text: '', kind: draft?.kind ?? 'blank' });
	}
	return result;
}

/** The words, with a mark escaped that begins a block in Markdown only; it may stand behind those of lists. */
function plainStart(words: string): string {
	const text = words.trimStart();
	const lists = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*/.exec(text)?.[0] ?? '';
	const rest = text.slice(lists.length);
	const isBlock = /^(?:#|>|`{3}|~{3}|<!--|\||\[[^\]]{1,60}\]:|(?:=+|-+)[ \t]*$)/.test(rest);
	return isBlock ? `${lists}\\${rest}` : text;
}
