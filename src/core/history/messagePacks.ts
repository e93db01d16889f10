/**
 * Messages as they are kept on disk, so that another state of the spec repo needs no second reading of git: in packs of some hundred kilobytes,
 * each `{bytes that follow, checksum of them}` and then, for each message, `{hash, length, bytes}` (little-endian 32-bit numbers).
 */
export interface MessagePack {
	/** The hash has `width` bytes from `hashAt` of `hashes`, the message stands in `source` from `start` to `end`. */
	add(hashes: Uint8Array, hashAt: number, width: number, source: Uint8Array, start: number, end: number): void;
	/** Bytes held so far. */
	size(): number;
	/** The pack with its head, and a new beginning; empty where nothing was added. */
	take(): Uint8Array;
}

const HEAD = 8;

export function createMessagePack(checksum: (bytes: Uint8Array) => number): MessagePack {
	let bytes = new Uint8Array(64 * 1024);
	let length = HEAD;
	return {
		add(hashes, hashAt, width, source, start, end) {
			const size = end - start;
			const needed = width + 4 + size;
			if (length + needed > bytes.length) {
				const grown = new Uint8Array((length + needed) * 2);
				grown.set(bytes.subarray(0, length));
				bytes = grown;
			}
			for (let at = 0; at < width; at++) bytes[length + at] = hashes[hashAt + at] ?? 0;
			for (let at = 0; at < 4; at++) bytes[length + width + at] = size >>> (8 * at);
			// Most messages are short, and a view of one costs more than the copy.
			if (size < 512) for (let at = 0; at < size; at++) bytes[length + width + 4 + at] = source[start + at] ?? 0;
			else bytes.set(source.subarray(start, end), length + width + 4);
			length += needed;
		},
		size: () => length - HEAD,
		take() {
			if (length === HEAD) return new Uint8Array(0);
			const pack = bytes.slice(0, length);
			const head = new DataView(pack.buffer);
			head.setUint32(0, length - HEAD, true);
			head.setUint32(4, checksum(pack.subarray(HEAD)), true);
			length = HEAD;
			return pack;
		},
	};
}

/** Where a message of a pack stands. */
export type OnMessage = (bytes: Uint8Array, hashAt: number, start: number, end: number) => void;

/**
 * Reads whole packs from `bytes`, which begin with one; gives how many bytes they took (the rest is the beginning of a pack that goes on), or -1
 * where a pack is damaged.
 */
export function readMessagePacks(
	bytes: Uint8Array,
	{ width, checksum, onMessage }: { width: number; checksum: (bytes: Uint8Array) => number; onMessage: OnMessage },
): number {
	const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let at = 0;
	while (at + HEAD <= bytes.byteLength) {
		const end = at + HEAD + numbers.getUint32(at, true);
		if (end > bytes.byteLength) break;
		if (checksum(bytes.subarray(at + HEAD, end)) !== numbers.getUint32(at + 4, true)) return -1;
		let message = at + HEAD;
		while (message + width + 4 <= end) {
			const start = message + width + 4;
			const stop = start + numbers.getUint32(message + width, true);
			if (stop > end) return -1;
			onMessage(bytes, message, start, stop);
			message = stop;
		}
		if (message !== end) return -1;
		at = end;
	}
	return at;
}
