import type { VNode } from 'preact';
import type { KeyResultView } from '../protocol/sidebar.ts';
import { MoreButton, shortened } from './shortened.tsx';
import { TrendLine } from './sparklines.tsx';

const LIMIT = 5;

/** How the objective is measured: each key result with its numbers, and a bar where the way from baseline to target is known. */
export function KeyResults(props: {
	readonly results: readonly KeyResultView[];
	readonly name: string;
	readonly whole: boolean;
}): VNode | null {
	const { results, name, whole } = props;
	if (results.length === 0) return null;
	return (
		<div class="results">
			<ul>
				{shortened(results, { limit: LIMIT, whole }).map((result) => (
					<KeyResult result={result} />
				))}
			</ul>
			<MoreButton name={name} total={results.length} limit={LIMIT} whole={whole} noun="key results" />
		</div>
	);
}

function KeyResult({ result }: { result: KeyResultView }): VNode {
	const { metric, current, target, note, progress, reached, trend, label } = result;
	return (
		<li class="result">
			<div class="result-head">
				<span class="result-metric">{metric}</span>
				<span class="result-value">
					{current === undefined ? null : <strong>{current}</strong>}
					{target === undefined ? null : current === undefined ? `target ${target}` : ` of ${target}`}
				</span>
			</div>
			{progress === undefined ? null : (
				<div
					class={`meter${reached ? ' reached' : ''}`}
					role="meter"
					aria-label={metric}
					aria-valuemin={0}
					aria-valuemax={100}
					aria-valuenow={Math.round(share(progress) * 100)}
					aria-valuetext={label}
				>
					<div style={{ width: percent(progress) }} />
				</div>
			)}
			{note || trend ? (
				<div class="result-foot">
					<span class="quiet">{note}</span>
					{trend ? <TrendLine trend={trend} metric={metric} reached={reached} /> : null}
				</div>
			) : null}
		</li>
	);
}

/** A width in CSS for a share of 0 to 1. */
export function percent(value: number): string {
	return `${Math.round(share(value) * 1000) / 10}%`;
}

function share(value: number): number {
	return Math.min(1, Math.max(0, value));
}
