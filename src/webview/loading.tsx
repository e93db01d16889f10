import type { VNode } from 'preact';
import type { SidebarBody } from '../protocol/sidebar.ts';
import { percent as width } from './keyResults.tsx';
import { press } from './presses.ts';

/** What is being read, how far it is where that is known, and a way to stop it. */
export function Loading({ body }: { body: Extract<SidebarBody, { kind: 'loading' }> }): VNode {
	const { text, percent, canCancel } = body;
	return (
		<div class="loading">
			<Progress label={text} percent={percent} />
			<p class="quiet">
				{percent === undefined ? `${text}…` : `${text}… ${Math.round(percent)} %`}
				{canCancel ? (
					<>
						{' '}
						<button type="button" class="link" {...press('notice', 'cancel')}>
							Cancel
						</button>
					</>
				) : null}
			</p>
		</div>
	);
}

/** A bar below the top edge, like that of VS Code's views; without `percent` (0 to 100) it only says that something goes on. */
export function Progress({ label, percent }: { label: string; percent?: number }): VNode {
	if (percent === undefined) return <div class="progress endless" role="progressbar" aria-label={label} />;
	return (
		<div
			class="progress"
			role="progressbar"
			aria-label={label}
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={Math.round(percent)}
		>
			<div style={{ width: width(percent / 100) }} />
		</div>
	);
}
