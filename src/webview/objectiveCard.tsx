import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ObjectiveView } from '../protocol/sidebar.ts';
import { Icon } from './icon.tsx';
import { KeyResults } from './keyResults.tsx';
import { markdownBlocks } from './markdown.tsx';
import type { MarkdownBlock } from './markdown.tsx';
import { News } from './news.tsx';
import { OpenLink } from './openLink.tsx';
import { press } from './presses.ts';

/** The objective in one glance: health, title, why, how far. */
export function ObjectiveCard(props: { objective: ObjectiveView; expanded: readonly string[] }): VNode {
	const { objective, expanded } = props;
	const { id, health, facts, title, people, news, why, keyResults, parents } = objective;
	return (
		<div class="objective">
			<div class="facts">
				<span class="facts-list">
					{health ? (
						<span class="health">
							<span class={`dot ${health.name}`} aria-hidden="true" />
							{health.text}
						</span>
					) : null}
					{facts.map(({ text, warning }) =>
						warning ? (
							<span class="fact warning">
								<Icon name="warning" />
								{text}
							</span>
						) : (
							<span class="fact">{text}</span>
						),
					)}
				</span>
				<span class="id">{id}</span>
			</div>
			<h2 class="title">{title}</h2>
			{people.length > 0 ? <p class="people quiet">{people.join(' · ')}</p> : null}
			{news ? <News news={news} whole={expanded.includes(`news ${id}`)} name={`news ${id}`} /> : null}
			<Why text={why} name={`why ${id}`} whole={expanded.includes(`why ${id}`)} />
			<KeyResults results={keyResults} name={`results ${id}`} whole={expanded.includes(`results ${id}`)} />
			{parents.length > 0 ? (
				<p class="parents quiet">
					{'Part of '}
					{parents.map((parent, index) => (
						<>
							{index > 0 ? ' · ' : null}
							<OpenLink {...parent} />
						</>
					))}
				</p>
			) : null}
		</div>
	);
}

function Why({ text, name, whole }: { text: string; name: string; whole: boolean }): VNode | null {
	const blocks = useMemo(() => markdownBlocks(text, 3), [text]);
	if (blocks.length === 0) return null;
	const lead = leadingBlocks(blocks);
	return (
		<div class="why">
			<div class="markdown">{(whole ? blocks : blocks.slice(0, lead)).map(({ nodes }) => nodes)}</div>
			{lead < blocks.length ? (
				<button type="button" class="link more" aria-expanded={whole} {...press('expand', name)}>
					{whole ? 'Show less' : 'Show the whole why'}
				</button>
			) : null}
		</div>
	);
}

const GLANCE = 320;

/** How many blocks are read at one glance. A heading never ends them, and a short rest is not worth a button. */
function leadingBlocks(blocks: readonly MarkdownBlock[]): number {
	let length = 0;
	for (const [index, block] of blocks.entries()) {
		length += block.length;
		const rest = blocks.slice(index + 1).reduce((sum, next) => sum + next.length, 0);
		if (length >= GLANCE && !block.heading && rest > GLANCE / 2) return index + 1;
	}
	return blocks.length;
}
