import type { VNode } from 'preact';
import type { SidebarBody } from '../protocol/sidebar.ts';
import { SentenceText } from './openLink.tsx';
import { ELEMENTS, press } from './presses.ts';

/** A line without an objective, said in a sentence, with the next step. */
export function Silent(props: {
	readonly body: Extract<SidebarBody, { kind: 'silent' }>;
	/** The one primary button of the page is elsewhere. */
	readonly modest: boolean;
}): VNode {
	const { body, modest } = props;
	const { headline, explanation, actions, askLabel } = body;
	return (
		<div class="silent">
			<h2>{headline}</h2>
			<p class="quiet">
				<SentenceText sentence={explanation} />
			</p>
			{actions.length > 0 || askLabel !== undefined ? (
				<div class="buttons">
					{actions.map(({ label, command }, index) => (
						<button
							type="button"
							class={index === 0 && !modest ? 'button primary' : 'button secondary'}
							{...press('notice', command)}
						>
							{label}
						</button>
					))}
					{askLabel === undefined ? null : (
						<button type="button" class="button secondary" id={ELEMENTS.ask} {...press('ask')}>
							{askLabel}
						</button>
					)}
				</div>
			) : null}
		</div>
	);
}
