import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';
import { press } from './presses.ts';

export interface SectionProps {
	/** Under this name it is remembered whether the section is folded. */
	readonly name: string;
	readonly title: string;
	/** Absent: nothing that is worth counting. */
	readonly count?: number;
	readonly folded: boolean;
	readonly children: ComponentChildren;
}

/** A part of the page that folds, with a header like those of VS Code's own views. */
export function Section({ name, title, count, folded, children }: SectionProps): VNode {
	return (
		<section class="section" aria-labelledby={`section-${name}`}>
			<h3 class="section-header">
				<button type="button" aria-expanded={!folded} {...press('section', name)}>
					<Icon name={folded ? 'chevronRight' : 'chevronDown'} />
					<span class="section-title" id={`section-${name}`}>
						{title}
					</span>
					{count === undefined ? null : <span class="badge">{count}</span>}
				</button>
			</h3>
			{folded ? null : <div class="section-body">{children}</div>}
		</section>
	);
}
