import type { VNode } from 'preact';
import type { OtherObjective } from '../protocol/sidebar.ts';
import { OpenLink, SentenceText } from './openLink.tsx';
import { Section } from './section.tsx';

/** The further objectives of this line, each with its strongest evidence. */
export function OtherObjectives(props: { others: readonly OtherObjective[]; folded: boolean }): VNode | null {
	const { others, folded } = props;
	if (others.length === 0) return null;
	return (
		<Section name="others" title="Other objectives of this line" count={others.length} folded={folded}>
			<ul class="rows">
				{others.map(({ id, title, because, target }) => (
					<li class="row">
						<div class="row-text">
							<div class="row-head">
								<OpenLink text={title} target={target} title={`Open ${id}`} />
								<span class="id">{id}</span>
							</div>
							<div class="quiet">
								<SentenceText sentence={because} />
							</div>
						</div>
					</li>
				))}
			</ul>
		</Section>
	);
}
