/** Tells texts apart that few others stand beside: FNV-1a of the UTF-16 code units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). No protection against a forger. */
export function textDigest(text: string): string {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return (hash >>> 0).toString(36);
}
