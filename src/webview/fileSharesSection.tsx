import type { VNode } from 'preact';
import type { FileShareRow, FileShares } from '../protocol/figures.ts';
import { percent } from './keyResults.tsx';
import { OpenLink } from './openLink.tsx';
import { Section } from './section.tsx';
import { MoreButton, shortened } from './shortened.tsx';

/** How many colours there are; with more objectives they begin again, so that neighbours always differ. */
const COLOURS = 6;
const LIMIT = 8;

type Tone = (row: FileShareRow) => string;

/** How the open file is shared by objectives: a bar for its lines, one for the commits of its history, and one legend with the numbers of both. */
export function FileSharesSection(props: { shares: FileShares; folded: boolean; whole: boolean }): VNode {
	const { shares, folded, whole } = props;
	const { rows, note } = shares;
	const tones = new Map(
		rows.map((row, index) => [row, row.kind === 'objective' ? `share-${index % COLOURS}` : row.kind]),
	);
	const toneOf: Tone = (row) => tones.get(row) ?? '';
	const both = rows.some(({ commits }) => commits);
	return (
		<Section name="file" title="This file" folded={folded}>
			<div class={both ? 'bars two' : 'bars'}>
				<Bar rows={rows} toneOf={toneOf} name="Lines today" part={({ lines }) => lines} captioned={both} />
				{both ? <Bar rows={rows} toneOf={toneOf} name="All commits" part={({ commits }) => commits} captioned /> : null}
			</div>
			<ul class={both ? 'legend two' : 'legend'}>
				{both ? (
					<li class="legend-head quiet" aria-hidden="true">
						<span>Lines</span>
						<span>Commits</span>
					</li>
				) : null}
				{shortened(rows, { limit: LIMIT, whole }).map((row) => (
					<Row row={row} tone={toneOf(row)} both={both} />
				))}
			</ul>
			<MoreButton name="shares" total={rows.length} limit={LIMIT} whole={whole} noun="rows" />
			<p class="legend-note quiet">{note}</p>
		</Section>
	);
}

function Bar(props: {
	readonly rows: readonly FileShareRow[];
	readonly toneOf: Tone;
	readonly name: string;
	readonly part: (row: FileShareRow) => { readonly share: number; readonly text: string } | undefined;
	readonly captioned: boolean;
}): VNode | null {
	const { rows, toneOf, name, part, captioned } = props;
	const shown = rows.flatMap((row) => {
		const own = part(row);
		return own ? [{ row, share: own.share, words: `${row.label}: ${own.text}` }] : [];
	});
	if (shown.length === 0) return null;
	return (
		<>
			{captioned ? (
				<span class="quiet" aria-hidden="true">
					{name}
				</span>
			) : null}
			<div class="shares" role="img" aria-label={`${name}: ${shown.map(({ words }) => words).join(', ')}`}>
				{shown.map(({ row, share, words }) => (
					<div class={`share ${toneOf(row)}`} style={{ width: percent(share) }} title={words} />
				))}
			</div>
		</>
	);
}

/** The unit of a number stands beside it where there is no room for columns with headings. */
function Row({ row, tone, both }: { row: FileShareRow; tone: string; both: boolean }): VNode {
	const { label, target, lines, commits } = row;
	return (
		<li>
			<span class={`swatch ${tone}`} aria-hidden="true" />
			<span class="legend-label">
				<OpenLink text={label} target={target} title={target && `Open ${label}`} />
			</span>
			<span class="legend-value">
				{lines?.text}
				{both && lines ? <span class="unit"> of lines</span> : null}
			</span>
			{both ? (
				<span class="legend-value">
					{commits ? (
						<OpenLink text={commits.text} target={commits.target} title={`Show ${commits.label}: ${label}`} />
					) : null}
					{commits ? <span class="unit"> {commits.text === '1' ? 'commit' : 'commits'}</span> : null}
				</span>
			) : null}
		</li>
	);
}
