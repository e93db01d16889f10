import type { VNode } from 'preact';
import type { FileShares } from '../protocol/sidebar.ts';
import { percent } from './keyResults.tsx';
import { OpenLink } from './openLink.tsx';
import { Section } from './section.tsx';
import { MoreButton, shortened } from './shortened.tsx';

/** How many colours there are; with more objectives they begin again, so that neighbours always differ. */
const COLOURS = 6;
const LIMIT = 8;

/** How the lines of the open file are shared by objectives: one bar, and a legend with the numbers. */
export function FileSharesSection(props: { shares: FileShares; folded: boolean; whole: boolean }): VNode {
	const { shares, folded, whole } = props;
	const { rows, note } = shares;
	const tones = rows.map(({ kind }, index) => (kind === 'objective' ? `share-${index % COLOURS}` : kind));
	return (
		<Section name="file" title="This file" folded={folded}>
			<div class="shares" role="img" aria-label={rows.map(({ label, text }) => `${label} ${text}`).join(', ')}>
				{rows.map(({ share, label, text }, index) => (
					<div class={`share ${tones[index]}`} style={{ width: percent(share) }} title={`${label}: ${text}`} />
				))}
			</div>
			<ul class="legend">
				{shortened(rows, { limit: LIMIT, whole }).map(({ label, text, target }, index) => (
					<li>
						<span class={`swatch ${tones[index]}`} aria-hidden="true" />
						<span class="legend-label">
							<OpenLink text={label} target={target} title={target && `Open ${label}`} />
						</span>
						<span class="legend-value">{text}</span>
					</li>
				))}
			</ul>
			<MoreButton name="shares" total={rows.length} limit={LIMIT} whole={whole} noun="rows" />
			<p class="legend-note quiet">{note}</p>
		</Section>
	);
}
