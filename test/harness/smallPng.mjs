// Makes a picture of a screen a third of its size: a screen has few colours, so one byte for each dot is enough.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The same picture with few colours; the edges of letters keep theirs, since the colours that are seen most stay as they are.
 * @param {Buffer} png of a browser: eight bits, without a palette, not interlaced
 * @param {number} [colours] at most 256
 * @returns {Buffer} PNG
 */
export function smallPng(png, colours = 256) {
	const { width, height, dots } = decode(png);
	const { palette, indexOf } = choosePalette(dots, colours);
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0, from = 0; y < height; y++) {
		let to = y * (width + 1) + 1;
		for (let x = 0; x < width; x++) rows[to++] = indexOf(dots[from++] ?? 0);
	}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 3, 0, 0, 0], 8);
	const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
	const data = deflateSync(rows, { level: 9, memLevel: 9 });
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', head),
		chunk('PLTE', table),
		chunk('IDAT', data),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/**
 * @param {Buffer} png
 * @returns {{ width: number, height: number, dots: Uint32Array }} `0xRRGGBB` for each dot
 */
function decode(png) {
	/** @type {Buffer[]} */
	const data = [];
	let head = Buffer.alloc(13);
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		const content = png.subarray(at + 8, at + 8 + length);
		const type = png.toString('latin1', at + 4, at + 8);
		if (type === 'IHDR') head = content;
		if (type === 'IDAT') data.push(content);
		at += length + 12;
	}
	const [width, height, bytes] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
	if (head[8] !== 8 || (head[9] !== 2 && head[9] !== 6) || head[12] !== 0) throw new Error('not a PNG of a browser');
	const rows = inflateSync(Buffer.concat(data));
	const line = width * bytes;
	const dots = new Uint32Array(width * height);
	let above = Buffer.alloc(line);
	for (let y = 0; y < height; y++) {
		const start = y * (line + 1);
		const row = rows.subarray(start + 1, start + 1 + line);
		unfilter(row, above, { filter: rows[start] ?? 0, bytes });
		for (let x = 0; x < width; x++) dots[y * width + x] = row.readUIntBE(x * bytes, 3);
		above = row;
	}
	return { width, height, dots };
}

/**
 * Turns differences from the neighbours into values, in place.
 * @param {Buffer} row
 * @param {Buffer} above
 * @param {{ filter: number, bytes: number }} how
 */
function unfilter(row, above, { filter, bytes }) {
	for (let at = 0; at < row.length; at++) {
		const left = at < bytes ? 0 : (row[at - bytes] ?? 0);
		const up = above[at] ?? 0;
		const corner = at < bytes ? 0 : (above[at - bytes] ?? 0);
		const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0;
		row[at] = (row[at] ?? 0) + guess;
	}
}

/** @param {number} left @param {number} up @param {number} corner */
function nearest(left, up, corner) {
	const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}

/**
 * The colours that are seen most, and of those that are seen less the ones that are far from all of these.
 * @param {Uint32Array} dots
 * @param {number} most how many colours
 * @returns {{ palette: number[], indexOf: (colour: number) => number }}
 */
function choosePalette(dots, most) {
	/** @type {Map<number, number>} */
	const seen = new Map();
	for (const colour of dots) seen.set(colour, (seen.get(colour) ?? 0) + 1);
	const colours = [...seen].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
	const palette = colours.slice(0, most / 2);
	const rest = colours.slice(most / 2);
	const far = rest.map((colour) => Math.min(...palette.map((known) => distance(known, colour))));
	while (palette.length < most && rest.length > 0) {
		// What is far and often is missed most.
		let best = 0;
		for (let at = 1; at < rest.length; at++) if (missed(at) > missed(best)) best = at;
		const [next = 0] = rest.splice(best, 1);
		far.splice(best, 1);
		palette.push(next);
		for (let at = 0; at < rest.length; at++) far[at] = Math.min(far[at] ?? 0, distance(next, rest[at] ?? 0));
	}
	/** @param {number} at */
	function missed(at) {
		return (far[at] ?? 0) * Math.sqrt(seen.get(rest[at] ?? 0) ?? 0);
	}
	const known = new Map(palette.map((colour, index) => [colour, index]));
	/** @param {number} colour */
	const indexOf = (colour) => {
		const index = known.get(colour) ?? nearestOf(palette, colour);
		known.set(colour, index);
		return index;
	};
	return { palette, indexOf };
}

/** @param {number[]} palette @param {number} colour */
function nearestOf(palette, colour) {
	let best = 0;
	for (let at = 1; at < palette.length; at++) {
		if (distance(palette[at] ?? 0, colour) < distance(palette[best] ?? 0, colour)) best = at;
	}
	return best;
}

/** @param {number} one @param {number} other */
function distance(one, other) {
	const red = (one >> 16) - (other >> 16);
	const green = ((one >> 8) & 255) - ((other >> 8) & 255);
	const blue = (one & 255) - (other & 255);
	return red * red + green * green + blue * blue;
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const around = Buffer.alloc(8);
	around.writeUInt32BE(content.length, 0);
	around.writeUInt32BE(checksum(body), 4);
	return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** CRC-32, as PNG has it. @param {Buffer} bytes */
function checksum(bytes) {
	let value = ~0;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
	}
	return ~value >>> 0;
}
