import type { SourceLine } from './codeComments.ts';

/**
 * The last line (index) of what begins at line `first`: a function, class, element, key or statement, with its decorators. Told from indentation and
 * brackets, for no language in particular: what is indented deeper or inside of brackets belongs to it, and the words and signs that go on (`else`, `{`
 * on its own line) or close it (`end`, `</div>`).
 */
export function symbolEnd(lines: readonly SourceLine[], first: number): number {
	const head = lines[first];
	if (!head) return first;
	const isStatement = /^(?:select|insert|update|delete|create|alter|with|merge|drop|grant)\b/i.test(head.code);
	let depth = 0;
	let last = first;
	/** A body that is not indented, such as that of a namespace: brackets alone tell its end. */
	let isFlat: boolean | undefined;
	let isAttribute = false;
	for (let at = first; at < lines.length; at++) {
		const { code, indent } = lines[at] ?? { code: '', indent: -1 };
		if (code === '') {
			if (isStatement && depth === 0 && indent < 0) break;
			continue;
		}
		if (at > first) {
			const goesOn = GOES_ON.test(code);
			if (depth > 0) {
				isFlat ??= indent === head.indent && !goesOn && /[([{]$/.test(lines[last]?.code ?? '');
				if (indent < head.indent ? !code.startsWith('#') : indent === head.indent && !goesOn && !isFlat) break;
			} else if (indent < head.indent) break;
			else if (indent === head.indent) {
				const isListOfKey = head.code.endsWith(':') && !head.code.startsWith('-') && code.startsWith('- ');
				const isOpenStatement = isStatement && !lines[last]?.code.endsWith(';');
				if (!goesOn && !isAttribute && !isListOfKey && !isOpenStatement) break;
			}
		}
		if (depth === 0) isAttribute = ATTRIBUTE.test(code);
		depth = Math.max(0, depth + balanceOf(code));
		last = at;
	}
	return last;
}

/** The line at which the symbol begins whose head ends above line `below`: `def f(` for a docstring below `):`. */
export function headAbove(lines: readonly SourceLine[], below: number): number | undefined {
	let depth = 0;
	for (let at = below - 1; at >= 0; at--) {
		const code = lines[at]?.code ?? '';
		if (code === '') continue;
		depth += balanceOf(code);
		if (depth >= 0) return at;
	}
	return undefined;
}

/** Whether `code` can only be the end of something that began above. */
export function isClosing(code: string): boolean {
	return /^(?:[)\]}]|<\/|(?:end|done|fi|esac)\b|\{\{\/|\{%-?\s*end)/i.test(code);
}

const GOES_ON =
	/^(?:[{)\]}]|<\/|(?:else|elif|elsif|elseif|except|rescue|ensure|catch|finally|then|do|end|done|fi|esac|when|begin)\b|\{\{(?:\/|else)|\{%-?\s*(?:end|else))/i;
const ATTRIBUTE = /^(?:@\w|#!?\[|\[[A-Z][^\]]*\]$|template\s*<)/;

function balanceOf(code: string): number {
	let balance = 0;
	for (const char of code) {
		if (char === '(' || char === '[' || char === '{') balance++;
		else if (char === ')' || char === ']' || char === '}') balance--;
	}
	return balance;
}
