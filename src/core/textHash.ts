/**
 * A short word that tells texts apart, `1x9k2m4p7qa`: 53 bits (cyrb53), the same on every machine. Against chance and not against an attacker: who can make
 * a file with the same one can write the file anyway.
 */
export function textHash(text: string): string {
	let [high, low] = [0xdeadbeef, 0x41c6ce57];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		high = Math.imul(high ^ code, 2654435761);
		low = Math.imul(low ^ code, 1597334677);
	}
	const mixed = (one: number, other: number) =>
		Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
	[high, low] = [mixed(high, low), mixed(low, high)];
	return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0');
}
