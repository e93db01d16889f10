import type { Writing } from './secretValues.ts';

/** `DB_PASSWORD=x` is how settings are written and code is not. */
export function settingWriting(name: string, between: string): Writing {
	return between === '=' && name === name.toUpperCase() ? 'setting' : 'bare';
}

/** Whether this can be a line of YAML, or of a file of properties, whose values are words: `password: x`, `db.password=x`, `password=x`. */
export function isPlainSetting({ before, between }: Record<'before' | 'between', string>): boolean {
	if (/^\s*(?:\/|\*|-{2})|\b(?:this|self|cls|that|window|exports|module)\./.test(before)) return false;
	return /^["']?(?:[ \t]?:[ \t]+|=)$/.test(between) || (before.endsWith('.') && /^[ \t]*=[ \t]*$/.test(between));
}

/** How far the lines are that tell whether a line is code. */
const AROUND = 3;
const CODE =
	/[;{}([,]\s*$|^\s*[})\]]|=>|^\s*(?:@\w|\*|\/\/|\/\*|(?:async |abstract |export |static )*(?:def|fn?|func|function|class|interface|type|struct|enum|return|const|let|var|val|import|from|public|private|protected|readonly|if|else|elif|for|while|try|self|this|my)\b)|"{3}|^\s*[\w.]+ = |\w\(/;

/** Whether a line stands between lines of code, where `password: x` names a variable. */
export function isBetweenCode(lines: readonly string[], at: number): boolean {
	return lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line, index) => {
		const isItself = index === Math.min(at, AROUND);
		return !isItself && CODE.test(line.slice(0, 300));
	});
}
