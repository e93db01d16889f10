import type { VNode } from 'preact';
import { ICON_PATHS } from './iconPaths.ts';
import type { IconName } from './iconPaths.ts';

/** A codicon in the colour of its surroundings. It is decoration: the words beside it say the same. */
export function Icon({ name, tone }: { name: IconName; tone?: string }): VNode {
	return (
		<svg class={`icon${tone ? ` ${tone}` : ''}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
			<path d={ICON_PATHS[name]} />
		</svg>
	);
}
