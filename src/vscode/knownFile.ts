import { failureText } from '../app/failureText.ts';
import type { Tandem } from '../app/tandem.ts';
import type { CodeDocument, FileWhy } from '../app/why.ts';
import { showFailure } from './messages.ts';

/** How long an explicit action waits for what is still being read, in milliseconds. */
const PATIENCE_MS = 5000;

/** What is known of a file, once that is enough (by itself: more than "loading"); an explicit action may wait some seconds for it. */
export async function explainSoon(
	tandem: Tandem,
	document: CodeDocument,
	isEnough: (why: FileWhy) => boolean = ({ kind }) => kind !== 'loading',
): Promise<FileWhy> {
	const explain = () => tandem.why.explain(document);
	const first = explain();
	if (isEnough(first)) return first;
	return new Promise((resolve) => {
		const finish = () => {
			clearTimeout(timer);
			subscription.dispose();
			resolve(explain());
		};
		const timer = setTimeout(finish, PATIENCE_MS);
		const subscription = tandem.onDidChange(() => {
			if (isEnough(explain())) finish();
		});
	});
}

/** Says why nothing is known of a file, with the next step; the two sentences say what that means for what was asked. */
export async function showWhyUnknown(
	why: Exclude<FileWhy, { kind: 'known' }>,
	sentences: { readonly outside: string; readonly unconfigured: string },
): Promise<void> {
	switch (why.kind) {
		case 'loading':
			await showFailure('The spec repo is still being read. Try again in a moment.', [['Refresh', 'tandem.refresh']]);
			return;
		case 'outside':
			await showFailure(sentences.outside, []);
			return;
		case 'unconfigured':
			await showFailure(sentences.unconfigured, [['Connect a Spec Repo', 'tandem.connectSpecRepo']]);
			return;
		case 'failed':
			await showFailure(failureText(why.failure), [
				['Try Again', 'tandem.refresh'],
				['Doctor', 'tandem.doctor'],
			]);
	}
}
