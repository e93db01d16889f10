import type { SyncProgress } from '../app/ports.ts';

/** Where a command writes. */
export interface Terminal {
	/** Writes lines to stdout as fast as the reader takes them; ends quietly where the reader has gone (`| head`). */
	print(lines: Iterable<string>): Promise<void>;
	/** A line for stderr. */
	note(line: string): void;
	/** Shows on a terminal what is going on, in one line that goes away again; undefined: nothing more. */
	progress(label: string, progress: SyncProgress | undefined): void;
}

/** The streams of a process, as far as they are needed. */
export interface Streams {
	readonly stdout: NodeJS.WritableStream;
	readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Bytes, about, that are written at once. */
const PIECE = 64 * 1024;

export function createTerminal({ stdout, stderr }: Streams): Terminal {
	let gone: Error | undefined;
	let shown = false;
	let wake: () => void = () => undefined;
	stdout.on('error', (error: Error) => {
		gone = error;
		wake();
	});
	stdout.on('drain', () => wake());
	// Nobody is left to be told.
	stderr.on('error', () => undefined);

	const write = async (text: string): Promise<void> => {
		if (!stdout.write(text) && !gone) {
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
		if (gone && !isClosedPipe(gone)) throw gone;
	};

	const clear = () => {
		if (shown) stderr.write(ERASE_LINE);
		shown = false;
	};

	return {
		async print(lines) {
			clear();
			let piece = '';
			for (const line of lines) {
				piece += `${line}\n`;
				if (piece.length < PIECE) continue;
				await write(piece);
				if (gone) return;
				piece = '';
			}
			await write(piece);
		},
		note(line) {
			clear();
			stderr.write(`${line}\n`);
		},
		progress(label, progress) {
			if (stderr.isTTY !== true) return;
			clear();
			if (!progress) return;
			const percent = progress.percent === undefined ? '' : ` ${progress.percent} %`;
			stderr.write(`${label}: ${progress.step}${percent}`);
			shown = true;
		},
	};
}

const ERASE_LINE = '\r\u001b[K';

function isClosedPipe(error: Error): boolean {
	return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
