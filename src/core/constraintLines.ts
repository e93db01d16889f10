import type { CommitConstraint } from './link.ts';
import { saysNothing } from './saysNothing.ts';

/** A message with more is a list of something else. */
const LIMIT = 20;
/** Longer ones are cut. */
const LENGTH = 500;
/** Indented lines that go on with one. */
const CONTINUATION_LIMIT = 20;

/**
 * What a commit's message says in lines `Constraint: ...` and `Trade-off: ...` (also `Tradeoff:`, `Constraints:`, in a list, in bold), as plain text. A line
 * that is indented goes on with the one above it, as in a trailer.
 */
export function readConstraintLines(message: string): readonly CommitConstraint[] {
	if (!/constraint|trade-?off/i.test(message)) return [];
	const lines = message.split('\n');
	const found: CommitConstraint[] = [];
	for (let at = 0; at < lines.length && found.length < LIMIT; at++) {
		const line = lines[at] ?? '';
		const [label, word = ''] = LABEL.exec(line.slice(0, 60)) ?? [];
		if (label === undefined) continue;
		const parts = [line.slice(label.length)];
		while (parts.length <= CONTINUATION_LIMIT && /^[ \t]+\S/.test(lines[at + 1] ?? '')) parts.push(lines[++at] ?? '');
		const text = plainLine(parts.map((part) => part.slice(0, LENGTH + 1)).join(' '));
		const kind = word.toLowerCase().startsWith('t') ? 'trade-off' : 'constraint';
		if (!isEmpty(text) && !found.some((other) => other.kind === kind && other.text === text))
			found.push({ kind, text });
	}
	return found;
}

const LABEL = /^(?:[-*]\s+)?(?:\*\*)?(constraint|trade-?off)s?(?:\*\*)?[ \t]*:(?:\*\*)?[ \t]*/i;

function isEmpty(text: string): boolean {
	return /^\p{P}*$/u.test(text) || saysNothing(text);
}

function plainLine(text: string): string {
	const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
	return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1).trimEnd()}…`;
}
