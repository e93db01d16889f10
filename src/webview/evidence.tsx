import type { VNode } from 'preact';
import type { Sentence } from '../protocol/sidebar.ts';
import { SentenceText } from './openLink.tsx';

/** Why Tandem believes that the line serves the objective, each piece one click from its source. */
export function Evidence({ because, caveat }: { because: readonly Sentence[]; caveat?: string }): VNode | null {
	if (because.length === 0 && !caveat) return null;
	return (
		<div class="evidence quiet">
			{because.map((sentence) => (
				<p>
					<SentenceText sentence={sentence} />
				</p>
			))}
			{caveat ? <p>{caveat}</p> : null}
		</div>
	);
}
