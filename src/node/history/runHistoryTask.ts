import { Worker } from 'node:worker_threads';
import type { Log } from '../../app/ports.ts';
import { Failure } from '../../core/failure.ts';
import { cancellation } from '../cancellation.ts';
import type { FromWorker, HistoryTask, ToWorker } from './historyTask.ts';

export type RunHistoryTask = (
	task: HistoryTask,
	onMessage: (message: Extract<FromWorker, { kind: 'progress' | 'history' }>) => void,
	signal: AbortSignal,
) => Promise<void>;

/** A worker that was told to stop ends git and what it writes; after this long it is ended. */
const STOP_MS = 5000;

/**
 * Makes what runs a task in a worker of its own. It rejects with the worker's failure, or with a cancellation when `signal` fires; what was read until
 * then is kept for the next time.
 */
export function createHistoryRunner({ script, log }: { readonly script: string; readonly log: Log }): RunHistoryTask {
	return async (task, onMessage, signal) => {
		if (signal.aborted) throw cancellation();
		const worker = new Worker(script, {
			workerData: task,
			stdin: false,
			resourceLimits: { maxYoungGenerationSizeMb: 64 },
		});
		let timer: NodeJS.Timeout | undefined;
		const cancel = () => {
			worker.postMessage('cancel' satisfies ToWorker);
			timer = setTimeout(() => void worker.terminate(), STOP_MS);
		};
		signal.addEventListener('abort', cancel, { once: true });
		try {
			await new Promise<void>((resolve, reject) => {
				let isDone = false;
				worker.on('message', (message: FromWorker) => {
					switch (message.kind) {
						case 'log':
							log[message.level](message.message);
							return;
						case 'failed':
							reject(failureOf(message));
							return;
						case 'done':
							isDone = true;
							return;
						case 'progress':
						case 'history':
							onMessage(message);
					}
				});
				worker.once('error', (error: unknown) => reject(error));
				worker.once('exit', () => {
					if (isDone) resolve();
					else reject(signal.aborted ? cancellation() : new Failure('git', 'the reading of the history broke off'));
				});
			});
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', cancel);
		}
	};
}

function failureOf({ failure, detail }: Extract<FromWorker, { kind: 'failed' }>): Error {
	if (failure === 'cancelled') return cancellation();
	return failure === 'bug' ? new Error(detail) : new Failure(failure, detail);
}
