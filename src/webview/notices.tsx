import type { VNode } from 'preact';
import type { Notice } from '../protocol/sidebar.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './iconPaths.ts';
import { press } from './presses.ts';

const ICONS = {
	stale: 'history',
	incomplete: 'info',
	waiting: 'cloudUpload',
	problem: 'warning',
	restricted: 'shield',
	working: 'loading',
} as const satisfies Record<Notice['kind'], IconName>;

/** What is not as it should be, in a sentence, with the next step. */
export function Notices({ notices }: { notices: readonly Notice[] }): VNode | null {
	if (notices.length === 0) return null;
	return (
		<ul class="notices" aria-label="Notices">
			{notices.map(({ kind, text, actions }) => (
				<li class={`notice ${kind}`}>
					<Icon name={ICONS[kind]} tone={kind === 'working' ? 'spin' : kind} />
					<div>
						{text}
						{actions.map(({ label, command }) => (
							<>
								{' '}
								<button type="button" class="link" {...press('notice', command)}>
									{label}
								</button>
							</>
						))}
					</div>
				</li>
			))}
		</ul>
	);
}
