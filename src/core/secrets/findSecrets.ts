import { assignedSecrets } from './assignedSecrets.ts';
import { joinSecrets, type FoundSecret } from './foundSecret.ts';
import { keyBlocks } from './keyBlocks.ts';
import { shapedSecrets } from './secretShapes.ts';
import { isBetweenCode } from './settings.ts';

/**
 * What in a text looks like a secret by its name or by a shape that many have; the tokens of single services are known elsewhere. Takes time in proportion to
 * the text. In their order, none over another.
 */
export function findSecrets(text: string): readonly FoundSecret[] {
	const lines = text.split('\n');
	const found: FoundSecret[] = [...keyBlocks(lines), ...shapedSecrets(text)];
	let offset = 0;
	lines.forEach((line, at) => {
		found.push(...assignedSecrets(line, offset, () => isBetweenCode(lines, at)));
		offset += line.length + 1;
	});
	return joinSecrets(found);
}
